import { expect, test } from 'vitest'
import { keywordQueries } from './keywords.ts'
import { type Judgement, type Label, measure, share } from './measure.ts'

const reads = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, title: 'Titel', text: 'Zijn paspoort is weg.' }))
const label = (id: string, signal: boolean, more: Partial<Label> = {}): Label => ({
  id, signal, forms: [], hidden: false, evidence: [], trap: null, ...more,
}) // prettier-ignore
const judged = (id: string, score: number, isSignal: boolean, findings: Judgement['findings'] = []): Judgement => ({
  id, score, isSignal, forms: [], findings,
}) // prettier-ignore

test('recall, precision and what was raised wrongly', () => {
  const labels = [
    label('a', true, { hidden: true, forms: ['arbeid'] }),
    label('b', true, { forms: ['arbeid', 'seksueel'] }),
    label('c', false, { trap: 'negation' }),
    label('d', false, { trap: 'negation' }),
    label('e', false),
  ]
  const measures = measure(labels, reads, [
    judged('a', 0.2, false),
    judged('b', 0.9, true),
    judged('c', 0.8, true),
    judged('d', 0.1, false),
    judged('e', 0.1, false),
  ])
  expect(measures).toMatchObject({
    registrations: 5,
    signals: 2,
    recall: { hits: 1, n: 2, share: 0.5 },
    hiddenRecall: { hits: 0, n: 1, share: 0 },
    precision: { hits: 1, n: 2, share: 0.5 },
    hardNegativesRaised: { hits: 1, n: 2 },
    ordinaryRaised: { hits: 0, n: 1 },
    formRecall: { arbeid: { hits: 1, n: 2 }, seksueel: { hits: 1, n: 1 } },
    trapsRaised: { negation: { hits: 1, n: 2 } },
  })
  // At b one of one, at a two of three.
  expect(measures.averagePrecision.share).toBeCloseTo((1 + 2 / 3) / 2)
})

test.each([
  ['all signals first', [0.9, 0.8, 0.2, 0.1], 1],
  ['all signals last', [0.1, 0.2, 0.8, 0.9], (1 / 3 + 2 / 4) / 2],
  ['one score for all: the base rate', [0.5, 0.5, 0.5, 0.5], 0.5],
])('average precision: %s', (_name, scores, expected) => {
  const ids = ['a', 'b', 'c', 'd']
  const labels = ids.map((id, index) => label(id, index < 2))
  const judgements = ids.map((id, index) => judged(id, scores[index]!, false))
  expect(measure(labels, reads, judgements).averagePrecision.share).toBeCloseTo(expected)
  expect(measure(labels, reads, judgements.toReversed()).averagePrecision.share).toBeCloseTo(expected)
})

test.each([
  ['touches the words', { field: 'text', start: 10, end: 15 }, true],
  ['ends where they begin', { field: 'text', start: 0, end: 5 }, false],
  ['stands in the other field', { field: 'title', start: 5, end: 13 }, false],
  ['was set aside', { field: 'text', start: 5, end: 13, weight: 0 }, false],
] as const)('evidence is found when a finding %s', (_name, finding, isFound) => {
  const { evidenceFound } = measure([label('a', true, { evidence: ['paspoort'] })], reads, [
    judged('a', 0.9, true, [finding]),
  ])
  expect(evidenceFound.hits).toBe(isFound ? 1 : 0)
})

test('the interval is that of Wilson', () => {
  // By hand: n = 10, 5 hits, z = 1.96: 0.2366 to 0.7634.
  expect(share(5, 10).low).toBeCloseTo(0.2366, 4)
  expect(share(5, 10).high).toBeCloseTo(0.7634, 4)
  expect(share(0, 10)).toMatchObject({ share: 0, low: 0 })
  expect(share(10, 10).high).toBeCloseTo(1)
  expect(share(0, 0).share).toBeUndefined()
})

test('a registration that was lost or judged twice is no figure at all', () => {
  const labels = [label('a', true)]
  expect(() => measure(labels, reads, [])).toThrow('a was not judged')
  expect(() => measure(labels, reads, [judged('a', 1, true), judged('a', 1, true)])).toThrow('judged twice')
})

test.each([
  ['Vermoeden mensenhandel.', true],
  ['Geen signalen van mensenhandel.', true],
  ['Fiets gestolen bij het station.', false],
])('the keyword queries know no denial: %s', (text, isSignal) => {
  expect(keywordQueries({ id: 'a', title: '', text }).isSignal).toBe(isSignal)
})
