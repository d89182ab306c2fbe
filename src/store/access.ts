import { sql, type RawBuilder } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'

/** What the database knows of a signal that decides who may see it. */
export interface SignalAccessRow {
  readonly organisation: OrganisationId
  readonly unit: string
  readonly channel: string | null
  readonly askedUnits: readonly string[]
  readonly named: readonly string[] | null
  /** Who leads, and hears that something is late, beside those who are named. */
  readonly overseers: readonly string[] | null
  readonly openedTo: readonly string[] | null
  readonly lead: string | null
  readonly released: boolean
  readonly reportedBy: string | null
  readonly submitted: boolean
  readonly reportedToCoMensha: boolean
  readonly retention: 'in-use' | 'removed' | 'destroyed'
}

/** Units with an open duty on signal `s`, and the arm that took over what was learned; not who looks again, blind. */
const ASKED = sql`
  select d.unit from spoor.duty d
    left join spoor.duty o on o.id = d.escalates
   where d.signal_id = s.id and d.look is null and o.look is null
     and (d.done_at is null or (d.kind = 'accept-crossing' and exists (
           select from spoor.event e
            where e.organisation = s.organisation and e.signal_id = s.id and e.type = 'crossing-accepted')))`

/** Who stands on the list of signal `s`, of these kinds, at some moment. */
function listed(kinds: readonly string[], now: Instant) {
  return sql`spoor.signal_access a
   where a.signal_id = s.id and a.ended_at is null and a.kind = any(${kinds as string[]}::text[])
     and (a.until is null or a.until > ${now}::timestamptz)`
}

/** The facts of one signal; undefined when there is none to see. */
export async function findSignalAccess(
  db: Reader,
  signalId: string,
  now: Instant,
): Promise<SignalAccessRow | undefined> {
  const { rows } = await sql<SignalAccessRow>`
    select s.organisation, s.unit, s.channel, array(${ASKED}) as "askedUnits",
           (select array_agg(a.member::text) from ${listed(['named'], now)}) as named,
           (select array_agg(a.member::text) from ${listed(['overseer'], now)}) as overseers,
           (select array_agg(a.member::text) from ${listed(['emergency'], now)}) as "openedTo",
           (select a.member::text from ${listed(['lead'], now)}) as lead,
           exists (select from ${listed(['released'], now)}) as released,
           (select e.by_member from spoor.event e
             where e.organisation = s.organisation and e.signal_id = s.id and e.seq = 1
               and e.type = 'signal-registered') as "reportedBy",
           s.phase = 'investigation' as submitted,
           exists (select from spoor.event e
                    where e.organisation = s.organisation and e.signal_id = s.id
                      and e.data -> 'guards' ->> 'comensha' = 'reported') as "reportedToCoMensha",
           spoor.retention_state(s.id) as retention
      from spoor.signal s
     where s.id = ${signalId}`.execute(db)
  return rows[0]
}

/** Signals that stand open to somebody because they broke the glass, with until when. */
export async function openedTo(
  db: Reader,
  member: string,
  now: Instant,
): Promise<ReadonlyMap<string, Instant>> {
  const { rows } = await sql<{ signal_id: string; until: Instant }>`
    select signal_id, max(until) as until from spoor.signal_access
     where kind = 'emergency' and member = ${member}::uuid and signal_id is not null and ended_at is null
       and until > ${now}::timestamptz
     group by signal_id`.execute(db)
  return new Map(rows.map(({ signal_id: id, until }) => [id, until]))
}

/** Who looks at a list of signals, as far as it decides which they see. */
export interface Sight {
  readonly member: string
  readonly unit: string
  /** Whether they read signals at all, by their roles and for what they said. */
  readonly reads: boolean
  /** Decides what is kept and what goes, so that a duty to decide it is theirs whatever the signal is kept to. */
  readonly keeps: boolean
  /** Stands in where a running investigation has no lead yet. */
  readonly leads: boolean
  /** Units whose signals are of no other arm than theirs; null: their unit has no arm, so no arm is another. */
  readonly ownArm: readonly string[] | null
  /** The words for a running investigation and for a source that is protected. */
  readonly running: string
  readonly informant: string
  readonly now: Instant
}

/** Of what has ended and whose content is past its term nobody reads that it was there, outside accountability. */
const IN_USE = sql`
  (s.state not in ('closed', 'handed-over')
    or exists (select from spoor.signal_registration o where o.signal_id = s.id)
    or exists (select from spoor.event e join spoor.event_content c on c.event_id = e.id
                where e.organisation = s.organisation and e.signal_id = s.id)
    or (s.registration_id is null and not exists (
         select from spoor.event e
          where e.organisation = s.organisation and e.signal_id = s.id and e.content_hash is not null)))`

/** Whether signal `s` is one that they see: the same as process/authorisation.ts says of each by itself. */
export function visibleTo(sight: Sight): RawBuilder<unknown> {
  const { member, unit, reads, leads, ownArm, running, informant, now } = sight
  const mine = sql`exists (select from ${listed(['named', 'overseer', 'emergency'], now)} and a.member = ${member}::uuid)`
  const concerned = sql`(s.unit = ${unit} or ${unit} = any(array(${ASKED})) or ${mine})`
  return sql`(${reads} and ${IN_USE}
    and (not exists (select from ${listed(['named'], now)}) or ${mine})
    and (s.channel is distinct from ${running}
         or exists (select from ${listed(['released'], now)}) or ${mine}
         or exists (select from ${listed(['lead'], now)} and a.member = ${member}::uuid)
         or (${leads} and not exists (select from ${listed(['lead'], now)})
             and (s.unit = ${unit} or ${unit} = any(array(${ASKED})))))
    and (${ownArm === null} or s.unit = any(${(ownArm ?? []) as string[]}::text[]) or ${concerned})
    and (s.channel is distinct from ${informant} or ${concerned}))`
}

/** A signal is kept to somebody, led, released or opened. */
export interface NewSignalAccess {
  readonly id: string
  readonly signalId: string
  readonly kind: 'named' | 'lead' | 'released' | 'emergency' | 'overseer'
  readonly member: string | null
  readonly ground: string
  readonly by: string
  readonly at: Instant
  readonly until: Instant | null
}

export async function insertSignalAccess(
  tx: Tx,
  organisation: OrganisationId,
  { id, signalId, kind, member, ground, by, at, until }: NewSignalAccess,
): Promise<void> {
  await sql`
    insert into spoor.signal_access (organisation, id, signal_id, kind, member, ground, granted_by, granted_at, until)
    values (${organisation}, ${id}, ${signalId}, ${kind}, ${member}, ${ground}, ${by}, ${at}, ${until})`.execute(
    tx,
  )
}
