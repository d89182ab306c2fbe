import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Check } from 'typebox/schema'
import { CatalogueMeasured } from '#contract/catalogue.ts'
import { Evaluation } from '#contract/evaluation.ts'
import { readCatalogue } from './catalogue.ts'
import { evaluation, EVALUATION_FOLDER, indicatorsMeasured } from './evaluation.ts'

const folder = mkdtempSync(join(tmpdir(), 'spoor-evaluation-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the report that lies in the repository can be shown whole', async () => {
  const found = await evaluation()
  expect(Check(Evaluation, found)).toBe(true)
  const { sets } = found.report!
  expect(sets.map(({ name }) => name)).toContain('training')
  for (const { registrations, signals, calibration, ways, figures } of sets) {
    expect(calibration.bins.reduce((sum, { signals: { n } }) => sum + n, 0)).toBe(registrations)
    expect(figures.find(({ id }) => id === 'recall')!.share.n).toBe(signals)
    expect(ways.map(({ name }) => name)).toEqual(['scan', expect.any(String), expect.any(String)])
  }
})

test('every indicator of the catalogue has its counts', async () => {
  const found = await indicatorsMeasured()
  expect(Check(CatalogueMeasured, found)).toBe(true)
  expect(found.measured!.indicators.map(({ id }) => id)).toEqual(
    readCatalogue().indicators.map(({ id }) => id),
  )
})

test('where nobody measured, that is said', async () => {
  expect(await evaluation(folder)).toEqual({ report: null })
  expect(await indicatorsMeasured(folder)).toEqual({ measured: null })
})

test.each([
  [
    'recall of arbeid: 0.789, at least 0.8',
    { figure: 'recall of arbeid', measured: { value: 0.789, bound: 'at-least', limit: 0.8 } },
  ],
  [
    'swapsChanged: 3, at most 0',
    { figure: 'swapsChanged', measured: { value: 3, bound: 'at-most', limit: 0 } },
  ],
  ['precision: not measured', { figure: 'precision', measured: null }],
])('what falls short is read: %s', async (words, expected) => {
  const report = JSON.parse(readFileSync(join(EVALUATION_FOLDER, 'report.json'), 'utf8')) as {
    sets: { belowBar: string[] }[]
  }
  report.sets[0]!.belowBar = [words]
  writeFileSync(join(folder, 'report.json'), JSON.stringify(report))
  expect((await evaluation(folder)).report!.sets[0]!.shortfalls).toEqual([expected])
  rmSync(join(folder, 'report.json'))
})
