import { sql } from 'kysely'
import { ORGANISATIONS } from '#core/organisation.ts'
import type { House } from './house.ts'

/** Whether every organisation's login reaches its database now. */
export async function canReachStores(house: House): Promise<boolean> {
  const asked = ORGANISATIONS.map((organisation) => sql`select 1`.execute(house.stores[organisation]))
  const answers = await Promise.allSettled(asked)
  return answers.every(({ status }) => status === 'fulfilled')
}
