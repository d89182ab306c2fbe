import { expect, test } from 'vitest'
import { formatDate, formatNumber, wallClockOf } from './dates.ts'

test.each([
  ['short', 'nl', 'di 16 jun 17:00'],
  ['short', 'en', 'Tue 16 Jun 17:00'],
  ['day', 'nl', 'di 16 juni 2026'],
  ['moment', 'en', '16 Jun 2026 17:00'],
  ['time', 'nl', '17:00'],
] as const)('a moment, %s, in %s: %s', (style, language, expected) => {
  expect(formatDate('2026-06-16T15:00:00.000Z', style, language)).toBe(expected)
})

test('the Dutch day counts, also just after midnight', () => {
  expect(formatDate('2026-06-15T22:30:00Z', 'short', 'nl')).toBe('di 16 jun 00:30')
})

test('a moment that cannot be read is shown as it is', () => {
  expect(formatDate('1983-21-10', 'moment', 'nl')).toBe('1983-21-10')
})

test('numbers have the point of the language', () => {
  expect([formatNumber(1204, 'nl'), formatNumber(1204, 'en'), formatNumber(1.9, 'nl')]).toEqual([
    '1.204',
    '1,204',
    '1,9',
  ])
})

test('the wall clock of a date field is Dutch', () => {
  expect(wallClockOf(new Date('2026-06-12T19:40:31Z'))).toBe('2026-06-12T21:40')
})
