import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CatalogueMeasured } from '#contract/catalogue.ts'
import {
  type EvaluatedSet,
  type Evaluation,
  FIGURES,
  type MeasuredShare,
  type Shortfall,
} from '#contract/evaluation.ts'
import { wilson } from '#process/wilson.ts'

/** What was measured of this version of Spoor, on fictional text. */
export const EVALUATION_FOLDER = join(import.meta.dirname, '..', '..', 'eval')

type Shares = Readonly<Record<string, MeasuredShare>>
type Figure = (typeof FIGURES)[number]
type AtWorkload = Readonly<Record<'recall' | 'hiddenRecall' | 'hardNegativesRead', MeasuredShare>>

/** Of eval/report.json what the screens show; `npm run eval` writes it. */
interface ReportFile {
  readonly catalogue: string
  readonly ranker: boolean
  readonly texts: number
  readonly batches: { readonly train: number; readonly sealed: number }
  readonly sealedOpened: readonly unknown[]
  readonly sets: readonly SetFile[]
}

interface SetFile {
  readonly name: string
  readonly measures: Readonly<Record<Figure, MeasuredShare>> & {
    readonly registrations: number
    readonly signals: number
    readonly formRecall: Shares
    readonly formNamed: Shares
    readonly trapsRaised: Shares
  }
  readonly slices: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<'recall' | 'raisedWrongly', MeasuredShare>>>>>
  >
  readonly calibration: EvaluatedSet['calibration']
  readonly workload: number
  readonly scanAtWorkload: AtWorkload
  readonly rivals: readonly {
    readonly name: string
    readonly alone: { readonly averagePrecision: MeasuredShare }
    readonly atWorkload: AtWorkload
  }[]
  readonly belowBar: readonly string[]
}

interface CountsFile {
  readonly texts: number
  readonly signals: number
  readonly indicators: Readonly<Record<string, IndicatorCount>>
}

interface IndicatorCount {
  readonly signals: number
  readonly others: number
}

/** In how many training texts each indicator counted; null where nobody measured. */
export async function indicatorsMeasured(folder = EVALUATION_FOLDER): Promise<CatalogueMeasured> {
  const file = await readMeasured<CountsFile>(folder, 'indicators.json')
  if (!file) return { measured: null }
  const indicators = Object.entries(file.indicators).map(([id, counts]) => ({
    id,
    ...counts,
    precision: precisionOf(counts),
  }))
  return { measured: { texts: file.texts, signals: file.signals, indicators } }
}

function precisionOf({ signals, others }: IndicatorCount): MeasuredShare {
  const n = signals + others
  return n === 0 ? { hits: 0, n } : { hits: signals, n, share: signals / n, ...wilson(signals, n) }
}

/** What `npm run eval` measured last; null where nobody did. */
export async function evaluation(folder = EVALUATION_FOLDER): Promise<Evaluation> {
  const file = await readMeasured<ReportFile>(folder, 'report.json')
  if (!file) return { report: null }
  const { catalogue, ranker, texts, batches } = file
  const sealedOpened = file.sealedOpened.length > 0
  return {
    report: { catalogue, ranker, texts, batches, sealedOpened, sets: file.sets.map(setOf) },
  }
}

async function readMeasured<T>(folder: string, name: string): Promise<T | undefined> {
  const path = join(folder, name)
  return existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as T) : undefined
}

function setOf({ measures, slices, calibration, scanAtWorkload, rivals, ...set }: SetFile): EvaluatedSet {
  return {
    name: set.name,
    registrations: measures.registrations,
    signals: measures.signals,
    figures: FIGURES.map((id) => ({ id, share: measures[id] })),
    forms: Object.entries(measures.formRecall).map(([form, recall]) => ({
      ...{ form, recall },
      named: measures.formNamed[form] ?? { hits: 0, n: 0 },
    })),
    strata: Object.entries(slices).map(([id, parts]) => ({
      id,
      parts: Object.entries(parts).map(([part, shares]) => ({ id: part, ...shares })),
    })),
    traps: Object.entries(measures.trapsRaised).map(([id, raised]) => ({ id, raised })),
    calibration,
    workload: set.workload,
    ways: [
      { name: 'scan', ...scanAtWorkload, averagePrecision: measures.averagePrecision },
      ...rivals.map(({ name, atWorkload, alone }) => ({
        ...{ name, ...atWorkload },
        averagePrecision: alone.averagePrecision,
      })),
    ],
    shortfalls: set.belowBar.map(shortfallOf),
  }
}

/** `recall: 0.857, at least 0.9` or `recall: not measured`, as the evaluation writes what falls short of its bar. */
function shortfallOf(words: string): Shortfall {
  const [, figure, value, bound, limit] = /^(.+): ([\d.]+), at (least|most) ([\d.]+)$/.exec(words) ?? []
  if (figure === undefined) return { figure: words.replace(/: not measured$/, ''), measured: null }
  const kind = bound === 'least' ? 'at-least' : 'at-most'
  return { figure, measured: { value: Number(value), bound: kind, limit: Number(limit) } }
}
