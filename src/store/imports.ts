import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'
import { enqueue } from './queue.ts'

export type ImportVia = 'upload' | 'command' | 'feed' | 'api'
export type ImportState = 'waiting' | 'running' | 'finished' | 'failed' | 'interrupted'

export interface NewImport {
  readonly id: string
  readonly source: string
  readonly via: ImportVia
  readonly state: 'waiting' | 'running'
  readonly by: string | null
  readonly feed: string | null
  readonly bytesTotal: number | null
}

/** The balance of lines: linesIn = accepted + alreadyKnown + rejected, held by the database too. */
export interface LineCounts {
  readonly linesIn: number
  readonly accepted: number
  readonly corrections: number
  readonly alreadyKnown: number
  readonly rejected: number
}

export const NO_LINES: LineCounts = { linesIn: 0, accepted: 0, corrections: 0, alreadyKnown: 0, rejected: 0 }

export interface ImportRow extends LineCounts {
  readonly id: string
  readonly source: string
  readonly via: ImportVia
  readonly state: ImportState
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
  readonly by: string | null
  readonly feed: string | null
  readonly bytesTotal: number | null
  readonly bytesRead: number
  readonly fault: string | null
}

export interface ListedImport extends ImportRow {
  readonly scanned: number
  readonly proposed: number
}

/** Makes the row of an import. False: it is there already, so that this import was begun before. */
export async function insertImport(
  tx: Reader,
  organisation: OrganisationId,
  one: NewImport,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    insert into spoor.import (id, organisation, source, via, state, started_at, heartbeat_at, by_member, feed,
                              bytes_total)
    values (${one.id}, ${organisation}, ${one.source}, ${one.via}, ${one.state}, ${at}, ${at}, ${one.by},
            ${one.feed}, ${one.bytesTotal})
    on conflict (id) do nothing
    returning id`.execute(tx)
  return rows.length === 1
}

/**
 * Adds a batch to the balance. False, and then the transaction must be rolled back: this import is no longer where
 * the caller thinks it is, because another process went on with it or it has ended.
 */
export async function advanceImport(
  tx: Tx,
  id: string,
  before: number,
  counts: LineCounts,
  bytesRead: number,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update spoor.import
       set state = 'running', heartbeat_at = ${at}, lines_in = lines_in + ${counts.linesIn},
           accepted = accepted + ${counts.accepted}, corrections = corrections + ${counts.corrections},
           already_known = already_known + ${counts.alreadyKnown}, rejected = rejected + ${counts.rejected},
           bytes_read = greatest(bytes_read, ${bytesRead}::bigint)
     where id = ${id} and lines_in = ${before} and state not in ('finished', 'failed')
    returning id`.execute(tx)
  return rows.length === 1
}

/** Ends an import; gives it as it ended. Undefined as with advanceImport. `fault`: why it failed, null when it did not. */
export async function endImport(
  tx: Tx,
  id: string,
  linesIn: number,
  bytesRead: number,
  fault: string | null,
  at: Instant,
): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    update spoor.import
       set state = ${fault === null ? 'finished' : 'failed'}, finished_at = ${at}, heartbeat_at = ${at},
           bytes_read = greatest(bytes_read, ${bytesRead}::bigint), fault = ${fault}
     where id = ${id} and lines_in = ${linesIn} and state not in ('finished', 'failed')
    returning ${COLUMNS}`.execute(tx)
  return rows[0]
}

/** Imports from the command line whose process went silent; an upload is taken up again by its job. */
export async function markInterrupted(db: Reader, silentSince: Instant): Promise<void> {
  await sql`
    update spoor.import set state = 'interrupted'
     where state = 'running' and via = 'command' and heartbeat_at < ${silentSince}::timestamptz`.execute(db)
}

export async function findImport(db: Reader, id: string): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`select ${COLUMNS} from spoor.import where id = ${id}`.execute(db)
  return rows[0]
}

/** The newest imports, or the one named, with what the scan made of them. Index import_recent. */
export async function listImports(
  db: Reader,
  limit: number,
  id: string | null = null,
): Promise<readonly ListedImport[]> {
  const { rows } = await sql<ListedImport>`
    with recent as (
      select * from spoor.import
       where ${id}::uuid is null or id = ${id}::uuid
       order by started_at desc, id
       limit ${limit}
    )
    select ${COLUMNS_OF_I}, m.name as by, coalesce(s.scanned, 0) as scanned, coalesce(s.proposed, 0) as proposed
      from recent i
      left join spoor.member m on m.id = i.by_member
      left join lateral (
        select (count(*) filter (where r.scanned_with is not null))::integer as scanned,
               count(o.source_id)::integer as proposed
          from spoor.registration r
          left join spoor.signal_registration o on o.organisation = r.organisation and o.source_id = r.source_id
         where r.import_id = i.id
      ) s on true
     order by i.started_at desc, i.id`.execute(db)
  return rows
}

/** Which of these imports have ended, and when. */
export async function importsEnded(
  db: Reader,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly finishedAt: Instant }[]> {
  const { rows } = await sql<{ id: string; finishedAt: Instant }>`
    select id, finished_at as "finishedAt" from spoor.import
     where id = any(${ids as string[]}::uuid[]) and finished_at is not null`.execute(db)
  return rows
}

/** When the first import of this organisation began; null when there was none. */
export async function firstImportAt(db: Reader): Promise<Instant | null> {
  const { rows } = await sql<{ first: Instant | null }>`
    select min(started_at) as first from spoor.import`.execute(db)
  return rows[0]?.first ?? null
}

/** Asks for the scan of what waits, in the transaction that stored it. */
export async function enqueueScan(tx: Tx, organisation: OrganisationId): Promise<void> {
  await enqueue(tx, 'scan', organisation, 'waiting', `scan:${organisation}`)
}

export async function enqueueImport(tx: Tx, organisation: OrganisationId, importId: string): Promise<void> {
  await enqueue(tx, 'import', organisation, importId, `import:${importId}`)
}

const COLUMNS = sql.raw(`id, source, via, state, started_at as "startedAt", finished_at as "finishedAt",
  by_member as "by", feed, bytes_total as "bytesTotal", bytes_read as "bytesRead", lines_in as "linesIn", accepted,
  corrections, already_known as "alreadyKnown", rejected, fault`)

const COLUMNS_OF_I = sql.raw(`i.id, i.source, i.via, i.state, i.started_at as "startedAt",
  i.finished_at as "finishedAt", i.feed, i.bytes_total as "bytesTotal", i.bytes_read as "bytesRead",
  i.lines_in as "linesIn", i.accepted, i.corrections, i.already_known as "alreadyKnown", i.rejected, i.fault`)
