import type { FindingView } from '#contract/registration.ts'
import type { Finding } from '#core/finding.ts'
import type { Form } from '#core/form.ts'
import { LEXICAL } from '#scan/rank.ts'
import { type Catalogue, scanRegistration } from '#scan/scan.ts'

const SITUATIONS = 'SIT'

/** One line of the sum: an indicator that counted. Thousandths of log-odds. */
export interface Contribution {
  readonly indicator: string
  readonly label: FindingView['label']
  readonly thousandths: number
}

/** How a score came about: `score` = σ((intercept + all that counted) / 1000). */
export interface Sum {
  readonly intercept: number
  readonly contributions: readonly Contribution[]
  readonly passages: readonly { readonly id: 'for' | 'against'; count: number; thousandths: number }[]
  readonly total: number
  readonly score: number
  readonly threshold: number
}

/** What the scan reads in a text that somebody tries. */
export interface Reading {
  readonly text: string
  readonly situations: readonly FindingView[]
  readonly indicators: readonly FindingView[]
  /** Sentences that the model weighs, the heaviest first; none without a model, or without a finding that counts. */
  readonly passages: readonly Finding[]
  readonly sum: Sum
  readonly forms: readonly Form[]
  /** Whether a registration with this text would be proposed. */
  readonly reached: boolean
  /** False: the score is a count in the shape of a chance. */
  readonly calibrated: boolean
  readonly version: string
}

/** Scans a text here, with the rules and the model that the daily scan uses. */
export function read(catalogue: Catalogue, text: string): Reading {
  const { findings, score, isSignal, forms } = scanRegistration(catalogue, { id: 'try-out', title: '', text })
  const places = findings
    .filter(({ indicator }) => !isLexical(indicator))
    .map((one) => viewOf(catalogue, one))
  const passages = findings.filter(({ indicator }) => isLexical(indicator))
  const isSituation = ({ indicator }: FindingView) => indicator.startsWith(`${SITUATIONS}-`)
  return {
    text,
    situations: places.filter(isSituation),
    indicators: places.filter((place) => !isSituation(place)),
    passages: passages.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
    sum: sumOf(catalogue, places, passages, score),
    forms,
    reached: isSignal,
    calibrated: catalogue.calibrated,
    version: catalogue.version,
  }
}

function isLexical(indicator: string): boolean {
  return indicator === LEXICAL.for || indicator === LEXICAL.against
}

function viewOf({ indicators }: Catalogue, finding: Finding): FindingView {
  const indicator = indicators.find(({ id }) => id === finding.indicator)
  return {
    ...finding,
    label: indicator?.label ?? { nl: finding.indicator, en: finding.indicator },
    dimension: indicator?.dimension ?? '',
    strength: indicator?.strength ?? 'Z',
  }
}

function sumOf(
  { ranker, settings }: Catalogue,
  places: readonly FindingView[],
  passages: readonly Finding[],
  score: number,
): Sum {
  const contributions = places
    .filter(({ weight }) => weight !== 0)
    .map(({ indicator, label, weight }) => ({ indicator, label, thousandths: thousandthsOf(weight) }))
    .toSorted((a, b) => b.thousandths - a.thousandths)
  const sides = (['for', 'against'] as const).map((id) => {
    const own = passages.filter(({ indicator }) => indicator === LEXICAL[id])
    return { id, count: own.length, thousandths: total(own.map(({ weight }) => thousandthsOf(weight))) }
  })
  const intercept = thousandthsOf(ranker?.data.intercept ?? settings.intercept)
  const added = [...contributions, ...sides].map(({ thousandths }) => thousandths)
  return {
    intercept,
    contributions,
    passages: sides.filter(({ count }) => count > 0),
    total: intercept + total(added),
    score,
    threshold: ranker?.data.threshold ?? settings.scores[settings.signalFrom]!,
  }
}

function thousandthsOf(weight: number): number {
  return Math.round(weight * 1000)
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
