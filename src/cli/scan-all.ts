import type { House } from '#actions/house.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Io } from './io.ts'

/** Scans what waits, and says what came of it for each organisation of which something did. */
export async function scanAll(house: House, organisations: readonly OrganisationId[], io: Io): Promise<void> {
  for (const organisation of organisations) {
    const { scanned, proposed } = await scanWaiting(house, organisation)
    if (scanned > 0) io.stdout.write(`${organisation}: scanned ${scanned}, proposed ${proposed}\n`)
  }
}
