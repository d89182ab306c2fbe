import type { OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import type { GuardId, GuardRule } from './guard.ts'
import type { Guideline, InformationSource, MandatoryWhen, PROVENANCE } from './guideline.ts'
import type { HandoverRule, Partner } from './partner.ts'
import type { ArmCrossing, RoutingRule } from './routing.ts'
import type { Choice, Label, Origin, Sourced } from './sourced.ts'
import type { Target } from './target.ts'
import type {
  EscalationStep,
  Mandate,
  Qualification,
  RoleRule,
  SampleRule,
  SecondLook,
  UnitRule,
} from './unit.ts'
import type { Term } from './working-days.ts'

/** A step of the standard enrichment, or an act of investigation (NL: opsporingshandeling). */
export interface ActRule extends Choice {
  readonly phases: readonly Phase[]
  /** Mandatory acts end as done, or as not possible with a reason, before the enrichment can be finished. */
  readonly mandatory: boolean
  /** When else it is mandatory; null: always (with `mandatory`), or left to the judgement of who does it. */
  readonly mandatoryWhen: MandatoryWhen | null
  readonly evidence: Label
  /** Ids of information sources. */
  readonly information: readonly string[]
  readonly done: Label
  /** Ids of reasons why it may not be possible. */
  readonly notPossible: readonly string[]
  readonly guideline: Guideline
}

export const CRITERION_KINDS = [
  'lead',
  'urgency',
  'protection',
  'contact',
  'coercion',
  'history',
  'jurisdiction',
  'completeness',
  'means',
] as const

/** A question that each weighing answers; the protection test and the test for leads are never the same one. */
export interface CriterionRule extends Choice {
  readonly kind: (typeof CRITERION_KINDS)[number]
  /** The act that an "unknown" points to: unknown leads to a step, not to a refusal. */
  readonly whenUnknown: string | null
}

/** Why a signal waits, with a review date. Capacity is one of these, counted apart, and never a criterion. */
export interface HoldReason extends Choice {
  readonly countedApart: boolean
}

/** What an ending, or a decision on the way, asks for. */
interface Demands {
  /** What the written ground must say. */
  readonly needs: Label
  readonly guards: readonly GuardId[]
  /** Acts that must have been considered, with a result or a reason. */
  readonly consider: readonly string[]
  readonly legalBasis: Sourced<string>
}

/** How a signal may end. `stops`: a decision not to follow up (any further), which a second person must confirm. */
export interface OutcomeRule extends Choice, Demands {
  readonly stops: boolean
  /** Weighing criteria that a "yes" to which contradicts it: not in one breath. */
  readonly unless: readonly string[]
  readonly from: readonly ('weighing' | 'investigating')[]
}

export const DECISIONS = [
  'start-investigation',
  'ex-officio-investigation',
  'interview',
  'enrich-further',
  'shelve',
  'transfer-agency',
  'transfer-abroad',
  'refer-to-care',
] as const

/** A decision that leaves the signal open. `accompanies`: may come beside any other decision or outcome. */
export interface DecisionRule extends Choice, Demands {
  readonly id: (typeof DECISIONS)[number]
  readonly accompanies: boolean
  /** How often it may be taken before a signal ends or opens again; null: as often as there is reason to. */
  readonly maxTimes: Sourced<number> | null
}

/** Duties whose term the way of working gives; those of DUTY_KINDS beside them are due on a day that is agreed. */
export const TERM_KINDS = [
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

export type TermKind = (typeof TERM_KINDS)[number]

/** What a signal waits for: one in every open state, so that there is no state without a deadline. */
export const DUTY_KINDS = [...TERM_KINDS, 'review-hold', 'await-acceptance', 'answer-handover'] as const

export type DutyKind = (typeof DUTY_KINDS)[number]

/** Duties beside the one that a signal waits for: it goes on meanwhile. A second look is one of a closed signal. */
export const SIDE_KINDS = [
  'contact-possible-victim',
  'answer-unit',
  'accept-crossing',
  'review-routing',
  'second-look',
  'await-receipt',
] as const

export type SideKind = (typeof SIDE_KINDS)[number]

/** What asks for shorter terms than usual. */
export const URGENCIES = ['danger-now', 'minor', 'person-leaving'] as const

export type Urgency = (typeof URGENCIES)[number]

/** Shorter terms while a weighing criterion says "yes", or the person is about to leave. */
export interface UrgentTerms extends Choice {
  readonly id: Urgency
  /** null: told by who does the work, not by a criterion. */
  readonly criterion: string | null
  readonly terms: Readonly<Partial<Record<TermKind, Term>>>
  readonly clocks: Readonly<Partial<Record<ClockId, Term>>>
}

/** Terms that do not follow from a state: towards reporters, possible victims and partners. */
export const CLOCKS = [
  'contact-possible-victim',
  'receipt-to-reporter',
  'outcome-to-reporter',
  'share-with-emm',
  'report-to-comensha',
  'inform-possible-victim',
  'complaint-after-decision',
  'judge-leads-dublin',
  'accept-handover',
] as const

export type ClockId = (typeof CLOCKS)[number]

/** How work was done before, as far as public sources say. Nothing is followed up under it. */
export interface HistoryNote extends Origin {
  readonly id: string
  readonly period: string
  readonly content: Label
}

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
  readonly units: readonly UnitRule[]
  readonly roles: readonly RoleRule[]
  readonly qualifications: readonly Qualification[]
  readonly mandate: Mandate
  /** Which unit answers what the scan proposes, and what an officer registers. */
  readonly triageUnit: string
  readonly terms: Readonly<Record<TermKind, Sourced<Term>>>
  readonly urgentTerms: readonly UrgentTerms[]
  readonly clocks: Readonly<Record<ClockId, Sourced<Term>>>
  /** From the first step past the due moment to a manager. */
  readonly escalation: readonly EscalationStep[]
  readonly targets: readonly Target[]
  /** The longest that a signal may lie shelved before it is looked at again, in calendar days. */
  readonly shelveDaysMax: Sourced<number>
  /** The longest that a signal may wait (NL: aangehouden) before somebody looks again, in calendar days. */
  readonly holdDaysMax: Sourced<number>
  /** In these phases a contact with the possible victim, or the reason for none, is written down before the phase ends. */
  readonly contactPhases: Sourced<readonly Phase[]>
  readonly setAsideCriteria: readonly Choice[]
  readonly weighingCriteria: readonly CriterionRule[]
  readonly neverCriteria: readonly Choice[]
  readonly holdReasons: readonly HoldReason[]
  /** What may make an act mandatory, answered by who does the work. */
  readonly circumstances: readonly Choice[]
  readonly informationSources: readonly InformationSource[]
  readonly provenance: Sourced<readonly (typeof PROVENANCE)[number][]>
  readonly notPossibleReasons: readonly Choice[]
  /** In the order in which they are done; those of the phase enrichment are the standard enrichment. */
  readonly acts: readonly ActRule[]
  readonly guards: readonly GuardRule[]
  readonly decisions: readonly DecisionRule[]
  readonly outcomes: readonly OutcomeRule[]
  readonly secondLook: SecondLook
  readonly sample: SampleRule
  readonly routing: RoutingRule | null
  readonly armCrossings: readonly ArmCrossing[]
  readonly partners: readonly Partner[]
  readonly handovers: readonly HandoverRule[]
  /** Why something that another offers is not accepted. Capacity is none of these. */
  readonly handoverRefusals: readonly Choice[]
  readonly history: readonly HistoryNote[]
  readonly feeds: readonly FeedRule[]
  readonly quarantine: { readonly unit: string; readonly term: Sourced<Term> }
}
