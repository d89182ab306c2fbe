import type { Form } from '#core/form.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { nextDuty, type Actor, type Circumstances } from './duty.ts'
import type { NewEvent, RegistrationId } from './event.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal } from './state.ts'
import type { StepOf } from './step.ts'

type Decision = Outcome<NewEvent, Refusal>

/** What the scan saw in the registration that a signal is born from. */
export interface Birth {
  readonly registration: RegistrationId
  readonly catalogue: string
  readonly forms: readonly Form[]
  readonly indicators: readonly string[]
}

/** ● → proposed: the scan points. From this moment the signal counts as received, whatever comes after. */
export function propose(birth: Birth, now: Circumstances): NewEvent {
  const unit = now.rules.triageUnit
  const duty = nextDuty('answer-proposal', unit, now)
  return {
    data: { type: 'signal-proposed', ...birth, unit, wayOfWorking: now.rules.id, duty },
    content: null,
  }
}

/** ● → confirmed: an officer registers a signal by hand; a person has already looked, so it needs no answer first. */
export function register(birth: Birth, ground: string, now: Circumstances): NewEvent {
  const unit = now.rules.triageUnit
  const duty = nextDuty('start-enrichment', unit, now)
  return {
    data: { type: 'signal-registered', ...birth, unit, wayOfWorking: now.rules.id, duty },
    content: { ground },
  }
}

/**
 * The text behind a signal changed (a correction, a running investigation that grew). An open signal takes note; a
 * shelved or closed one is opened again for a new weighing when the scan sees something in the new text.
 */
export function noteChange(
  state: OpenSignal['state'] | 'closed',
  unit: string,
  change: Omit<Birth, 'forms'>,
  isSignal: boolean,
  now: Circumstances,
): NewEvent {
  const reopens = isSignal && (state === 'closed' || state === 'shelved')
  const duty = reopens ? nextDuty('weigh', unit, now) : null
  return { data: { type: 'registration-changed', ...change, duty }, content: null }
}

/** proposed → confirmed: a person holds that this deserves follow-up. */
export function confirm(signal: OpenSignal, step: StepOf<'confirm'>, now: Circumstances): Decision {
  if (signal.state !== 'proposed') return refuse('not-in-this-state')
  const duty = nextDuty('start-enrichment', signal.unit, now)
  return done({ data: { type: 'signal-confirmed', duty }, content: { ground: step.ground } })
}

/** proposed → set-aside-proposed: one person holds that it needs no follow-up, on a criterion and a ground. */
export function proposeSetAside(
  signal: OpenSignal,
  step: StepOf<'propose-set-aside'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'proposed') return refuse('not-in-this-state')
  if (!now.rules.setAsideCriteria.some(({ id }) => id === step.criterion)) return refuse('criterion-unknown')
  const duty = nextDuty('confirm-set-aside', signal.unit, now)
  return done({
    data: { type: 'set-aside-proposed', criterion: step.criterion, duty },
    content: { ground: step.ground },
  })
}

/** set-aside-proposed → closed: the second person, in a session of their own, agrees. */
export function confirmSetAside(
  signal: OpenSignal,
  step: StepOf<'confirm-set-aside'>,
  actor: Actor,
): Decision {
  if (signal.state !== 'set-aside-proposed') return refuse('not-in-this-state')
  if (signal.proposedBy === actor.id) return refuse('needs-another-person')
  return done({
    data: { type: 'set-aside-confirmed', proposedBy: signal.proposedBy },
    content: { ground: step.ground },
  })
}

/** set-aside-proposed → proposed: the second person does not agree; it must be answered anew. */
export function rejectSetAside(
  signal: OpenSignal,
  step: StepOf<'reject-set-aside'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  if (signal.state !== 'set-aside-proposed') return refuse('not-in-this-state')
  if (signal.proposedBy === actor.id) return refuse('needs-another-person')
  const duty = nextDuty('answer-proposal', signal.unit, now)
  return done({ data: { type: 'set-aside-rejected', duty }, content: { ground: step.ground } })
}

/** Any open state, unchanged: this person does the work; the unit stays accountable. */
export function takeUp(signal: OpenSignal, actor: Actor): Decision {
  if (signal.assignee === actor.id) return refuse('already-resolved')
  return done({ data: { type: 'taken-up', assignee: actor.id }, content: null })
}

/** Any open state, unchanged: another unit of the same organisation becomes accountable; the duty keeps its due moment. */
export function changeUnit(signal: OpenSignal, step: StepOf<'change-unit'>, now: Circumstances): Decision {
  if (!now.rules.units.some(({ id }) => id === step.unit) || step.unit === signal.unit)
    return refuse('unit-unknown')
  const duty = { ...signal.duty, id: now.newId(), unit: step.unit }
  return done({ data: { type: 'unit-changed', unit: step.unit, duty }, content: { ground: step.ground } })
}
