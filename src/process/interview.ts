import { done, refuse, type Outcome } from '#core/outcome.ts'
import { faultInQualification } from './act.ts'
import { contactMissing } from './contact-record.ts'
import { nextDuty, type Actor, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import { isQualified } from './qualified.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal } from './state.ts'
import type { StepOf } from './step.ts'

/** The act whose guideline says who may hold an informative interview. */
const INTERVIEW = 'informative-interview'

type Decision = Outcome<NewEvent, Refusal>

/**
 * An informative interview (NL: informatief gesprek) was held, or could not be, and what the possible victim chose
 * about a criminal complaint (NL: aangifte). May come before the weighing: contact belongs to every phase.
 */
export function recordInterview(
  signal: OpenSignal,
  step: StepOf<'record-interview'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  const fits = ['enriching', 'weighing', 'interviewing', 'investigating'].includes(signal.state)
  if (!fits) return refuse('not-in-this-state')
  // A complaint without a conversation is no choice that somebody could make.
  if (!step.held && step.complaint === 'made') return refuse('interview-missing')
  if (step.second === actor.id) return refuse('needs-another-person')
  const asked = now.rules.acts.find(({ id }) => id === INTERVIEW)?.guideline.qualification ?? null
  const fault = step.held ? faultInQualification(asked, step.unqualifiedBecause, actor, now) : null
  if (fault) return refuse(fault)
  const { held, complaint, second, recorded } = step
  const qualified = asked === null || !held ? null : isQualified(asked, actor, now)
  const because = qualified === false ? { unqualifiedBecause: step.unqualifiedBecause } : {}
  return done({
    data: { type: 'interview-recorded', held, complaint, qualified, second, recorded },
    content: { ground: step.ground, ...because },
  })
}

/** interviewing → weighing: with what the conversation brought, or with why there was none. */
export function finishInterview(
  signal: OpenSignal,
  step: StepOf<'finish-interview'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'interviewing') return refuse('not-in-this-state')
  if (!signal.interviewHeld && contactMissing(signal, now.rules)) return refuse('contact-missing')
  const duty = nextDuty('weigh', signal, now)
  return done({ data: { type: 'interview-finished', duty }, content: { ground: step.ground } })
}
