import { randomInt, randomUUID } from 'node:crypto'
import { buildHouse } from '#actions/build-house.ts'
import type { House } from '#actions/house.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { openStore, placeFrom } from '#store/open.ts'

/** As fine as a drawn number can be: the most that `randomInt` takes. */
const RANDOM_STEPS = 2 ** 48 - 1

/** A house that a command works in, until it stops it. */
export interface OpenHouse {
  readonly house: House
  readonly stop: () => Promise<void>
}

/**
 * Opens the house as it is for real: this is where the clock and chance come in. The database is that of
 * DATABASE_URL, else the embedded one in SPOOR_DATA: as a guest when a server runs it, else started here and stopped
 * with us.
 */
export async function openHouse(log: (line: string) => void): Promise<OpenHouse> {
  const place = placeFrom(process.env)
  const store = await openStore({ ...place, log, whenInUse: 'join' })
  const stores = ORGANISATIONS.map((organisation) => [organisation, store.organisations[organisation].db])
  const house = buildHouse({
    stores: Object.fromEntries(stores) as House['stores'],
    clock: () => new Date(),
    newId: randomUUID,
    random: () => randomInt(RANDOM_STEPS) / RANDOM_STEPS,
    dataDir: place.dataDir,
    secretsDir: store.secretsDir,
  })
  try {
    await house.ways.refresh()
  } catch (error) {
    await store.stop()
    throw error
  }
  return { house, stop: store.stop }
}
