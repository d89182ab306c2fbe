import { sql } from 'kysely'
import type { Form } from '#core/form.ts'
import type { Instant } from '#core/time.ts'
import { isLeader } from '#process/authorisation.ts'
import type { SignalState } from '#process/state.ts'
import type { Urgency } from '#process/way-of-working.ts'
import { visibleTo, type Sight } from './access.ts'
import type { Reader, Tx } from './database.ts'
import { PACK_TITLE } from './offered-title.ts'

/** Whose duties: those a person took up or has by role, those of a unit, or all of the organisation. */
export interface WorklistScope {
  readonly scope: 'mine' | 'unit' | 'organisation'
  readonly memberId: string
  readonly unit: string
  readonly roles: readonly string[]
  readonly kinds: readonly string[] | null
}

/** An open duty. Of a second look only `look` tells what it is about: who takes it knows neither signal nor decision. */
export interface DutyRow {
  readonly id: string
  readonly kind: string
  /** Of an escalation: the kind of the duty that climbed. */
  readonly about: string | null
  /** When that duty was due. */
  readonly about_due_at: Instant | null
  /** By which the ladder goes; null of the intake, which has none. */
  readonly way_of_working: string | null
  readonly look: string | null
  readonly unit: string
  readonly role: string | null
  readonly due_at: Instant
  readonly assignee: string | null
  readonly assignee_name: string | null
  readonly signal_id: string | null
  readonly state: SignalState | null
  readonly title: string | null
  readonly incident: string | null
  readonly forms: readonly Form[] | null
  readonly urgency: readonly Urgency[] | null
  readonly received_at: Instant | null
  readonly import_id: string | null
  readonly lines: number | null
  readonly retention_of: string | null
  readonly glass: string | null
  readonly glass_by: string | null
  readonly glass_at: Instant | null
  readonly sample: string | null
  readonly sample_day: string | null
  readonly feed: string | null
  readonly feed_day: string | null
}

/** Duties with what an escalation is about and the signal; not of a second look, nor where the privacy officer must not know it. */
const DUTIES = sql`
  spoor.duty d
  left join spoor.duty o on o.id = d.escalates
  left join spoor.signal s on s.id = coalesce(d.signal_id, case when d.role is null then d.retention_of end)
    and d.look is null and o.look is null`

/**
 * Open duties by due moment, so that overdue ones come first. At most `limit` after the one named; indexes duty_open
 * (of a unit) and duty_due.
 */
export async function listDuties(
  db: Reader,
  sight: Sight,
  scope: WorklistScope,
  after: { readonly dueAt: Instant; readonly id: string } | null,
  limit: number,
): Promise<readonly DutyRow[]> {
  const { rows } = await sql<DutyRow>`
    select d.id, d.kind, o.kind as about, o.due_at as about_due_at, w.way_of_working, coalesce(d.look, o.look) as look,
           d.unit, d.role, d.due_at, s.assignee, m.name as assignee_name, s.id as signal_id, s.state, s.urgency,
           case when s.id is not null then coalesce(r.title, p.title, '') end as title, r.incident, s.forms,
           s.received_at, d.import_id, q.lines, d.feed, d.feed_day, d.retention_of, d.glass, u.name as glass_by, g.used_at as glass_at,
           d.sample, e.day::text as sample_day
      from ${DUTIES}
      left join spoor.signal w on w.id = d.signal_id
      left join spoor.registration r on r.id = s.registration_id
      left join spoor.member m on m.id = s.assignee
      left join spoor.glass g on g.id = d.glass
      left join spoor.member u on u.id = g.used_by
      left join spoor.sample e on e.id = d.sample
      ${PACK_TITLE}
      left join lateral (
        select count(*)::integer as lines from spoor.quarantine_line l
         where l.import_id = d.import_id and l.state = 'open'
      ) q on d.import_id is not null
     where d.done_at is null and ${inScope(scope)} and ${isTheirs(sight, scope)}
       and (${after === null} or (d.due_at, d.id) > (${after?.dueAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
     order by d.due_at, d.id
     limit ${limit}`.execute(db)
  return rows
}

/** How many there are in all, and how many are past their due moment. */
export async function countDuties(
  db: Reader,
  sight: Sight,
  scope: WorklistScope,
  now: Instant,
): Promise<{ readonly total: number; readonly overdue: number }> {
  const { rows } = await sql<{ total: number; overdue: number }>`
    select count(*)::integer as total, count(*) filter (where d.due_at < ${now}::timestamptz)::integer as overdue
      from ${DUTIES}
     where d.done_at is null and ${inScope(scope)} and ${isTheirs(sight, scope)}`.execute(db)
  return rows[0] ?? { total: 0, overdue: 0 }
}

/** Ends a duty of the intake with a reason. False: not there, a duty of a signal, or already ended. */
export async function resolveIntakeDuty(
  tx: Tx,
  id: string,
  by: string,
  ground: string,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update spoor.duty set done_at = ${at}, done_by = ${by}, ground = ${ground}
     where id = ${id} and num_nonnulls(import_id, feed) = 1 and done_at is null
       and not exists (select 1 from spoor.quarantine_line l
                        where l.import_id = duty.import_id and l.state = 'open')
    returning id`.execute(tx)
  return rows.length === 1
}

/** Whether there is such a duty of the intake to see, and whether it is open. */
export async function findIntakeDuty(
  db: Reader,
  id: string,
): Promise<{ readonly open: boolean } | undefined> {
  const { rows } = await sql<{ open: boolean }>`
    select done_at is null as open from spoor.duty
     where id = ${id} and num_nonnulls(import_id, feed) = 1`.execute(db)
  return rows[0]
}

/** This role has its duties for the whole organisation, of whichever unit they are. */
const OF_ALL_UNITS = 'privacy-officer'

/** By role: of the own unit, or of any. */
function byRole({ unit, roles }: Pick<WorklistScope, 'unit' | 'roles'>) {
  return sql`(d.role = any(${roles as string[]}::text[]) and (d.unit = ${unit} or d.role = ${OF_ALL_UNITS}))`
}

/**
 * A duty of a signal that they may see, or to decide whether it is kept; or of no signal. Of emergency access only who has
 * the duty knows: what was opened may be kept from the rest of the unit; so of a signal of which the privacy officer hears no
 * more than that somebody must be named.
 */
function isTheirs(sight: Sight, scope: WorklistScope) {
  return sql`((d.glass is null and (d.kind <> 'name-overseer' or d.role is null) or ${byRole(scope)}) and ${ofSeen(sight)})`
}

function ofSeen(sight: Sight) {
  return sql`(s.id is null or (d.kind = 'retention-decision' and ${sight.keeps}) or ${visibleTo(sight)})`
}

function inScope(whole: WorklistScope) {
  const { scope, memberId, unit, roles, kinds } = whole
  const kind = sql`(${kinds === null} or d.kind = any(${(kinds ?? []) as string[]}::text[]))`
  switch (scope) {
    case 'organisation':
      return kind
    case 'unit':
      return sql`(d.unit = ${unit} or (d.glass is not null and ${byRole(whole)})) and ${kind}`
    case 'mine':
      return sql`d.id = any(array(${idsOf(memberId, unit, roles)})) and ${kind}`
  }
}

/**
 * Open duties of signals that a person took up, but for those that wait for another unit or must not be known, and what
 * they have by role. As ids, for the database to find either by its own index: signal_assignee, duty_role.
 */
function idsOf(memberId: string, unit: string, roles: readonly string[]) {
  return sql`
    select d.id
      from spoor.signal s
      join spoor.duty d on d.signal_id = s.id and d.done_at is null
      left join spoor.duty o on o.id = d.escalates
     where s.assignee = ${memberId}::uuid and d.look is null and o.look is null
       and (d.place <> 'side' or d.unit = s.unit)
     union
    select id from spoor.duty
     where role = any(${roles as string[]}::text[]) and (unit = ${unit} or role = ${OF_ALL_UNITS}) and done_at is null
     union
    ${keptIds(memberId, isLeader(roles))}`
}

/** Row of spoor.signal_access by which somebody may know of a signal that is kept to few. */
const KNOWS = sql`a.ended_at is null and a.kind in ('named', 'lead', 'overseer')`

/**
 * Of signals that are kept to few, as far as they may know of them: to name somebody who leads; and for who leads what
 * climbs to a role that none of those who know of it has. Index signal_access_mine.
 */
function keptIds(memberId: string, leads: boolean) {
  return sql`
    select d.id
      from (select distinct a.signal_id from spoor.signal_access a where a.member = ${memberId}::uuid and ${KNOWS}) k
      join spoor.duty d on (d.signal_id = k.signal_id or d.retention_of = k.signal_id) and d.done_at is null
     where (d.kind = 'name-overseer' and d.role is null)
        or (${leads} and d.escalates is not null and not exists (
              select from spoor.signal_access a join spoor.member m on m.id = a.member
               where a.signal_id = k.signal_id and ${KNOWS} and m.unit = d.unit and d.role = any(m.roles)))`
}
