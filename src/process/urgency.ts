import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dueAt, type Term } from './working-days.ts'
import { DUTY_IN, soonerContact, type Circumstances } from './duty.ts'
import type { Answers, NewEvent, NextDuty } from './event.ts'
import type { Refusal } from './refusal.ts'
import type { OpenSignal } from './state.ts'
import type { StepOf } from './step.ts'
import { TERM_KINDS, type TermKind, type Urgency, type WayOfWorking } from './way-of-working.ts'

/**
 * Any open state, unchanged: how urgent it is. The duty comes forward when a shorter term holds now; it never goes back,
 * so that taking an urgency away postpones nothing that was promised.
 */
export function setUrgency(
  signal: OpenSignal,
  step: StepOf<'set-urgency'>,
  now: Circumstances,
): Outcome<NewEvent, Refusal> {
  if (!areKnown(step.urgency, now.rules)) return refuse('urgency-unknown')
  const same = step.urgency.length === signal.urgency.length
  if (same && step.urgency.every((one) => signal.urgency.includes(one))) return refuse('already-resolved')
  return done({
    data: {
      type: 'urgency-set',
      urgency: step.urgency,
      duty: sooner(signal, step.urgency, now),
      ...soonerContact(signal, step.urgency, now),
    },
    content: { ground: step.ground },
  })
}

export function areKnown(urgency: readonly Urgency[], { urgentTerms }: WayOfWorking): boolean {
  const known = urgentTerms.map(({ id }) => id)
  return urgency.every((one, at) => known.includes(one) && urgency.indexOf(one) === at)
}

/** The urgencies that a weighing tells by its answers, beside those that hold already. */
export function urgencyBy(
  answers: Answers,
  before: readonly Urgency[],
  rules: WayOfWorking,
): readonly Urgency[] {
  const told = rules.urgentTerms
    .filter(({ criterion }) => criterion !== null && answers[criterion] === 'yes')
    .map(({ id }) => id)
  return [...new Set([...before, ...told])]
}

function sooner(signal: OpenSignal, urgency: readonly Urgency[], now: Circumstances): NextDuty {
  const { duty } = signal
  const kind = termOf(signal)
  if (kind === undefined) return duty
  const terms: readonly Term[] = now.rules.urgentTerms
    .filter(({ id }) => urgency.includes(id))
    .flatMap(({ terms: own }) => own[kind] ?? [])
  const due = terms.map((term) => dueAt(now.now, term, now.calendar))
  const first = due.reduce((early, one) => (one < early ? one : early), duty.dueAt)
  return first === duty.dueAt ? duty : { ...duty, id: now.newId(), dueAt: first }
}

/** Whose term comes forward: what waits is looked at as soon as the work that it waits with would have to be done. */
function termOf(signal: OpenSignal): TermKind | undefined {
  if (signal.state === 'held') return DUTY_IN[signal.cameFrom]
  if (signal.state === 'shelved') return 'weigh'
  return TERM_KINDS.find((one): one is TermKind => one === signal.duty.kind)
}
