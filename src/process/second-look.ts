import { done, refuse, type Outcome } from '#core/outcome.ts'
import { nextDuty, sideDuty, type Actor, type Circumstances } from './duty.ts'
import type { MemberId, NewEvent, SignalEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import { isOpen, type Signal } from './state.ts'
import type { StepOf } from './step.ts'
import { allAnswered } from './weighing.ts'

/** Events by which two people decided not to follow up, or to shelve. */
export function isNegative({ data }: Pick<SignalEvent, 'data'>): boolean {
  if (data.type === 'closed') return data.proposedBy !== null
  return data.type === 'set-aside-confirmed' || data.type === 'shelved'
}

/**
 * A negative decision was drawn for a second look: another unit weighs it again without knowing what was decided. Null:
 * overtaken, for the signal is open again and will be weighed anyway.
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
  const rests = !isOpen(signal) || signal.state === 'shelved'
  if (!rests || signal.secondLook) return null
  const { unit, within } = now.rules.secondLook
  const duty = sideDuty('second-look', unit, within.value, now)
  return {
    data: { type: 'second-look-drawn', look: now.newId(), of, deciders, opens: [duty] },
    content: null,
  }
}

/**
 * The second look (NL: tweede blik): every criterion answered again, blind, and a verdict. "Agrees" leaves the decision;
 * "follow up" opens the signal again for people to weigh. Nobody looks at a decision of their own.
 */
export function takeSecondLook(
  signal: Signal,
  step: StepOf<'take-second-look'>,
  actor: Actor,
  now: Circumstances,
): Outcome<NewEvent, Refusal> {
  const drawn = signal.secondLook
  if (!drawn || drawn.look !== step.look) return refuse('look-unknown')
  if (drawn.deciders.includes(actor.id)) return refuse('needs-another-person')
  if (!allAnswered(step.answers, now)) return refuse('criteria-unanswered')
  const kind = signal.state === 'closed' && signal.outcome === 'set-aside' ? 'start-enrichment' : 'weigh'
  const duty = step.verdict === 'follow-up' ? nextDuty(kind, signal, now) : null
  return done({
    data: {
      type: 'second-look-taken',
      look: drawn.look,
      of: drawn.of,
      verdict: step.verdict,
      answers: step.answers,
      duty,
      ends: [drawn.duty],
    },
    content: { ground: step.ground },
  })
}
