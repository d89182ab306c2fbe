import type { ClientBase } from 'pg'
import type { Day, Instant } from '#core/time.ts'
import type { EventData } from './event-data.ts'
import { Rows } from './rows.ts'

/** An event as it lies in the table. Hashes are hexadecimal, `at` is ISO 8601 in UTC with milliseconds. */
export interface EventRow {
  readonly organisation: string
  readonly signal_id: string
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly at: Instant
  readonly by_member: string
  readonly data: EventData
  readonly content_hash: string | null
  readonly previous: string
  readonly hash: string
}

export interface HeadRow {
  readonly signal_id: string
  readonly seq: number
  readonly hash: string
}

/** What the worklists hold of a signal. */
export interface SignalRow {
  readonly signal_id: string
  readonly state: string
  readonly phase: string
  readonly origin: string
  readonly unit: string
  readonly seq: number
  readonly outcome: string | null
  readonly forms: readonly string[]
  readonly way_of_working: string
  readonly received_at: Instant
  readonly received_on: string
  readonly handover_id: string | null
  readonly partner: string | null
  readonly hold_reason: string | null
  readonly urgency: readonly string[]
  readonly registration_id: string | null
}

export interface DutyRow {
  readonly signal_id: string
  readonly id: string
  readonly kind: string
  readonly unit: string
  readonly role: string | null
  readonly due_at: Instant
  readonly escalates: string | null
}

export interface HandoverRow {
  readonly signal_id: string
  readonly id: string
  readonly direction: string
  readonly partner: string
  readonly via: string
  readonly moves: boolean
  readonly offered_at: Instant
  readonly answer_by: Instant
  readonly received_at: Instant | null
  readonly recalled_at: Instant | null
  readonly answered_at: Instant | null
  readonly answer: string | null
  readonly reason: string | null
  readonly reported: string | null
}

export interface DrawRow {
  readonly signal_id: string
  readonly seq: number
  readonly decision: string
  readonly look: string | null
  readonly verdict: string | null
}

/** A registration that the signal is or was about, as long as it is there. Days; `infinity`: not while it is needed. */
export interface SourceRow {
  readonly signal_id: string
  readonly id: string
  /** The kind of the registration, as far as it is a word that we know. */
  readonly channel: string
  readonly first_processed_on: Day | null
  /** The first day on which this organisation can have had it. */
  readonly entered_on: Day
  readonly received_on: Day
  readonly remove_on: string | null
}

/** What a person wrote with an event: that it is there, and until when; never what. */
export interface WordsRow {
  readonly signal_id: string
  readonly seq: number
  readonly remove_on: string | null
}

/** A decision by which the signal went on under another article. */
export interface MoveRow {
  readonly signal_id: string
  readonly regime: string
  readonly from_seq: number
  readonly until_seq: number | null
  readonly by_event: boolean
  readonly consented_by: string | null
  readonly last_necessity_on: Day
  readonly ended_on: Day | null
}

/** All that any table knows of one signal. */
export interface Found {
  readonly organisation: string
  readonly signalId: string
  readonly events: readonly EventRow[]
  readonly head: HeadRow | undefined
  readonly signal: SignalRow | undefined
  readonly duties: readonly DutyRow[]
  readonly handovers: readonly HandoverRow[]
  readonly draws: readonly DrawRow[]
  readonly sources: readonly SourceRow[]
  readonly words: readonly WordsRow[]
  readonly moves: readonly MoveRow[]
}

/**
 * Every signal that any table knows, in order of organisation and id. Each table is read once from end to end beside
 * the others, so that a signal costs the same however many there are. One snapshot: the caller holds a repeatable-read
 * transaction.
 */
export async function* readLedger(client: ClientBase): AsyncGenerator<Found> {
  const { rows } = await client.query<{ organisation: string }>(`
    select organisation from spoor.ledger_head union select organisation from spoor.event
     union select organisation from spoor.signal order by 1`)
  for (const { organisation } of rows) yield* readOrganisation(client, organisation)
}

async function* readOrganisation(client: ClientBase, organisation: string): AsyncGenerator<Found> {
  const events = await Rows.open<EventRow>(client, EVENTS, organisation)
  const heads = await Rows.open<HeadRow>(client, HEADS, organisation)
  const signals = await Rows.open<SignalRow>(client, SIGNALS, organisation)
  const duties = await Rows.open<DutyRow>(client, DUTIES, organisation)
  const handovers = await Rows.open<HandoverRow>(client, HANDOVERS, organisation)
  const draws = await Rows.open<DrawRow>(client, DRAWS, organisation)
  const sources = await Rows.open<SourceRow>(client, SOURCES, organisation)
  const words = await Rows.open<WordsRow>(client, WORDS, organisation)
  const moves = await Rows.open<MoveRow>(client, MOVES, organisation)
  const all = [events, heads, signals, duties, handovers, draws, sources, words, moves]
  for (;;) {
    const signalId = all
      .map(({ next }) => next)
      .reduce((first, one) => (first === undefined || (one !== undefined && one < first) ? one : first))
    if (signalId === undefined) break
    yield {
      organisation,
      signalId,
      events: await events.take(signalId),
      head: (await heads.take(signalId))[0],
      signal: (await signals.take(signalId))[0],
      duties: await duties.take(signalId),
      handovers: await handovers.take(signalId),
      draws: await draws.take(signalId),
      sources: await sources.take(signalId),
      words: await words.take(signalId),
      moves: await moves.take(signalId),
    }
  }
  for (const one of all) await one.close()
}

const instant = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`

const EVENTS = `
  select organisation, signal_id, seq, id, type, ${instant('at')}, by_member, data,
         encode(content_hash, 'hex') as content_hash, encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
    from spoor.event where organisation = $1 order by signal_id, seq`

const HEADS = `
  select signal_id, seq, encode(hash, 'hex') as hash from spoor.ledger_head where organisation = $1 order by signal_id`

const SIGNALS = `
  select id as signal_id, state, phase, origin, unit, seq, outcome, forms, way_of_working, ${instant('received_at')},
         received_on::text, handover_id, partner, hold_reason, urgency, registration_id
    from spoor.signal where organisation = $1 order by id`

const DUTIES = `
  select signal_id, id, kind, unit, role, ${instant('due_at')}, escalates
    from spoor.duty where organisation = $1 and done_at is null and signal_id is not null order by signal_id, id`

const HANDOVERS = `
  select signal_id, id, direction, partner, via, moves, ${instant('offered_at')}, ${instant('answer_by')},
         ${instant('received_at')}, ${instant('recalled_at')}, ${instant('answered_at')}, answer, reason, reported
    from spoor.handover where organisation = $1 order by signal_id, id`

const DRAWS = `
  select signal_id, seq, decision, look, verdict
    from spoor.second_look_draw where organisation = $1 order by signal_id, seq`

const SOURCES = `
  select distinct e.signal_id, r.id, r.channel, r.first_processed_on::text, r.received_on::text, r.remove_on::text,
         (least(r.registered_at, r.received_at) at time zone 'Europe/Amsterdam')::date::text as entered_on
    from spoor.event e join spoor.registration r on r.id::text = e.data ->> 'registration'
   where e.organisation = $1 and r.organisation = $1 order by e.signal_id`

const WORDS = `
  select e.signal_id, e.seq, c.remove_on::text
    from spoor.event_content c join spoor.event e on e.id = c.event_id
   where e.organisation = $1 order by e.signal_id`

const MOVES = `
  select signal_id, regime, from_seq, until_seq, by_event, consented_by, last_necessity_on::text, ended_on::text
    from spoor.retention_move where organisation = $1 order by signal_id`
