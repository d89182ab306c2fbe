import { expect, test } from 'vitest'
import { percentOf, periodOf, presetOf } from './period.ts'

test.each([
  // preset      from          to
  ['month', '2026-05-14', '2026-06-12'],
  ['quarter', '2026-03-15', '2026-06-12'],
  ['year', '2026-01-01', '2026-06-12'],
  ['last-year', '2025-01-01', '2025-12-31'],
] as const)('%s on 12 June 2026 runs from %s to %s', (preset, from, to) => {
  expect(presetOf(preset, '2026-06-12')).toEqual({ from, to })
})

test.each([
  // the address               the period
  ['2026-02-01', '2026-02-28', { from: '2026-02-01', to: '2026-02-28' }],
  ['2026-02-28', '2026-02-01', { from: '2026-01-01', to: '2026-06-12' }],
  ['2026-02-31', '2026-03-01', { from: '2026-01-01', to: '2026-06-12' }],
  [undefined, undefined, { from: '2026-01-01', to: '2026-06-12' }],
] as const)('the address from %s to %s', (van, tot, expected) => {
  expect(periodOf(van, tot, '2026-06-12')).toEqual(expected)
})

test('a share of nothing is no number', () => {
  expect(percentOf(0, 0)).toBeNull()
  expect(percentOf(1, 3)).toBe(33)
})
