import type { Form } from '#core/form.ts'
import type { Choice, Label, Sourced } from './sourced.ts'
import type { Regime } from './unit.ts'

/** How a registration or a report came in; the words of formats.md, and what comes in by hand or by handover. */
export const CHANNELS = [
  'mutatie',
  'aangifte',
  'melding',
  'controle',
  'inspectie',
  'grenscontrole',
  'verhoor-samenvatting',
  'MMA-melding',
  'onderzoek',
  'handmatig',
  'overdracht',
] as const

export type Channel = (typeof CHANNELS)[number]

/** How much power of the state an act takes, least first. */
export const POWERS = [
  'none',
  'general-task',
  'supervision',
  'protection',
  'prosecutor',
  'examining-judge',
] as const

export type Power = (typeof POWERS)[number]

/** What is written down of each fact that an act brings. */
export const PROVENANCE = [
  'source',
  'obtained-on',
  'obtained-by',
  'how-obtained',
  'reliability',
  'fact-or-opinion',
] as const

/** Where enrichment gets its facts, and under which law they are there. */
export interface InformationSource extends Choice {
  readonly regime: Regime
}

/**
 * When an act that is not always mandatory is so after all: a form, a channel and a circumstance each narrow it, an
 * empty list narrows nothing.
 */
export interface MandatoryWhen {
  readonly forms: readonly Form[]
  readonly channels: readonly Channel[]
  /** From the list of circumstances of the way of working; one of them is enough. */
  readonly circumstances: readonly string[]
}

/** When an act is fitting, by whom, on what legal basis, and what makes its result usable (NL: richtlijn). */
export interface Guideline {
  readonly fitsWhen: Label
  /** Weighing criteria of which one must be "yes"; empty: fits always. */
  readonly criteria: readonly string[]
  readonly by: readonly string[]
  readonly qualification: string | null
  /** What must be there afterwards, point by point (NL: eisen aan de vastlegging). */
  readonly requirements: readonly Label[]
  readonly legalBasis: Sourced<string>
  readonly power: Power
}
