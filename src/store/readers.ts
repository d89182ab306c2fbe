import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { AuditAct } from './audit.ts'
import type { Reader } from './database.ts'

/** What one person did with one signal on one day, in one way and for one purpose. */
export interface ReadingRow {
  readonly day: Day
  /** Of the newest row of the log among them: with the day its place in the list. */
  readonly seq: number
  readonly actor: string
  readonly act: AuditAct
  readonly what: string
  readonly purpose: string
  readonly recipient: string | null
  readonly emergency: boolean
  readonly times: number
  readonly first: Instant
  readonly last: Instant
  /** Null, as the two after it, of a job. */
  readonly name: string | null
  readonly unit: string | null
  readonly roles: readonly string[] | null
}

/**
 * Who did what with a signal or with one of its registrations, newest first, by the audit log. At most `limit` behind
 * `after`; index audit_record.
 */
export async function listReadings(
  db: Reader,
  organisation: OrganisationId,
  signalId: string,
  after: { readonly day: string; readonly seq: string } | null,
  limit: number,
): Promise<readonly ReadingRow[]> {
  const { rows } = await sql<ReadingRow>`
    with registrations as (
      select r.id::text as id from spoor.signal_registration o
        join spoor.registration r on r.organisation = o.organisation and r.source_id = o.source_id
       where o.signal_id = ${signalId}::uuid
    ), about as (
      select * from spoor.audit
       where organisation = ${organisation} and record_kind = 'signal' and record_id = ${signalId}
       union all
      select * from spoor.audit
       where organisation = ${organisation} and record_kind = 'registration'
         and record_id in (select id from registrations)
    ), readings as (
      select day, max(seq) as seq, actor, act, what, purpose, recipient, emergency, count(*)::integer as times,
             min(at) as first, max(at) as last
        from about
       group by day, actor, act, what, purpose, recipient, emergency
    )
    select x.*, x.day::text as day, m.name, m.unit, m.roles
      from readings x
      left join spoor.member m on m.id::text = x.actor
     where ${after === null}
        or (x.day, x.seq) < (${after?.day ?? null}::date, ${after?.seq ?? null}::integer)
     order by x.day desc, x.seq desc
     limit ${limit}`.execute(db)
  return rows
}
