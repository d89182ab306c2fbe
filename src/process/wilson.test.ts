import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wilson } from './wilson.ts'

const ROUNDING = 1e-9

// Figures of the tables of Newcombe (1998), method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i', (hits, n, low, high) => {
  const found = wilson(hits, n)
  expect(found.low).toBeCloseTo(low, 4)
  expect(found.high).toBeCloseTo(high, 4)
})

test('the share lies within, and more of the same make it narrower', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const hits = Math.round(n * part)
      const { low, high } = wilson(hits, n)
      expect(low - ROUNDING).toBeLessThanOrEqual(hits / n)
      expect(high + ROUNDING).toBeGreaterThanOrEqual(hits / n)
      const more = wilson(hits * 4, n * 4)
      expect(more.high - more.low).toBeLessThan(high - low)
    }),
  )
})
