import type { Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { OpenSignal } from './state.ts'
import { dueAt, type Term } from './working-days.ts'

/** The time that a named role has to answer, where the ladder has no further step that would say so. */
const ANSWER_TERM: Term = { value: 1, unit: 'working-days' }

/**
 * The duty of a signal has passed its due moment: it climbs to the highest step of the ladder that has been reached,
 * and becomes a duty of a named role as well. Derived from the due moment alone, so that the job that asks may be
 * late, doubled or absent for days. Null: not overdue, or climbed so far already.
 */
export function escalate(
  signal: OpenSignal,
  { rules, calendar, now, newId }: Circumstances,
): NewEvent | null {
  const moments = rules.escalation.map((step) => dueAt(signal.duty.dueAt, step.after, calendar))
  const level = signal.duty.dueAt > now ? 0 : moments.filter((moment) => moment <= now).length
  const step = rules.escalation[level - 1]
  if (!step || level <= (signal.escalation?.level ?? 0)) return null
  const next = moments[level] ?? dueAt(now, ANSWER_TERM, calendar)
  const { unit, role } = step
  return {
    data: {
      type: 'escalated',
      overdue: signal.duty.id,
      escalation: { id: newId(), unit, role, dueAt: next, level },
    },
    content: null,
  }
}
