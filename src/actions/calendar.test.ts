import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, plusDays } from '#core/time.ts'
import { dueAt, isWorkingDay } from '#process/working-days.ts'
import { dutchCalendar } from './calendar.ts'

const calendar = dutchCalendar()

test.each([
  ['2026-01-01', 'New Year', false],
  ['2026-04-03', 'Good Friday', false],
  ['2026-04-06', 'Easter Monday', false],
  ['2026-04-27', "King's Day", false],
  ['2025-05-05', 'Liberation Day in a year that is celebrated', false],
  ['2026-05-05', 'Liberation Day in an ordinary year', false],
  ['2026-05-14', 'Ascension Day', false],
  ['2026-05-15', 'the day after Ascension', true],
  ['2026-05-25', 'Whit Monday', false],
  ['2026-12-25', 'Christmas', false],
  ['2026-12-26', 'second day of Christmas (a Saturday)', false],
  ['2026-12-24', 'the day before Christmas', true],
  ['2026-12-05', 'St Nicholas, no day off (a Saturday)', false],
  ['2025-12-05', 'St Nicholas on a Friday', true],
  ['2026-05-04', 'Remembrance Day', true],
  ['2026-06-13', 'a Saturday', false],
])('%s (%s) is a working day: %s', (day, _name, expected) => {
  expect(isWorkingDay(day, calendar)).toBe(expected)
})

const days = (value: number) => ({ value, unit: 'working-days' }) as const
const hours = (value: number) => ({ value, unit: 'hours' }) as const

test.each([
  [
    '2026-06-10T09:00:00.000Z',
    days(1),
    '2026-06-11T15:00:00.000Z',
    'Wednesday, one working day: Thursday 17:00 summer time',
  ],
  ['2026-06-12T09:00:00.000Z', days(1), '2026-06-15T15:00:00.000Z', 'Friday: Monday'],
  ['2026-06-13T22:30:00.000Z', days(1), '2026-06-15T15:00:00.000Z', 'Sunday by the Dutch clock: Monday'],
  ['2026-04-02T09:00:00.000Z', days(1), '2026-04-07T15:00:00.000Z', 'Thursday before Easter: Tuesday'],
  [
    '2026-12-23T09:00:00.000Z',
    days(2),
    '2026-12-28T16:00:00.000Z',
    'over Christmas and a weekend, winter time',
  ],
  ['2026-06-13T09:00:00.000Z', days(0), '2026-06-15T15:00:00.000Z', 'nought working days on a Saturday'],
  ['2026-06-11T14:59:00.000Z', days(0), '2026-06-11T15:00:00.000Z', 'nought working days on a Thursday'],
  ['2026-06-11T15:00:00.000Z', days(0), '2026-06-12T15:00:00.000Z', 'the same at closing time: Friday'],
  ['2026-06-12T17:11:00.000Z', days(0), '2026-06-15T15:00:00.000Z', 'the same on a Friday evening: Monday'],
  [
    '2026-03-28T23:30:00.000Z',
    hours(24),
    '2026-03-29T23:30:00.000Z',
    'hours are elapsed hours, also when the clock jumps',
  ],
])('a term that starts %s', (from, term, expected, _why) => {
  expect(dueAt(from, term, calendar)).toBe(expected)
})

test('a term in working days ends on a working day, and holds that many of them', () => {
  const start = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 60 }), (date, n) => {
      const from = date.toISOString()
      const last = dayOf(dueAt(from, days(n), calendar))
      let counted = 0
      for (let day = plusDays(dayOf(from), 1); day <= last; day = plusDays(day, 1)) {
        if (isWorkingDay(day, calendar)) counted++
      }
      return isWorkingDay(last, calendar) && counted === n
    }),
  )
})
