import type { Form } from '#core/form.ts'
import type { Day, Instant } from '#core/time.ts'
import type { DutyKind } from './way-of-working.ts'

/** A person of an organisation by a random id; never a name or a badge number. */
export type MemberId = string
export type SignalId = string
export type RegistrationId = string

/** The scan itself, where an event has no person behind it. */
export const MACHINE = 'spoor'

/** What must be done next, by which unit, and when at the latest. Born with the event that makes it needed. */
export interface NextDuty {
  readonly id: string
  readonly kind: DutyKind
  readonly unit: string
  readonly dueAt: Instant
}

/** A duty that passed its due moment and climbed (NL: geëscaleerd): now of a named role, beside the duty itself. */
export interface Escalation {
  readonly id: string
  readonly unit: string
  readonly role: string
  readonly dueAt: Instant
  /** How many steps of the ladder have been climbed, 1 or more. */
  readonly level: number
}

export type ActResult = 'done' | 'not-possible' | 'not-needed'
export type CriterionAnswer = 'yes' | 'no' | 'unknown'
export type Answers = Readonly<Record<string, CriterionAnswer>>
/** The answer to each guard that an outcome demanded, as codes; the references are the event's content. */
export type GuardCodes = Readonly<Record<string, string>>
export type ComplaintChoice = 'made' | 'declined' | 'considering'

/**
 * What happened to a signal: ids and codes only, so that the ledger can outlive the personal data. Words that a
 * person wrote (grounds, notes) are the event's content: stored beside it, bound by a salted hash.
 */
export type EventData =
  | {
      readonly type: 'signal-proposed' | 'signal-registered'
      readonly registration: RegistrationId
      readonly catalogue: string
      readonly forms: readonly Form[]
      readonly indicators: readonly string[]
      readonly unit: string
      readonly wayOfWorking: string
      readonly duty: NextDuty
    }
  | { readonly type: 'signal-confirmed'; readonly duty: NextDuty }
  | { readonly type: 'set-aside-proposed'; readonly criterion: string; readonly duty: NextDuty }
  | { readonly type: 'set-aside-confirmed'; readonly proposedBy: MemberId }
  | { readonly type: 'set-aside-rejected'; readonly duty: NextDuty }
  | { readonly type: 'enrichment-started'; readonly duty: NextDuty }
  | { readonly type: 'act-recorded'; readonly act: string; readonly result: ActResult }
  | { readonly type: 'enrichment-finished'; readonly duty: NextDuty }
  | {
      readonly type: 'weighed'
      readonly decision: 'interview' | 'enrich-further'
      readonly answers: Answers
      readonly duty: NextDuty
    }
  | {
      readonly type: 'stop-proposed'
      readonly outcome: string
      readonly reviewOn: Day | null
      readonly answers: Answers
      readonly guards: GuardCodes
      readonly duty: NextDuty
    }
  | { readonly type: 'shelved'; readonly proposedBy: MemberId; readonly duty: NextDuty }
  | { readonly type: 'stop-rejected'; readonly duty: NextDuty }
  | { readonly type: 'shelf-reviewed'; readonly duty: NextDuty }
  | { readonly type: 'interview-recorded'; readonly held: boolean; readonly complaint: ComplaintChoice }
  | { readonly type: 'interview-finished'; readonly duty: NextDuty }
  | {
      readonly type: 'investigation-started'
      readonly exOfficio: boolean
      readonly answers: Answers
      readonly duty: NextDuty
    }
  | {
      readonly type: 'closed'
      readonly outcome: string
      readonly proposedBy: MemberId | null
      /** Null where they were answered with the proposal. */
      readonly guards: GuardCodes | null
    }
  | {
      readonly type: 'registration-changed'
      readonly registration: RegistrationId
      readonly catalogue: string
      readonly indicators: readonly string[]
      /** New information on a closed or shelved signal opens it again for a new weighing. */
      readonly duty: NextDuty | null
    }
  | { readonly type: 'escalated'; readonly overdue: string; readonly escalation: Escalation }
  | { readonly type: 'taken-up'; readonly assignee: MemberId }
  | { readonly type: 'unit-changed'; readonly unit: string; readonly duty: NextDuty }

/** An event that a decider asks for; the store numbers and chains it. `content` is what a person wrote. */
export interface NewEvent {
  readonly data: EventData
  readonly content: Readonly<Record<string, string>> | null
}

/** An event as the ledger holds it. */
export interface SignalEvent {
  readonly seq: number
  readonly at: Instant
  readonly by: MemberId
  readonly data: EventData
}
