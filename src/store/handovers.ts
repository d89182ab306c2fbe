import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { EventData, HandoverId, SignalId } from '#process/event.ts'
import type { Signal, SignalState } from '#process/state.ts'
import type { Reader, Tx } from './database.ts'
import { PACK_TITLE } from './offered-title.ts'

/** What an event did to a signal, for the row of its handover. `before` null: the signal was born with it. */
interface Change {
  readonly before: Signal | null
  readonly after: Signal
  readonly event: EventData
  readonly at: Instant
}

export type HandoverAnswer = 'accepted' | 'refused' | 'recalled' | 'silence'

/** Keeps the own side of a handover up to date; events that are about none leave it alone. */
export async function recordHandover(tx: Tx, organisation: OrganisationId, change: Change): Promise<void> {
  const { before, after, event, at } = change
  const incoming = before?.from?.handover ?? null
  const answer = (id: HandoverId | null, given: HandoverAnswer, reason: string | null = null) =>
    update(tx, organisation, id, sql`answered_at = ${at}, answer = ${given}, reason = ${reason}`)
  switch (event.type) {
    case 'signal-offered':
      return insert(tx, organisation, after, {
        ...{ id: event.handover, direction: 'in', partner: event.from, via: 'spoor' },
        ...{ offeredAt: at, answerBy: event.duty.dueAt, receivedAt: at },
      })
    case 'handover-offered':
      return insert(tx, organisation, after, {
        ...{ id: event.handover, direction: 'out', partner: event.partner, via: event.via },
        ...{ offeredAt: at, answerBy: event.duty.dueAt, receivedAt: null },
      })
    case 'offer-accepted':
      return answer(incoming, 'accepted')
    case 'offer-refused':
      return answer(incoming, 'refused', event.reason)
    case 'offer-recalled':
      return answer(incoming, 'recalled')
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

interface NewHandover {
  readonly id: HandoverId
  readonly direction: 'in' | 'out'
  readonly partner: string
  readonly via: 'spoor' | 'document'
  readonly offeredAt: Instant
  readonly answerBy: Instant
  readonly receivedAt: Instant | null
}

async function insert(
  tx: Tx,
  organisation: OrganisationId,
  signal: Signal,
  { id, direction, partner, via, offeredAt, answerBy, receivedAt }: NewHandover,
): Promise<void> {
  await sql`
    insert into spoor.handover (organisation, id, direction, signal_id, partner, via, offered_at, answer_by, received_at)
    values (${organisation}, ${id}, ${direction}, ${signal.id}, ${partner}, ${via}, ${offeredAt}, ${answerBy},
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
  readonly signal_id: string
  readonly state: SignalState
  readonly title: string
  readonly urgency: readonly string[]
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

/** Handovers that came in or went out, the newest first; at most `limit` behind `after`. Index handover_recent. */
export async function listHandovers(
  db: Reader,
  direction: 'in' | 'out',
  after: { readonly offeredAt: Instant; readonly id: HandoverId } | null,
  limit: number,
): Promise<readonly HandoverRow[]> {
  const { rows } = await sql<HandoverRow>`
    ${SELECT}
     where h.direction = ${direction}
       and (${after === null}
            or (h.offered_at, h.id) < (${after?.offeredAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
     order by h.offered_at desc, h.id desc
     limit ${limit}`.execute(db)
  return rows
}

/** The newest handover of one signal, whichever way it went; undefined: it never came or went. */
export async function readHandover(db: Reader, signalId: SignalId): Promise<HandoverRow | undefined> {
  const { rows } = await sql<HandoverRow>`
    ${SELECT}
     where h.signal_id = ${signalId}
     order by h.offered_at desc, h.direction desc, h.id desc
     limit 1`.execute(db)
  return rows[0]
}

const SELECT = sql`
    select h.id, h.direction, h.partner, h.via, h.signal_id, s.state, coalesce(r.title, p.title, '') as title,
           s.urgency, h.offered_at, h.answer_by, h.received_at, h.recalled_at, h.answered_at, h.answer, h.reason,
           h.reported_at, h.reported
      from spoor.handover h
      join spoor.signal s on s.id = h.signal_id
      left join spoor.registration r on r.id = s.registration_id
      ${PACK_TITLE}`
