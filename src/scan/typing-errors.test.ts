import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TypingErrors } from './typing-errors.ts'

const words = [
  'paspoort',
  'gedwongen',
  'uitbuiting',
  'opgesloten',
  'afgepakt',
  'verkocht',
  'verplicht',
  'dwang',
  'vermoedelijk',
]
const errors = new TypingErrors(words, new Set(['verlicht']))

test.each([
  ['two letters changed places', 'afgepatk', 'afgepakt'],
  ['a letter doubled', 'opgeslooten', 'opgesloten'],
  ['a double letter written once', 'pasport', 'paspoort'],
  ['d for t', 'paspoord', 'paspoort'],
  ['a letter left out of a long word', 'uitbuitng', 'uitbuiting'],
  ['the last letter left out', 'gedwonge', 'gedwongen'],
  ['a letter too many in a long word', 'vermoedenlijk', 'vermoedelijk'],
])('%s: %s is %s', (_name, written, meant) => {
  expect(errors.meant(written)).toBe(meant)
})

test.each([
  ['another letter, which makes another word', 'verzocht'],
  ['a correct word on the list', 'verlicht'],
  ['another first letter', 'gaspoort'],
  ['a short word', 'gang'],
  ['two errors', 'uitbiutng'],
  ['the word itself is no error', 'fietsenstalling'],
])('%s: %s is left alone', (_name, written) => {
  expect(errors.meant(written)).toBeUndefined()
})

test('what is meant is at most one letter longer or shorter, and begins alike', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...words),
      fc.nat(12),
      fc.constantFrom('', 'a', 'e', 't', 'd', 'n'),
      (word, at, letter) => {
        const written = word.slice(0, at) + letter + word.slice(at + 1)
        const meant = errors.meant(written)
        if (meant === undefined) return
        expect(words).toContain(meant)
        expect(Math.abs(meant.length - written.length)).toBeLessThanOrEqual(1)
        expect(meant[0]).toBe(written[0])
      },
    ),
  )
})

/** All that may be meant, written out and looked up one by one. */
function slowly(word: string): string | undefined {
  const known = new Set(words.filter(({ length }) => length >= 7))
  const pairs = ['dt', 'sz', 'fv', 'jy', 'ck']
  const swapped = new Map(pairs.flatMap(([a, b]) => [[a!, b!] as const, [b!, a!] as const]))
  for (let at = 1; at < word.length; at += 1) {
    const [before, letter, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)]
    const leftOut = letter === word[at - 1] ? 7 : after === '' ? Infinity : 9
    const tries: [string, number][] = [
      [before + letter + letter + after, 7],
      [before + after, leftOut],
      [before + after.slice(0, 1) + letter + after.slice(1), after === '' ? Infinity : 7],
      [before + (swapped.get(letter) ?? letter) + after, swapped.has(letter) ? 8 : Infinity],
    ]
    for (const [one, from] of tries) if (one.length >= from && known.has(one)) return one
  }
  const long = words.filter(({ length }) => length >= 9)
  const isShortened = (one: string) =>
    Array.from(one, (_, at) => at).some(
      (at) =>
        at > 0 && (at < one.length - 1 || one.endsWith('n')) && one.slice(0, at) + one.slice(at + 1) === word,
    )
  return long.find(isShortened)
}

test('the sieve lets through whatever is found by trying everything', () => {
  const letter = fc.constantFrom('', 'a', 'd', 'e', 'i', 'n', 't', 'k', 'z')
  const edited = fc
    .tuple(fc.constantFrom(...words), fc.nat(13), fc.nat(2), letter, letter)
    .map(([word, at, gone, one, other]) => word.slice(0, at) + one + other + word.slice(at + gone))
  fc.assert(
    fc.property(edited, (word) => {
      fc.pre(word.length >= 6 && word !== 'verlicht')
      expect(errors.meant(word)).toBe(slowly(word))
    }),
    { numRuns: 3000 },
  )
})
