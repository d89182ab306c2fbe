import { sql } from 'kysely'
import type { Instant } from '#core/time.ts'
import type { SignalState } from '#process/state.ts'
import type { DutyKind, Phase, SideKind } from '#process/way-of-working.ts'
import type { Reader } from './database.ts'

/** How far a signal is. */
export interface ProgressRow {
  readonly id: string
  /** As the member wrote it down who reported it; null of the others. */
  readonly title: string | null
  readonly receivedAt: Instant
  readonly phase: Phase
  readonly state: SignalState
  readonly unit: string
  readonly assignee: string | null
  readonly outcome: string | null
  readonly next: { readonly kind: DutyKind; readonly dueAt: Instant } | null
  /** Open duties of the unit that is asked about; not those that must not be known. */
  readonly asked: readonly { readonly kind: DutyKind | SideKind; readonly dueAt: Instant }[]
}

/** Whose signals: what this member reported, or what was reported to CoMensha. */
export type ProgressOf = { readonly reportedBy: string } | 'comensha'

/** Newest first, at most `limit` behind `after`; indexes event_reported_by and event_comensha. */
export async function listProgress(
  db: Reader,
  of: ProgressOf,
  unit: string,
  after: { readonly receivedAt: string; readonly id: string } | null,
  limit: number,
): Promise<readonly ProgressRow[]> {
  const reporter = of === 'comensha' ? null : of.reportedBy
  const which =
    reporter === null
      ? sql`select e.signal_id from spoor.event e where e.data -> 'guards' ->> 'comensha' = 'reported'`
      : sql`select e.signal_id from spoor.event e where e.by_member = ${reporter} and e.type = 'signal-registered'`
  const { rows } = await sql<ProgressRow>`
    select s.id, s.phase, s.state, s.unit, s.outcome, s.received_at as "receivedAt", m.name as assignee,
           case when ${reporter !== null} then ${WRITTEN} end as title,
           case when d.id is not null then jsonb_build_object('kind', d.kind, 'dueAt', ${instant(sql`d.due_at`)}) end as next,
           coalesce((
             select jsonb_agg(jsonb_build_object('kind', a.kind, 'dueAt', ${instant(sql`a.due_at`)}) order by a.due_at)
               from spoor.duty a
              where a.signal_id = s.id and a.done_at is null and a.place in ('main', 'side') and a.look is null
                and a.unit = ${unit}), '[]') as asked
      from spoor.signal s
      left join spoor.member m on m.id = s.assignee
      left join spoor.duty d on d.signal_id = s.id and d.done_at is null and d.place = 'main'
     where s.id in (${which})
       and (${after === null}
            or (s.received_at, s.id) < (${after?.receivedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
     order by s.received_at desc, s.id desc
     limit ${limit}`.execute(db)
  return rows
}

/** The title of the first version: what came after is not of who reported it. */
const WRITTEN = sql`(
  select r.title from spoor.signal_registration o
    join spoor.registration r on r.organisation = o.organisation and r.source_id = o.source_id
   where o.signal_id = s.id
   order by r.received_at, r.version
   limit 1)`

function instant(moment: ReturnType<typeof sql>) {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
