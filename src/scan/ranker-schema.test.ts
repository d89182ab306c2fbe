import { Check } from 'typebox/schema'
import { expect, test } from 'vitest'
import { isRanker, RankerSchema } from './ranker-schema.ts'

const whole = {
  trained: { batches: ['t01'], texts: 1, signals: 1, hash: 'a' },
  crossValidated: { recall: 0.9 },
  cost: { missed: 2, lookedAt: 1 },
  threshold: 0.3,
  intercept: -4.2,
  scores: { from: -9, step: 0.02, values: [0.1] },
  indicators: { 'ALG-01': 1.5 },
  forms: ['arbeid'],
  formIntercepts: [0],
  formSecondFrom: 0,
  formIndicators: { 'ALG-01': [1] },
  words: { paspoort: [1, 2, 3] },
  pairs: { 'geen loon': [1, 2] },
}
const { words: _, ...withoutWords } = whole

test.each([
  ['a whole ranker', whole, true],
  ['without words', withoutWords, false],
  ['a weight in letters', { ...whole, words: { paspoort: [1, '2'] } }, false],
  ['a weight that is no list', { ...whole, pairs: { 'geen loon': 1 } }, false],
  ['a weight beyond all numbers', { ...whole, words: { paspoort: [Infinity] } }, false],
  ['words as a list', { ...whole, words: [[1]] }, false],
  ['pairs that are null', { ...whole, pairs: null }, false],
  ['something that does not belong there', { ...whole, persons: [] }, false],
  ['a threshold above one', { ...whole, threshold: 2 }, false],
  ['no object', 'ranker', false],
  ['nothing', null, false],
])('%s: as the schema says', (_name, value, expected) => {
  expect(isRanker(value)).toBe(expected)
  expect(Check(RankerSchema, value)).toBe(expected)
})
