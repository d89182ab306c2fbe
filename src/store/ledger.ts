import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#core/canonical.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { EventData, MemberId, NewEvent, SignalEvent, SignalId } from '#process/event.ts'
import type { Reader, Tx } from './database.ts'

/** The newest event of a chain: what the next one is tied to. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** What goes behind the head of one signal's chain; `head` null: the chain begins here. */
export interface Append {
  readonly signalId: SignalId
  readonly head: Head | null
  readonly id: string
  readonly at: Instant
  readonly by: MemberId
  readonly event: NewEvent
}

/** An event as stored, with its place in the chain. Hashes are hexadecimal. */
export interface StoredEvent extends SignalEvent {
  readonly id: string
  readonly previous: string
  readonly hash: string
  readonly contentHash: string | null
}

export const NOWHERE = '00'.repeat(32)

/**
 * Appends one event to each of the chains named, in one statement. The database refuses with SQLSTATE 40001 when a
 * chain's head is another than the one given: somebody else was first.
 */
export async function appendEvents(
  tx: Tx,
  organisation: OrganisationId,
  appends: readonly Append[],
): Promise<void> {
  if (appends.length === 0) return
  const rows = appends.map((append) => rowOf(organisation, append))
  const contents = rows.flatMap((row) => row.content ?? [])
  await sql`
    insert into spoor.event (organisation, signal_id, seq, id, type, at, by_member, data, content_hash, previous, hash)
    select ${organisation}, r.signal_id, r.seq, r.id, r.type, r.at, r.by_member, r.data,
           decode(r.content_hash, 'hex'), decode(r.previous, 'hex'), decode(r.hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(rows.map(({ event }) => event))}::jsonb)
           as r (signal_id uuid, seq integer, id uuid, type text, at timestamptz, by_member text, data jsonb,
                 content_hash text, previous text, hash text)`.execute(tx)
  if (contents.length === 0) return
  await sql`
    insert into spoor.event_content (event_id, organisation, salt, content)
    select r.event_id, ${organisation}, decode(r.salt, 'hex'), r.content
      from jsonb_to_recordset(${JSON.stringify(contents)}::jsonb)
           as r (event_id uuid, salt text, content jsonb)`.execute(tx)
}

/** The whole history of one signal, oldest first; empty when this login may not see it or it does not exist. */
export async function readEvents(tx: Reader, signalId: SignalId): Promise<readonly StoredEvent[]> {
  const { rows } = await sql<EventRow>`
    select id, seq, type, at, by_member, data, encode(content_hash, 'hex') as content_hash,
           encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
      from spoor.event
     where signal_id = ${signalId}
     order by seq`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    at: row.at,
    by: row.by_member,
    data: { type: row.type, ...row.data } as EventData,
    previous: row.previous,
    hash: row.hash,
    contentHash: row.content_hash,
  }))
}

/** What persons wrote with the events of one signal, by event id. */
export async function readContents(
  tx: Reader,
  signalId: SignalId,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const { rows } = await sql<{ event_id: string; content: Record<string, string> }>`
    select c.event_id, c.content
      from spoor.event_content c
      join spoor.event e on e.id = c.event_id
     where e.signal_id = ${signalId}`.execute(tx)
  return new Map(rows.map((row) => [row.event_id, row.content]))
}

interface EventRow {
  readonly id: string
  readonly seq: number
  readonly type: string
  readonly at: Instant
  readonly by_member: string
  readonly data: Record<string, unknown>
  readonly content_hash: string | null
  readonly previous: string
  readonly hash: string
}

function rowOf(organisation: OrganisationId, { signalId, head, id, at, by, event }: Append) {
  const { type, ...data } = event.data
  const salt = randomBytes(16)
  const content_hash = event.content === null ? null : contentHash(salt, event.content)
  const previous = head?.hash ?? NOWHERE
  const seq = (head?.seq ?? 0) + 1
  const hash = eventHash({
    organisation,
    signal: signalId,
    seq,
    id,
    type,
    at,
    by,
    data,
    content: content_hash,
    previous,
  })
  return {
    event: { signal_id: signalId, seq, id, type, at, by_member: by, data, content_hash, previous, hash },
    content:
      event.content === null ? null : { event_id: id, salt: salt.toString('hex'), content: event.content },
  }
}

/** What an event's hash is taken over; docs/architecture.md describes it, so that anyone can check a chain. */
interface Hashed {
  readonly organisation: OrganisationId
  readonly signal: SignalId
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly at: Instant
  readonly by: MemberId
  readonly data: Readonly<Record<string, unknown>>
  readonly content: string | null
  readonly previous: string
}

/** Hexadecimal. */
export function eventHash(event: Hashed): string {
  return createHash('sha256')
    .update(canonicalJson({ v: 1, ...event }), 'utf8')
    .digest('hex')
}

/** What binds a content to its event or message: the salt first, so that the hash alone tells nothing. */
export function contentHash(salt: Uint8Array, content: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(salt).update(canonicalJson(content), 'utf8').digest('hex')
}
