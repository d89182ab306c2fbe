import fc from 'fast-check'
import { expect, test } from 'vitest'
import { returnPath } from './return-to.ts'

const ORIGIN = 'http://127.0.0.1:8080'

test('whatever is asked for, the way back leads to our own origin', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '//',
    '@',
    ':',
    '%2f',
    '%5c',
    '\t',
    '\n',
    'evil.example',
    'http:',
    '?',
    '#',
    '\u0000',
    '\u2028',
    'a',
  )
  const anything = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(anything, (wanted) => {
      const path = returnPath(wanted, ORIGIN)
      expect(path).toMatch(/^\/(?![/\\])/)
      expect(new URL(`${ORIGIN}${path}`).origin).toBe(ORIGIN)
      // As a browser reads a Location header.
      expect(new URL(path, `${ORIGIN}/auth/callback`).origin).toBe(ORIGIN)
    }),
    { numRuns: 2000 },
  )
})

test('a path of ours stays as it is', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const path = `/x${words.join('/')}`
      expect(returnPath(path, ORIGIN)).toBe(path)
    }),
  )
})

test.each([
  ['/worklist?scope=unit&kind=report-receipt', '/worklist?scope=unit&kind=report-receipt'],
  ['/worklist?q=06-90000077', '/worklist'],
  ['/worklist?scope=unit&q=Wilhelmina', '/worklist'],
  ['/signals#victim', '/signals#victim'],
  ['/signals#Wilhelmina%20Kanarie', '/signals'],
])('of %s is gone back to %s', (wanted, path) => expect(returnPath(wanted, ORIGIN)).toBe(path))
