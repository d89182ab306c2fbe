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
