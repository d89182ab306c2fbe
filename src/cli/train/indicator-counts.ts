import { indicatorOf } from '#scan/count.ts'
import type { Catalogue } from '#scan/scan.ts'

import { hashOfTexts, lessonsOf } from './lessons.ts'

/** How often each indicator counted in the training texts; `eval/indicators.json`. All of it is fictional text. */
export interface IndicatorCounts {
  /** Of the rules without a model: it does not change what is found. */
  readonly catalogue: string
  /** Of the texts. */
  readonly hash: string
  readonly texts: number
  readonly signals: number
  readonly indicators: Readonly<Record<string, IndicatorCount>>
}

interface IndicatorCount {
  readonly signals: number
  readonly others: number
}

/** Counts texts, not places: an indicator counts once in a registration. */
export function countIndicators(
  catalogue: Catalogue,
  folder: string,
  batches: readonly string[],
): IndicatorCounts {
  const lessons = lessonsOf(catalogue, folder, batches)
  const signals = lessons.filter(({ signal }) => signal).length
  const counted = new Map(catalogue.indicators.map(({ id }) => [id, { signals: 0, others: 0 }]))
  for (const { signal, indicators } of lessons) {
    for (const feature of indicators) counted.get(indicatorOf(feature))![signal ? 'signals' : 'others'] += 1
  }
  return {
    catalogue: catalogue.version,
    hash: hashOfTexts(folder, batches),
    texts: lessons.length,
    signals,
    indicators: Object.fromEntries(counted),
  }
}
