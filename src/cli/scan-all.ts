import type { House } from '#actions/house.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { countWaiting } from '#store/registrations.ts'
import type { Io } from './io.ts'
import { Progress } from './progress.ts'

/** Scans what waits, and says what came of it for each organisation of which something did. */
export async function scanAll(house: House, organisations: readonly OrganisationId[], io: Io): Promise<void> {
  for (const organisation of organisations) {
    const start = performance.now()
    const waiting = await countWaiting(house.stores[organisation])
    const progress = new Progress(io.stderr, waiting, () => performance.now() - start)
    const { scanned, proposed } = await scanWaiting(house, organisation, (soFar) =>
      progress.update(soFar.scanned, `${soFar.scanned} scanned, ${soFar.proposed} proposed`),
    )
    progress.clear()
    if (scanned > 0) io.stdout.write(`${organisation}: scanned ${scanned}, proposed ${proposed}\n`)
  }
}
