import { fileURLToPath } from 'node:url'
import { ORGANISATIONS } from '#core/organisation.ts'
import { listImports } from '#store/imports.ts'
import type { House } from './house.ts'
import { importSplit } from './import-file.ts'
import { scanWaiting } from './scan-waiting.ts'
import { readChunks } from './spool.ts'

const EXAMPLE = fileURLToPath(new URL('../../examples/day.ndjson', import.meta.url))
/** By this name the demo's own import is known. */
const SOURCE = 'examples/day.ndjson'

/**
 * Fills an empty installation with the fictional example day, as an import does, and scans it. An installation into
 * which something else was imported is left alone; what a killed start left halfway is finished.
 */
export async function seedDemo(house: House): Promise<void> {
  const imports = (
    await Promise.all(ORGANISATIONS.map((organisation) => listImports(house.stores[organisation], 20)))
  ).flat()
  if (imports.some(({ source }) => source !== SOURCE)) return
  const finished = imports.filter(({ state }) => state === 'finished')
  if (finished.length < ORGANISATIONS.length) {
    const origin = { source: SOURCE, via: 'command', by: null, feed: null, bytesTotal: null } as const
    const open = async () => ({ format: { format: 'ndjson' as const }, chunks: readChunks(EXAMPLE) })
    await importSplit(house, 'politie', origin, open)
  }
  for (const organisation of ORGANISATIONS) await scanWaiting(house, organisation)
}
