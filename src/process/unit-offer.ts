import { done, refuse, type Outcome } from '#core/outcome.ts'
import { sideDuty, type Actor, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import { mayTakeOver } from './legal-power.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal } from './state.ts'
import type { StepOf } from './step.ts'

type Decision = Outcome<NewEvent, Refusal>

/** Any open state, unchanged: another unit of the same organisation is asked; the present one stays accountable. */
export function offerUnit(signal: OpenSignal, step: StepOf<'offer-unit'>, now: Circumstances): Decision {
  if (!now.rules.units.some(({ id }) => id === step.unit) || step.unit === signal.unit)
    return refuse('unit-unknown')
  if (signal.unitOffer) return refuse('already-offered')
  if (isInvestigated(signal) && !mayTakeOver(step.unit, signal, now)) return refuse('no-legal-power')
  const offer = sideDuty('answer-unit', step.unit, now.rules.clocks['accept-handover'].value, now)
  return done({
    data: { type: 'unit-offered', unit: step.unit, opens: [offer] },
    content: { ground: step.ground },
  })
}

/**
 * The other unit takes it: accountable from now on. The duties of the accountable unit keep their due moment, for the
 * signal waited all the while.
 */
export function acceptUnit(
  signal: OpenSignal,
  step: StepOf<'accept-unit'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  const offer = signal.unitOffer
  if (!offer) return refuse('nothing-offered')
  if (actor.unit !== offer.unit) return refuse('unit-not-yours')
  if (isInvestigated(signal) && !mayTakeOver(offer.unit, signal, now)) return refuse('no-legal-power')
  const duty = { ...signal.duty, id: now.newId(), unit: offer.unit }
  const moving = signal.sideDuties.filter(({ kind }) => kind in OF_THE_OWNER)
  const opens = moving.map((one) => ({ ...one, id: now.newId(), unit: offer.unit }))
  const ends = [offer.duty, ...moving.map(({ id }) => id)]
  return done({
    data: { type: 'unit-accepted', unit: offer.unit, duty, ends, ...(opens.length > 0 && { opens }) },
    content: { ground: step.ground },
  })
}

/** Side duties of the accountable unit; the others belong to who was asked. */
const OF_THE_OWNER = {
  'contact-possible-victim': true,
  'review-routing': true,
  'await-receipt': true,
} as const

function isInvestigated(signal: OpenSignal): boolean {
  return ('cameFrom' in signal ? signal.cameFrom : signal.state) === 'investigating'
}

/** The other unit does not take it, on a reason of the closed list. */
export function refuseUnit(
  signal: OpenSignal,
  step: StepOf<'refuse-unit'>,
  actor: Actor,
  { rules }: Circumstances,
): Decision {
  const offer = signal.unitOffer
  if (!offer) return refuse('nothing-offered')
  if (actor.unit !== offer.unit) return refuse('unit-not-yours')
  if (!rules.handoverRefusals.some(({ id }) => id === step.reason)) return refuse('reason-unknown')
  return done({
    data: { type: 'unit-refused', reason: step.reason, ends: [offer.duty] },
    content: { ground: step.ground },
  })
}

/** Asked back before the other unit answered. */
export function recallUnit(signal: OpenSignal, step: StepOf<'recall-unit'>): Decision {
  const offer = signal.unitOffer
  if (!offer) return refuse('nothing-offered')
  return done({ data: { type: 'unit-recalled', ends: [offer.duty] }, content: { ground: step.ground } })
}
