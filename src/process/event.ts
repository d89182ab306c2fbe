import type { Form } from '#core/form.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { ContactResult, ContactWith } from './contact.ts'
import type { HandoverId, HandoverMessage } from './handover-message.ts'
import type { Qualification } from './qualification.ts'
import type { DutyKind, Phase, SideKind, Urgency } from './way-of-working.ts'

/** A person of an organisation by a random id; never a name or a badge number. */
export type MemberId = string
export type SignalId = string
export type RegistrationId = string

/** Spoor itself, where an event has no person behind it. */
export const MACHINE = 'spoor'

/** What must be done next, by which unit, and when at the latest. Born with the event that makes it needed. */
export interface NextDuty {
  readonly id: string
  readonly kind: DutyKind
  readonly unit: string
  readonly dueAt: Instant
}

/** A duty beside the one that a signal waits for. */
export interface SideDuty {
  readonly id: string
  readonly kind: SideKind
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

/** Why a handover came back: recalled by the sender, or not answered in time. */
export type ReturnReason = 'recalled' | 'silence'

/** What the register of a birth needs; `channel` and `law` are absent from the oldest events. */
interface Birth {
  readonly forms: readonly Form[]
  readonly indicators: readonly string[]
  readonly unit: string
  readonly wayOfWorking: string
  /** The kind of registration it came in by, in the source's own word. */
  readonly channel?: string
  /** The version of art. 273f in force when it was received. */
  readonly law?: string
  readonly duty: NextDuty
}

type What =
  | (Birth & {
      readonly type: 'signal-proposed' | 'signal-registered'
      readonly registration: RegistrationId
      readonly catalogue: string
      /** Of a proposal: in which sample a person saw it, that the scan did not point at; absent: the scan pointed. */
      readonly sample?: string
    })
  | (Birth & {
      readonly type: 'signal-offered'
      readonly handover: HandoverId
      readonly from: OrganisationId
    })
  | { readonly type: 'offer-accepted'; readonly registration: RegistrationId; readonly duty: NextDuty }
  | { readonly type: 'offer-refused'; readonly reason: string }
  | { readonly type: 'offer-recalled' }
  | { readonly type: 'signal-confirmed'; readonly urgency?: readonly Urgency[]; readonly duty: NextDuty }
  | { readonly type: 'set-aside-proposed'; readonly criterion: string; readonly duty: NextDuty }
  | { readonly type: 'set-aside-confirmed'; readonly proposedBy: MemberId }
  | { readonly type: 'set-aside-rejected'; readonly duty: NextDuty }
  | { readonly type: 'enrichment-started'; readonly duty: NextDuty }
  | {
      readonly type: 'act-recorded'
      readonly act: string
      readonly result: ActResult
      /** The unit that did it, and so under which law; absent from the oldest events, as are the facts below. */
      readonly unit?: string
      /** Why it was not possible, from the closed list of the act. */
      readonly reason?: string | null
      readonly provenance?: FactCodes | null
      /** Requirements of the guideline that were not met, by their place in the list, from 0. */
      readonly unmet?: readonly number[]
      /** Whether who did it had the qualification asked for; null: none is. */
      readonly qualified?: boolean | null
    }
  | { readonly type: 'circumstances-recorded'; readonly circumstances: Answers }
  | {
      readonly type: 'contact-recorded'
      readonly phase: Phase
      readonly with: ContactWith
      readonly result: ContactResult
      readonly reason: string | null
    }
  | { readonly type: 'urgency-set'; readonly urgency: readonly Urgency[]; readonly duty: NextDuty }
  | { readonly type: 'enrichment-finished'; readonly duty: NextDuty }
  | {
      readonly type: 'weighed'
      readonly decision: 'interview' | 'enrich-further'
      readonly answers: Answers
      /** With what the answers tell of it; absent from the oldest events. */
      readonly urgency?: readonly Urgency[]
      readonly duty: NextDuty
    }
  | {
      readonly type: 'stop-proposed'
      readonly outcome: string
      readonly reviewOn: Day | null
      readonly answers: Answers
      /** With what the answers tell of it; absent from the oldest events. */
      readonly urgency?: readonly Urgency[]
      readonly guards: GuardCodes
      readonly duty: NextDuty
    }
  | { readonly type: 'shelved'; readonly proposedBy: MemberId; readonly duty: NextDuty }
  | { readonly type: 'stop-rejected'; readonly duty: NextDuty }
  | { readonly type: 'shelf-reviewed'; readonly duty: NextDuty }
  | {
      readonly type: 'interview-recorded'
      readonly held: boolean
      readonly complaint: ComplaintChoice
      readonly qualified?: boolean | null
      /** The second person who was there; absent from the oldest events. */
      readonly second?: MemberId | null
      readonly recorded?: boolean
    }
  | { readonly type: 'interview-finished'; readonly duty: NextDuty }
  | {
      readonly type: 'investigation-started'
      readonly exOfficio: boolean
      readonly answers: Answers
      readonly urgency?: readonly Urgency[]
      readonly qualification?: Qualification
      /** What was said of the power to: assigned by the public prosecutor, about civil aviation. Absent: not asked yet. */
      readonly assigned?: boolean
      readonly civilAviation?: boolean
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
      /** New information on a closed, shelved or handed-over signal opens it again, to be weighed or first enriched. */
      readonly duty: NextDuty | null
    }
  | { readonly type: 'escalated'; readonly overdue: string; readonly escalation: Escalation }
  | { readonly type: 'taken-up'; readonly assignee: MemberId }
  /** Before units could refuse what was offered to them; no longer written. */
  | { readonly type: 'unit-changed'; readonly unit: string; readonly duty: NextDuty }
  | { readonly type: 'unit-offered'; readonly unit: string }
  | { readonly type: 'unit-accepted'; readonly unit: string; readonly duty: NextDuty }
  | { readonly type: 'unit-refused'; readonly reason: string }
  | { readonly type: 'unit-recalled' }
  | { readonly type: 'held'; readonly reason: string; readonly reviewOn: Day; readonly duty: NextDuty }
  | { readonly type: 'resumed'; readonly duty: NextDuty }
  | {
      readonly type: 'routed'
      readonly lane: string
      readonly answers: Answers
      /** Weighing criteria of the protection test that were answered with it. */
      readonly protection: Answers
    }
  | { readonly type: 'routing-reviewed'; readonly agrees: boolean }
  | {
      readonly type: 'crossing-offered'
      readonly crossing: string
      readonly acts: readonly string[]
      readonly seenOn: Day
      /** Statements that somebody had to make stay behind. */
      readonly withoutStatements: true
    }
  | { readonly type: 'crossing-accepted'; readonly crossing: string; readonly acts: readonly string[] }
  | { readonly type: 'crossing-refused'; readonly crossing: string }
  | {
      readonly type: 'handover-offered'
      readonly handover: HandoverId
      readonly rule: string
      readonly moment: string
      readonly partner: string
      readonly via: 'spoor' | 'document'
      readonly guards: GuardCodes
      readonly duty: NextDuty
    }
  | { readonly type: 'handover-received'; readonly handover: HandoverId }
  | { readonly type: 'handover-accepted'; readonly handover: HandoverId }
  | {
      readonly type: 'handover-refused'
      readonly handover: HandoverId
      readonly reason: string
      readonly duty: NextDuty
    }
  | { readonly type: 'recall-requested'; readonly handover: HandoverId; readonly because: ReturnReason }
  | {
      readonly type: 'handover-returned'
      readonly handover: HandoverId
      readonly because: ReturnReason
      readonly duty: NextDuty
      /** After silence the duty comes back to a named role as well. */
      readonly escalation: Escalation | null
    }
  | { readonly type: 'handover-reported'; readonly handover: HandoverId; readonly outcome: string }
  /** To a partner who takes no duty over: the signal goes on here. */
  | {
      readonly type: 'share-offered'
      readonly handover: HandoverId
      readonly rule: string
      readonly moment: string
      readonly partner: string
      readonly guards: GuardCodes
    }
  | { readonly type: 'share-received'; readonly handover: HandoverId }
  | {
      readonly type: 'share-answered'
      readonly handover: HandoverId
      readonly answer: 'accepted' | 'refused'
    }
  | { readonly type: 'share-recalled'; readonly handover: HandoverId }
  | {
      readonly type: 'second-look-drawn'
      readonly look: string
      readonly of: number
      readonly deciders: readonly MemberId[]
    }
  | {
      readonly type: 'second-look-taken'
      readonly look: string
      readonly of: number
      readonly verdict: 'agrees' | 'follow-up'
      readonly answers: Answers
      /** Of "follow up": what holds with what the answers tell. */
      readonly urgency?: readonly Urgency[]
      /** "Follow up" opens the signal again; null otherwise. */
      readonly duty: NextDuty | null
    }

/** Codes of where a fact comes from; how and by whom it was obtained is the event's content. */
export interface FactCodes {
  readonly source: string
  readonly obtainedOn: Day
  readonly reliability: 'reliable' | 'mostly-reliable' | 'doubtful' | 'unknown'
  readonly factOrOpinion: 'fact' | 'opinion'
}

/**
 * What happened to a signal: ids and codes only, so that the ledger can outlive the personal data. Words that a
 * person wrote (grounds, notes) are the event's content: stored beside it, bound by a salted hash. `opens` and `ends`
 * tell which side duties begin and end with it; a closed signal keeps none of those it had.
 */
export type EventData = What & {
  readonly opens?: readonly SideDuty[]
  readonly ends?: readonly string[]
}

/** An event that a decider asks for; the store numbers and chains it. */
export interface NewEvent {
  readonly data: EventData
  /** What a person wrote. */
  readonly content: Readonly<Record<string, string>> | null
  /** What goes to the other side of a handover in the same transaction. */
  readonly sends?: HandoverMessage
}

/** An event as the ledger holds it. */
export interface SignalEvent {
  readonly seq: number
  readonly at: Instant
  readonly by: MemberId
  readonly data: EventData
}
