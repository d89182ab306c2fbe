import { refuse, type Outcome } from '#core/outcome.ts'
import { mayTake } from './authority.ts'
import * as enrichment from './enrichment.ts'
import * as interview from './interview.ts'
import * as investigation from './investigation.ts'
import * as triage from './signal.ts'
import * as weighing from './weighing.ts'
import type { Actor, Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import type { Signal } from './state.ts'
import type { Step } from './step.ts'

/**
 * Decides one step of a person on a signal: the events that follow, or why not. Saves nothing.
 * The role is checked first, then the state; the deciders themselves are the arrows in docs/process.md.
 */
export function decide(
  signal: Signal,
  step: Step,
  actor: Actor,
  now: Circumstances,
): Outcome<NewEvent, Refusal> {
  if (!mayTake(step.type, actor.roles)) return refuse('role-missing')
  if (signal.state === 'closed') return refuse('signal-closed')
  if ('ground' in step && step.ground.trim() === '') return refuse('ground-missing')
  switch (step.type) {
    case 'take-up':
      return triage.takeUp(signal, actor)
    case 'change-unit':
      return triage.changeUnit(signal, step, now)
    case 'confirm':
      return triage.confirm(signal, step, now)
    case 'propose-set-aside':
      return triage.proposeSetAside(signal, step, now)
    case 'confirm-set-aside':
      return triage.confirmSetAside(signal, step, actor)
    case 'reject-set-aside':
      return triage.rejectSetAside(signal, step, actor, now)
    case 'start-enrichment':
      return enrichment.startEnrichment(signal, step, now)
    case 'record-act':
      return enrichment.recordAct(signal, step, now)
    case 'finish-enrichment':
      return enrichment.finishEnrichment(signal, step, now)
    case 'weigh':
      return weighing.weigh(signal, step, now)
    case 'propose-stop':
      return weighing.proposeStop(signal, step, now)
    case 'confirm-stop':
      return weighing.confirmStop(signal, step, actor, now)
    case 'reject-stop':
      return weighing.rejectStop(signal, step, actor, now)
    case 'review-shelved':
      return weighing.reviewShelved(signal, step, now)
    case 'record-interview':
      return interview.recordInterview(signal, step)
    case 'finish-interview':
      return interview.finishInterview(signal, step, now)
    case 'start-investigation':
      return investigation.startInvestigation(signal, step, now)
    case 'conclude':
      return investigation.conclude(signal, step, now)
  }
}
