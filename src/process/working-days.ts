import { atDutchTime, dayOf, plusDays, type Day, type Instant } from '#core/time.ts'

/** The days on which offices are closed besides weekends. Comes in as data, so that this room has no library and no clock. */
export interface Calendar {
  readonly isHoliday: (day: Day) => boolean
}

/** A term as the ways of working write it. */
export interface Term {
  readonly value: number
  readonly unit: 'working-days' | 'hours'
}

/** The end of a working day: a term in working days ends here, Dutch time. */
const CLOSE_OF_DAY = '17:00'

/** Monday to Friday and no holiday. */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !calendar.isHoliday(day)
}

/**
 * The moment at which a term that starts at `from` has passed. Hours are elapsed hours, day and night. Working days
 * are counted from the day after `from`; the term ends at 17:00 Dutch time on the last of them.
 */
export function dueAt(from: Instant, term: Term, calendar: Calendar): Instant {
  if (term.unit === 'hours') return new Date(Date.parse(from) + term.value * 3_600_000).toISOString()
  let day = dayOf(from)
  for (let left = term.value; left > 0;) {
    day = plusDays(day, 1)
    if (isWorkingDay(day, calendar)) left--
  }
  // A term of nought working days ends today; on a day off, or after closing time, on the next working day.
  const isOver = () => term.value === 0 && atDutchTime(day, CLOSE_OF_DAY) <= from
  while (!isWorkingDay(day, calendar) || isOver()) day = plusDays(day, 1)
  return atDutchTime(day, CLOSE_OF_DAY)
}
