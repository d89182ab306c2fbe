import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { MemberId } from '#process/event.ts'
import type { Reader, Tx } from './database.ts'

/** What can be done with personal data. Source: Wpg art. 32a, which names these six. */
export type AuditAct = 'collect' | 'change' | 'consult' | 'disclose' | 'combine' | 'delete'

/** Of which record something was done. A null `id`: of no one record, such as a search that found nothing. */
export interface AuditRecord {
  /** A code: `signal`, `registration`. */
  readonly kind: string
  /** A uuid, a day or a code that begins with a letter; never a number of a register. */
  readonly id: string | null
}

/** One row of the audit log, before it has its place in the chain. Ids and codes only. */
export interface AuditEntry {
  readonly id: string
  readonly actor: MemberId
  readonly act: AuditAct
  /** The operationId of the API, or the name of a job. */
  readonly what: string
  /** A code of process/purpose.ts. */
  readonly purpose: string
  /** The task for which the purpose was given; a job has none. */
  readonly task: string | null
  readonly record: AuditRecord
  /** The organisation or partner with whom it was shared. */
  readonly recipient: string | null
  /** Ties the row to the lines of the Logboek Dataverwerkingen. */
  readonly processing: string
  readonly emergency: boolean
}

/**
 * Writes rows at the end of the chain of the day of `at`, in the caller's own transaction. From then on until that
 * transaction ends everybody else of the organisation waits to write theirs: write them last. The database refuses with
 * SQLSTATE 55000 when the day is sealed, with 55P03 when it took too long before it was our turn.
 */
export async function recordAudit(
  tx: Tx,
  organisation: OrganisationId,
  at: Instant,
  entries: readonly AuditEntry[],
): Promise<void> {
  const rows = entries.map(({ record, ...entry }) => ({
    ...entry,
    recordKind: record.kind,
    record: record.id,
  }))
  await sql`
    select spoor.record_audit(${organisation}, ${at}::timestamptz, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  )
}

/** A day to which nothing is added any more. Hashes are hexadecimal. */
export interface SealedDay {
  readonly day: Day
  readonly rows: number
  readonly head: string
}

/** Seals every day up to `through`, those without a row included. */
export async function sealAuditDays(tx: Tx, through: Day, at: Instant): Promise<void> {
  await sql`select spoor.seal_audit_days(${through}::date, ${at}::timestamptz)`.execute(tx)
}

/** One at a time makes the checkpoints of an organisation; held until the transaction ends. */
export async function lockCheckpoints(tx: Tx, organisation: OrganisationId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('spoor checkpoints ' || ${organisation}, 0))`.execute(
    tx,
  )
}

/** Sealed days that have no checkpoint yet, oldest first. */
export async function daysWithoutCheckpoint(
  tx: Tx,
  organisation: OrganisationId,
): Promise<readonly SealedDay[]> {
  const { rows } = await sql<SealedDay>`
    select day, rows, encode(head, 'hex') as head from spoor.audit_day
     where organisation = ${organisation} and sealed_at is not null and checkpoint is null
     order by day`.execute(tx)
  return rows
}

/** Whether a day before `before` has no checkpoint, or one that was sealed before `sealedBefore`. */
export async function lacksCheckpoint(
  db: Reader,
  organisation: OrganisationId,
  before: Day,
  sealedBefore: Instant,
): Promise<boolean> {
  const { rows } = await sql<{ lacks: boolean }>`
    select exists (select from spoor.audit_day
                    where organisation = ${organisation} and checkpoint is null
                      and (day < ${before}::date or sealed_at < ${sealedBefore}::timestamptz)) as lacks`.execute(
    db,
  )
  return rows[0]?.lacks === true
}

/** The hash of the newest checkpoint; null: there is none yet. */
export async function newestCheckpoint(tx: Tx, organisation: OrganisationId): Promise<string | null> {
  const { rows } = await sql<{ checkpoint: string }>`
    select encode(checkpoint, 'hex') as checkpoint from spoor.audit_day
     where organisation = ${organisation} and checkpoint is not null
     order by day desc limit 1`.execute(tx)
  return rows[0]?.checkpoint ?? null
}

/** Keeps the hash of a day's checkpoint. The database refuses with SQLSTATE 55000 another day than the next. */
export async function keepCheckpoint(tx: Tx, day: Day, checkpoint: string): Promise<void> {
  await sql`select spoor.keep_checkpoint(${day}::date, decode(${checkpoint}, 'hex'))`.execute(tx)
}

/** The hashes of every so many rows of a day: row `every`, then twice that, and so on. Hexadecimal. */
export async function rowHashes(
  tx: Tx,
  organisation: OrganisationId,
  { day, rows }: SealedDay,
  every: number,
): Promise<readonly string[]> {
  const { rows: found } = await sql<{ hash: string }>`
    select encode(a.hash, 'hex') as hash
      from generate_series(${every}::integer, ${rows}::integer, ${every}::integer) as place
      join spoor.audit a on a.organisation = ${organisation} and a.day = ${day}::date and a.seq = place
     order by a.seq`.execute(tx)
  return found.map(({ hash }) => hash)
}

/** The newest event of a signal on some day. */
export interface LedgerHead {
  readonly signal: string
  readonly seq: number
  readonly hash: string
}

/** The heads of the signals on which something happened in [from, until), in order of signal. */
export async function ledgerHeads(
  tx: Tx,
  organisation: OrganisationId,
  from: Instant,
  until: Instant,
): Promise<readonly LedgerHead[]> {
  const { rows } = await sql<LedgerHead>`
    select distinct on (signal_id) signal_id as signal, seq, encode(hash, 'hex') as hash from spoor.event
     where organisation = ${organisation} and at >= ${from}::timestamptz and at < ${until}::timestamptz
     order by signal_id, seq desc`.execute(tx)
  return rows
}

/**
 * Takes away the rows of every sealed day before `before`, which must be five years past; gives how many days that were.
 * What stays of a day says how long it was and when it lapsed.
 *
 * @param worker As spoor_worker: no login of an organisation can have its own log disappear.
 * @param run    Of retention, for its report.
 */
export async function lapseAudit(
  worker: Reader,
  organisation: OrganisationId,
  before: Day,
  at: Instant,
  run: string,
): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select spoor.lapse_audit(${organisation}, ${before}::date, ${at}::timestamptz, ${run}::uuid) as days`.execute(
    worker,
  )
  return rows[0]?.days ?? 0
}
