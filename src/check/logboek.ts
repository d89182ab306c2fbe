import type { ClientBase } from 'pg'
import type { Day } from '#core/time.ts'
import { dayFault, type AuditTell } from './audit-rule.ts'
import { OPERATIONS } from './operations.ts'

interface LackingRow {
  readonly day: Day
  readonly seq: number
  readonly what: string
  readonly expected: string
}

interface LooseRow {
  readonly day: Day
  readonly processing: string
  readonly name: string
  readonly activity: string
}

/**
 * The two logs of one organisation against each other: who did it, and with whose data. Where one of the two tells of a
 * processing of persons and the other does not, one of them was not written, or was changed.
 */
export async function checkLogboek(client: ClientBase, organisation: string, tell: AuditTell): Promise<void> {
  const values = [organisation, JSON.stringify(OPERATIONS)]
  // Both are read whole: row by row beside each other, whatever PostgreSQL believes of how many there are, it would not end.
  await client.query('set local enable_nestloop = off')
  const unknown = await client.query<LackingRow>(UNKNOWN, values)
  for (const { day, seq, what } of unknown.rows) {
    dayFault(tell, organisation, day)('the operation of a row is known', 'one of the list', what, seq)
  }
  for (const query of [WITHOUT_LINE, WITHOUT_SUBJECT]) {
    const { rows } = await client.query<LackingRow>(query, values)
    for (const { day, seq, what, expected } of rows) {
      const fault = dayFault(tell, organisation, day)
      fault('a processing of persons has its lines in the Logboek', `${what}: ${expected}`, 'none', seq)
    }
  }
  const loose = await client.query<LooseRow>(LOOSE, values)
  for (const { day, processing, name, activity } of loose.rows) {
    const fault = dayFault(tell, organisation, day)
    fault('a line of the Logboek has its row', `a row of ${name}, ${activity}`, `none with ${processing}`)
  }
  await client.query('set local enable_nestloop = on')
}

const day = (of: string) => `to_char(${of}.day, 'YYYY-MM-DD') as day`
const KNOWN = `jsonb_each_text($2::jsonb) as o (what, activity)`
/** Somebody tried, and was shown nothing of anybody. */
const DENIED = `a.what like '%-denied'`
/** The line of row `a`: of the same processing and day, under the same name. */
const LINE = `select from spoor.processing p
   where p.organisation = a.organisation and p.processing_id = a.processing_id and p.day = a.day and p.name = a.what`

const UNKNOWN = `
  select ${day('a')}, min(a.seq) as seq, a.what from spoor.audit a
   where a.organisation = $1 and not ${DENIED} and not exists (select from ${KNOWN} where o.what = a.what)
   group by a.day, a.what order by a.day, a.what`

const WITHOUT_LINE = `
  select ${day('a')}, a.seq, a.what, 'a line of ' || o.activity as expected
    from spoor.audit a join ${KNOWN} on o.what = a.what
   where a.organisation = $1 and o.activity is not null and not exists (${LINE} and p.activity = o.activity)
   order by a.day, a.seq`

/** What is about one record is about somebody: who is named in it, or else whom it tells of. */
const WITHOUT_SUBJECT = `
  select ${day('a')}, a.seq, a.what, 'a line of somebody' as expected
    from spoor.audit a join ${KNOWN} on o.what = a.what
   where a.organisation = $1 and o.activity is not null and a.record_kind in ('signal', 'registration')
     and a.record_id is not null and exists (${LINE}) and not exists (${LINE} and p.subject_type is not null)
   order by a.day, a.seq`

const LOOSE = `
  select distinct ${day('p')}, p.processing_id as processing, p.name, p.activity
    from spoor.processing p
    left join ${KNOWN} on o.what = p.name
   where p.organisation = $1
     and (o.activity is distinct from p.activity
          or not exists (select from spoor.audit a
                          where a.organisation = p.organisation and a.processing_id = p.processing_id
                            and a.day = p.day and a.what = p.name))
   order by 1, 2`
