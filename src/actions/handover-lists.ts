import type { HandoverLine, HandoverPage, HandoverSearch } from '#contract/handover.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { Instant } from '#core/time.ts'
import type { Pack } from '#process/handover-message.ts'
import type { Refusal } from '#process/refusal.ts'
import {
  countWaiting,
  listHandovers,
  placeOf,
  readHandover,
  type HandoverPlace,
  type HandoverRow,
} from '#store/handovers.ts'
import { readContents, readEvents } from '#store/ledger.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { documentOf } from './handover-document.ts'
import { isOffer, partnerOf, stageOf } from './handover-view.ts'
import { nowOf, type Caller, type House } from './house.ts'

const PAGE = 50

/** What others offer us, or what we offered to others; what waits for an answer comes first. */
export async function searchHandovers(
  house: House,
  caller: Caller,
  { box, after, limit = PAGE }: HandoverSearch,
): Promise<HandoverPage> {
  const db = house.stores[caller.organisation]
  const rows = await listHandovers(db, box, readCursor(after, 3) as HandoverPlace | null, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const now = nowOf(house)
  return {
    handovers: page.map((row) => lineOf(house, row, now)),
    waiting: await countWaiting(db, box),
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
  { organisation }: Caller,
  signalId: string,
): Promise<Outcome<string, Refusal>> {
  const db = house.stores[organisation]
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
