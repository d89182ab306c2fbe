import type { ProgressPage, ProgressSearch } from '#contract/progress.ts'
import type { Outcome } from '#core/outcome.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Tx } from '#store/database.ts'
import { listProgress, type ProgressOf, type ProgressRow } from '#store/progress.ts'
import { listed, mayReach, shown, type Doing } from './access.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Caller, House } from './house.ts'

const PAGE = 25

const SEARCH: Doing = { act: 'see-progress', as: 'consult', what: 'zoekVoortgang' }

/**
 * How far the signals are that the caller reported, or for the liaison with CoMensha those that were reported there: the
 * phase, who has it, the next date and what is asked of them. Nothing of what they say.
 */
export function searchProgress(
  house: House,
  caller: Caller,
  search: ProgressSearch,
): Promise<Outcome<ProgressPage, Refusal>> {
  const rowsOf = ({ signals }: ProgressPage) =>
    shown(
      house,
      caller,
      SEARCH,
      signals.map(({ id }) => id),
    )
  return listed(house, caller, SEARCH, rowsOf, (tx) => pageOf(house, caller, tx, search))
}

async function pageOf(
  house: House,
  caller: Caller,
  tx: Tx,
  { after, limit = PAGE }: ProgressSearch,
): Promise<ProgressPage> {
  const { id: member, unit } = caller.member
  const of: ProgressOf = caller.task?.purpose === 'victim-support' ? 'comensha' : { reportedBy: member }
  const [receivedAt, id] = readCursor(after, 2) ?? []
  const place = receivedAt !== undefined && id !== undefined ? { receivedAt, id } : null
  const rows = await listProgress(tx, of, unit, place, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    signals: (await reachable(house, caller, tx, page)).map((row) => ({ ...row, asked: [...row.asked] })),
    next: rows.length > limit && last ? writeCursor([last.receivedAt, last.id]) : null,
  }
}

/** Those of which they may know, by the one function: a page may be shorter for it. */
async function reachable(
  house: House,
  caller: Caller,
  tx: Tx,
  rows: readonly ProgressRow[],
): Promise<readonly ProgressRow[]> {
  const found: ProgressRow[] = []
  for (const row of rows) {
    if ((await mayReach(house, tx, caller, SEARCH.act, row.id)).ok) found.push(row)
  }
  return found
}
