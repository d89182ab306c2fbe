import { sql } from 'kysely'
import type { Day } from '#core/time.ts'
import type { Pointed } from '#process/elusion.ts'
import type { SampleReading } from '#process/sample.ts'
import { SET_ASIDE } from '#process/state.ts'
import type { Reader } from './database.ts'

/** What was drawn of one day and catalogue, with what was said of each. */
export interface SampleRow {
  readonly population: number
  readonly apart: number
  readonly items: readonly {
    readonly doubled: boolean
    readonly inUse: boolean
    readonly readings: readonly SampleReading[]
    /** It became a signal that two people set aside. */
    readonly setAside: boolean
  }[]
}

/** The samples of the days from `from` up to and with `to`. Index sample_day. */
export async function listSamples(db: Reader, from: Day, to: Day): Promise<readonly SampleRow[]> {
  const { rows } = await sql<SampleRow>`
    select s.population, s.apart, coalesce(i.items, '[]') as items
      from spoor.sample s
      left join lateral (
        select jsonb_agg(jsonb_build_object('doubled', i.doubled, 'inUse', r.id is not null,
                 'readings', coalesce(g.readings, '[]'), 'setAside', coalesce(g.set_aside, false))) as items
          from spoor.sample_item i
          left join spoor.registration r on r.id = i.registration_id
          left join lateral (
            select jsonb_agg(jsonb_build_object('reader', d.reader, 'answer', d.answer) order by d.at, d.reader) as readings,
                   bool_or(o.state = 'closed' and o.outcome = ${SET_ASIDE}) as set_aside
              from spoor.sample_reading d left join spoor.signal o on o.id = d.signal_id
             where d.item_id = i.id) g on true
         where i.sample_id = s.id) i on true
     where s.day between ${from}::date and ${to}::date
     order by s.day, s.catalogue`.execute(db)
  return rows
}

/** What the scan pointed at in those days, without the kinds that are in no sample. Index signal_day. */
export async function countPointed(
  db: Reader,
  from: Day,
  to: Day,
  notSampled: readonly string[],
): Promise<Pointed & { readonly setAside: number }> {
  const { rows } = await sql<Pointed & { readonly setAside: number }>`
    select (count(*) filter (where not undecided and not set_aside))::integer as confirmed,
           (count(*) filter (where undecided))::integer as undecided,
           (count(*) filter (where set_aside))::integer as "setAside"
      from (select s.state in ('proposed', 'set-aside-proposed') as undecided,
                   s.state = 'closed' and s.outcome = ${SET_ASIDE} as set_aside
              from spoor.signal s
             where s.origin = 'scan' and s.received_on between ${from}::date and ${to}::date
               and (s.channel is null or not s.channel = any(${notSampled as string[]}::text[]))) of_scan`.execute(
    db,
  )
  return rows[0] ?? { confirmed: 0, undecided: 0, setAside: 0 }
}

/** Days before today on which the scan read something and of which nothing was drawn. Index scan_result_day. */
export async function countDaysWithoutSample(db: Reader, from: Day, to: Day): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select count(distinct x.scanned_on)::integer as days
      from spoor.scan_result x
     where x.scanned_on between ${from}::date and ${to}::date
       and not exists (select from spoor.sample s where s.day = x.scanned_on and s.catalogue = x.catalogue)
       and not exists (select from spoor.registration r
                        where r.id = x.registration_id and r.scanned_with is distinct from x.catalogue)`.execute(
    db,
  )
  return rows[0]?.days ?? 0
}
