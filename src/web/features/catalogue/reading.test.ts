import { expect, test } from 'vitest'
import { readCatalogueFolder } from '#actions/catalogue.ts'
import { RANKER_FILE } from '#scan/catalogue-files.ts'
import { compileCatalogue } from '#scan/scan.ts'
import { read } from './reading.ts'

const rules = readCatalogueFolder().filter(({ path }) => path !== RANKER_FILE)
const counting = compileCatalogue(rules)
const sigmoid = (thousandths: number) => 1 / (1 + Math.exp(-thousandths / 1000))

/** A model by hand: the passport weighs, one word speaks for, one against. */
const weighing = compileCatalogue([
  ...rules,
  {
    path: RANKER_FILE,
    text: JSON.stringify({
      trained: { batches: [], texts: 0, signals: 0, hash: '' },
      crossValidated: {},
      cost: { missed: 10, lookedAt: 1 },
      threshold: 0.4,
      intercept: -2,
      scores: {
        from: -10,
        step: 0.05,
        values: Array.from({ length: 401 }, (_, at) => sigmoid((-10 + at * 0.05) * 1000)),
      },
      indicators: Object.fromEntries(counting.indicators.map(({ id }) => [id, id === 'ALG-01' ? 1.5 : 0.5])),
      forms: [],
      formIntercepts: [],
      formSecondFrom: 0,
      formIndicators: {},
      words: { lantaarnpaal: [0.8, 1], fietsenstalling: [-0.9, 1] },
      pairs: {},
    }),
  },
])

const TEXTS = [
  ['several indicators', 'Het paspoort ligt bij de baas. Matras in de loods. Hij slaapt in de cabine.'],
  ['one that is denied', 'Niet bedreigd. Geen signalen van mensenhandel.'],
  ['sentences for and against', 'Het paspoort ligt bij de baas. Een lantaarnpaal. Een fietsenstalling.'],
  ['nothing at all', 'De lantaarnpaal is scheef.'],
] as const

test.each(TEXTS)('the score is the sum that is shown, with rules only: %s', (_, text) => {
  const { sum, calibrated } = read(counting, text)
  expect(sum.score).toBeCloseTo(sigmoid(sum.total), 3)
  expect(calibrated).toBe(false)
  expect(sum.passages).toEqual([])
})

test.each(TEXTS)('the score is the sum that is shown, with a model: %s', (_, text) => {
  const { sum, reached, calibrated } = read(weighing, text)
  expect(sum.score).toBeCloseTo(sigmoid(sum.total), 3)
  expect(reached).toBe(sum.contributions.length > 0 && sum.score >= sum.threshold)
  expect(calibrated).toBe(true)
})

test('each part of the sum is one that can be pointed at', () => {
  const { sum, passages, situations, indicators, text } = read(weighing, TEXTS[2][1])
  expect(sum.passages.map(({ id, count }) => [id, count])).toEqual([
    ['for', 1],
    ['against', 1],
  ])
  expect(passages.map(({ quote }) => quote)).toEqual(['Een fietsenstalling', 'Een lantaarnpaal'])
  expect(new Set(sum.contributions.map(({ indicator }) => indicator))).toEqual(
    new Set([...situations, ...indicators].filter(({ weight }) => weight !== 0).map((one) => one.indicator)),
  )
  for (const { start, end, quote } of indicators) expect(text.slice(start, end)).toBe(quote)
})

test('without a finding that counts no word counts either', () => {
  const { sum, passages, reached } = read(weighing, 'Een lantaarnpaal is scheef.')
  expect([sum.contributions, passages, sum.total, reached]).toEqual([[], [], -2000, false])
})
