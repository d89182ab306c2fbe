import { mayTake } from './authority.ts'
import { contactMissing } from './contact-record.ts'
import type { Actor } from './duty.ts'
import { openActs, unansweredCircumstances } from './act.ts'
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

/** In every open state that is ours: who does it, which unit, how urgent. */
const ALWAYS = ['take-up', 'set-urgency', 'offer-unit', 'accept-unit', 'refuse-unit', 'recall-unit'] as const
const CONTACT = ['record-contact', ...ALWAYS] as const
/** While a signal is worked on it can wait, or go to another organisation. */
const WORK = ['hold', 'offer-handover', ...CONTACT] as const
const ARMS = ['offer-crossing', 'accept-crossing', 'refuse-crossing', 'review-routing'] as const
const LOOK = ['take-second-look'] as const

/** Which steps belong to a state. A test walks every state × step and compares this table with the deciders. */
export const STEPS_IN: Readonly<Record<SignalState, readonly StepType[]>> = {
  offered: ['accept-handover', 'refuse-handover', ...ALWAYS],
  proposed: ['confirm', 'propose-set-aside', ...ALWAYS],
  'set-aside-proposed': ['confirm-set-aside', 'reject-set-aside', ...CONTACT],
  confirmed: ['start-enrichment', ...WORK],
  enriching: [
    'record-act',
    'record-circumstances',
    'record-interview',
    'finish-enrichment',
    'route',
    ...ARMS,
    ...WORK,
  ],
  weighing: ['weigh', 'start-investigation', 'propose-stop', 'record-interview', 'route', ...ARMS, ...WORK],
  'stop-proposed': ['confirm-stop', 'reject-stop', 'review-routing', ...CONTACT],
  shelved: ['review-shelved', 'review-routing', ...LOOK, ...CONTACT],
  interviewing: [
    'record-interview',
    'record-act',
    'record-circumstances',
    'finish-interview',
    'review-routing',
    ...WORK,
  ],
  investigating: [
    'record-act',
    'record-circumstances',
    'record-interview',
    'conclude',
    'propose-stop',
    ...ARMS,
    ...WORK,
  ],
  held: ['resume', 'review-routing', ...CONTACT],
  'handing-over': ['recall-handover', 'enter-receipt', 'review-routing', ...CONTACT],
  'handed-over': ['enter-receipt', ...LOOK],
  closed: [...LOOK],
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
      return 'via' in signal && signal.via === 'document'
    case 'recall-handover':
      return signal.state === 'handing-over' && signal.recall === null
    default:
      return true
  }
}

function whyNot(signal: Signal, type: StepType, actor: Actor, rules: WayOfWorking): Refusal | null {
  if (!mayTake(type, actor.roles)) return 'role-missing'
  const own = 'proposedBy' in signal && signal.proposedBy === actor.id
  if (own && SECOND_PERSON.includes(type)) return 'needs-another-person'
  if (type === 'take-up' && signal.assignee === actor.id) return 'already-resolved'
  if (type === 'finish-enrichment') return whyUnfinished(signal, rules)
  if (type === 'accept-unit' || type === 'refuse-unit') {
    return signal.unitOffer?.unit === actor.unit ? null : 'unit-not-yours'
  }
  if (type === 'review-routing' && signal.routed?.by === actor.id) return 'needs-another-person'
  if (type === 'accept-crossing' || type === 'refuse-crossing') {
    return signal.crossingOffer?.by === actor.id ? 'needs-another-person' : null
  }
  return null
}

function whyUnfinished(signal: Signal, rules: WayOfWorking): Refusal | null {
  if (unansweredCircumstances(signal, rules).length > 0) return 'circumstances-unanswered'
  if (openActs(signal, rules).length > 0) return 'acts-open'
  return contactMissing(signal, rules) ? 'contact-missing' : null
}
