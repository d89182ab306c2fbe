import { done, refuse, type Outcome } from '#core/outcome.ts'
import { nextDuty, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal } from './state.ts'
import type { StepOf } from './step.ts'

type Decision = Outcome<NewEvent, Refusal>

/**
 * An informative interview (NL: informatief gesprek) was held, or could not be, and what the possible victim chose
 * about a criminal complaint (NL: aangifte). May come before the weighing: contact belongs to every phase.
 */
export function recordInterview(signal: OpenSignal, step: StepOf<'record-interview'>): Decision {
  const fits = ['enriching', 'weighing', 'interviewing', 'investigating'].includes(signal.state)
  if (!fits) return refuse('not-in-this-state')
  // A complaint without a conversation is no choice that somebody could make.
  if (!step.held && step.complaint === 'made') return refuse('interview-missing')
  return done({
    data: { type: 'interview-recorded', held: step.held, complaint: step.complaint },
    content: { ground: step.ground },
  })
}

/** interviewing → weighing: with what the conversation brought, or with why there was none. */
export function finishInterview(
  signal: OpenSignal,
  step: StepOf<'finish-interview'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'interviewing') return refuse('not-in-this-state')
  const duty = nextDuty('weigh', signal.unit, now)
  return done({ data: { type: 'interview-finished', duty }, content: { ground: step.ground } })
}
