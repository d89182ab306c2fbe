import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PairTable } from './pair-table.ts'

const some = fc.nat(15)

test('gives for each pair what was set last, and -1 for every other', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(some, some, fc.nat()), { maxLength: 200 }), (entries) => {
      const table = new PairTable(entries.length)
      const expected = new Map<string, number>()
      for (const [first, second, value] of entries) {
        table.set(first, second, value)
        expected.set(`${first} ${second}`, value)
      }
      for (let first = 0; first <= 15; first += 1) {
        for (let second = 0; second <= 15; second += 1)
          expect(table.get(first, second)).toBe(expected.get(`${first} ${second}`) ?? -1)
      }
    }),
    { numRuns: 30 },
  )
})
