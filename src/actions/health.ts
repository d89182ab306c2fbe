import { sql } from 'kysely'
import { ORGANISATIONS } from '#core/organisation.ts'
import { dayOf, plusDays, type Day, type Instant } from '#core/time.ts'
import { lacksCheckpoint } from '#store/audit.ts'
import { nowOf, type House } from './house.ts'

/** Whether every organisation's login reaches its database now. */
export async function canReachStores(house: House): Promise<boolean> {
  const asked = ORGANISATIONS.map((organisation) => sql`select 1`.execute(house.stores[organisation]))
  const answers = await Promise.allSettled(asked)
  return answers.every(({ status }) => status === 'fulfilled')
}

/** How long the checkpoint of a sealed day may let itself be waited for. */
const CHECKPOINT_MS_MAX = 5 * 60_000

/** Of a day before `before`, and of one that was sealed before `sealedBefore`, there must be a checkpoint by now. */
export function checkpointsDue(house: House): { readonly before: Day; readonly sealedBefore: Instant } {
  // A day is sealed soon after midnight, and without a seal for a whole day nobody tried.
  const before = plusDays(dayOf(nowOf(house)), -1)
  return { before, sealedBefore: new Date(house.clock().getTime() - CHECKPOINT_MS_MAX).toISOString() }
}

/** Whether some day of the audit log that is over has no seal, of any organisation: the folder is full, or nobody does the jobs. */
export async function areSealsLate(house: House): Promise<boolean> {
  const { before, sealedBefore } = checkpointsDue(house)
  const asked = ORGANISATIONS.map((organisation) =>
    lacksCheckpoint(house.stores[organisation], organisation, before, sealedBefore),
  )
  return (await Promise.all(asked)).includes(true)
}
