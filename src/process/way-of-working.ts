import type { OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import type { Term } from './working-days.ts'

/** A value with where it comes from. `checkedOn` null: nobody of the agency has confirmed it; shown as such. */
export interface Sourced<T> {
  readonly value: T
  readonly source: string
  readonly checkedOn: Day | null
}

export interface Label {
  readonly nl: string
  readonly en: string
}

/** A choice from a closed list that the agency gives, with its words on the screen. */
export interface Choice {
  readonly id: string
  readonly label: Label
  readonly source: string
  readonly checkedOn: Day | null
}

/** A step of the standard enrichment, or an act of investigation (NL: opsporingshandeling). */
export interface ActRule extends Choice {
  readonly phases: readonly Phase[]
  /** Mandatory acts end as done, or as not possible with a reason, before the enrichment can be finished. */
  readonly mandatory: boolean
  readonly evidence: Label
}

/** How a signal may end. `stops`: a decision not to follow up (any further), which a second person must confirm. */
export interface OutcomeRule extends Choice {
  readonly stops: boolean
  readonly from: readonly ('weighing' | 'investigating')[]
}

/** Terms in every state of an open signal: there is no state without a deadline. */
export const DUTY_KINDS = [
  'answer-proposal',
  'confirm-set-aside',
  'start-enrichment',
  'finish-enrichment',
  'weigh',
  'confirm-stop',
  'review-shelved',
  'hold-interview',
  'conclude-investigation',
] as const

export type DutyKind = (typeof DUTY_KINDS)[number]

export const PHASES = ['signal', 'enrichment', 'interview', 'investigation'] as const

/** The four phases of the letter. Weighing is a gate between them, not a phase. */
export type Phase = (typeof PHASES)[number]

/** A feed (NL: aanlevering) and what is usual for it: silence is noticed by this. */
export interface FeedRule {
  readonly id: string
  readonly label: Label
  /** Dutch wall-clock time before which the day's registrations must have come in, `hh:mm`. */
  readonly expectedBy: string
  /** Below this share of the median of the last fourteen deliveries a delivery is unusually small. */
  readonly smallBelow: number
  readonly duty: { readonly unit: string; readonly role: string; readonly term: Term }
  readonly source: string
  readonly checkedOn: Day | null
}

/**
 * A way of working (NL: werkwijze) of one organisation from one day on. Files under agencies/, never edited once in
 * force; a signal remembers under which version it is followed up.
 */
export interface WayOfWorking {
  readonly id: string
  readonly organisation: OrganisationId
  readonly effectiveFrom: Day
  readonly name: Label
  readonly units: readonly { readonly id: string; readonly label: Label }[]
  /** Which unit answers what the scan proposes, and what an officer registers. */
  readonly triageUnit: string
  readonly terms: Readonly<Record<DutyKind, Sourced<Term>>>
  /** The longest that a signal may lie shelved before it is looked at again, in calendar days. */
  readonly shelveDaysMax: Sourced<number>
  readonly setAsideCriteria: readonly Choice[]
  readonly weighingCriteria: readonly Choice[]
  readonly acts: readonly ActRule[]
  readonly outcomes: readonly OutcomeRule[]
  readonly feeds: readonly FeedRule[]
  readonly quarantine: { readonly unit: string; readonly term: Sourced<Term> }
}
