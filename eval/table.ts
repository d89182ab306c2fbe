import type { Evaluation } from './eval.ts'
import type { Measures, Share } from './measure.ts'

const ROWS: readonly (readonly [string, (measures: Measures) => Share])[] = [
  ['recall', ({ recall }) => recall],
  ['hidden recall', ({ hiddenRecall }) => hiddenRecall],
  ['precision', ({ precision }) => precision],
  ['average precision', ({ averagePrecision }) => averagePrecision],
  ['evidence found', ({ evidenceFound }) => evidenceFound],
  ['hard negatives raised', ({ hardNegativesRaised }) => hardNegativesRaised],
  ['ordinary ones raised', ({ ordinaryRaised }) => ordinaryRaised],
]

/** An evaluation as a table for people: the set, how many, and that the text is fictional, always with the figures. */
export function tableOf({ set, note, catalogue, scan, baseline }: Evaluation): string {
  const forms = Object.keys(scan.formRecall) as (keyof Measures['formRecall'])[]
  const rows = [
    ...ROWS,
    ...forms.map((form) => [`recall ${form}`, (measures: Measures) => measures.formRecall[form]!] as const),
  ]
  const cells = [
    ['', `scan ${catalogue}`, baseline.name],
    ...rows.map(([name, of]) => [name, cell(of(scan)), cell(of(baseline.measures))]),
  ]
  const widths = [0, 1].map((column) => Math.max(...cells.map((row) => row[column]!.length)))
  const lines = cells.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const head = `${set}: fictional text, n = ${scan.registrations}, of which ${scan.signals} signals; 95 % intervals (Wilson)`
  return [head, '', ...lines, '', note, ''].join('\n')
}

function cell({ share, low, high, hits, n }: Share): string {
  if (share === undefined) return '-'
  const of = Number.isInteger(hits) ? `${hits}/${n}` : `n ${n}`
  return `${percent(share)} (${percent(low!)}-${percent(high!)})  ${of}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
