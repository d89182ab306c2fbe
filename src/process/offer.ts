import type { OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { contactDuty, nextDuty, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { HandoverMessage } from './handover-message.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal } from './state.ts'
import type { StepOf } from './step.ts'

type Decision = Outcome<NewEvent, Refusal>
type Offer = Extract<HandoverMessage, { kind: 'offer' }>

/** ● → offered: another organisation offers a signal. Ours to answer before its deadline, and not ours before we accept. */
export function receiveOffer(offer: Offer, from: OrganisationId, now: Circumstances): NewEvent {
  const unit = now.rules.triageUnit
  const { handover, forms, answerBy } = offer
  return {
    data: {
      type: 'signal-offered',
      handover,
      from,
      forms,
      indicators: [],
      unit,
      wayOfWorking: now.rules.id,
      channel: 'overdracht',
      law: now.law.offence.id,
      duty: { id: now.newId(), kind: 'answer-handover', unit, dueAt: answerBy },
    },
    content: null,
    sends: { kind: 'received', handover, to: from },
  }
}

/** offered → confirmed: ours from now on, with the term of our own way of working. */
export function acceptHandover(
  signal: OpenSignal,
  step: StepOf<'accept-handover'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'offered' || !signal.from) return refuse('not-in-this-state')
  const { organisation: to, handover } = signal.from
  const duty = nextDuty('start-enrichment', signal, now)
  const opens = [contactDuty(signal, now)]
  return done({
    data: { type: 'offer-accepted', registration: now.newId(), duty, opens },
    content: { ground: step.ground },
    sends: { kind: 'accept', handover, to },
  })
}

/** offered → closed: it does not become ours, on a reason of the closed list; the sender is told which and why. */
export function refuseHandover(
  signal: OpenSignal,
  step: StepOf<'refuse-handover'>,
  { rules }: Circumstances,
): Decision {
  if (signal.state !== 'offered' || !signal.from) return refuse('not-in-this-state')
  if (!rules.handoverRefusals.some(({ id }) => id === step.reason)) return refuse('reason-unknown')
  const { organisation: to, handover } = signal.from
  return done({
    data: { type: 'offer-refused', reason: step.reason },
    content: { ground: step.ground },
    sends: { kind: 'refuse', handover, to, reason: step.reason, words: step.ground },
  })
}
