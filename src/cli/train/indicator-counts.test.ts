import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCatalogueFolder } from '#actions/catalogue.ts'
import { RANKER_FILE } from '#scan/catalogue-files.ts'
import { compileCatalogue } from '#scan/scan.ts'
import { countIndicators, type IndicatorCounts } from './indicator-counts.ts'
import { batchesIn } from './lessons.ts'

const TRAINING = join(import.meta.dirname, '../../../training')

test('eval/indicators.json is what the rules count in the training texts now', () => {
  // When this fails: npx spoor catalogue measure.
  const rules = readCatalogueFolder().filter(({ path }) => path !== RANKER_FILE)
  const counts = countIndicators(compileCatalogue(rules), TRAINING, batchesIn(TRAINING).train)
  expect(JSON.parse(readFileSync('eval/indicators.json', 'utf8'))).toEqual(counts)
})

test('no indicator counts in more texts than there are, and no sealed text was counted', () => {
  const counts = JSON.parse(readFileSync('eval/indicators.json', 'utf8')) as IndicatorCounts
  for (const { signals, others } of Object.values(counts.indicators)) {
    expect(signals).toBeLessThanOrEqual(counts.signals)
    expect(others).toBeLessThanOrEqual(counts.texts - counts.signals)
  }
  const lines = batchesIn(TRAINING).train.map(
    (batch) =>
      readFileSync(join(TRAINING, batch, 'texts.ndjson'), 'utf8')
        .trim()
        .split('\n').length,
  )
  expect(counts.texts).toBe(lines.reduce((sum, count) => sum + count, 0))
})
