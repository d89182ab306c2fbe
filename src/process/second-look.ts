import { done, refuse, type Outcome } from '#core/outcome.ts'
import { contactDuty, nextDuty, sideDuty, type Actor, type Circumstances } from './duty.ts'
import type { Answers, MemberId, NewEvent, SignalEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import { SET_ASIDE, type Signal } from './state.ts'
import type { StepOf } from './step.ts'
import { urgencyBy } from './urgency.ts'
import type { WayOfWorking } from './way-of-working.ts'
import { allAnswered } from './weighing.ts'

/** Events by which two people decided not to follow up, or to shelve. */
export function isNegative({ data }: Pick<SignalEvent, 'data'>): boolean {
  if (data.type === 'closed') return data.proposedBy !== null
  return data.type === 'set-aside-confirmed' || data.type === 'shelved'
}

/**
 * A negative decision was drawn for a second look: another unit weighs it again without knowing what was decided. Null:
 * overtaken, for the signal is open again and will be weighed anyway, another organisation has it, or it ended otherwise.
 *
 * @param of        The number of the event of that decision.
 * @param deciders  Who proposed it and who confirmed it: neither looks again.
 */
export function drawSecondLook(
  signal: Signal,
  of: number,
  deciders: readonly MemberId[],
  now: Circumstances,
): NewEvent | null {
  if (signal.restsOn !== of || signal.secondLook) return null
  const duty = sideDuty('second-look', otherUnit(signal, now.rules), now.rules.secondLook.within.value, now)
  return {
    data: { type: 'second-look-drawn', look: now.newId(), of, deciders, opens: [duty] },
    content: null,
  }
}

/**
 * The second look (NL: tweede blik): every criterion answered again, blind, and a verdict. "Agrees" leaves the decision;
 * "follow up" opens the signal again for people to weigh. Nobody looks at a decision of their own, or of their own unit.
 */
export function takeSecondLook(
  signal: Signal,
  step: StepOf<'take-second-look'>,
  actor: Actor,
  now: Circumstances,
): Outcome<NewEvent, Refusal> {
  if (!rests(signal)) return refuse('not-in-this-state')
  const drawn = signal.secondLook
  if (!drawn || drawn.look !== step.look) return refuse('look-unknown')
  if (drawn.deciders.includes(actor.id)) return refuse('needs-another-person')
  if (!signal.sideDuties.some(({ id, unit }) => id === drawn.duty && unit === actor.unit))
    return refuse('unit-not-yours')
  if (!allAnswered(step.answers, now)) return refuse('criteria-unanswered')
  return done({
    data: {
      type: 'second-look-taken',
      look: drawn.look,
      of: drawn.of,
      verdict: step.verdict,
      answers: step.answers,
      ...(step.verdict === 'follow-up' ? openedAgain(signal, step.answers, now) : { duty: null }),
      ends: [drawn.duty],
    },
    content: { ground: step.ground },
  })
}

/** What was set aside begins at the beginning, contact with the possible victim included; the rest is weighed again. */
function openedAgain(signal: Signal, answers: Answers, now: Circumstances) {
  const urgency = urgencyBy(answers, signal.urgency, now.rules)
  const owner = { unit: signal.unit, urgency }
  if (signal.state !== 'closed' || signal.outcome !== SET_ASIDE)
    return { urgency, duty: nextDuty('weigh', owner, now) }
  return { urgency, duty: nextDuty('start-enrichment', owner, now), opens: [contactDuty(owner, now)] }
}

/** Decided not to be followed up, or shelved, and still so. */
function rests(signal: Signal): boolean {
  return signal.state === 'closed' || signal.state === 'shelved'
}

/** The unit that the way of working names; where that one decided itself, the one that answers proposals, or the next. */
function otherUnit({ unit: decided }: Signal, { secondLook, triageUnit, units }: WayOfWorking): string {
  const candidates = [secondLook.unit, triageUnit, ...units.map(({ id }) => id)]
  return candidates.find((unit) => unit !== decided) ?? secondLook.unit
}
