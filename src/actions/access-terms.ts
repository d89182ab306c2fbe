import { dayOf } from '#core/time.ts'
import type { AccessTermsVersion } from '#process/access-terms.ts'
import { nowOf, type House } from './house.ts'

/** The terms of access of today. @throws when there are none. */
export function accessTerms(house: House): AccessTermsVersion {
  const today = dayOf(nowOf(house))
  const { accessTerms: terms } = house.law.versionOn(today)
  if (!terms) throw new Error(`no terms of access on ${today}`)
  return terms
}
