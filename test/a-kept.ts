import { randomUUID } from 'node:crypto'
import type { Caller } from '#actions/house.ts'
import { insertSignalAccess } from '#store/access.ts'
import { inTransaction } from '#store/database.ts'
import type { TestHouse } from './a-house.ts'

/** From now on only this colleague may know of the signal, and somebody who leads elsewhere and looks along. */
export async function keptTo(
  house: TestHouse,
  signalId: string,
  { organisation, member }: Caller,
): Promise<void> {
  const at = house.clock().toISOString()
  const overseer = await house.colleague('Otto', organisation, ['unit-head'], { unit: 'elders' })
  const rows = [
    { kind: 'named', member: member.id },
    { kind: 'overseer', member: overseer.member.id },
  ] as const
  await inTransaction({ db: house.stores[organisation] }, async (tx) => {
    for (const row of rows) {
      const whole = { ...row, id: randomUUID(), signalId, ground: 'Zo besloten.', by: member.id, at }
      await insertSignalAccess(tx, organisation, { ...whole, until: null })
    }
  })
}
