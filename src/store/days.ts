import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'

export interface CatalogueCount {
  readonly catalogue: string
  readonly scanned: number
  readonly proposed: number
}

/** What one day brought. received − scanned still waits for the scan. */
export interface DayRow {
  readonly day: Day
  readonly received: number
  readonly scanned: number
  readonly proposed: number
  readonly rejected: number
  readonly catalogues: readonly CatalogueCount[]
  readonly closedAt: Instant | null
}

/** The day on which the first registration came in; null when there is none. */
export async function firstReceivedOn(db: Reader): Promise<Day | null> {
  const { rows } = await sql<{ first: Day | null }>`
    select min(received_on) as first from spoor.registration`.execute(db)
  return rows[0]?.first ?? null
}

/** Closed days, newest first. */
export async function listClosedDays(db: Reader, limit: number): Promise<readonly DayRow[]> {
  const { rows } = await sql<DayRow>`
    select day, received, scanned, proposed, rejected, catalogues, closed_at as "closedAt" from spoor.day_balance
     order by day desc
     limit ${limit}`.execute(db)
  return rows
}

/**
 * Days from `first` up to and including `last` that are not closed, newest first, as they stand now. Counts by the
 * day on which something happened: a registration received late in the evening may be scanned, and proposed, on the
 * next day.
 */
export async function countOpenDays(db: Reader, first: Day, last: Day): Promise<readonly DayRow[]> {
  const { rows } = await sql<DayRow>`
    with days as materialized (
      select ${first}::date + n as day from generate_series(0, ${last}::date - ${first}::date) as n
       where not exists (select 1 from spoor.day_balance b where b.day = ${first}::date + n)
    ), since as materialized (select min(day) as day from days)
    select d.day, coalesce(r.received, 0) as received, coalesce(r.scanned, 0) as scanned,
           coalesce(s.proposed, 0) as proposed, coalesce(q.rejected, 0) as rejected,
           coalesce(c.catalogues, '[]'::jsonb) as catalogues, null as "closedAt"
      from days d
      left join (
        select received_on, count(*)::integer as received, count(scanned_with)::integer as scanned
          from spoor.registration where received_on >= (select day from since) group by received_on
      ) r on r.received_on = d.day
      left join (
        select received_on, count(*)::integer as proposed
          from spoor.signal where origin = 'scan' and received_on >= (select day from since) group by received_on
      ) s on s.received_on = d.day
      left join (
        select received_on, count(*)::integer as rejected
          from spoor.quarantine_line where received_on >= (select day from since) group by received_on
      ) q on q.received_on = d.day
      left join (
        select scanned_on, jsonb_agg(jsonb_build_object('catalogue', catalogue, 'scanned', scanned,
                                                        'proposed', proposed) order by catalogue) as catalogues
          from (select scanned_on, catalogue, count(*) as scanned, count(*) filter (where is_signal) as proposed
                  from spoor.scan_result where scanned_on >= (select day from since)
                 group by scanned_on, catalogue) by_catalogue
         group by scanned_on
      ) c on c.scanned_on = d.day
     order by d.day desc`.execute(db)
  return rows
}

/** Writes the balance of a day for good; nothing happens when it is closed already. Under lockIntake. */
export async function closeDay(
  tx: Tx,
  organisation: OrganisationId,
  day: DayRow,
  at: Instant,
): Promise<void> {
  await sql`
    insert into spoor.day_balance (organisation, day, received, scanned, proposed, rejected, catalogues, closed_at)
    values (${organisation}, ${day.day}, ${day.received}, ${day.scanned}, ${day.proposed}, ${day.rejected},
            ${JSON.stringify(day.catalogues)}::jsonb, ${at})
    on conflict (organisation, day) do nothing`.execute(tx)
}
