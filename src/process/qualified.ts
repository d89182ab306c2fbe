import { dayOf } from '#core/time.ts'
import type { Actor, Circumstances } from './duty.ts'

/** Whether somebody has a qualification (NL: certificaat) that holds today. */
export function isQualified(
  id: string,
  { qualifications }: Actor,
  { now }: Pick<Circumstances, 'now'>,
): boolean {
  const today = dayOf(now)
  return qualifications.some((one) => one.id === id && (one.until === null || today <= one.until))
}
