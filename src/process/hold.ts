import { atDutchTime, dayOf, isDay, plusDays } from '#core/time.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { DUTY_IN, nextDuty, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import { WORK_STATES, type OpenSignal, type WorkState } from './state.ts'
import type { StepOf } from './step.ts'

type Decision = Outcome<NewEvent, Refusal>

/** A state of work → held: it waits for a reason that everybody can see, until a day. Capacity is such a reason, and is counted. */
export function hold(signal: OpenSignal, step: StepOf<'hold'>, now: Circumstances): Decision {
  if (!isWork(signal.state)) return refuse('not-in-this-state')
  const { rules } = now
  if (!rules.holdReasons.some(({ id }) => id === step.reason)) return refuse('hold-reason-unknown')
  const today = dayOf(now.now)
  const last = plusDays(today, rules.holdDaysMax.value)
  if (!isDay(step.reviewOn) || step.reviewOn <= today || step.reviewOn > last)
    return refuse('review-date-invalid')
  const { reason, reviewOn } = step
  const dueAt = atDutchTime(reviewOn, '09:00')
  const duty = { id: now.newId(), kind: 'review-hold', unit: signal.unit, dueAt } as const
  return done({ data: { type: 'held', reason, reviewOn, duty }, content: { ground: step.ground } })
}

/** held → the state of work that it came from, with the term of that state. */
export function resume(signal: OpenSignal, step: StepOf<'resume'>, now: Circumstances): Decision {
  if (signal.state !== 'held') return refuse('not-in-this-state')
  const duty = nextDuty(DUTY_IN[signal.cameFrom], signal, now)
  return done({ data: { type: 'resumed', duty }, content: { ground: step.ground } })
}

export function isWork(state: OpenSignal['state']): state is WorkState {
  return WORK_STATES.some((one) => one === state)
}
