import { refuse, type Outcome } from '#core/outcome.ts'
import { mayTake } from './authority.ts'
import * as act from './act.ts'
import * as contact from './contact-record.ts'
import * as crossing from './crossing.ts'
import * as enrichment from './enrichment.ts'
import * as handover from './handover.ts'
import * as holding from './hold.ts'
import * as interview from './interview.ts'
import * as investigation from './investigation.ts'
import * as offer from './offer.ts'
import * as routing from './route.ts'
import * as look from './second-look.ts'
import * as triage from './signal.ts'
import * as units from './unit-offer.ts'
import * as urgency from './urgency.ts'
import * as weighing from './weighing.ts'
import type { Actor, Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import { isOpen, type OpenSignal, type Signal } from './state.ts'
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
  if ('ground' in step && step.ground.trim() === '') return refuse('ground-missing')
  // What may still happen to a signal that is not open here.
  if (step.type === 'take-second-look') return look.takeSecondLook(signal, step, actor, now)
  if (step.type === 'enter-receipt') return handover.enterReceipt(signal, step, actor, now)
  if (!isOpen(signal)) return refuse('signal-closed')
  return decideOpen(signal, step, actor, now)
}

function decideOpen(
  signal: OpenSignal,
  step: Exclude<Step, { type: 'take-second-look' | 'enter-receipt' }>,
  actor: Actor,
  now: Circumstances,
): Outcome<NewEvent, Refusal> {
  switch (step.type) {
    case 'take-up':
      return triage.takeUp(signal, actor)
    case 'offer-unit':
      return units.offerUnit(signal, step, now)
    case 'accept-unit':
      return units.acceptUnit(signal, step, actor, now)
    case 'refuse-unit':
      return units.refuseUnit(signal, step, actor, now)
    case 'recall-unit':
      return units.recallUnit(signal, step)
    case 'set-urgency':
      return urgency.setUrgency(signal, step, now)
    case 'hold':
      return holding.hold(signal, step, now)
    case 'resume':
      return holding.resume(signal, step, now)
    case 'offer-handover':
      return handover.offerHandover(signal, step, now)
    case 'recall-handover':
      return handover.recallHandover(signal, step, now)
    case 'accept-handover':
      return offer.acceptHandover(signal, step, now)
    case 'refuse-handover':
      return offer.refuseHandover(signal, step, now)
    case 'record-contact':
      return contact.recordContact(signal, step, now)
    case 'record-circumstances':
      return act.recordCircumstances(signal, step, now)
    case 'route':
      return routing.route(signal, step, actor, now)
    case 'review-routing':
      return routing.reviewRouting(signal, step, actor)
    case 'offer-crossing':
      return crossing.offerCrossing(signal, step, now)
    case 'accept-crossing':
      return crossing.acceptCrossing(signal, step, actor, now)
    case 'refuse-crossing':
      return crossing.refuseCrossing(signal, step, actor, now)
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
      return act.recordAct(signal, step, actor, now)
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
      return interview.recordInterview(signal, step, actor, now)
    case 'finish-interview':
      return interview.finishInterview(signal, step, now)
    case 'start-investigation':
      return investigation.startInvestigation(signal, step, actor, now)
    case 'conclude':
      return investigation.conclude(signal, step, now)
  }
}
