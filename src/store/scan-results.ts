import { sql } from 'kysely'
import type { ScanResult } from '#core/finding.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { Tx } from './database.ts'

/** A registration that the scan has not read yet. */
export interface Waiting {
  readonly id: string
  readonly source_id: string
  readonly version: number
  readonly kind: string
  readonly incident_key: string
  readonly title: string
  readonly text: string
}

/** One scan of an organisation at a time, until the transaction ends: no two of them propose the same signal. */
export async function lockScan(tx: Tx, organisation: OrganisationId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('spoor scan ' || ${organisation}, 0))`.execute(tx)
}

/**
 * The oldest registrations that wait for the scan, at most `limit`. A correction waits until its original is read, so
 * that it finds the signal that the original gave rise to. Indexes registration_unscanned, registration_version.
 */
export async function listWaiting(
  tx: Tx,
  organisation: OrganisationId,
  limit: number,
): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select id, source_id, version, kind, incident_key, title, text
      from spoor.registration r
     where organisation = ${organisation} and scanned_with is null
       and (version = 1
            or not exists (select 1 from spoor.registration before
                            where before.organisation = ${organisation} and before.source_id = r.source_id
                              and before.version = r.version - 1 and before.scanned_with is null))
     order by received_at, id
     limit ${limit}`.execute(tx)
  return rows
}

/** Keeps what the scan saw and marks the registrations as read. `id` of a result is our registration's. */
export async function insertScanResults(
  tx: Tx,
  organisation: OrganisationId,
  results: readonly ScanResult[],
  at: Instant,
): Promise<void> {
  if (results.length === 0) return
  const rows = JSON.stringify(
    results.map(({ id, catalogue, score, isSignal, forms, findings }) => ({
      registration_id: id,
      catalogue,
      score,
      is_signal: isSignal,
      forms,
      findings,
    })),
  )
  await sql`
    with r as materialized (
      select * from jsonb_to_recordset(${rows}::jsonb)
        as r (registration_id uuid, catalogue text, score numeric, is_signal boolean, forms text[], findings jsonb)
    ), kept as (
      insert into spoor.scan_result (organisation, registration_id, catalogue, score, is_signal, forms, findings,
                                     scanned_at, scanned_on)
      select ${organisation}, registration_id, catalogue, score, is_signal, forms, findings, ${at}::timestamptz,
             ${dayOf(at)}::date
        from r
      on conflict (registration_id, catalogue) do nothing
    )
    update spoor.registration g set scanned_with = r.catalogue from r where g.id = r.registration_id`.execute(
    tx,
  )
}
