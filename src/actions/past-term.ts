import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { clockOf, plusPeriod, regimeOf } from '#process/retention.ts'
import { nowOf, type House } from './house.ts'
import { retentionLaw } from './retention-law.ts'

/** Whether what was registered then, of this kind, may not be processed any more. */
export type PastTerm = (organisation: OrganisationId, kind: string, registeredAt: Instant) => boolean

/** By the law of today. Lines of one file are of few hours, so that a day is reckoned once for each. */
export function pastTerm(house: House): PastTerm {
  const today = dayOf(nowOf(house))
  const law = retentionLaw(house, today)
  const known = new Map<string, boolean>()
  return (organisation, kind, registeredAt) => {
    const key = `${registeredAt.slice(0, 13)} ${organisation} ${kind}`
    const found = known.get(key)
    if (found !== undefined) return found
    const { runsFrom, remove } = clockOf(regimeOf({ organisation, kind, arm: null }, law), law)
    const isPast = runsFrom === 'first-processing' && plusPeriod(dayOf(registeredAt), remove) <= today
    known.set(key, isPast)
    return isPast
  }
}
