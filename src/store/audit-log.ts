import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { AuditAct } from './audit.ts'
import type { Reader } from './database.ts'

/** Which rows of the log somebody asks for; null: whatever it is. */
export interface AuditQuestion {
  readonly by: string | null
  readonly act: AuditAct | null
  readonly record: string | null
  readonly from: Day | null
  readonly through: Day | null
  readonly emergencyOnly: boolean
}

export interface AuditLogRow {
  readonly day: Day
  readonly seq: number
  readonly id: string
  readonly at: Instant
  readonly actor: string
  readonly act: AuditAct
  readonly what: string
  readonly purpose: string
  readonly recordKind: string
  readonly record: string | null
  readonly recipient: string | null
  readonly emergency: boolean
  /** Null, as the unit, of a job. */
  readonly name: string | null
  readonly unit: string | null
}

/** Rows, newest first, at most `limit` behind `after`; indexes audit_pkey, audit_actor. */
export async function listAudit(
  db: Reader,
  organisation: OrganisationId,
  { by, act, record, from, through, emergencyOnly }: AuditQuestion,
  after: { readonly day: string; readonly seq: string } | null,
  limit: number,
): Promise<readonly AuditLogRow[]> {
  const { rows } = await sql<AuditLogRow>`
    select a.day::text as day, a.seq, a.id, a.at, a.actor, a.act, a.what, a.purpose, a.record_kind as "recordKind",
           a.record_id as record, a.recipient, a.emergency, m.name, m.unit
      from spoor.audit a
      left join spoor.member m on m.id::text = a.actor
     where a.organisation = ${organisation}
       and (${by}::text is null or a.actor = ${by})
       and (${act}::text is null or a.act = ${act})
       and (${record}::text is null or a.record_id = ${record})
       and (${from}::date is null or a.day >= ${from}::date)
       and (${through}::date is null or a.day <= ${through}::date)
       and (${!emergencyOnly} or a.emergency)
       and (${after === null} or (a.day, a.seq) < (${after?.day ?? null}::date, ${after?.seq ?? null}::integer))
     order by a.day desc, a.seq desc
     limit ${limit}`.execute(db)
  return rows
}

/** A day of the log; hashes are hexadecimal. */
export interface AuditDayRow {
  readonly day: Day
  readonly rows: number
  readonly sealedAt: Instant | null
  readonly checkpoint: string | null
  readonly lapsedAt: Instant | null
}

/** The newest days, at most `limit`. */
export async function listAuditDays(
  db: Reader,
  organisation: OrganisationId,
  limit: number,
): Promise<readonly AuditDayRow[]> {
  const { rows } = await sql<AuditDayRow>`
    select day::text as day, rows, sealed_at as "sealedAt", encode(checkpoint, 'hex') as checkpoint,
           lapsed_at as "lapsedAt"
      from spoor.audit_day where organisation = ${organisation} order by day desc limit ${limit}`.execute(db)
  return rows
}

/** How many days have their checkpoint, and how many of those have lapsed. */
export async function countAuditDays(
  db: Reader,
  organisation: OrganisationId,
): Promise<{ readonly sealed: number; readonly lapsed: number }> {
  const { rows } = await sql<{ sealed: number; lapsed: number }>`
    select count(checkpoint)::integer as sealed, count(lapsed_at)::integer as lapsed
      from spoor.audit_day where organisation = ${organisation}`.execute(db)
  return rows[0] ?? { sealed: 0, lapsed: 0 }
}
