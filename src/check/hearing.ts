import type { ClientBase } from 'pg'
import type { Instant } from '#core/time.ts'
import { termsOn } from './emergency.ts'
import type { Tell } from './mismatch.ts'
import type { AccessTerms } from './way.ts'
import { termEnds } from './working-days.ts'

/** What climbed, of a signal that is kept to few, with who may know of it. */
interface ClimbedRow {
  readonly signal_id: string
  readonly duty: string
  readonly unit: string
  readonly role: string
  /** Somebody was told to name who leads. */
  readonly asked: boolean
  readonly knowers: readonly { readonly roles: readonly string[]; readonly seen_at: Instant }[]
}

const LEADERS = ['team-lead', 'unit-head']

/**
 * Nothing climbs to nobody: of a signal of which few may know, one of them leads and has been here of late, or somebody has
 * the duty to name one.
 *
 * @param asOf The moment of judging, taken back by what the job that watches may be late.
 */
export async function checkHearing(
  client: ClientBase,
  versions: readonly AccessTerms[],
  asOf: Instant,
  tell: Tell,
): Promise<void> {
  const { goneAfter } = termsOn(versions, asOf)
  const { rows } = await client.query<ClimbedRow>(CLIMBED, [asOf])
  for (const { signal_id, duty, unit, role, asked, knowers } of rows) {
    const hears = (one: ClimbedRow['knowers'][number]) =>
      one.roles.some((has) => LEADERS.includes(has)) && termEnds(one.seen_at, goneAfter.value) > asOf
    if (asked || knowers.some(hears)) continue
    const expected = `${duty} at ${unit} ${role}, heard by somebody who leads`
    tell({ signal: signal_id, event: null, rule: 'what climbs is heard', expected, found: 'nobody' })
  }
}

const KNOWS = `a.ended_at is null and a.kind in ('named', 'lead', 'overseer')`

const CLIMBED = `
  select s.id as signal_id, o.kind as duty, e.unit, e.role, exists (
           select from spoor.duty n where n.retention_of = s.id and n.kind = 'name-overseer' and n.done_at is null) as asked,
         (select coalesce(jsonb_agg(jsonb_build_object('roles', m.roles, 'seen_at',
                   to_char(m.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '[]')
            from spoor.signal_access a join spoor.member m on m.id = a.member
           where a.signal_id = s.id and ${KNOWS}) as knowers
    from spoor.duty e
    join spoor.duty o on o.id = e.escalates
    join spoor.signal s on s.id = e.signal_id
   where e.done_at is null and e.opened_at <= $1::timestamptz
     and exists (
       select from spoor.signal_access a
        where a.signal_id = s.id and a.ended_at is null and a.granted_at <= $1::timestamptz
          and (a.kind = 'named' or (a.kind = 'lead' and s.channel = 'onderzoek' and not exists (
                select from spoor.signal_access r
                 where r.signal_id = s.id and r.kind = 'released' and r.ended_at is null))))
   order by s.id, o.kind`
