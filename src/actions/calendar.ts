import Holidays from 'date-holidays'
import type { Day } from '#core/time.ts'
import type { Calendar } from '#process/working-days.ts'

/**
 * Besides the public holidays, terms do not end on Good Friday (held equal to them) and on Liberation Day (each year,
 * though most employers give it once in five). Source: Algemene termijnenwet art. 3. The dates come from the library.
 */
const ALSO_CLOSED = ['easter -2', '05-05']

/** The Dutch calendar of working days, any year. */
export function dutchCalendar(): Calendar {
  const library = new Holidays('NL')
  const years = new Map<string, ReadonlySet<Day>>()
  return {
    isHoliday(day) {
      const year = day.slice(0, 4)
      const known = years.get(year) ?? holidaysOf(library, year)
      years.set(year, known)
      return known.has(day)
    },
  }
}

function holidaysOf(library: Holidays, year: string): ReadonlySet<Day> {
  const closed = library
    .getHolidays(year)
    .filter(({ type, rule }) => type === 'public' || ALSO_CLOSED.includes(rule))
  return new Set(closed.map(({ date }) => date.slice(0, 10)))
}
