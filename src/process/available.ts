import { mayTake } from './authority.ts'
import { contactMissing } from './contact-record.ts'
import { faultInAnswer } from './crossing.ts'
import type { Actor } from './duty.ts'
import { openActs, unansweredCircumstances } from './act.ts'
import { isInTheWay } from './handover.ts'
import { isRoutingSettled } from './route.ts'
import type { Refusal } from './refusal.ts'
import type { Signal, SignalState } from './state.ts'
import type { StepType } from './step.ts'
import type { WayOfWorking } from './way-of-working.ts'

/** Whether a person may take a step now; if not, the screen shows the button with the reason. */
export interface AvailableStep {
  readonly type: StepType
  readonly allowed: boolean
  readonly because: Refusal | null
}

/** In every open state: who does it, which unit, how urgent, and the answer to what somebody else was asked. */
const ALWAYS = [
  'take-up',
  'set-urgency',
  'offer-unit',
  'accept-unit',
  'refuse-unit',
  'recall-unit',
  'accept-crossing',
  'refuse-crossing',
  'review-routing',
] as const
const CONTACT = ['record-contact', ...ALWAYS] as const
/** What was shared with a partner is answered, or asked back, while the signal goes on. */
const SHARED = ['enter-receipt', 'recall-handover'] as const
/** While a signal is worked on it can wait, or go to another organisation. */
const WORK = ['hold', 'offer-handover', ...SHARED, ...CONTACT] as const
/** Where the work says under which law it is done. */
const LAW = ['route', 'offer-crossing'] as const
const DONE = ['record-act', 'record-circumstances', 'record-interview'] as const

/** Which steps belong to a state. A test walks every state × step and compares this table with the deciders. */
export const STEPS_IN: Readonly<Record<SignalState, readonly StepType[]>> = {
  offered: ['accept-handover', 'refuse-handover', ...ALWAYS],
  proposed: ['confirm', 'propose-set-aside', ...ALWAYS],
  'set-aside-proposed': ['confirm-set-aside', 'reject-set-aside', ...CONTACT],
  confirmed: ['start-enrichment', 'record-act', ...WORK],
  enriching: [...DONE, 'finish-enrichment', ...LAW, ...WORK],
  weighing: ['weigh', 'start-investigation', 'propose-stop', 'record-interview', ...LAW, ...WORK],
  'stop-proposed': ['confirm-stop', 'reject-stop', ...SHARED, ...CONTACT],
  shelved: ['review-shelved', 'take-second-look', ...SHARED, ...CONTACT],
  interviewing: [...DONE, 'finish-interview', ...WORK],
  investigating: [...DONE, 'conclude', 'propose-stop', ...LAW, ...WORK],
  held: ['resume', ...SHARED, ...CONTACT],
  'handing-over': [...SHARED, ...CONTACT],
  'handed-over': ['enter-receipt'],
  closed: ['take-second-look', 'enter-receipt'],
}

const SECOND_PERSON: readonly StepType[] = [
  'confirm-set-aside',
  'reject-set-aside',
  'confirm-stop',
  'reject-stop',
]

/** Steps that a person sees now, each with whether it can be taken; those that wait for an offer or a draw only then. */
export function availableSteps(signal: Signal, actor: Actor, rules: WayOfWorking): readonly AvailableStep[] {
  return STEPS_IN[signal.state]
    .filter((type) => applies(signal, type, rules))
    .map((type) => {
      const because = whyNot(signal, type, actor, rules)
      return { type, allowed: because === null, because }
    })
}

/** Whether a step makes sense for this signal at all: what nobody offered cannot be accepted. */
function applies(signal: Signal, type: StepType, rules: WayOfWorking): boolean {
  switch (type) {
    case 'accept-unit':
    case 'refuse-unit':
    case 'recall-unit':
      return signal.unitOffer !== null
    case 'offer-unit':
      return signal.unitOffer === null
    case 'accept-crossing':
    case 'refuse-crossing':
      return signal.crossingOffer !== null
    case 'offer-crossing':
      return rules.armCrossings.length > 0 && signal.crossingOffer === null
    case 'route':
      return rules.routing !== null
    case 'review-routing':
      return signal.routed !== null && !signal.routed.reviewed
    // A second look is blind: it begins from the worklist, where the signal is not named.
    case 'take-second-look':
      return false
    case 'enter-receipt':
      return ('via' in signal && signal.via === 'document') || signal.share?.reported === null
    case 'recall-handover':
      return signal.state === 'handing-over' ? signal.recall === null : signal.share?.accepted === false
    default:
      return true
  }
}

function whyNot(signal: Signal, type: StepType, actor: Actor, rules: WayOfWorking): Refusal | null {
  if (!mayTake(type, actor.roles)) return 'role-missing'
  const own = 'proposedBy' in signal && signal.proposedBy === actor.id
  if (own && SECOND_PERSON.includes(type)) return 'needs-another-person'
  if (type === 'take-up' && signal.assignee === actor.id) return 'already-resolved'
  if (type === 'offer-handover' && nobodyToOfferTo(signal, rules)) return 'already-offered'
  if (type === 'finish-enrichment') return whyUnfinished(signal, rules)
  if (type === 'finish-interview' && !signal.interviewHeld && contactMissing(signal, rules))
    return 'contact-missing'
  if (type === 'confirm-stop' && endsHere(signal) && !isRoutingSettled(signal, rules))
    return 'routing-missing'
  if (type === 'accept-unit' || type === 'refuse-unit') {
    return signal.unitOffer?.unit === actor.unit ? null : 'unit-not-yours'
  }
  if (type === 'review-routing' && signal.routed?.by === actor.id) return 'needs-another-person'
  if (type === 'accept-crossing' || type === 'refuse-crossing') {
    return faultInAnswer(signal, actor, rules)
  }
  return null
}

/** Offers that run stand in the way of every partner. */
function nobodyToOfferTo(signal: Signal, { handovers, partners }: WayOfWorking): boolean {
  const known = partners.filter(({ id }) => handovers.some(({ to }) => to === id))
  return known.length > 0 && known.every((partner) => isInTheWay(signal, partner))
}

/** A proposed stop that would close the signal; shelving keeps it. */
function endsHere(signal: Signal): boolean {
  return signal.state === 'stop-proposed' && signal.reviewOn === null
}

function whyUnfinished(signal: Signal, rules: WayOfWorking): Refusal | null {
  if (unansweredCircumstances(signal, rules).length > 0) return 'circumstances-unanswered'
  if (openActs(signal, rules).length > 0) return 'acts-open'
  return contactMissing(signal, rules) ? 'contact-missing' : null
}
