import type { Instant } from '#core/time.ts'
import type { MemberId, NextDuty } from './event.ts'
import type { DutyKind, WayOfWorking } from './way-of-working.ts'
import { dueAt, type Calendar } from './working-days.ts'

/** Who takes a step. */
export interface Actor {
  readonly id: MemberId
  readonly roles: readonly string[]
}

/** All that a decider may know besides the signal: the rules that the signal remembers, the calendar, the moment, a new id. */
export interface Circumstances {
  readonly rules: WayOfWorking
  readonly calendar: Calendar
  readonly now: Instant
  readonly newId: () => string
}

/** The next duty (NL: taak met termijn) of a signal, due by the term of its kind. */
export function nextDuty(
  kind: DutyKind,
  unit: string,
  { rules, calendar, now, newId }: Circumstances,
): NextDuty {
  return { id: newId(), kind, unit, dueAt: dueAt(now, rules.terms[kind].value, calendar) }
}
