import type { Choice } from './sourced.ts'
import type { Term } from './working-days.ts'

/** What can be counted from the ledger, or is counted elsewhere and written down here. */
export const MEASURES = [
  'share-answered-within',
  'share-enriched-within',
  'share-with-possible-victim-contact',
  'share-enriched-wider',
  'share-guards-answered',
  'share-stops-agreed-on-second-look',
  'share-handovers-accepted-within',
  'share-complete-at-handover',
  'share-routed-administrative-with-coercion',
  'share-signals-to-investigation',
  'share-own-signals',
  'median-days-signal-to-weighing',
  'count-reported-to-comensha',
  'count-sent-to-prosecutor',
  'count-trained',
] as const

export type Measure = (typeof MEASURES)[number]

export const TARGET_UNITS = ['share', 'working-days', 'number'] as const

/** A public figure to start from. Its unit often differs from the target's: never divide across units. */
export interface Baseline {
  readonly value: number
  readonly unit: string
  readonly period: string
  readonly source: string
}

/** A concrete, measurable aim (NL: doelstelling). */
export interface Target extends Choice {
  readonly measure: Measure
  /** For the measures that end in `-within`. */
  readonly within: Term | null
  readonly unit: (typeof TARGET_UNITS)[number]
  /** null: measure first, the agency sets it later. */
  readonly value: number | null
  /** `watch`: shown, never judged. */
  readonly aim: 'at-least' | 'at-most' | 'watch'
  readonly baseline: Baseline | null
}
