import { dayOf, type Day, type Instant } from '#core/time.ts'
import { plusPeriod, termOf, type RetentionTermId, type RetentionVersion } from '#process/retention.ts'
import { nowOf, type House } from './house.ts'

/** The law on keeping and destroying as it holds on a day. @throws when none does. */
export function retentionLaw({ law }: Pick<House, 'law'>, day: Day): RetentionVersion {
  const { retention } = law.versionOn(day)
  if (!retention) throw new Error(`no law on retention on ${day}`)
  return retention
}

/** Whether a term that began at a moment is over today. */
export function isOver(house: House, term: RetentionTermId, since: Instant): boolean {
  const today = dayOf(nowOf(house))
  return plusPeriod(dayOf(since), termOf(term, retentionLaw(house, today))) <= today
}
