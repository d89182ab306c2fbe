import type { SubmittedFile, SubmittedPage, SubmittedSearch } from '#contract/submitted.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { fold } from '#process/fold.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Tx } from '#store/database.ts'
import { readContents, readEvents } from '#store/ledger.ts'
import { listRegistrationsOf } from '#store/signal-views.ts'
import { findSubmitted, listSubmitted, type SubmittedRow } from '#store/submitted.ts'
import { listed, mayReach, shown, withSignal, type Doing } from './access.ts'
import { factsOf } from './act-facts.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Caller, House } from './house.ts'
import { registrationView } from './registration-view.ts'

const PAGE = 25
/** The public prosecution service: what it reads, it is given (Wpg art. 16). */
const OM = 'om'

const SEARCH: Doing = { act: 'see-submitted', as: 'disclose', what: 'zoekIngediend', recipient: OM }
const READ: Doing = { act: 'see-submitted', as: 'disclose', what: 'leesIngediend', recipient: OM }

/** Investigations under the public prosecutor, for who prosecutes. */
export function searchSubmitted(
  house: House,
  caller: Caller,
  search: SubmittedSearch,
): Promise<Outcome<SubmittedPage, Refusal>> {
  const rowsOf = ({ submitted }: SubmittedPage) =>
    shown(
      house,
      caller,
      SEARCH,
      submitted.map(({ id }) => id),
    )
  return listed(house, caller, SEARCH, rowsOf, (tx) => pageOf(house, caller, tx, search))
}

async function pageOf(
  house: House,
  caller: Caller,
  tx: Tx,
  { after, limit = PAGE }: SubmittedSearch,
): Promise<SubmittedPage> {
  const [startedAt, id] = readCursor(after, 2) ?? []
  const place = startedAt !== undefined && id !== undefined ? { startedAt, id } : null
  const rows = await listSubmitted(tx, place, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const submitted: SubmittedPage['submitted'] = []
  // The one function decides of each: a page may be shorter for it.
  for (const row of page) {
    if ((await mayReach(house, tx, caller, SEARCH.act, row.id)).ok) submitted.push(viewOf(row))
  }
  return {
    submitted,
    next: rows.length > limit && last ? writeCursor([last.startedAt, last.id]) : null,
  }
}

/** One investigation with its registrations and what was done, without what the scan or a weighing made of it. */
export function readSubmitted(
  house: House,
  caller: Caller,
  signalId: string,
): Promise<Outcome<SubmittedFile, Refusal>> {
  return withSignal(house, caller, READ, signalId, async (tx) => {
    const row = await findSubmitted(tx, signalId)
    if (!row) return refuse('not-found')
    const events = await readEvents(tx, signalId)
    const contents = await readContents(tx, signalId)
    const rules = house.ways.byId(fold(signalId, events).wayOfWorking)
    const registrations = await listRegistrationsOf(tx, signalId)
    const closed = events.findLast(({ data }) => data.type === 'closed')
    return done({
      ...viewOf(row),
      registrations: registrations.map((one) => {
        const { scan: _, ...view } = registrationView(house, one)
        return view
      }),
      facts: factsOf(events, contents, rules),
      conclusion: (closed && contents.get(closed.id)?.ground) ?? null,
    })
  })
}

function viewOf(row: SubmittedRow): SubmittedPage['submitted'][number] {
  return { ...row, forms: [...row.forms] }
}
