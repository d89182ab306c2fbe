import type { Form } from '#core/form.ts'

import { isStronger } from './catalogue-schema.ts'
import { type Count, featureOf, type Judged } from './count.ts'
import { chanceOf, type Passage, type Ranker, type Reading, type ReadField } from './ranker.ts'
import { counting } from './status.ts'

/** What the ranker adds beside the indicators: passages that speak for a look, and passages that speak against. */
export const LEXICAL = { for: 'LEX-01', against: 'LEX-02' } as const

export interface Ranked extends Omit<Count, 'forms'> {
  /** Worked out when it is asked for, before the next registration is read: of what is no signal nobody reads it. */
  readonly forms: () => readonly Form[]
  readonly passages: readonly Passage[]
}

const FORMS_MAX = 2

/**
 * The score of the trained model. Each indicator counts once, where it stands strongest; without any that counts there is
 * nothing to point at: the score is the base rate, and the registration no signal (formats.md).
 */
export function rank(
  ranker: Ranker,
  findings: readonly Judged[],
  fields: readonly ReadField[],
  names: ReadonlySet<string>,
): Ranked {
  const weights = weightsOf(ranker, findings)
  const base = Math.round(ranker.data.intercept * 1000)
  if (weights.every((weight) => weight === 0)) {
    return { weights, score: chanceOf(ranker.data, base), isSignal: false, forms: () => [], passages: [] }
  }
  const reading = ranker.read(fields, names)
  const { passages } = reading
  let sum = base
  for (const weight of weights) sum += weight
  for (const { thousandths } of passages) sum += thousandths
  const score = chanceOf(ranker.data, sum)
  const isSignal = score >= ranker.data.threshold
  const forms = () => {
    const counted = findings.filter((_, index) => weights[index] !== 0)
    return formsOf(ranker, counted, reading)
  }
  return { weights, score, isSignal, forms, passages }
}

function weightsOf(ranker: Ranker, findings: readonly Judged[]): readonly number[] {
  const weighs = new Set(weighing(findings))
  return findings.map((finding) => (weighs.has(finding) ? ranker.feature(featureOf(finding)) : 0))
}

/** The findings that weigh: of each indicator that counts the strongest, of equals the first. */
export function weighing(findings: readonly Judged[]): readonly Judged[] {
  const strongest = new Map<string, Judged>()
  const isCounted = counting(findings)
  for (const [index, finding] of findings.entries()) {
    if (!isCounted[index]) continue
    const other = strongest.get(finding.indicator.id)
    if (other === undefined || isStronger(finding.strength, other.strength))
      strongest.set(finding.indicator.id, finding)
  }
  return [...strongest.values()]
}

/** The likeliest form, and the next when it is likely too. */
function formsOf(ranker: Ranker, counted: readonly Judged[], reading: Reading): readonly Form[] {
  const { formIntercepts, formIndicators, formSecondFrom } = ranker.data
  const ofWords = reading.forms()
  const points = ranker.forms.map((form, at) => {
    let sum = formIntercepts[at]! + ofWords[at]!
    for (const finding of counted) sum += formIndicators[featureOf(finding)]?.[at] ?? 0
    return { form, sum }
  })
  return points
    .toSorted((a, b) => b.sum - a.sum)
    .slice(0, FORMS_MAX)
    .filter(({ sum }, place) => place === 0 || sum >= formSecondFrom)
    .map(({ form }) => form)
}
