import { randomUUID } from 'node:crypto'
import type { Caller } from '#actions/house.ts'
import { insertSignalAccess } from '#store/access.ts'
import { inTransaction } from '#store/database.ts'
import type { TestHouse } from './a-house.ts'

/** From now on only this colleague may know of the signal. */
export function keptTo(house: TestHouse, signalId: string, { organisation, member }: Caller): Promise<void> {
  const at = house.clock().toISOString()
  const row = {
    id: randomUUID(),
    signalId,
    kind: 'named',
    member: member.id,
    ground: 'Zo besloten.',
  } as const
  return inTransaction({ db: house.stores[organisation] }, (tx) =>
    insertSignalAccess(tx, organisation, { ...row, by: member.id, at, until: null }),
  )
}
