import fc from 'fast-check'
import { expect, test } from 'vitest'
import { satisfies, type Terms, TermSets } from './terms.ts'

const TERMS = 100
const uses = {
  anchored: new Map([
    [3, [7, 1]],
    [64, [1, 2]],
  ]),
  needed: new Set([0, 31, 32, 99]),
}
const sets = new TermSets(TERMS, uses)
const listed = ({ cells }: Terms, at: number) => [...cells.slice(at + 1, at + 1 + cells[at]!)]

test('a set of terms as numbers says what the set says', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(TERMS - 1)), (some) => {
      const terms = sets.of(new Set(some))
      expect(terms.size).toBe(some.length)
      for (let term = 0; term < TERMS; term += 1) expect(satisfies(terms, term)).toBe(some.includes(term))
      expect(listed(terms, terms.needed)).toEqual(some.filter((term) => uses.needed.has(term)))
      const anchors = some.flatMap((term) => uses.anchored.get(term) ?? [])
      expect(listed(terms, terms.anchors)).toEqual([...new Set(anchors)])
    }),
  )
})

test('words that satisfy the same terms share them', () => {
  expect(sets.of(new Set([3, 64]))).toBe(sets.of(new Set([3, 64])))
})
