import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Day } from '#core/time.ts'

/** A length of time on the calendar: `P5Y`, `P6M`, `P60D`. */
export type Period = string

interface Clock {
  readonly id: string
  readonly remove: Period
  readonly runsFrom: string
  readonly vault: Period | null
}

interface Line {
  readonly organisation: string | null
  readonly kind: string | null
  readonly arm: string | null
  readonly regime: string
}

/** The law on keeping and destroying, read here a second time on purpose. */
export interface Keeping {
  readonly inForceFrom: Day | null
  readonly clocks: readonly Clock[]
  readonly regimes: readonly Line[]
  readonly terms: readonly { readonly id: string; readonly term: Period }[]
}

/** The newest version that is in force on a day; of no day the newest of all. */
export function readKeeping(folder: string, day: Day = '9999-12-31'): Keeping {
  const file = readFileSync(join(folder, 'retention.json'), 'utf8')
  const { versions } = JSON.parse(file) as { readonly versions: readonly Keeping[] }
  const begun = versions.filter(({ inForceFrom }) => inForceFrom !== null && inForceFrom <= day)
  const [newest] = begun.toSorted((a, b) => ((a.inForceFrom ?? '') < (b.inForceFrom ?? '') ? 1 : -1))
  if (!newest) throw new Error('law/retention.json: nothing is in force')
  return newest
}

export function clockIn({ clocks }: Keeping, regime: string): Clock {
  const clock = clocks.find(({ id }) => id === regime)
  if (!clock) throw new Error(`law/retention.json: no clock ${regime}`)
  return clock
}

export function termIn({ terms }: Keeping, id: string): Period {
  const found = terms.find((one) => one.id === id)
  if (!found) throw new Error(`law/retention.json: no term ${id}`)
  return found.term
}

/** By which clock a registration of this kind goes; nobody knows of which arm it is. */
export function regimeIn({ regimes }: Keeping, organisation: string, channel: string | null): string {
  const fits = regimes.find(
    (line) =>
      (line.organisation === null || line.organisation === organisation) &&
      (line.kind === null || line.kind === channel) &&
      line.arm === null,
  )
  if (!fits) throw new Error('law/retention.json: the last line does not fit all')
  return fits.regime
}

/** Later by a period; a day that the month does not have is the last that it has. */
export function dayAfter(day: Day, period: Period): Day {
  const amount = Number.parseInt(period.slice(1), 10)
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  if (period.endsWith('D')) return iso(Date.UTC(year, month - 1, date + amount))
  const months = (period.endsWith('Y') ? 12 : 1) * amount
  const wanted = new Date(Date.UTC(year, month - 1 + months, date))
  const isPast = wanted.getUTCMonth() !== (month - 1 + months) % 12
  // Day 0 of the month is the last day of the one before.
  return isPast ? iso(Date.UTC(wanted.getUTCFullYear(), wanted.getUTCMonth(), 0)) : iso(wanted.getTime())
}

function iso(time: number): Day {
  return new Date(time).toISOString().slice(0, 10)
}
