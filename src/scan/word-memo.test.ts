import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WordMemo } from './word-memo.ts'

test('a word is known by its spelling, wherever it stands', () => {
  const memo = new WordMemo<string>()
  memo.set('paspoort', 'P')
  expect(memo.get('paspoort', 0, 8)).toBe('P')
  expect(memo.get('haar paspoort ligt', 5, 13)).toBe('P')
  expect(memo.get('haar paspoort ligt', 5, 12)).toBeUndefined()
  expect(memo.get('Paspoort', 0, 8)).toBeUndefined()
})

test('a long word is not remembered', () => {
  const memo = new WordMemo<string>()
  const long = 'a'.repeat(32)
  memo.set(long, 'P')
  expect(memo.get(long, 0, 32)).toBeUndefined()
})

test('it holds as many words as it was told and no more, and never takes one for another', () => {
  const words = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'É', '😀'), minLength: 1 }), {
    minLength: 9,
    maxLength: 200,
  })
  fc.assert(
    fc.property(words, (all) => {
      const memo = new WordMemo<string>(8)
      for (const word of all) {
        if (memo.get(word, 0, word.length) === undefined) memo.set(word, word)
      }
      const known = all.map((word) => memo.get(word, 0, word.length))
      for (const [index, one] of known.entries()) expect([undefined, all[index]]).toContain(one)
      expect(known.filter((one) => one !== undefined).length).toBeLessThanOrEqual(8)
      expect(memo.get(all.at(-1)!, 0, all.at(-1)!.length)).toBe(
        all.at(-1)!.length > 31 ? undefined : all.at(-1),
      )
    }),
  )
})
