import { done, refuse, type Outcome } from '#core/outcome.ts'
import { withoutResult } from './act.ts'
import { bestContact, contactMissing } from './contact-record.ts'
import { undecidedCrossings } from './crossing.ts'
import { nextDuty, soonerContact, type Actor, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import { faultInGuards, recordedGuards } from './guard.ts'
import type { OffenceVersion } from './law.ts'
import { mayInvestigate, supervises } from './legal-power.ts'
import type { Qualification } from './qualification.ts'
import type { Refusal } from './refusal.ts'
import { faultInRouting, isRoutingSettled } from './route.ts'
import type { OpenSignal } from './state.ts'
import type { StepOf } from './step.ts'
import { urgencyBy } from './urgency.ts'
import { allAnswered } from './weighing.ts'

type Decision = Outcome<NewEvent, Refusal>

/**
 * weighing → investigating, under a named public prosecutor (NL: officier van justitie). After a complaint, or ex
 * officio (NL: ambtshalve) without one.
 */
export function startInvestigation(
  signal: OpenSignal,
  step: StepOf<'start-investigation'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  if (signal.state !== 'weighing') return refuse('not-in-this-state')
  if (!allAnswered(step.answers, now)) return refuse('criteria-unanswered')
  if (step.prosecutor.trim() === '') return refuse('prosecutor-missing')
  if (!step.exOfficio && !signal.complaintMade) return refuse('interview-missing')
  const { assignedBy, civilAviation, exOfficio, answers, qualification } = step
  const claim = { assigned: assignedBy.trim() !== '', civilAviation }
  if (!mayInvestigate(signal, claim, now) || supervises(actor.unit, now.rules))
    return refuse('no-legal-power')
  const fault = faultInRouting(signal, true, now.rules)
  if (fault) return refuse(fault)
  if (undecidedCrossings(signal, now.rules).length > 0) return refuse('crossing-missing')
  if (!isInForce(qualification, now.law.offence)) return refuse('offence-unknown')
  const decision = exOfficio ? 'ex-officio-investigation' : 'start-investigation'
  const rule = now.rules.decisions.find(({ id }) => id === decision)
  if (withoutResult(signal, rule?.consider ?? []).length > 0) return refuse('acts-unconsidered')
  if (contactMissing(signal, now.rules)) return refuse('contact-missing')
  const urgency = urgencyBy(answers, signal.urgency, now.rules)
  const duty = nextDuty('conclude-investigation', { unit: signal.unit, urgency }, now)
  const sooner = soonerContact(signal, urgency, now)
  return done({
    data: {
      ...{ type: 'investigation-started', exOfficio, answers, urgency, qualification },
      ...{ ...claim, duty, ...sooner },
    },
    content: {
      ground: step.ground,
      prosecutor: step.prosecutor,
      ...(claim.assigned && { assignedBy }),
    },
  })
}

/** Whether the offence is named in the words of the law as it stands today, by one variant of it at least. */
function isInForce({ law, variants, means, purposes }: Qualification, offence: OffenceVersion): boolean {
  const among = (ids: readonly string[], list: readonly { readonly id: string }[]) =>
    ids.every((id) => list.some((one) => one.id === id))
  return (
    law === offence.id &&
    variants.length > 0 &&
    among(variants, offence.variants) &&
    among(means, offence.means) &&
    among(purposes, offence.purposes)
  )
}

/** investigating → closed, with an outcome that is no stop; a stop is proposed and needs a second person. */
export function conclude(signal: OpenSignal, step: StepOf<'conclude'>, now: Circumstances): Decision {
  if (signal.state !== 'investigating') return refuse('not-in-this-state')
  const outcome = now.rules.outcomes.find(({ id }) => id === step.outcome)
  if (!outcome || outcome.stops || !outcome.from.includes('investigating'))
    return refuse('outcome-not-permitted')
  if (withoutResult(signal, outcome.consider).length > 0) return refuse('acts-unconsidered')
  if (contactMissing(signal, now.rules)) return refuse('contact-missing')
  if (undecidedCrossings(signal, now.rules).length > 0) return refuse('crossing-missing')
  if (!isRoutingSettled(signal, now.rules)) return refuse('routing-missing')
  const fault = faultInGuards(outcome.guards, now.rules.guards, step.guards, bestContact(signal))
  if (fault) return refuse(fault)
  const { codes, references } = recordedGuards(outcome.guards, step.guards)
  return done({
    data: { type: 'closed', outcome: outcome.id, proposedBy: null, guards: codes },
    content: { ...references, ground: step.ground },
  })
}
