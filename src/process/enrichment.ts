import { done, refuse, type Outcome } from '#core/outcome.ts'
import { nextDuty, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal, Signal } from './state.ts'
import type { StepOf } from './step.ts'
import type { ActRule, WayOfWorking } from './way-of-working.ts'

type Decision = Outcome<NewEvent, Refusal>

/** confirmed → enriching. */
export function startEnrichment(
  signal: OpenSignal,
  step: StepOf<'start-enrichment'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'confirmed') return refuse('not-in-this-state')
  const duty = nextDuty('finish-enrichment', signal.unit, now)
  return done({ data: { type: 'enrichment-started', duty }, content: { ground: step.ground } })
}

/** An act of the way of working, in a phase that it fits; "not possible because" is an outcome too, and a recorded one. */
export function recordAct(signal: OpenSignal, step: StepOf<'record-act'>, now: Circumstances): Decision {
  const act = now.rules.acts.find(({ id }) => id === step.act)
  if (!act) return refuse('act-unknown')
  if (!isAtWork(signal)) return refuse('not-in-this-state')
  if (!act.phases.includes(signal.phase)) return refuse('act-not-in-this-phase')
  return done({
    data: { type: 'act-recorded', act: act.id, result: step.result },
    content: { ground: step.ground },
  })
}

/** enriching → weighing: when each mandatory act is done, or has its reason. */
export function finishEnrichment(
  signal: OpenSignal,
  step: StepOf<'finish-enrichment'>,
  now: Circumstances,
): Decision {
  if (signal.state !== 'enriching') return refuse('not-in-this-state')
  if (openActs(signal, now.rules).length > 0) return refuse('acts-open')
  const duty = nextDuty('weigh', signal.unit, now)
  return done({ data: { type: 'enrichment-finished', duty }, content: { ground: step.ground } })
}

/** Mandatory acts of the standard enrichment (NL: standaardverrijking) that have no result yet. */
export function openActs(signal: Signal, rules: WayOfWorking): readonly ActRule[] {
  return rules.acts.filter(
    ({ id, mandatory, phases }) => mandatory && phases.includes('enrichment') && !(id in signal.acts),
  )
}

function isAtWork(signal: OpenSignal): boolean {
  return signal.state === 'enriching' || signal.state === 'interviewing' || signal.state === 'investigating'
}
