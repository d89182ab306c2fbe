import type { Choice, Label, Origin, Sourced } from './sourced.ts'
import type { Term } from './working-days.ts'

export const REGIMES = ['Wpg', 'AVG'] as const

/** Under which law data are processed: the Wet politiegegevens or the AVG (GDPR). */
export type Regime = (typeof REGIMES)[number]

export const ARMS = ['toezicht', 'opsporing'] as const

/** The two arms of an inspectorate, which work under different law (NL: Toezicht, Opsporing). */
export type Arm = (typeof ARMS)[number]

export interface UnitRule {
  readonly id: string
  readonly label: Label
  readonly regime: Regime
  /** null where an organisation has no arms. */
  readonly arm: Arm | null
  /** A place of law/kmar-places, where this unit works; null when it works at none of them. */
  readonly place: string | null
}

/** Somebody with this role has the duty when it climbs; `manager`: the ladder may end here. */
export interface RoleRule extends Choice {
  readonly manager: boolean
}

/** What somebody must have learned before an act (NL: certificering). */
export interface Qualification extends Choice {
  /** How long it holds; null: not known. */
  readonly validYears: number | null
  /** Without it the act is refused; otherwise there is a warning that asks for a reason. */
  readonly blocking: boolean
}

/** `after`: this long past the due moment the duty climbs to `role` of `unit`. The last one is a manager. */
export interface EscalationStep extends Origin {
  readonly after: Term
  readonly unit: string
  readonly role: string
}

export const MANDATES = ['everywhere', 'own-field', 'designated-places'] as const

/** Where an organisation may investigate itself, and what it says when it may not. */
export interface Mandate extends Origin {
  readonly investigates: (typeof MANDATES)[number]
  /** Forms of exploitation that it investigates without being assigned to; empty: all. */
  readonly forms: readonly string[]
  /** Why an act of investigation is refused elsewhere. */
  readonly refusal: Label
  /** The act that stays open where it may not investigate itself: supporting another's investigation on request. */
  readonly support: string | null
}

/** Of what the scan did not point at some are read every day, blind, so that it can be estimated what it missed. */
export interface SampleRule {
  readonly perDay: Sourced<number>
  /** Which part is read by a second person too. */
  readonly doubleShare: Sourced<number>
  /** The time that the unit has which answers proposals. */
  readonly within: Sourced<Term>
}

/** A random share of decisions not to follow up is weighed again, blind, by another unit. */
export interface SecondLook {
  readonly share: Sourced<number>
  readonly everyDays: Sourced<number>
  /** The time that the other unit has. */
  readonly within: Sourced<Term>
  readonly unit: string
}
