import type { FindingStatus } from '#core/finding.ts'

import type { Catalogue, Context } from './catalogue.ts'
import type { Strength } from './catalogue-schema.ts'
import type { Match, ReadText } from './match.ts'

/** Statuses that count: the observation stands, though it may be denied by who controls, hedged or heard from others. */
const COUNTING: ReadonlySet<FindingStatus> = new Set([
  'affirmed',
  'intrinsic-negative',
  'denied-by-controller',
  'hedged',
  'hearsay',
])

/** Say how sure or from whom, and nothing against it: they give way to a denial. */
const SOFT: ReadonlySet<FindingStatus> = new Set(['hedged', 'hearsay'])

interface ContextFound {
  readonly context: Context
  readonly match: Match
}

/** The contexts that were found in a registration, kept where they are looked for: with their sentence. */
export class ContextsFound {
  readonly #contrast: ReadonlySet<string>
  readonly #anywhere: Context[] = []
  readonly #bySentence = new Map<ReadText, Map<number, ContextFound[]>>()

  /** `contrast`: the words behind which another thought begins. */
  constructor(contrast: ReadonlySet<string>) {
    this.#contrast = contrast
  }

  add(context: Context, read: ReadText, match: Match): void {
    if (context.reach === 'registration') {
      if (!this.#anywhere.includes(context)) this.#anywhere.push(context)
      return
    }
    const sentences = this.#bySentence.get(read) ?? new Map<number, ContextFound[]>()
    const own = read.sentences[match.from]!
    const sentence = context.reach === 'before' ? own - 1 : own
    sentences.set(sentence, [...(sentences.get(sentence) ?? []), { context, match }])
    this.#bySentence.set(read, sentences)
  }

  /** All contexts that say how this match is to be taken, in the order of the catalogue. */
  applying(indicator: string, read: ReadText, match: Match): readonly Context[] {
    const near = this.#bySentence.get(read)?.get(read.sentences[match.from]!) ?? []
    if (near.length === 0 && this.#anywhere.length === 0) return this.#anywhere
    return [
      ...this.#anywhere,
      ...near.filter((found) => this.#reaches(found, read, match)).map(({ context }) => context),
    ]
      .filter(({ indicators }) => !indicators || indicators.has(indicator))
      .toSorted((a, b) => a.order - b.order)
  }

  #reaches({ context, match: place }: ContextFound, read: ReadText, match: Match): boolean {
    if (context.reach === 'overlap') return place.from < match.to && match.from < place.to
    if (context.reach !== 'after') return true
    // An expression that begins with these words is about them: `ontkent onder dwang te werken`.
    if (match.to <= place.to || match.from === place.from) return false
    for (let at = place.to; at < match.from; at += 1) {
      if (this.#contrast.has(read.words[at]!.folded)) return false
    }
    return true
  }
}

/** How far a denial reaches back over filler words: `geen sprake van dwang`. */
const DENIAL_WORDS_MAX = 3

export function counts(status: FindingStatus): boolean {
  return COUNTING.has(status)
}

/**
 * Which of the findings of one registration count. What the person concerned denies does too when something else of
 * weight was seen: a denial beside the facts exculpates nobody.
 */
export function counting(
  findings: readonly { readonly status: FindingStatus; readonly strength: Strength }[],
): readonly boolean[] {
  const hasOther = findings.some(({ status, strength }) => counts(status) && strength !== 'Z')
  return findings.map(({ status }) => counts(status) || (hasOther && status === 'denied-by-subject'))
}

/**
 * What the scan holds of a match: the step between finding and counting. A context that speaks against it decides
 * first; then denial; then how sure it is and from whom. Without any of these the words are taken as they stand.
 */
export function statusOf(
  catalogue: Catalogue,
  indicator: string,
  read: ReadText,
  match: Match,
  contexts: ContextsFound,
): FindingStatus {
  const applying = contexts.applying(indicator, read, match)
  const isConclusion = catalogue.settings.conclusions.includes(indicator)
  const against = applying.find(({ status, when }) => when === undefined && !SOFT.has(status))?.status
  if (against === 'denied-by-subject' && isConclusion) return 'negated-conclusion'
  // `affirmed` says of a sentence that no later context speaks against it.
  if (against !== undefined && against !== 'affirmed') return against
  // The denial is what was observed: `mag niet weg`, `heeft geen paspoort`.
  if (match.negatorsNamed > 0) return 'intrinsic-negative'
  if (isDenied(catalogue, read, match)) {
    if (isConclusion) return 'negated-conclusion'
    return applying.find(({ when }) => when === 'denied')?.status ?? 'verified-negative'
  }
  // A suspicion is careful by nature: to hedge it says nothing new.
  const soft = applying.find(({ status }) => SOFT.has(status) && !(isConclusion && status === 'hedged'))
  return soft?.status ?? 'affirmed'
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
