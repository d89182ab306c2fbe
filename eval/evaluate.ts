import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

import type { Catalogue } from '#scan/scan.ts'

import { beyond, type Figures, figuresOf, readGates } from './gates.ts'
import { keywordQueries } from './keywords.ts'
import { type Changed, changed } from './metamorphic.ts'
import { type Judgement, measure, type Measures, rowsOf } from './measure.ts'
import { type LabelledSet, SHARED_BASELINE } from './sets.ts'
import {
  type AtWorkload,
  atWorkload,
  type Calibration,
  calibrationOf,
  type Slice,
  slicesOf,
  type Spans,
  spansOf,
} from './slices.ts'
import { type Swapped, swapped } from './swaps.ts'

/** Another way of finding signals, at the number of registrations that the scan raises. */
export interface Rival {
  readonly name: string
  /** What it raises when left to itself. */
  readonly alone: Measures
  readonly atWorkload: AtWorkload
}

/** Everything that was measured on one set. All text is fictional. */
export interface SetReport {
  readonly name: LabelledSet['name']
  readonly title: string
  /** Who judged: the deployed catalogue, or models that had not seen the batch. */
  readonly judgedBy: string
  readonly measures: Measures
  readonly slices: Readonly<Record<string, Readonly<Record<string, Slice>>>>
  readonly calibration: Calibration
  readonly spans: Spans
  /** Registrations that the scan raises: the workload of the comparison. */
  readonly workload: number
  readonly scanAtWorkload: AtWorkload
  readonly rivals: readonly Rival[]
  readonly swaps: Readonly<Record<string, Swapped>>
  readonly changes: Readonly<Record<string, Changed>>
  readonly figures: Figures
  /** What falls short of the bar of issue 5. */
  readonly belowBar: readonly string[]
}

/** What the scan said of a set, and who judged. */
export interface Judged {
  readonly judgedBy: string
  readonly scan: readonly Judgement[]
  readonly bagOfWords: readonly Judgement[]
  readonly catalogueOf: (id: string) => Catalogue
}

export function evaluate(set: LabelledSet, { judgedBy, scan, bagOfWords, catalogueOf }: Judged): SetReport {
  const { labels, reads } = set
  const rows = rowsOf(labels, reads, scan)
  const measures = measure(labels, reads, scan)
  const workload = scan.filter(({ isSignal }) => isSignal).length
  const rival = (name: string, judgements: readonly Judgement[]): Rival => ({
    name,
    alone: measure(labels, reads, judgements),
    atWorkload: atWorkload(rowsOf(labels, reads, judgements), workload),
  })
  const swaps = swapped(catalogueOf, reads)
  const figures = figuresOf(measures, swaps)
  return {
    ...{ name: set.name, title: set.title, judgedBy, measures, workload, swaps, figures },
    ...{ slices: slicesOf(rows), calibration: calibrationOf(rows), spans: spansOf(rows) },
    scanAtWorkload: atWorkload(rows, workload),
    rivals: [
      rival('keyword queries of an analyst', keywordsOn(set)),
      rival('plain bag of words, trained on the same texts', bagOfWords),
    ],
    changes: changed(catalogueOf, rows),
    belowBar: beyond(figures, readGates().bar),
  }
}

/** The queries of the customer where they are at hand, else our own list. */
function keywordsOn({ reads }: LabelledSet): readonly Judgement[] {
  if (!existsSync(SHARED_BASELINE)) return reads.map(keywordQueries)
  const { stdout, status } = spawnSync(process.execPath, [SHARED_BASELINE], {
    input: reads.map((read) => JSON.stringify(read)).join('\n'),
    maxBuffer: 1024 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`the baseline ended with status ${status}`)
  return String(stdout)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Judgement)
}
