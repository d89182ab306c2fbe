import type { Instant } from '#core/time.ts'
import type { Circumstances } from './duty.ts'
import type { Escalation, NewEvent, NextDuty, SideDuty } from './event.ts'
import type { Signal } from './state.ts'
import type { WayOfWorking } from './way-of-working.ts'
import { dueAt, type Calendar, type Term } from './working-days.ts'

/** The time that a named role has to answer, where the ladder has no further step that would say so. */
const ANSWER_TERM: Term = { value: 1, unit: 'working-days' }

/**
 * A duty of a signal has passed its due moment: it climbs to the highest step of the ladder that has been reached, and
 * becomes a duty of a named role as well. Derived from the due moment alone, so that the job that asks may be late,
 * doubled or absent for days. One duty at a time, the longest overdue first. Null: none is overdue, or each has climbed
 * so far already.
 */
export function escalate(signal: Signal, now: Circumstances): NewEvent | null {
  const own: readonly Due[] = signal.duty === null ? [] : [signal.duty]
  const overdue = [...own, ...signal.sideDuties].toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
  for (const duty of overdue) {
    const climbed = signal.escalations.find(({ of }) => of === duty.id)?.level ?? 0
    const escalation = climb(duty, climbed, now)
    if (escalation) return { data: { type: 'escalated', overdue: duty.id, escalation }, content: null }
  }
  return null
}

type Due = Pick<NextDuty | SideDuty, 'id' | 'dueAt'>

/**
 * The next step of the ladder for a duty that stays undone: who hears of it, and at which due moment. Null: the ladder ends here.
 *
 * @param due  The due moment of the duty itself.
 */
export function nextStepUp(
  due: Instant,
  ladder: WayOfWorking['escalation'],
  calendar: Calendar,
  now: Instant,
): Pick<Escalation, 'unit' | 'role' | 'dueAt'> | null {
  const steps = ladder.map(({ after, unit, role }) => ({ unit, role, dueAt: dueAt(due, after, calendar) }))
  return steps.find((step) => step.dueAt > now) ?? null
}

/** The step of the ladder that an overdue duty has reached; null: it has climbed so far already, or is not overdue. */
export function climb(
  duty: Due,
  climbed: number,
  { rules, calendar, now, newId }: Circumstances,
): Escalation | null {
  const moments = rules.escalation.map((step) => dueAt(duty.dueAt, step.after, calendar))
  const level = duty.dueAt > now ? 0 : moments.filter((moment) => moment <= now).length
  const step = rules.escalation[level - 1]
  if (!step || level <= climbed) return null
  const next = moments[level] ?? dueAt(now, ANSWER_TERM, calendar)
  return { id: newId(), unit: step.unit, role: step.role, dueAt: next, level }
}
