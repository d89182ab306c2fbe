import type { ClientBase } from 'pg'
import type { Day, Instant } from '#core/time.ts'
import type { Tell } from './mismatch.ts'
import type { Rule } from './rule.ts'
import type { Ways } from './versions.ts'
import { daysLater, dutchDay, termEnds } from './working-days.ts'

/** A sample as it is kept, and as it comes out when it is drawn again. */
interface SampleRow {
  readonly organisation: string
  readonly id: string
  readonly day: Day
  readonly population: number
  readonly apart: number
  readonly size: number
  readonly drawn: number
  readonly doubled: number
  readonly way_of_working: string
  readonly drawn_at: Instant
  readonly items: number
  /** Places of those that two people read. */
  readonly twice: readonly number[]
  /** Registrations that were drawn and are still there, by place. */
  readonly there: readonly string[]
  /** Of the lots of now as many as are still there, the lowest first; and how many lots there are. */
  readonly lowest: readonly string[]
  readonly lots: number
  readonly lots_apart: number
  /** Some of it still has to be read. */
  readonly waits: boolean
  readonly due_at: Instant | null
  readonly open: boolean | null
  /** To whom the duty climbed, while that is open. */
  readonly climbed: { readonly unit: string; readonly role: string } | null
}

/**
 * What was drawn of what the scan did not point at: nobody chose it, no day was left out, and somebody must read it.
 *
 * @param asOf The moment of judging what is late, taken back by what the jobs may be late; none: not judged.
 */
export async function checkSamples(
  client: ClientBase,
  ways: Ways,
  asOf: Instant | undefined,
  tell: Tell,
): Promise<void> {
  const say = (rule: Rule, expected: string, found: string) =>
    tell({ signal: '', event: null, rule, expected, found })
  const { rows } = await client.query<SampleRow>(SAMPLES)
  for (const row of rows) {
    checkLots(row, ways, say)
    checkReaders(row, ways, say)
    if (asOf !== undefined) checkClimbed(row, ways, asOf, say)
  }
  if (asOf !== undefined) await checkDays(client, asOf, say)
}

type Say = (rule: Rule, expected: string, found: string) => void

/** What is gone took its lot with it; the others keep their order, so those that were drawn are the lowest still. */
function checkLots(row: SampleRow, ways: Ways, say: Say): void {
  const rule = 'a sample is drawn by its lots'
  const about = `sample ${row.id}`
  const asked = ways.byId(ways.inForce(row.organisation, `${row.day}T12:00:00.000Z`) ?? '')?.sample
  if (asked && row.size !== asked.perDay.value) say(rule, `${about}: ${asked.perDay.value}`, `${row.size}`)
  if (row.lots > row.population) say(rule, `${about}: of ${row.lots}`, `of ${row.population}`)
  if (row.lots_apart > row.apart) say(rule, `${about}: ${row.lots_apart} apart`, `${row.apart}`)
  const drawn = Math.min(row.size, row.population)
  if (row.items !== drawn) say(rule, `${about}: ${drawn} drawn`, `${row.items}`)
  if (row.lowest.join() !== row.there.join()) say(rule, `${about}: ${row.lowest.join()}`, row.there.join())
  const twice = asked ? Math.ceil(row.items * asked.doubleShare.value) : row.doubled
  const first = Array.from({ length: twice }, (_, at) => at + 1).join()
  if (row.twice.join() !== first) say(rule, `${about}: ${first} read twice`, row.twice.join())
}

function checkReaders(row: SampleRow, ways: Ways, say: Say): void {
  const rule = 'what was drawn has somebody who must read it'
  const within = ways.byId(row.way_of_working)?.sample.within.value
  if (row.items === 0) return
  const by = within ? termEnds(row.drawn_at, within) : row.due_at
  const fits = row.due_at !== null && by !== null && row.due_at <= by && (row.open === true || !row.waits)
  if (fits) return
  const found = row.due_at === null ? 'no duty' : `${row.open === true ? 'open' : 'done'}, by ${row.due_at}`
  say(rule, `sample ${row.id}: read-sample, ${row.waits ? 'open' : 'done'}, by ${by}`, found)
}

/** By the ladder of the way of working of the day, for it is of no signal. */
function checkClimbed(row: SampleRow, ways: Ways, asOf: Instant, say: Say): void {
  const { organisation, id, due_at, open, climbed } = row
  if (open !== true || due_at === null || due_at > asOf) return
  const ladder = ways.byId(ways.inForce(organisation, asOf) ?? '')?.escalation ?? []
  const level = ladder.filter(({ after }) => termEnds(due_at, after) <= asOf).length
  const found = ladder.findIndex(({ unit, role }) => unit === climbed?.unit && role === climbed.role) + 1
  if (found < level) say('an overdue duty has climbed', `sample ${id}: step ${level}`, `step ${found}`)
}

/** After the first sample of an organisation, each day that is over and on which a catalogue read something. */
async function checkDays(client: ClientBase, asOf: Instant, say: Say): Promise<void> {
  const { rows } = await client.query<{ organisation: string; day: Day }>(MISSING, [
    daysLater(dutchDay(asOf), -1),
  ])
  for (const { organisation, day } of rows) {
    say('each day that was scanned has its sample', `a sample of ${organisation} on ${day}`, 'none')
  }
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** What is no lot: what went out of use before it was drawn, and what was a signal before the scan read it. */
const LOTS = `
  select r.id::text as id, r.channel in ('onderzoek', 'TCI-informatie') as is_apart,
         sha256(convert_to(format(E'spoor sample 1\\n%s\\n%s\\n%s\\n%s', s.organisation, s.day, s.catalogue, r.id),
                           'UTF8')) as lot
    from spoor.scan_result x
    join spoor.registration r on r.id = x.registration_id and r.scanned_with = x.catalogue and r.version = 1
   where x.organisation = s.organisation and x.scanned_on = s.day and x.catalogue = s.catalogue and not x.is_signal
     and (r.remove_on is null or r.remove_on > (s.drawn_at at time zone 'Europe/Amsterdam')::date
          or r.id = any(i.there))
     and not exists (
       select from spoor.event e
        where e.organisation = r.organisation and e.at <= x.scanned_at
          and e.type in ('signal-proposed', 'signal-registered', 'offer-accepted')
          and e.data ->> 'registration' = r.id::text)`

const SAMPLES = `
  select s.organisation, s.id, s.day::text as day, s.population, s.apart, s.size, s.drawn, s.doubled, s.way_of_working,
         ${instant('s.drawn_at')} as drawn_at, i.items, i.twice, i.there::text[] as there, l.lowest, l.lots, l.lots_apart, w.waits,
         ${instant('d.due_at')} as due_at, d.done_at is null as open, d.climbed
    from spoor.sample s
    cross join lateral (
      select count(*)::integer as items,
             coalesce(array_agg(m.place order by m.place) filter (where m.doubled), '{}') as twice,
             coalesce(array_agg(m.registration_id order by m.place) filter (where m.registration_id is not null), '{}')
               as there
        from spoor.sample_item m where m.sample_id = s.id
    ) i
    cross join lateral (
      with lots as materialized (${LOTS})
      select (count(*) filter (where not is_apart))::integer as lots,
             (count(*) filter (where is_apart))::integer as lots_apart,
             array(select id from lots where not is_apart order by lot limit cardinality(i.there)) as lowest
        from lots
    ) l
    cross join lateral (
      select coalesce(bool_or(g.judged < case when m.doubled then 2 else 1 end
                          and g.readings < case when m.doubled then 3 else 2 end), false) as waits
        from spoor.sample_item m
        join spoor.registration r on r.id = m.registration_id
        cross join lateral (
          select count(*) as readings, count(*) filter (where answer <> 'cannot-judge') as judged
            from spoor.sample_reading q where q.item_id = m.id) g
       where m.sample_id = s.id and (r.remove_on is null or r.remove_on > spoor.today() or r.held_until >= spoor.today())
    ) w
    left join lateral (
      select o.due_at, o.done_at, (
               select jsonb_build_object('unit', e.unit, 'role', e.role) from spoor.duty e
                where e.escalates = o.id and e.done_at is null limit 1) as climbed
        from spoor.duty o where o.sample = s.id and o.kind = 'read-sample'
    ) d on true
   order by s.organisation, s.day, s.catalogue`

const MISSING = `
  select distinct x.organisation, x.scanned_on::text as day
    from spoor.scan_result x
    join (select organisation, min(day) as first from spoor.sample group by organisation) f
      on f.organisation = x.organisation and x.scanned_on > f.first
    join spoor.registration r on r.id = x.registration_id and r.scanned_with = x.catalogue
   where x.scanned_on <= $1::date and not exists (
     select from spoor.sample s
      where s.organisation = x.organisation and s.day = x.scanned_on and s.catalogue = x.catalogue)
   order by 1, 2`
