import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { RejectReason } from '#core/registration.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'

/** A line that could not be read: the bytes as they came, and their sha256 (hexadecimal). */
export interface RejectedLine {
  readonly id: string
  readonly lineNumber: number
  readonly reason: RejectReason
  readonly bytes: Uint8Array
  readonly bytesHash: string
}

/** Who must look at the lines of an import, and before when. */
export interface QuarantineDuty {
  readonly id: string
  readonly unit: string
  readonly dueAt: Instant
}

export interface QuarantinedRow {
  readonly id: string
  readonly importId: string
  readonly source: string
  readonly lineNumber: number
  readonly reason: RejectReason
  /** The beginning, at most as long as asked for. */
  readonly head: Uint8Array
  readonly length: number
  readonly receivedAt: Instant
  readonly unit: string
  readonly dueAt: Instant
  readonly state: 'open' | 'repaired' | 'discarded'
}

/**
 * Keeps lines that could not be read, the same bytes once however often they come in, and opens the import's duty
 * when there is something new to look at. Under lockIntake.
 */
export async function quarantineLines(
  tx: Tx,
  organisation: OrganisationId,
  importId: string,
  lines: readonly RejectedLine[],
  duty: QuarantineDuty,
  at: Instant,
): Promise<void> {
  if (lines.length === 0) return
  const { rows } = await sql`
    insert into spoor.quarantine_line (id, organisation, import_id, line_number, reason, bytes, bytes_hash,
                                       received_at, received_on, unit, due_at)
    select id, ${organisation}, ${importId}::uuid, line_number, reason, bytes, decode(hash, 'hex'),
           ${at}::timestamptz, ${dayOf(at)}::date, ${duty.unit}, ${duty.dueAt}::timestamptz
      from unnest(${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ lineNumber }) => lineNumber)}::integer[],
                  ${lines.map(({ reason }) => reason)}::text[],
                  ${lines.map(({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))}::bytea[],
                  ${lines.map(({ bytesHash }) => bytesHash)}::text[])
           as l (id, line_number, reason, bytes, hash)
    on conflict (organisation, bytes_hash) do nothing
    returning id`.execute(tx)
  if (rows.length === 0) return
  // Somebody may have answered the lines so far while the import went on: then there is work again.
  await sql`
    insert into spoor.duty (id, organisation, kind, unit, due_at, opened_at, import_id)
    values (${duty.id}, ${organisation}, 'quarantine', ${duty.unit}, ${duty.dueAt}, ${at}, ${importId})
    on conflict (import_id) where import_id is not null
      do update set done_at = null, done_by = null, ground = null`.execute(tx)
}

/** Open lines first, by due moment; then what was answered. At most `limit`, with the first `headBytes` of each. */
export async function listQuarantine(
  db: Reader,
  importId: string | null,
  limit: number,
  headBytes: number,
): Promise<readonly QuarantinedRow[]> {
  const { rows } = await sql<QuarantinedRow>`
    select q.id, q.import_id as "importId", i.source, q.line_number as "lineNumber", q.reason,
           substring(q.bytes for ${headBytes}) as head, octet_length(q.bytes) as length,
           q.received_at as "receivedAt", q.unit, q.due_at as "dueAt", q.state
      from spoor.quarantine_line q
      join spoor.import i on i.id = q.import_id
     where ${importId}::uuid is null or q.import_id = ${importId}::uuid
     order by q.state <> 'open', q.due_at, q.import_id, q.line_number
     limit ${limit}`.execute(db)
  return rows
}

export async function countQuarantine(db: Reader, importId: string | null): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from spoor.quarantine_line
     where ${importId}::uuid is null or import_id = ${importId}::uuid`.execute(db)
  return rows[0]?.total ?? 0
}

/** The state of one line, held until the transaction ends; undefined when there is none to see. */
export async function holdQuarantined(
  tx: Tx,
  id: string,
): Promise<{ readonly importId: string; readonly state: QuarantinedRow['state'] } | undefined> {
  const { rows } = await sql<{ importId: string; state: QuarantinedRow['state'] }>`
    select import_id as "importId", state from spoor.quarantine_line where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Keeps what a person decided about a line. `registrationId`: what it became, null when it was discarded. */
export async function answerQuarantined(
  tx: Tx,
  id: string,
  by: string,
  ground: string,
  registrationId: string | null,
  at: Instant,
): Promise<void> {
  await sql`
    update spoor.quarantine_line
       set state = ${registrationId === null ? 'discarded' : 'repaired'}, repaired_registration = ${registrationId},
           resolved_by = ${by}, resolved_at = ${at}, ground = ${ground}
     where id = ${id}`.execute(tx)
}

/** Whoever answers the last open line of an import has done its duty. Under lockIntake. */
export async function endQuarantineDuty(tx: Tx, importId: string, by: string, ground: string, at: Instant) {
  await sql`
    update spoor.duty set done_at = ${at}, done_by = ${by}, ground = ${ground}
     where import_id = ${importId} and done_at is null
       and not exists (select 1 from spoor.quarantine_line q
                        where q.import_id = ${importId}::uuid and q.state = 'open')`.execute(tx)
}
