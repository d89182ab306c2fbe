import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atDutchTime, dayOf, isDay, plusDays } from './time.ts'

test.each([
  ['2026-06-11', '17:00', '2026-06-11T15:00:00.000Z', 'summer time'],
  ['2026-12-11', '17:00', '2026-12-11T16:00:00.000Z', 'winter time'],
  ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z', 'a time that the clock skips'],
  ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z', 'a time that comes twice: the first'],
  ['2026-01-01', '00:00', '2025-12-31T23:00:00.000Z', 'New Year'],
])('%s %s by the Dutch clock is %s (%s)', (day, time, instant) => {
  expect(atDutchTime(day, time)).toBe(instant)
})

test.each([
  ['2026-06-11', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-06-31', false],
  ['2026-13-01', false],
  ['2026-6-1', false],
  ['0000-01-01', false],
  ['morgen', false],
])('%s exists: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected)
})

test('a Dutch wall-clock moment falls on its own day', () => {
  const days = fc.date({ min: new Date('1995-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 1439 }), (date, minute) => {
      const day = date.toISOString().slice(0, 10)
      const pad = (n: number) => String(n).padStart(2, '0')
      return dayOf(atDutchTime(day, `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`)) === day
    }),
  )
})

test('days add up', () => {
  expect(plusDays('2026-02-28', 1)).toBe('2026-03-01')
  expect(plusDays('2026-03-01', -1)).toBe('2026-02-28')
})
