import { sql, type RawBuilder } from 'kysely'
import type { Form } from '#core/form.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { EventData, SignalId } from '#process/event.ts'
import type { HandoverId } from '#process/handover-message.ts'
import { isOpen, type Signal, type SignalState } from '#process/state.ts'
import { visibleTo, type Sight } from './access.ts'
import type { Reader, Tx } from './database.ts'
import { PACK_TITLE } from './offered-title.ts'

/** What an event did to a signal, for the row of its handover. `before` null: the signal was born with it. */
interface Change {
  readonly before: Signal | null
  readonly after: Signal
  readonly event: EventData
  readonly at: Instant
}

export type HandoverAnswer = 'accepted' | 'refused' | 'recalled' | 'silence' | 'ended'

/** Keeps the own side of a handover up to date; events that are about none leave it alone. */
export async function recordHandover(tx: Tx, organisation: OrganisationId, change: Change): Promise<void> {
  const { before, after, event, at } = change
  const incoming = before?.from?.handover ?? null
  // What ends takes with it what nobody answered yet.
  if (before && isOpen(before) && !isOpen(after) && before.share?.accepted === false)
    await update(tx, organisation, before.share.handover, sql`answered_at = ${at}, answer = ${'ended'}`)
  const answer = (id: HandoverId | null, given: HandoverAnswer, reason: string | null = null) =>
    update(tx, organisation, id, sql`answered_at = ${at}, answer = ${given}, reason = ${reason}`)
  switch (event.type) {
    case 'signal-offered':
      return insert(tx, organisation, after, {
        ...{ id: event.handover, direction: 'in', partner: event.from, via: 'spoor', moves: true },
        ...{ offeredAt: at, answerBy: event.duty.dueAt, receivedAt: at },
      })
    case 'handover-offered':
      return insert(tx, organisation, after, {
        ...{ id: event.handover, direction: 'out', partner: event.partner, via: event.via, moves: true },
        ...{ offeredAt: at, answerBy: event.duty.dueAt, receivedAt: null },
      })
    case 'share-offered':
      return insert(tx, organisation, after, {
        ...{ id: event.handover, direction: 'out', partner: event.partner, via: 'document', moves: false },
        ...{ offeredAt: at, answerBy: receiptDueAt(after), receivedAt: null },
      })
    case 'offer-accepted':
      return answer(incoming, 'accepted')
    case 'offer-refused':
      return answer(incoming, 'refused', event.reason)
    case 'offer-recalled':
      return answer(incoming, 'recalled')
    case 'share-answered':
      return answer(event.handover, event.answer, event.answer === 'refused' ? TOLD : null)
    case 'share-recalled':
      return answer(event.handover, 'recalled')
    case 'share-received':
    case 'handover-received':
      return update(tx, organisation, event.handover, sql`received_at = coalesce(received_at, ${at})`)
    case 'recall-requested':
      return update(tx, organisation, event.handover, sql`recalled_at = ${at}`)
    case 'handover-accepted':
      return answer(event.handover, 'accepted')
    case 'handover-refused':
      return answer(event.handover, 'refused', event.reason)
    case 'handover-returned':
      return answer(event.handover, event.because)
    case 'handover-reported':
      return update(tx, organisation, event.handover, sql`reported_at = ${at}, reported = ${event.outcome}`)
    default:
      return undefined
  }
}

/** What a partner said by letter has no code of ours. */
const TOLD = 'told-by-partner'

/** @throws when nobody waits for a receipt: an event that opens no duty for it. */
function receiptDueAt({ sideDuties }: Signal): Instant {
  const duty = sideDuties.find(({ kind }) => kind === 'await-receipt')
  if (!duty) throw new Error('what is shared without a duty to wait for its receipt')
  return duty.dueAt
}

interface NewHandover {
  readonly id: HandoverId
  readonly direction: 'in' | 'out'
  readonly partner: string
  readonly via: 'spoor' | 'document'
  readonly moves: boolean
  readonly offeredAt: Instant
  readonly answerBy: Instant
  readonly receivedAt: Instant | null
}

async function insert(
  tx: Tx,
  organisation: OrganisationId,
  signal: Signal,
  { id, direction, partner, via, moves, offeredAt, answerBy, receivedAt }: NewHandover,
): Promise<void> {
  await sql`
    insert into spoor.handover (organisation, id, direction, signal_id, partner, via, moves, offered_at, answer_by,
                                received_at)
    values (${organisation}, ${id}, ${direction}, ${signal.id}, ${partner}, ${via}, ${moves}, ${offeredAt}, ${answerBy},
            ${receivedAt})`.execute(tx)
}

async function update(
  tx: Tx,
  organisation: OrganisationId,
  id: HandoverId | null,
  set: ReturnType<typeof sql>,
): Promise<void> {
  const { rows } = await sql`
    update spoor.handover set ${set} where organisation = ${organisation} and id = ${id} returning id`.execute(
    tx,
  )
  if (rows.length !== 1) throw new Error('an answer to a handover that is not there')
}

/** The own side of one handover: what came in or went out, how it stands, and what the answer was. */
export interface HandoverRow {
  readonly id: HandoverId
  readonly direction: 'in' | 'out'
  /** Out: a partner of the way of working; in: the organisation that offers. */
  readonly partner: string
  readonly via: 'spoor' | 'document'
  /** Whether the duty goes with it when it is accepted. */
  readonly moves: boolean
  readonly signal_id: string
  readonly state: SignalState
  readonly title: string
  readonly urgency: readonly string[]
  readonly forms: readonly Form[]
  readonly way_of_working: string
  /** Of a signal that is closed here. */
  readonly outcome: string | null
  readonly offered_at: Instant
  readonly answer_by: Instant
  readonly received_at: Instant | null
  readonly recalled_at: Instant | null
  readonly answered_at: Instant | null
  readonly answer: HandoverAnswer | null
  readonly reason: string | null
  readonly reported_at: Instant | null
  readonly reported: string | null
}

/** Place of a handover in the list: whether it waits (0) or not (1), its moment in milliseconds, its id. */
export type HandoverPlace = readonly [string, string, string]

/** What waits for an answer before what has one; of the former what is due first, of the latter the newest. */
const PLACE = sql`(h.answered_at is not null)::integer,
  (extract(epoch from (case when h.answered_at is null then h.answer_by else h.offered_at end)
                      - timestamptz '1970-01-01 00:00:00+00') * 1000)::bigint
    * (case when h.answered_at is null then 1 else -1 end),
  h.id`

/** Handovers that came in or went out, those that wait first; at most `limit` behind `after`. Index handover_place. */
export async function listHandovers(
  db: Reader,
  sight: Sight,
  direction: 'in' | 'out',
  after: HandoverPlace | null,
  limit: number,
): Promise<readonly HandoverRow[]> {
  const [answered, moment, id] = after ?? [null, null, null]
  const page = sql`(
      select h.* from spoor.handover h join spoor.signal s on s.id = h.signal_id
       where ${visibleTo(sight)} and h.direction = ${direction}
         and (${after === null} or (${PLACE}) > (${answered}::integer, ${moment}::bigint, ${id}::uuid))
       order by ${PLACE}
       limit ${limit})`
  const { rows } = await sql<HandoverRow>`${select(page)} order by ${PLACE}`.execute(db)
  return rows
}

/** Behind which place in the list a row stands. */
export function placeOf({
  id,
  answered_at,
  answer_by,
  offered_at,
}: HandoverRow): readonly (string | number)[] {
  return answered_at === null ? [0, Date.parse(answer_by), id] : [1, -Date.parse(offered_at), id]
}

/** How many wait for an answer. Index handover_waiting. */
export async function countWaiting(db: Reader, sight: Sight, direction: 'in' | 'out'): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from spoor.handover h
      join spoor.signal s on s.id = h.signal_id
     where h.direction = ${direction} and h.answered_at is null and ${visibleTo(sight)}`.execute(db)
  return rows[0]?.waiting ?? 0
}

/** The newest handover of one signal, whichever way it went; undefined: it never came or went. Index handover_signal. */
export async function readHandover(db: Reader, signalId: SignalId): Promise<HandoverRow | undefined> {
  const { rows } = await sql<HandoverRow>`
    ${select(sql`spoor.handover`)}
     where h.signal_id = ${signalId}
     order by h.offered_at desc, h.direction desc, h.id desc
     limit 1`.execute(db)
  return rows[0]
}

const select = (handovers: RawBuilder<unknown>) => sql`
    select h.id, h.direction, h.partner, h.via, h.moves, h.signal_id, s.state, coalesce(r.title, p.title, '') as title,
           s.urgency, s.forms, s.way_of_working, s.outcome, h.offered_at, h.answer_by, h.received_at, h.recalled_at,
           h.answered_at, h.answer, h.reason, h.reported_at, h.reported
      from ${handovers} h
      join spoor.signal s on s.id = h.signal_id
      left join spoor.registration r on r.id = s.registration_id
      ${PACK_TITLE}`
