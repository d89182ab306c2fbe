import type { HandoverLine, HandoverPage, HandoverSearch } from '#contract/handover.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { Instant } from '#core/time.ts'
import type { Pack } from '#process/handover-message.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Tx } from '#store/database.ts'
import {
  countWaiting,
  listHandovers,
  placeOf,
  readHandover,
  type HandoverPlace,
  type HandoverRow,
} from '#store/handovers.ts'
import { readContents, readEvents } from '#store/ledger.ts'
import { listed, shown, sightOf, withSignal, type Doing } from './access.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { documentOf } from './handover-document.ts'
import { isOffer, partnerOf, stageOf } from './handover-view.ts'
import { nowOf, type Caller, type House } from './house.ts'

const PAGE = 50

const SEARCH: Doing = { act: 'see-handovers', as: 'consult', what: 'zoekOverdrachten' }
const DOCUMENT: Doing = { act: 'disclose-signal', as: 'disclose', what: 'leesOverdrachtsdocument' }

/** What others offer us, or what we offered to others, as far as the caller may see it; what waits comes first. */
export function searchHandovers(
  house: House,
  caller: Caller,
  search: HandoverSearch,
): Promise<Outcome<HandoverPage, Refusal>> {
  const rowsOf = ({ handovers }: HandoverPage) => {
    const ids = handovers.map(({ signalId }) => signalId)
    return shown(house, caller, SEARCH, ids)
  }
  return listed(house, caller, SEARCH, rowsOf, (tx) => pageOf(house, caller, tx, search))
}

async function pageOf(
  house: House,
  caller: Caller,
  db: Tx,
  { box, after, limit = PAGE }: HandoverSearch,
): Promise<HandoverPage> {
  const sight = sightOf(house, caller)
  const rows = await listHandovers(db, sight, box, readCursor(after, 3) as HandoverPlace | null, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const now = nowOf(house)
  return {
    handovers: page.map((row) => lineOf(house, row, now)),
    waiting: await countWaiting(db, sight, box),
    next: rows.length > limit && last ? writeCursor(placeOf(last)) : null,
  }
}

function lineOf(house: House, row: HandoverRow, now: Instant): HandoverLine {
  const waits = row.answered_at === null
  return {
    signalId: row.signal_id,
    handoverId: row.id,
    title: row.title,
    partner: partnerOf(row, house.ways.byId(row.way_of_working)).label,
    via: row.via,
    moves: row.moves,
    state: row.state,
    stage: stageOf(row),
    forms: [...row.forms],
    offeredAt: row.offered_at,
    answerBy: waits ? row.answer_by : null,
    overdue: waits && row.answer_by < now,
    outcome: row.direction === 'out' ? row.reported : row.outcome,
  }
}

/**
 * The document with which a signal goes to a partner without Spoor, as it was previewed: HTML that needs nothing else.
 * `nothing-offered` when the signal is not away to such a partner.
 */
export async function readHandoverDocument(
  house: House,
  caller: Caller,
  signalId: string,
): Promise<Outcome<string, Refusal>> {
  // With whom it is shared stands in the log too; looked up before, for the row is written by what is known then.
  const row = await readHandover(house.stores[caller.organisation], signalId)
  const doing = { ...DOCUMENT, recipient: row?.partner ?? null }
  return withSignal(house, caller, doing, signalId, (tx) => documentIn(house, caller, tx, signalId))
}

async function documentIn(
  house: House,
  { organisation }: Caller,
  db: Tx,
  signalId: string,
): Promise<Outcome<string, Refusal>> {
  const events = await readEvents(db, signalId)
  const row = await readHandover(db, signalId)
  if (events.length === 0) return refuse('not-found')
  const isAway = row?.answer === null || row?.answer === 'accepted'
  if (row?.direction !== 'out' || row.via !== 'document' || !isAway) return refuse('nothing-offered')
  const offer = events.find(
    ({ data }) => isOffer(data.type) && 'handover' in data && data.handover === row.id,
  )
  const pack = offer && (await readContents(db, signalId)).get(offer.id)?.pack
  if (pack === undefined) return refuse('nothing-offered')
  const rules = house.ways.byId(row.way_of_working)
  return done(
    documentOf(JSON.parse(pack) as Pack, {
      reference: row.id,
      organisation,
      partner: partnerOf(row, rules).label.nl,
      offeredAt: row.offered_at,
      answerBy: row.answer_by,
      moves: row.moves,
    }),
  )
}
