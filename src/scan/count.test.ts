import { expect, test } from 'vitest'
import { readCatalogue } from '#actions/catalogue.ts'
import type { FindingStatus } from '#core/finding.ts'
import type { Form } from '#core/form.ts'
import type { Strength } from './catalogue-schema.ts'
import { count, type Judged } from './count.ts'

const { settings, indicators } = readCatalogue()

/** Findings as `S M/arbeid Z`: their strengths, each its own indicator at its own place; after `/` a form. */
function judged(spec: string, status: FindingStatus = 'affirmed'): readonly Judged[] {
  return spec
    .split(' ')
    .filter(Boolean)
    .map((one, index) => {
      const [strength, form] = one.split('/') as [Strength, Form | undefined]
      const indicator = { ...indicators[0]!, id: `X-${index}`, strength, forms: form ? [form] : [] }
      return { indicator, strength, status, field: 'text', start: index * 10, end: index * 10 + 5 }
    })
}

test.each([
  ['', 0, false],
  ['S', 4, true],
  ['M', 2, false],
  ['M M', 4, true],
  ['Z', 1, false],
  ['Z Z', 2, false],
  ['Z Z Z Z Z Z', 2, false],
  ['M Z', 3, false],
  ['M Z Z', 4, true],
  ['M Z Z Z', 4, true],
  ['S S M Z', 11, true],
])('%s counts %i', (spec, points, isSignal) => {
  const result = count(judged(spec), settings)
  const weight = result.weights.reduce((sum, one) => sum + one, 0)
  expect(weight).toBe(points * settings.weightPerPoint * 1000)
  expect(result.isSignal).toBe(isSignal)
  expect(result.score).toBe(settings.scores[points])
})

test.each<[FindingStatus, boolean]>([
  ['affirmed', true],
  ['intrinsic-negative', true],
  ['hedged', true],
  ['hearsay', true],
  ['denied-by-controller', true],
  ['negated-conclusion', false],
  ['police-agent', false],
  ['verified-negative', false],
  ['mention', false],
  ['historic', false],
  ['question', false],
])('a finding that is %s: counts %s', (status, isCounted) => {
  expect(count(judged('S', status), settings).isSignal).toBe(isCounted)
})

test('an indicator counts once, the same words count once', () => {
  const [one, two] = judged('M M') as [Judged, Judged]
  expect(count([one, { ...one, start: 50, end: 60 }], settings).weights).toEqual([1000, 0])
  expect(count([one, { ...two, start: one.start, end: one.end }], settings).weights).toEqual([1000, 0])
  expect(count([one, { ...two, field: 'title', start: one.start, end: one.end }], settings).isSignal).toBe(
    true,
  )
})

test('of the same words the strongest counts, of equals the one that names a form', () => {
  const at = (spec: string) => judged(spec).map((finding) => ({ ...finding, start: 0, end: 5 }))
  expect(count(at('M S'), settings).weights).toEqual([0, 2000])
  expect(count(at('M M/arbeid'), settings)).toMatchObject({ weights: [0, 1000], forms: ['arbeid'] })
})

test.each([
  ['most points first', 'M/seksueel S/arbeid', ['arbeid', 'seksueel']],
  ['two at most', 'S/arbeid S/seksueel M/overig', ['seksueel', 'arbeid']],
  ['none without a form', 'S M', []],
  ['several of one form together', 'M/crimineel M/crimineel M/arbeid', ['crimineel', 'arbeid']],
])('forms: %s', (_name, spec, forms) => {
  expect(count(judged(spec), settings).forms).toEqual(forms)
})

test('the table of scores is the one that the weights call for', () => {
  for (const [points, score] of settings.scores.entries()) {
    const logOdds = settings.intercept + points * settings.weightPerPoint
    expect(Math.abs(1 / (1 + Math.exp(-logOdds)) - score)).toBeLessThan(0.0001)
    expect(score).toBe(Math.round(score * 10_000) / 10_000)
  }
})

test('more points than the table is long keep the highest score', () => {
  const many = Array.from({ length: settings.scores.length }, () => 'S').join(' ')
  const { score, weights } = count(judged(many), settings)
  const logOdds = settings.intercept + weights.reduce((sum, one) => sum + one, 0) / 1000
  expect(Math.abs(1 / (1 + Math.exp(-logOdds)) - score)).toBeLessThan(0.0001)
})
