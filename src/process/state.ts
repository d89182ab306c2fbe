import type { Form } from '#core/form.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { ContactResult } from './contact.ts'
import type {
  ActResult,
  Answers,
  Escalation,
  MemberId,
  NextDuty,
  RegistrationId,
  ReturnReason,
  SideDuty,
  SignalId,
} from './event.ts'
import type { HandoverId } from './handover-message.ts'
import type { Qualification } from './qualification.ts'
import type { Phase, Urgency } from './way-of-working.ts'

/**
 * A signal (NL: signaal): information that may point to human trafficking. Each state holds exactly the facts that
 * exist by then, and every open state holds a duty. Drawn in docs/process.md.
 */
export type Signal = OpenSignal | Closed | HandedOver

export type OpenSignal =
  | Offered
  | Proposed
  | SetAsideProposed
  | Confirmed
  | Enriching
  | Weighing
  | StopProposed
  | Shelved
  | Interviewing
  | Investigating
  | Held
  | HandingOver

/** States in which the signal is being worked on: it can be held or handed over from here, and comes back here. */
export const WORK_STATES = ['confirmed', 'enriching', 'weighing', 'interviewing', 'investigating'] as const
export type WorkState = (typeof WORK_STATES)[number]

/** What came of an act, and which unit did it. */
export interface ActDone {
  readonly result: ActResult
  readonly reason: string | null
  /** null in the oldest events. */
  readonly unit: string | null
}

/** Under which law the signal goes further (NL: routering). */
export interface Routed {
  readonly lane: string
  readonly by: MemberId
  readonly reviewed: boolean
}

/** Another unit of the same organisation is asked to take the signal; the present one keeps it until then. */
export interface UnitOffer {
  readonly unit: string
  readonly by: MemberId
  readonly duty: string
}

/** What one arm knows is on its way to the other; not there before another person accepts it. */
export interface CrossingOffer {
  readonly crossing: string
  readonly acts: readonly string[]
  readonly by: MemberId
  readonly duty: string
}

/** What went to a partner who takes no duty over: a referral, a report, what is shared (NL: verwijzing). */
export interface Share {
  readonly handover: HandoverId
  readonly partner: string
  readonly received: boolean
  /** They do their part; the signal stays ours. */
  readonly accepted: boolean
  /** What they told of what came of it; null: nothing yet. */
  readonly reported: string | null
}

/** An escalation with the duty that it is about. */
export interface Climbed extends Escalation {
  readonly of: string
}

/** A negative decision that is weighed again, blind. `of`: the number of the event of that decision. */
export interface SecondLook {
  readonly look: string
  readonly of: number
  /** Who proposed it and who confirmed it. */
  readonly deciders: readonly MemberId[]
  readonly duty: string
}

interface Known {
  readonly id: SignalId
  readonly seq: number
  readonly origin: 'scan' | 'officer' | 'handover' | 'sample'
  readonly receivedAt: Instant
  /** The kind of registration it came in by; null in the oldest events. */
  readonly channel: string | null
  /** The version of art. 273f when it was received; null in the oldest events. */
  readonly law: string | null
  /** By which handover it came from another organisation; null: it is our own. */
  readonly from: { readonly organisation: OrganisationId; readonly handover: HandoverId } | null
  readonly registrations: readonly RegistrationId[]
  readonly forms: readonly Form[]
  readonly wayOfWorking: string
  readonly unit: string
  readonly assignee: MemberId | null
  /** Phase reached so far: weighing, shelving, holding and handing over keep the phase they came from. */
  readonly phase: Phase
  readonly urgency: readonly Urgency[]
  readonly acts: Readonly<Record<string, ActDone>>
  readonly circumstances: Answers
  /** The answers of the last weighing. */
  readonly answers: Answers
  /** How often a weighing asked for more enrichment, since it was born or opened again. */
  readonly enrichedFurther: number
  /** The best that came of contact with the possible victim, for each phase. */
  readonly contacts: Readonly<Partial<Record<Phase, ContactResult>>>
  readonly interviewHeld: boolean
  readonly complaintMade: boolean
  readonly qualification: Qualification | null
  readonly routed: Routed | null
  readonly unitOffer: UnitOffer | null
  readonly crossingOffer: CrossingOffer | null
  /** The newest, unless it was refused or asked back; an answer is awaited as long as the signal is open. */
  readonly share: Share | null
  /** Acts whose result has reached the other arm. */
  readonly crossed: readonly string[]
  /** Acts of which the other arm decided that they stay where they were learned. */
  readonly stayed: readonly string[]
  /** The number of the event of the decision not to follow up by which it rests; null: it is open, or ended otherwise. */
  readonly restsOn: number | null
  readonly secondLook: SecondLook | null
  /** Duties beside the one that the signal waits for. */
  readonly sideDuties: readonly SideDuty[]
  /** Where overdue duties have climbed to. */
  readonly escalations: readonly Climbed[]
}

interface Open extends Known {
  readonly duty: NextDuty
}

/** Another organisation offers it; it is ours only when we accept. */
export interface Offered extends Open {
  readonly state: 'offered'
}
export interface Proposed extends Open {
  readonly state: 'proposed'
}
export interface SetAsideProposed extends Open {
  readonly state: 'set-aside-proposed'
  readonly criterion: string
  readonly proposedBy: MemberId
}
export interface Confirmed extends Open {
  readonly state: 'confirmed'
}
export interface Enriching extends Open {
  readonly state: 'enriching'
}
export interface Weighing extends Open {
  readonly state: 'weighing'
}
export interface StopProposed extends Open {
  readonly state: 'stop-proposed'
  readonly outcome: string
  readonly reviewOn: Day | null
  readonly proposedBy: MemberId
  readonly cameFrom: 'weighing' | 'investigating'
}
export interface Shelved extends Open {
  readonly state: 'shelved'
  readonly reviewOn: Day
}
export interface Interviewing extends Open {
  readonly state: 'interviewing'
}
export interface Investigating extends Open {
  readonly state: 'investigating'
}
/** Waits for a visible reason until a day, and goes on where it was. */
export interface Held extends Open {
  readonly state: 'held'
  readonly reason: string
  readonly reviewOn: Day
  readonly cameFrom: WorkState
}
/** Offered to another organisation; still ours, and due, until it accepts. */
export interface HandingOver extends Open {
  readonly state: 'handing-over'
  readonly handover: HandoverId
  readonly partner: string
  readonly via: 'spoor' | 'document'
  readonly received: boolean
  readonly offeredBy: MemberId
  /** Asked back; not back before the receiver confirms. */
  readonly recall: ReturnReason | null
  readonly cameFrom: WorkState
}
/** Accepted by another organisation, which is accountable from then on. */
export interface HandedOver extends Known {
  readonly state: 'handed-over'
  readonly handover: HandoverId
  readonly partner: string
  readonly via: 'spoor' | 'document'
  /** What the receiver reported back; null: nothing yet. */
  readonly reported: string | null
  readonly duty: null
}
export interface Closed extends Known {
  readonly state: 'closed'
  readonly outcome: string
  readonly duty: null
}

export const SIGNAL_STATES = [
  'offered',
  'proposed',
  'set-aside-proposed',
  'confirmed',
  'enriching',
  'weighing',
  'stop-proposed',
  'shelved',
  'interviewing',
  'investigating',
  'held',
  'handing-over',
  'handed-over',
  'closed',
] as const satisfies readonly Signal['state'][]

export type SignalState = Signal['state']

/** The outcome of a proposal that two people set aside. The other outcomes come from the way of working. */
export const SET_ASIDE = 'set-aside'
/** Outcomes of what another organisation offered and that did not become ours. */
export const OFFER_REFUSED = 'offer-refused'
export const OFFER_RECALLED = 'offer-recalled'

/** No more work of this organisation: it has an outcome, or another organisation has it. */
export function isOpen(signal: Signal): signal is OpenSignal {
  return signal.state !== 'closed' && signal.state !== 'handed-over'
}
