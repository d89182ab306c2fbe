import { ORGANISATIONS } from '#core/organisation.ts'
import { inTransaction } from '#store/database.ts'
import { hasWaiting } from '#store/facts.ts'
import { enqueueScan } from '#store/imports.ts'
import type { House } from './house.ts'

/** Asks for a scan wherever a registration still waits, so that nothing that was interrupted stays behind. */
export async function askForScans(house: House): Promise<void> {
  for (const organisation of ORGANISATIONS) {
    await inTransaction({ db: house.stores[organisation] }, async (tx) => {
      if (await hasWaiting(tx)) await enqueueScan(tx, organisation)
    })
  }
}
