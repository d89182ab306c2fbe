import { done, refuse, type Outcome } from '#core/outcome.ts'
import { nextDuty, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import { faultInGuards, recordedGuards } from './guard.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal } from './state.ts'
import type { StepOf } from './step.ts'
import { allAnswered } from './weighing.ts'

type Decision = Outcome<NewEvent, Refusal>

/**
 * weighing → investigating, under a named public prosecutor (NL: officier van justitie). After a complaint, or ex
 * officio (NL: ambtshalve) without one.
 */
export function startInvestigation(
  signal: OpenSignal,
  step: StepOf<'start-investigation'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'weighing') return refuse('not-in-this-state')
  if (!allAnswered(step.answers, now)) return refuse('criteria-unanswered')
  if (step.prosecutor.trim() === '') return refuse('prosecutor-missing')
  if (!step.exOfficio && !signal.complaintMade) return refuse('interview-missing')
  const duty = nextDuty('conclude-investigation', signal.unit, now)
  return done({
    data: { type: 'investigation-started', exOfficio: step.exOfficio, answers: step.answers, duty },
    content: { ground: step.ground, prosecutor: step.prosecutor },
  })
}

/** investigating → closed, with an outcome that is no stop; a stop is proposed and needs a second person. */
export function conclude(signal: OpenSignal, step: StepOf<'conclude'>, now: Circumstances): Decision {
  if (signal.state !== 'investigating') return refuse('not-in-this-state')
  const outcome = now.rules.outcomes.find(({ id }) => id === step.outcome)
  if (!outcome || outcome.stops || !outcome.from.includes('investigating'))
    return refuse('outcome-not-permitted')
  const fault = faultInGuards(outcome.guards, now.rules.guards, step.guards)
  if (fault) return refuse(fault)
  const { codes, references } = recordedGuards(outcome.guards, step.guards)
  return done({
    data: { type: 'closed', outcome: outcome.id, proposedBy: null, guards: codes },
    content: { ...references, ground: step.ground },
  })
}
