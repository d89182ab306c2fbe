import type { FindingStatus } from '#core/finding.ts'

import type { Catalogue, Context } from './catalogue.ts'
import type { Match, ReadText } from './match.ts'

/** Statuses that count: the observation stands, though it may be denied by who controls, hedged or heard from others. */
const COUNTING: ReadonlySet<FindingStatus> = new Set([
  'affirmed',
  'intrinsic-negative',
  'denied-by-controller',
  'hedged',
  'hearsay',
])

/** The contexts that were found in a registration, kept where they are looked for: with their sentence. */
export class ContextsFound {
  readonly #anywhere: Context[] = []
  readonly #bySentence = new Map<
    ReadText,
    Map<number, { readonly context: Context; readonly match: Match }[]>
  >()

  add(context: Context, read: ReadText, match: Match): void {
    if (context.reach === 'registration') {
      if (!this.#anywhere.includes(context)) this.#anywhere.push(context)
      return
    }
    const sentences = this.#bySentence.get(read) ?? new Map()
    const sentence = read.sentences[match.from]!
    sentences.set(sentence, [...(sentences.get(sentence) ?? []), { context, match }])
    this.#bySentence.set(read, sentences)
  }

  /** The first context, in the order of the catalogue, that says how this match is to be taken. */
  applying(indicator: string, read: ReadText, match: Match): Context | undefined {
    const near = this.#bySentence.get(read)?.get(read.sentences[match.from]!) ?? []
    const applying = [
      ...this.#anywhere,
      ...near
        .filter((found) => found.context.reach === 'sentence' || overlap(found.match, match))
        .map(({ context }) => context),
    ].filter(({ indicators }) => !indicators || indicators.has(indicator))
    return applying.toSorted((a, b) => a.order - b.order)[0]
  }
}

function overlap(one: Match, other: Match): boolean {
  return one.from < other.to && other.from < one.to
}

/** How far a denial reaches back over filler words: `geen sprake van dwang`. */
const DENIAL_WORDS_MAX = 3

export function counts(status: FindingStatus): boolean {
  return COUNTING.has(status)
}

/**
 * What the scan holds of a match: the step between finding and counting. The first context that applies decides;
 * then denial; without either the words are taken as they stand.
 */
export function statusOf(
  catalogue: Catalogue,
  indicator: string,
  read: ReadText,
  match: Match,
  contexts: ContextsFound,
): FindingStatus {
  const context = contexts.applying(indicator, read, match)
  if (context) return context.status
  // The denial is what was observed: `mag niet weg`, `heeft geen paspoort`.
  if (match.negatorsNamed > 0) return 'intrinsic-negative'
  if (!isDenied(catalogue, read, match)) return 'affirmed'
  return catalogue.settings.conclusions.includes(indicator) ? 'negated-conclusion' : 'verified-negative'
}

/** `niet bedreigd`, `geen sprake van dwang`, `paspoort is hem niet afgenomen`. */
function isDenied(catalogue: Catalogue, read: ReadText, match: Match): boolean {
  const { negation } = catalogue
  for (let at = match.from; at < match.to; at += 1) {
    if (negation.inside.has(read.words[at]!.folded) && denies(catalogue, read, at)) return true
  }
  for (let at = match.from - 1; at >= match.from - DENIAL_WORDS_MAX; at -= 1) {
    if (at < 0 || read.sentences[at] !== read.sentences[match.from] || hasComma(read, at)) return false
    const { folded } = read.words[at]!
    if (negation.before.has(folded)) return denies(catalogue, read, at)
    if (!negation.fillers.has(folded)) return false
  }
  return false
}

function denies(catalogue: Catalogue, read: ReadText, at: number): boolean {
  const next = read.words[at + 1]
  return !(next && catalogue.negation.unlessFollowedBy.has(next.folded))
}

/** Whether a comma stands between this word and the next: another thought begins. */
function hasComma(read: ReadText, at: number): boolean {
  const next = read.starts[at + 1]
  return next !== undefined && read.text.slice(read.ends[at], next).includes(',')
}
