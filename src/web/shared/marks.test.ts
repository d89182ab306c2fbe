import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FindingView } from '#contract/registration.ts'
import { numbered, reasonsOf, segmentsOf, tallyOf } from './marks.ts'

const text = 'paspoort ligt bij de baas, mag niet weg'

function finding(given: Partial<FindingView>): FindingView {
  const start = given.start ?? 0
  const end = given.end ?? 8
  return {
    indicator: 'ALG-01',
    label: { nl: 'Document bij een ander', en: 'Document held by another' },
    dimension: 'documenten',
    strength: 'S',
    field: 'text',
    start,
    end,
    quote: text.slice(start, end),
    status: 'affirmed',
    weight: 4,
    ...given,
  }
}

test('words without a finding are one plain stretch', () => {
  expect(segmentsOf(text, [])).toEqual([{ text, start: 0, covers: [], begins: [] }])
})

test('an empty text has no stretches', () => {
  expect(segmentsOf('', [])).toEqual([])
})

test('findings that overlap share the words that both point at', () => {
  const both = numbered([finding({ start: 0, end: 25 }), finding({ start: 14, end: 39 })])
  expect(segmentsOf(text, both).map(({ text: words, covers, begins }) => [words, covers, begins])).toEqual([
    ['paspoort ligt ', [1], [1]],
    ['bij de baas', [1, 2], [2]],
    [', mag niet weg', [2], []],
  ])
})

test('whatever the spans are, the stretches together are the text and none is empty', () => {
  const span = fc.record({ start: fc.integer({ min: -3, max: 60 }), length: fc.integer({ min: 0, max: 30 }) })
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 50 }),
      fc.array(span, { maxLength: 8 }),
      (any, spans) => {
        const findings = numbered(spans.map(({ start, length }) => finding({ start, end: start + length })))
        const segments = segmentsOf(any, findings)
        expect(segments.map((one) => one.text).join('')).toBe(any)
        expect(segments.every((one) => one.text.length > 0)).toBe(true)
        const begun = segments.flatMap(({ begins }) => begins)
        expect(new Set(begun).size).toBe(begun.length)
      },
    ),
  )
})

test('numbers follow the order of reading, the title first', () => {
  const [a, b, c] = numbered([
    finding({ start: 20, end: 25, indicator: 'later' }),
    finding({ start: 3, end: 9, indicator: 'earlier' }),
    finding({ field: 'title', start: 30, end: 33, indicator: 'title' }),
  ])
  expect([a?.indicator, b?.indicator, c?.indicator]).toEqual(['title', 'earlier', 'later'])
})

test('an indicator seen twice is one reason with two places; what was set aside stands last', () => {
  const reasons = reasonsOf(
    numbered([
      finding({ start: 0, end: 3, indicator: 'ALG-07', status: 'denied-by-subject', weight: 0 }),
      finding({ start: 4, end: 8, indicator: 'ALG-01', weight: 4 }),
      finding({ start: 9, end: 12, indicator: 'ALG-01', weight: 0 }),
      finding({ start: 13, end: 20, indicator: 'ALG-13', strength: 'Z', weight: 1 }),
    ]),
  )
  expect(
    reasons.map(({ first, role, findings, added }) => [first.indicator, role, findings.length, added]),
  ).toEqual([
    ['ALG-01', 'counted', 2, 4],
    ['ALG-13', 'counted', 1, 1],
    ['ALG-07', 'set-aside', 1, 0],
  ])
})

test('the tally counts indicators, not places, and leaves out what was set aside', () => {
  const findings = [
    finding({ indicator: 'ALG-01', weight: 4 }),
    finding({ indicator: 'ALG-01', weight: 0 }),
    finding({ indicator: 'ALG-09', strength: 'M', weight: 2 }),
    finding({ indicator: 'ALG-10', strength: 'M', weight: 0, status: 'hypothetical' }),
  ]
  expect(tallyOf(findings)).toEqual({ S: 1, M: 1, Z: 0, added: 6 })
})
