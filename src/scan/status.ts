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

/** A context as it was found, and where. */
export interface ContextMatch {
  readonly context: Context
  readonly read: ReadText
  readonly match: Match
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
  contexts: readonly ContextMatch[],
): FindingStatus {
  for (const found of contexts) if (applies(found, indicator, read, match)) return found.context.status
  // The denial is what was observed: `mag niet weg`, `heeft geen paspoort`.
  if (match.negatorsNamed > 0) return 'intrinsic-negative'
  if (!isDenied(catalogue, read, match)) return 'affirmed'
  return catalogue.settings.conclusions.includes(indicator) ? 'negated-conclusion' : 'verified-negative'
}

function applies(found: ContextMatch, indicator: string, read: ReadText, match: Match): boolean {
  const { context } = found
  if (context.indicators && !context.indicators.has(indicator)) return false
  if (context.reach === 'registration') return true
  if (found.read !== read) return false
  if (context.reach === 'sentence') return read.sentences[found.match.from] === read.sentences[match.from]
  return found.match.from < match.to && match.from < found.match.to
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
