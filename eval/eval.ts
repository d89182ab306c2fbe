// How good is the scan? Scores it on labelled, fictional registrations beside keyword queries. `npm run eval [-- --json]`
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { readCatalogue } from '#actions/catalogue.ts'
import { scanRegistration } from '#scan/scan.ts'

import { keywordQueries } from './keywords.ts'
import { type Judgement, type Label, measure, type Measures, type Read } from './measure.ts'
import { tableOf } from './table.ts'

const CHECKOUT = join(import.meta.dirname, '..')
const SHARED = join(CHECKOUT, '..', 'shared')
const SHARED_BASELINE = join(SHARED, 'eval', 'baseline.mjs')

/** A labelled set of registrations. */
interface LabelledSet {
  readonly name: string
  readonly registrations: string
  readonly labels: string
}

/** What one set gave. `baseline.name` says which queries were run. */
export interface Evaluation {
  readonly set: string
  readonly note: string
  readonly catalogue: string
  readonly scan: Measures
  readonly baseline: { readonly name: string; readonly measures: Measures }
}

const NOTE =
  'Fictional text, not a real register. Those who wrote the expressions had read these sets: on other text it is less good.'

/** The development data where it is, else the example that comes with Spoor. */
function labelledSet(): LabelledSet {
  const dev = join(SHARED, 'data', 'dev')
  if (existsSync(join(dev, 'registrations.ndjson'))) {
    return {
      name: 'development set',
      registrations: join(dev, 'registrations.ndjson'),
      labels: join(dev, 'labels.ndjson'),
    }
  }
  return exampleDay()
}

function exampleDay(): LabelledSet {
  const folder = join(CHECKOUT, 'examples')
  return {
    name: 'example day',
    registrations: join(folder, 'day.ndjson'),
    labels: join(folder, 'day-labels.ndjson'),
  }
}

function ndjson<T>(path: string): readonly T[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as T)
}

function evaluate(set: LabelledSet): Evaluation {
  const catalogue = readCatalogue()
  const reads = ndjson<Read>(set.registrations)
  const labels = ndjson<Label>(set.labels)
  const baseline = existsSync(SHARED_BASELINE)
    ? { name: 'keyword queries (../shared/eval/baseline.mjs)', judgements: sharedBaseline(set.registrations) }
    : { name: 'keyword queries (our own list)', judgements: reads.map(keywordQueries) }
  return {
    set: set.name,
    note: NOTE,
    catalogue: catalogue.version,
    scan: measure(
      labels,
      reads,
      reads.map((read) => scanRegistration(catalogue, read)),
    ),
    baseline: { name: baseline.name, measures: measure(labels, reads, baseline.judgements) },
  }
}

function sharedBaseline(registrations: string): readonly Judgement[] {
  const { stdout, status } = spawnSync(process.execPath, [SHARED_BASELINE], {
    input: readFileSync(registrations),
    maxBuffer: 1024 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`the baseline ended with status ${status}`)
  return String(stdout)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Judgement)
}

const sets = [labelledSet()]
if (process.argv.includes('--all')) sets.push(exampleDay())
for (const set of sets) {
  const evaluation = evaluate(set)
  console.log(process.argv.includes('--json') ? JSON.stringify(evaluation) : tableOf(evaluation))
}
