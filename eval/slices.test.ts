import { expect, test } from 'vitest'
import type { Label, Row } from './measure.ts'
import { atWorkload, calibrationOf, slicesOf, spansOf } from './slices.ts'

const TEXT = 'Zijn paspoort ligt bij de baas.'
const row = (id: string, signal: boolean, score: number, more: Partial<Label> = {}): Row => ({
  label: { id, signal, forms: [], hidden: false, evidence: [], trap: null, ...more },
  judgement: { id, score, isSignal: score >= 0.5, forms: [], findings: [] },
  read: { id, title: '', text: TEXT, organisation: 'politie' },
})

test('at a workload only the highest are read, and equal scores are shared', () => {
  const rows = [row('a', true, 0.9), row('b', true, 0.5), row('c', false, 0.5), row('d', false, 0.1)]
  expect(atWorkload(rows, 2).recall.hits).toBeCloseTo(1.5)
  expect(atWorkload(rows, 3).recall.hits).toBe(2)
})

test('a score that is right as often as it says has no calibration error', () => {
  const sure = [row('a', true, 1), row('b', false, 0)]
  expect(calibrationOf(sure)).toMatchObject({ brier: 0, error: 0, brierSkill: 1 })
  const wrong = [row('a', false, 1), row('b', true, 0)]
  expect(calibrationOf(wrong)).toMatchObject({ brier: 1, error: 1 })
})

test('each part of a set by itself', () => {
  const rows = [
    row('a', true, 0.9, { hiddenness: 'H2' }),
    row('b', true, 0.1, { hiddenness: 'H2' }),
    row('c', false, 0.9),
  ]
  const { 'how hidden': hidden, organisation } = slicesOf(rows)
  expect(hidden!.H2!.recall).toMatchObject({ hits: 1, n: 2 })
  expect(organisation!.politie!.raisedWrongly).toMatchObject({ hits: 1, n: 1 })
})

test.each([
  ['an indicator on the evidence', { indicator: 'ALG-01', weight: 1 }, 1, 1],
  ['a word of the ranker on it', { indicator: 'LEX-01', weight: 1 }, 1, 0],
  ['what speaks against a look', { indicator: 'LEX-02', weight: -1 }, 0, 0],
] as const)('what is pointed at: %s', (_name, finding, touched, byIndicator) => {
  const one = row('a', true, 0.9, { evidence: ['paspoort'] })
  const findings = [{ ...finding, field: 'text' as const, start: 5, end: 13 }]
  const spans = spansOf([{ ...one, judgement: { ...one.judgement, findings } }])
  expect([spans.evidencePassages.hits, spans.byIndicator.hits]).toEqual([touched, byIndicator])
})
