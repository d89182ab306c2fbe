import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'

test.each([
  [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
  [
    { 10: 'x', 9: 'y', a: { d: [3, { z: 1, y: 2 }], c: null } },
    '{"10":"x","9":"y","a":{"c":null,"d":[3,{"y":2,"z":1}]}}',
  ],
  [{ gone: undefined, stays: '"' }, '{"stays":"\\""}'],
  ['é', '"é"'],
])('%j', (value, expected) => {
  expect(canonicalJson(value)).toBe(expected)
})

test('is JSON of the same value, whatever the order in which it was written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      expect(canonicalJson(turned)).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
