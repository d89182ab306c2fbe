import type { RemovedContent, RemovedList, RemovedOpening, RemovedSearch } from '#contract/removed.ts'
import { done, type Outcome } from '#core/outcome.ts'
import type { Refusal } from '#process/refusal.ts'
import { listRemoved } from '#store/removed.ts'
import { withSignal, type Doing } from './access.ts'
import type { Caller, House } from './house.ts'
import { reuseRemoved } from './retention-decisions.ts'

const AT_MOST = 200

const SEARCH: Doing = { act: 'see-removed', as: 'consult', what: 'zoekVerwijderd' }

/** What is gone of a signal from daily use: which records, and nothing of what they said. */
export function searchRemoved(
  house: House,
  caller: Caller,
  { signalId }: RemovedSearch,
): Promise<Outcome<RemovedList, Refusal>> {
  return withSignal(house, caller, SEARCH, signalId, async (tx) => {
    return done({ removed: [...(await listRemoved(tx, signalId, AT_MOST))] })
  })
}

/**
 * Removed data are read again (Wpg art. 14(3)): one record, on a ground of the law that is written down with its number before
 * anything is shown. `not-found` also for what was destroyed.
 */
export async function openRemoved(
  house: House,
  caller: Caller,
  { recordKind, recordId, ground, reference }: RemovedOpening,
): Promise<Outcome<RemovedContent, Refusal>> {
  const opened = await reuseRemoved(house, caller, { recordKind, recordId, ground, reference })
  return opened.ok ? done({ fields: fieldsOf(opened.value) }) : opened
}

/** Numbers and hashes by which we keep it; nothing that anybody wrote. */
const OURS = /(^|_)(id|hash|salt|organisation|version|regime|channel|scanned_with|key|on|until|at|number)$/

function fieldsOf(content: unknown): { name: string; text: string }[] {
  const fields: { name: string; text: string }[] = []
  const collect = (value: unknown, path: readonly string[]) => {
    if (typeof value === 'string' || typeof value === 'number') {
      if (value !== '') fields.push({ name: path.join(' '), text: `${value}` })
      return
    }
    if (typeof value !== 'object' || value === null) return
    const entries = Array.isArray(value)
      ? value.map((one, at) => [String(at + 1), one] as const)
      : Object.entries(value).filter(([name]) => name === 'source_id' || !OURS.test(name))
    for (const [name, one] of entries) collect(one, [...path, name])
  }
  const { registration, content: words } = content as { registration?: unknown; content?: unknown }
  collect(registration ?? words, [])
  return fields
}
