import { isDay, plusDays, type Day } from '#core/time.ts'

/** From one day to another, both included. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

/** The periods that can be chosen in one go. */
export const PRESETS = ['month', 'quarter', 'year', 'last-year'] as const
export type Preset = (typeof PRESETS)[number]

/** The period by its name: of the last thirty or ninety days, this year until today, or the year before. */
export function presetOf(preset: Preset, today: Day): Period {
  const year = Number(today.slice(0, 4))
  switch (preset) {
    case 'month':
      return { from: plusDays(today, -29), to: today }
    case 'quarter':
      return { from: plusDays(today, -89), to: today }
    case 'year':
      return { from: `${year}-01-01`, to: today }
    case 'last-year':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }
  }
}

/** The period that the address names, when it is one; else this year until today. */
export function periodOf(van: unknown, tot: unknown, today: Day): Period {
  if (typeof van === 'string' && typeof tot === 'string' && isDay(van) && isDay(tot) && van <= tot) {
    return { from: van, to: tot }
  }
  return presetOf('year', today)
}

/** How much of a whole, in whole percents; null of nothing. */
export function percentOf(count: number, of: number): number | null {
  return of === 0 ? null : Math.round((count / of) * 100)
}
