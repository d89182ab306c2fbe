import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { FORMS } from '#core/form.ts'

import type { Measures } from './measure.ts'
import type { Swapped } from './swaps.ts'

/** Where a figure must be at least, or may be at most. */
interface Bound {
  readonly atLeast?: number
  readonly atMost?: number
}

/** Eval/gates.json. */
export interface Gates {
  readonly note: string
  /** What issue 5 asks on texts that nobody here has seen. */
  readonly bar: Readonly<Record<string, Bound>>
  /** How far a figure may fall before the build fails. */
  readonly margin: { readonly shares: number; readonly forms: number }
  /** By set: the last measured figure and the margin. */
  readonly floors: Readonly<Record<string, Readonly<Record<string, Bound>>>>
}

/** The figures of a set that have a gate, by name. */
export type Figures = Readonly<Record<string, number>>

const PATH = join(import.meta.dirname, 'gates.json')

export const readGates = (): Gates => JSON.parse(readFileSync(PATH, 'utf8')) as Gates

export function figuresOf(measures: Measures, swaps?: Readonly<Record<string, Swapped>>): Figures {
  const shares = {
    recall: measures.recall,
    hiddenRecall: measures.hiddenRecall,
    precision: measures.precision,
    averagePrecision: measures.averagePrecision,
    hardNegativesRaised: measures.hardNegativesRaised,
    ordinaryRaised: measures.ordinaryRaised,
    evidenceFound: measures.evidenceFound,
  }
  const named = Object.entries(shares).flatMap(([name, { share }]) =>
    share === undefined ? [] : [[name, share]],
  )
  const forms = FORMS.flatMap((form) => {
    const share = measures.formRecall[form]?.share
    return share === undefined ? [] : [[`recall of ${form}`, share]]
  })
  const changed = swaps && Object.values(swaps).reduce((sum, one) => sum + one.changed, 0)
  return Object.fromEntries([
    ...named,
    ...forms,
    ...(changed === undefined ? [] : [['swapsChanged', changed]]),
  ])
}

/** The figures that are beyond their bounds, as sentences. A figure with a bound that was not measured is one too. */
export function beyond(figures: Figures, bounds: Readonly<Record<string, Bound>>): readonly string[] {
  return Object.entries(bounds).flatMap(([name, { atLeast, atMost }]) => {
    const value = figures[name]
    if (value === undefined) return [`${name}: not measured`]
    if (atLeast !== undefined && value < atLeast)
      return [`${name}: ${shown(value)}, at least ${shown(atLeast)}`]
    if (atMost !== undefined && value > atMost) return [`${name}: ${shown(value)}, at most ${shown(atMost)}`]
    return []
  })
}

const shown = (value: number): string => String(Math.round(value * 1000) / 1000)

/** Where more is worse. */
const DOWNWARD = new Set(['hardNegativesRaised', 'ordinaryRaised', 'swapsChanged'])

/** Bounds as far below the figures as the margin allows. No swap of identities more may change a score. */
export function floorsOf(
  figures: Figures,
  { shares, forms }: Gates['margin'],
): Readonly<Record<string, Bound>> {
  const entries = Object.entries(figures).map(([name, value]): readonly [string, Bound] => {
    if (name === 'swapsChanged') return [name, { atMost: value }]
    const margin = name.startsWith('recall of') ? forms : shares
    if (DOWNWARD.has(name)) return [name, { atMost: rounded(Math.min(1, value + margin)) }]
    return [name, { atLeast: rounded(Math.max(0, value - margin)) }]
  })
  return Object.fromEntries(entries)
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** Writes the floors of sets over those that were there. */
export function writeFloors(floors: Gates['floors']): void {
  const gates = readGates()
  writeFileSync(PATH, `${JSON.stringify({ ...gates, floors: { ...gates.floors, ...floors } }, null, 2)}\n`)
}
