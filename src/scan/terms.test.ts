import fc from 'fast-check'
import { expect, test } from 'vitest'
import { satisfies, TermSets } from './terms.ts'

const TERMS = 100
const uses = {
  anchored: new Map([
    [3, [7, 1]],
    [64, [1, 2]],
  ]),
  fulfilled: new Map([
    [0, [1]],
    [31, [1, 2]],
    [99, [2]],
  ]),
  needOf: [0, 1, 2],
  needs: 3,
}
const sets = new TermSets(TERMS, uses)

test('a set of terms as numbers says what the set says', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(TERMS - 1)), (some) => {
      const terms = sets.of(new Set(some))
      const { cells, needs, needsEnd, anchors, anchorsEnd } = terms
      expect(terms.size).toBe(some.length)
      for (let term = 0; term < TERMS; term += 1) expect(satisfies(terms, term)).toBe(some.includes(term))
      const fulfilled = some.flatMap((term) => uses.fulfilled.get(term) ?? [])
      expect([...cells.slice(needs, needsEnd)]).toEqual([...new Set(fulfilled)])
      const expressions = new Set(some.flatMap((term) => uses.anchored.get(term) ?? []))
      const withNeed = [...expressions].flatMap((one) => [one, uses.needOf[one] ?? 0])
      expect([...cells.slice(anchors, anchorsEnd)]).toEqual(withNeed)
    }),
  )
})

test('words that satisfy the same terms share them', () => {
  expect(sets.of(new Set([3, 64]))).toBe(sets.of(new Set([3, 64])))
})
