import type { ClientBase } from 'pg'

/** An event as it lies in the table. Hashes are hexadecimal, `at` is ISO 8601 in UTC with milliseconds. */
export interface EventRow {
  readonly organisation: string
  readonly signal_id: string
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly at: string
  readonly by_member: string
  readonly data: Readonly<Record<string, unknown>>
  readonly content_hash: string | null
  readonly previous: string
  readonly hash: string
}

/** What the tables beside the ledger say of one signal; null where a table has no row for it. */
export interface SignalRow {
  readonly organisation: string
  readonly signal_id: string
  readonly head_seq: number | null
  readonly head_hash: string | null
  readonly state: string | null
  readonly unit: string | null
  readonly seq: number | null
  readonly outcome: string | null
  readonly duties: readonly {
    readonly id: string
    readonly kind: string
    readonly unit: string
    readonly role: string | null
    readonly due: string
  }[]
}

const SIGNALS_AT_ONCE = 2000

/**
 * Every signal that any table knows, with its events, in order of organisation and id, so many at a time that memory
 * stays bounded. One snapshot: the caller holds a repeatable-read transaction.
 */
export async function* readLedger(
  client: ClientBase,
): AsyncGenerator<{ readonly signal: SignalRow; readonly events: readonly EventRow[] }> {
  let after: readonly [string, string] = ['', '00000000-0000-0000-0000-000000000000']
  for (;;) {
    const { rows: signals } = await client.query<SignalRow>(SIGNALS, [...after, SIGNALS_AT_ONCE])
    if (signals.length === 0) return
    const { rows: events } = await client.query<EventRow>(EVENTS, [signals.map(({ signal_id }) => signal_id)])
    const bySignal = Map.groupBy(events, (event) => `${event.organisation}/${event.signal_id}`)
    for (const signal of signals) {
      yield { signal, events: bySignal.get(`${signal.organisation}/${signal.signal_id}`) ?? [] }
    }
    const last = signals.at(-1)!
    after = [last.organisation, last.signal_id]
  }
}

const SIGNALS = `
  with known as (
    select organisation, signal_id from spoor.ledger_head
    union select organisation, signal_id from spoor.event
    union select organisation, id from spoor.signal
  )
  select k.organisation, k.signal_id, h.seq as head_seq, encode(h.hash, 'hex') as head_hash,
         s.state, s.unit, s.seq, s.outcome,
         coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'unit', d.unit, 'role', d.role,
                     'due', to_char(d.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
                     from spoor.duty d where d.signal_id = k.signal_id and d.done_at is null), '[]') as duties
    from known k
    left join spoor.ledger_head h using (organisation, signal_id)
    left join spoor.signal s on s.organisation = k.organisation and s.id = k.signal_id
   where (k.organisation, k.signal_id) > ($1::text, $2::uuid)
   order by k.organisation, k.signal_id
   limit $3`

const EVENTS = `
  select organisation, signal_id, seq, id, type,
         to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, by_member, data,
         encode(content_hash, 'hex') as content_hash, encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
    from spoor.event
   where signal_id = any($1::uuid[])
   order by organisation, signal_id, seq`
