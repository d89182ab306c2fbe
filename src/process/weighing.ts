import { done, refuse, type Outcome } from '#core/outcome.ts'
import { atDutchTime, dayOf, isDay, plusDays, type Day } from '#core/time.ts'
import { withoutResult } from './act.ts'
import { bestContact, contactMissing } from './contact-record.ts'
import { nextDuty, sideDutiesOf, soonerContact, type Actor, type Circumstances } from './duty.ts'
import type { Answers, NewEvent, NextDuty } from './event.ts'
import { faultInGuards, recordedGuards } from './guard.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal, Shelved, Signal, StopProposed } from './state.ts'
import { faultInRouting, isRoutingSettled } from './route.ts'
import type { StepOf } from './step.ts'
import { urgencyBy } from './urgency.ts'
import type { WayOfWorking } from './way-of-working.ts'

type Decision = Outcome<NewEvent, Refusal>

/** The one outcome of a weighing that keeps the signal open: it comes back on its review date. */
export const SHELVE = 'shelve'

/** weighing → interviewing | enriching: the gate opens, or asks for more. */
export function weigh(signal: OpenSignal, step: StepOf<'weigh'>, now: Circumstances): Decision {
  if (signal.state !== 'weighing') return refuse('not-in-this-state')
  if (!allAnswered(step.answers, now)) return refuse('criteria-unanswered')
  const rule = now.rules.decisions.find(({ id }) => id === step.decision)
  if (withoutResult(signal, rule?.consider ?? []).length > 0) return refuse('acts-unconsidered')
  if (step.decision === 'enrich-further' && isEnrichedEnough(signal, now.rules))
    return refuse('enriched-often-enough')
  const kind = step.decision === 'interview' ? 'hold-interview' : 'finish-enrichment'
  const urgency = urgencyBy(step.answers, signal.urgency, now.rules)
  const duty = nextDuty(kind, { unit: signal.unit, urgency }, now)
  return done({
    data: {
      type: 'weighed',
      decision: step.decision,
      answers: step.answers,
      urgency,
      duty,
      ...soonerContact(signal, urgency, now),
    },
    content: { ground: step.ground },
  })
}

/** Whether more enrichment would be once too often: what is unknown by then stays so, and somebody decides. */
export function isEnrichedEnough({ enrichedFurther }: Signal, { decisions }: WayOfWorking): boolean {
  const most = decisions.find(({ id }) => id === 'enrich-further')?.maxTimes ?? null
  return most !== null && enrichedFurther >= most.value
}

/** weighing | investigating → stop-proposed: not to follow up (further), or to shelve. Stays open, owned and due. */
export function proposeStop(signal: OpenSignal, step: StepOf<'propose-stop'>, now: Circumstances): Decision {
  if (signal.state !== 'weighing' && signal.state !== 'investigating') return refuse('not-in-this-state')
  const outcome = now.rules.outcomes.find(({ id }) => id === step.outcome)
  if (!outcome || !outcome.stops || !outcome.from.includes(signal.state))
    return refuse('outcome-not-permitted')
  // An investigation adds to what was answered before it; what is no criterion counts nowhere.
  const answered = signal.state === 'weighing' ? allAnswered(step.answers, now) : allKnown(step.answers, now)
  if (!answered) return refuse('criteria-unanswered')
  if (outcome.unless.some((id) => step.answers[id] === 'yes')) return refuse('outcome-contradicts')
  const shelves = outcome.id === SHELVE
  if (shelves !== (step.reviewOn !== null)) return refuse('review-date-invalid')
  if (step.reviewOn !== null && !isReviewDate(step.reviewOn, now)) return refuse('review-date-invalid')
  const fault =
    faultInRouting(signal, false, now.rules) ??
    (withoutResult(signal, outcome.consider).length > 0 ? 'acts-unconsidered' : null) ??
    (contactMissing(signal, now.rules) ? 'contact-missing' : null) ??
    faultInGuards(outcome.guards, now.rules.guards, step.guards, bestContact(signal))
  if (fault) return refuse(fault)
  const { reviewOn, answers } = step
  // Rejected, it is picked up as soon as these answers ask.
  const urgency = urgencyBy(answers, signal.urgency, now.rules)
  const duty = nextDuty('confirm-stop', { unit: signal.unit, urgency }, now)
  const { codes, references } = recordedGuards(outcome.guards, step.guards)
  return done({
    data: {
      type: 'stop-proposed',
      outcome: outcome.id,
      reviewOn,
      answers,
      urgency,
      guards: codes,
      duty,
      ...soonerContact(signal, urgency, now),
    },
    content: { ...references, ground: step.ground },
  })
}

/** stop-proposed → closed | shelved: the second person agrees, in a session of their own. */
export function confirmStop(
  signal: OpenSignal,
  step: StepOf<'confirm-stop'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  if (signal.state !== 'stop-proposed') return refuse('not-in-this-state')
  if (signal.proposedBy === actor.id) return refuse('needs-another-person')
  const content = { ground: step.ground }
  const { proposedBy } = signal
  if (signal.reviewOn === null) {
    // The review of a routing would be lost with the signal.
    if (!isRoutingSettled(signal, now.rules)) return refuse('routing-missing')
    return done({ data: { type: 'closed', outcome: signal.outcome, proposedBy, guards: null }, content })
  }
  return done({
    data: { type: 'shelved', proposedBy, duty: reviewDuty(signal, signal.reviewOn, now) },
    content,
  })
}

/** stop-proposed → back to where it came from. */
export function rejectStop(
  signal: OpenSignal,
  step: StepOf<'reject-stop'>,
  actor: Actor,
  now: Circumstances,
): Decision {
  if (signal.state !== 'stop-proposed') return refuse('not-in-this-state')
  if (signal.proposedBy === actor.id) return refuse('needs-another-person')
  const duty = nextDuty(signal.cameFrom === 'weighing' ? 'weigh' : 'conclude-investigation', signal, now)
  return done({ data: { type: 'stop-rejected', duty }, content: { ground: step.ground } })
}

/** shelved → weighing: on its review date, or earlier when somebody has a reason. */
export function reviewShelved(
  signal: OpenSignal,
  step: StepOf<'review-shelved'>,
  now: Circumstances,
): Decision {
  if (signal.state !== ('shelved' satisfies Shelved['state'])) return refuse('not-in-this-state')
  const duty = nextDuty('weigh', signal, now)
  const overtaken = sideDutiesOf(signal, 'second-look')
  const ends = overtaken.length > 0 && { ends: overtaken }
  return done({ data: { type: 'shelf-reviewed', duty, ...ends }, content: { ground: step.ground } })
}

/** Every criterion has an answer, "unknown" included; no sum decides. */
export function allAnswered(answers: Answers, now: Circumstances): boolean {
  return now.rules.weighingCriteria.every(({ id }) => id in answers) && allKnown(answers, now)
}

function allKnown(answers: Answers, { rules }: Circumstances): boolean {
  return Object.keys(answers).every((id) => rules.weighingCriteria.some((one) => one.id === id))
}

function isReviewDate(day: Day, { rules, now }: Circumstances): boolean {
  const today = dayOf(now)
  return isDay(day) && day > today && day <= plusDays(today, rules.shelveDaysMax.value)
}

function reviewDuty(signal: StopProposed, day: Day, { newId }: Circumstances): NextDuty {
  return { id: newId(), kind: 'review-shelved', unit: signal.unit, dueAt: atDutchTime(day, '09:00') }
}
