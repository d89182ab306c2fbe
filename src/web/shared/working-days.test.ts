import Holidays from 'date-holidays'
import { expect, test } from 'vitest'
import { plusDays } from '#core/time.ts'
import { daysBetween, isWorkingDay, standingOf, workingDaysUntil } from './working-days.ts'

test('the holidays are those of the library, plus Good Friday and Liberation Day, for thirty years', () => {
  const library = new Holidays('NL')
  const closed = new Set<string>()
  for (let year = 2015; year <= 2045; year++) {
    for (const { date, type, rule } of library.getHolidays(year)) {
      if (type === 'public' || rule === 'easter -2' || rule === '05-05') closed.add(date.slice(0, 10))
    }
  }
  const different: string[] = []
  for (let day = '2015-01-01'; day < '2046-01-01'; day = plusDays(day, 1)) {
    const weekend = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())
    if (isWorkingDay(day) !== (!weekend && !closed.has(day))) different.push(day)
  }
  expect(closed.size).toBeGreaterThan(250)
  expect(different).toEqual([])
})

test.each([
  // from         to            working days
  ['2026-06-12', '2026-06-12', 0],
  ['2026-06-12', '2026-06-15', 1],
  ['2026-06-12', '2026-06-16', 2],
  ['2026-12-24', '2026-12-28', 1],
  ['2026-04-02', '2026-04-07', 1],
] as const)('working days from %s until %s: %i', (from, to, expected) => {
  expect(workingDaysUntil(from, to)).toBe(expected)
})

test.each([
  // now (UTC)                due (UTC)                 urgency    shown as
  ['2026-06-12T08:00:00Z', '2026-06-16T15:00:00Z', 'later', 'working-days', 2],
  ['2026-06-12T08:00:00Z', '2026-06-15T15:00:00Z', 'later', 'working-days', 1],
  ['2026-06-12T08:00:00Z', '2026-06-12T15:00:00Z', 'soon', 'hours', 7],
  ['2026-06-12T14:30:00Z', '2026-06-12T15:00:00Z', 'soon', 'minutes', 30],
  ['2026-06-12T15:10:00Z', '2026-06-12T15:00:00Z', 'overdue', 'just-late', 0],
  ['2026-06-12T18:10:00Z', '2026-06-12T15:00:00Z', 'overdue', 'hours-late', 3],
  ['2026-06-15T08:00:00Z', '2026-06-12T15:00:00Z', 'overdue', 'days-late', 3],
  // Two minutes past midnight in the Netherlands is another day than in UTC.
  ['2026-06-12T22:02:00Z', '2026-06-12T15:00:00Z', 'overdue', 'days-late', 1],
  // A term in hours may end in the weekend.
  ['2026-06-12T08:00:00Z', '2026-06-13T08:00:00Z', 'soon', 'hours', 24],
] as const)('at %s, due %s: %s, %s %i', (now, dueAt, urgency, unit, count) => {
  expect(standingOf(dueAt, new Date(now))).toEqual({ urgency, unit, count })
})

test('days between counts calendar days over a change of the clock', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
})
