import { done, refuse, type Outcome } from '#core/outcome.ts'
import { openActs, unansweredCircumstances } from './act.ts'
import { contactMissing } from './contact-record.ts'
import { nextDuty, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal } from './state.ts'
import type { StepOf } from './step.ts'

type Decision = Outcome<NewEvent, Refusal>

/** confirmed → enriching. */
export function startEnrichment(
  signal: OpenSignal,
  step: StepOf<'start-enrichment'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'confirmed') return refuse('not-in-this-state')
  const duty = nextDuty('finish-enrichment', signal, now)
  return done({ data: { type: 'enrichment-started', duty }, content: { ground: step.ground } })
}

/** enriching → weighing: when each mandatory act is done, or has its reason, and there was contact or a reason for none. */
export function finishEnrichment(
  signal: OpenSignal,
  step: StepOf<'finish-enrichment'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'enriching') return refuse('not-in-this-state')
  if (unansweredCircumstances(signal, now.rules).length > 0) return refuse('circumstances-unanswered')
  if (openActs(signal, now.rules).length > 0) return refuse('acts-open')
  if (contactMissing(signal, now.rules)) return refuse('contact-missing')
  const duty = nextDuty('weigh', signal, now)
  return done({ data: { type: 'enrichment-finished', duty }, content: { ground: step.ground } })
}
