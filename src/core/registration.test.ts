import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalContent,
  FIELD_BYTES_MAX,
  instantOf,
  isMoment,
  readRegistrationLine,
  type RejectReason,
} from './registration.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const good = {
  id: 'X-1',
  organisation: 'politie',
  kind: 'mutatie',
  registeredAt: '2026-06-11T08:00:00+02:00',
  text: 'Tekst.',
}
const line = (change: object) => bytes(JSON.stringify({ ...good, ...change }))

function read(input: Uint8Array): RejectReason | 'accepted' {
  const result = readRegistrationLine(input)
  return result.ok ? 'accepted' : result.reason
}

// The rejection list of formats.md.
test.each([
  ['all that is needed', line({}), 'accepted'],
  ['no JSON', bytes('geen json'), 'not-an-object'],
  ['half a line', bytes('{"id":"X-1"'), 'not-an-object'],
  ['a list', bytes('[1,2]'), 'not-an-object'],
  ['null', bytes('null'), 'not-an-object'],
  ['no id', line({ id: undefined }), 'no-id'],
  ['an id of spaces', line({ id: '  ' }), 'no-id'],
  ['an id that no index can hold', line({ id: 'X'.repeat(301) }), 'field-too-long'],
  ['a long id', line({ id: 'é'.repeat(300) }), 'accepted'],
  ['no text', line({ text: undefined }), 'no-text'],
  ['an empty text', line({ text: '' }), 'no-text'],
  ['a text of line breaks', line({ text: '\n \n' }), 'no-text'],
  ['a text that is a number', line({ text: 12 }), 'no-text'],
  ['an organisation that nobody knows', line({ organisation: 'gemeente' }), 'unknown-organisation'],
  ['no organisation', line({ organisation: undefined }), 'unknown-organisation'],
  ['a moment in words', line({ registeredAt: 'gisteren' }), 'no-moment'],
  ['a moment without offset', line({ registeredAt: '2026-06-11T08:00:00' }), 'no-moment'],
  ['a day that does not exist', line({ registeredAt: '2026-02-30T08:00:00Z' }), 'no-moment'],
  ['no moment', line({ registeredAt: undefined }), 'no-moment'],
  ['a NUL as escape', bytes(JSON.stringify({ ...good, text: 'a\u0000b' })), 'nul-character'],
  ['a NUL as byte', bytes(JSON.stringify(good).replace('Tekst', 'Te\u0000kst')), 'nul-character'],
  ['a lone surrogate', bytes(JSON.stringify(good).replace('Tekst', '\\ud800')), 'lone-surrogate'],
  [
    'a lone surrogate in a name',
    bytes(JSON.stringify({ ...good, persons: [{ name: 'A' }] }).replace('"A"', '"\\udc00"')),
    'lone-surrogate',
  ],
  ['a surrogate pair', bytes(JSON.stringify(good).replace('Tekst', '\\ud83d\\ude80')), 'accepted'],
  ['bytes that are no UTF-8', new Uint8Array([...bytes('{"id":"X'), 0xff, ...bytes('"}')]), 'invalid-utf8'],
  ['a field over 8 MiB', line({ text: 'a'.repeat(FIELD_BYTES_MAX + 1) }), 'field-too-long'],
  ['a field of just 8 MiB', line({ text: 'a'.repeat(FIELD_BYTES_MAX) }), 'accepted'],
  [
    'a field over 8 MiB of UTF-8, not of characters',
    line({ text: 'é'.repeat(FIELD_BYTES_MAX / 2 + 1) }),
    'field-too-long',
  ],
  ['an odd birth date', line({ persons: [{ born: '1983-21-10' }] }), 'accepted'],
  ['persons that are no list', line({ persons: 'geen' }), 'accepted'],
  ['fields that we do not know', line({ nieuw: { a: 1 } }), 'accepted'],
])('%s: %#', (_what, input, expected) => {
  expect(read(input)).toBe(expected)
})

test('what is optional and odd is kept as it is', () => {
  const result = readRegistrationLine(
    line({ persons: [{ role: 'verdachte', born: '1983-21-10', phone: '06-9' }] }),
  )
  expect(result.ok && result.registration.persons).toEqual([
    { role: 'verdachte', born: '1983-21-10', phone: '06-9' },
  ])
})

test.each([
  ['2026-06-11T08:00:00+02:00', true],
  ['2026-06-11T08:00Z', true],
  ['2026-06-11T08:00:00.123456-0530', true],
  ['2024-02-29T00:00:00Z', true],
  ['2026-06-11 08:00:00Z', false],
  ['2026-06-11T24:00:00Z', false],
  ['2026-06-11', false],
  ['0000-01-01T00:00:00Z', false],
  ['2026-06-11T08:00:00+99:00', false],
])('%s is a moment: %s', (text, expected) => {
  expect(isMoment(text)).toBe(expected)
})

test.each([
  ['2026-06-11T08:00:00+02:00', '2026-06-11T06:00:00.000Z'],
  ['2026-06-11T08:00-0530', '2026-06-11T13:30:00.000Z'],
  ['2026-06-11T08:00:00,25Z', '2026-06-11T08:00:00.250Z'],
  ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00.000Z'],
  ['0050-01-01T00:00:00Z', '0050-01-01T00:00:00.000Z'],
])('%s is %s', (text, instant) => {
  expect(instantOf(text)).toBe(instant)
})

describe('the content of a registration', () => {
  const content = (input: Uint8Array) => {
    const result = readRegistrationLine(input)
    return result.ok ? canonicalContent(result.registration) : result.reason
  }

  test('is the same whatever the order of the keys', () => {
    const turned = Object.fromEntries(Object.entries(good).reverse())
    expect(content(bytes(JSON.stringify(turned)))).toBe(content(line({})))
  })

  test('is another when a letter differs', () => {
    expect(content(line({ text: 'Tekst!' }))).not.toBe(content(line({})))
  })
})

test('no line breaks the reader, whatever its bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (input) => typeof read(input) === 'string'))
  fc.assert(fc.property(fc.json(), (input) => typeof read(bytes(input)) === 'string'))
})
