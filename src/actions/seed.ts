import { fileURLToPath } from 'node:url'
import { ORGANISATIONS } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import { listImports } from '#store/imports.ts'
import { enterQualification } from './colleagues.ts'
import type { Caller, House } from './house.ts'
import { importSplit } from './import-file.ts'
import { arriveMember, type Identity } from './members.ts'
import { scanWaiting } from './scan-waiting.ts'
import { readChunks } from './spool.ts'

const EXAMPLE = fileURLToPath(new URL('../../examples/day.ndjson', import.meta.url))
/** By this name the demo's own import is known. */
const SOURCE = 'examples/day.ndjson'

/** A fictional colleague of the demo, with what they have learned. */
export interface DemoColleague extends Identity {
  readonly qualifications: readonly {
    readonly qualification: string
    readonly obtainedOn: Day
    readonly until: Day | null
  }[]
}

/** The demo's colleagues, as if each had signed in once and another had entered what they learned; again and again. */
export async function seedColleagues(house: House, colleagues: readonly DemoColleague[]): Promise<void> {
  const arrived = new Map<DemoColleague, Caller>()
  for (const colleague of colleagues) {
    const arrival = await arriveMember(house, colleague)
    if (!arrival.ok) throw new Error(`${colleague.name} of the demo has no work here: ${arrival.refusal}`)
    arrived.set(colleague, arrival.value)
  }
  for (const [colleague, { organisation, member }] of arrived) {
    const manager = [...arrived.values()].find(
      (one) =>
        one.organisation === organisation &&
        one.member.id !== member.id &&
        one.member.roles.includes('functional-manager'),
    )
    for (const learned of colleague.qualifications) {
      if (manager) await enterQualification(house, manager, member.id, learned)
    }
  }
}

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
