import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { MemberId } from '#process/event.ts'
import type { Keeper } from '#process/keeping.ts'
import type { NewSignalAccess } from './access.ts'
import type { Reader, Tx } from './database.ts'

/** A decision on who may know of a signal. Its ground is null when its words have had their term. */
export interface AccessDecisionRow {
  readonly kind: 'named' | 'lead' | 'released' | 'overseer'
  readonly member: MemberId | null
  readonly memberName: string | null
  readonly by: MemberId
  readonly byName: string
  readonly at: Instant
  readonly endedAt: Instant | null
  readonly ground: string | null
}

/** All that was decided, newest first; emergency access is no decision on the signal. */
export async function listAccessDecisions(
  db: Reader,
  signalId: string,
): Promise<readonly AccessDecisionRow[]> {
  const { rows } = await sql<AccessDecisionRow>`
    select a.kind, a.member, m.name as "memberName", a.granted_by as by, g.name as "byName", a.granted_at as at,
           a.ended_at as "endedAt", a.ground
      from spoor.signal_access a
      left join spoor.member m on m.id = a.member
      join spoor.member g on g.id = a.granted_by
     where a.signal_id = ${signalId} and a.kind <> 'emergency'
     order by a.granted_at desc, a.id`.execute(db)
  return rows
}

/** Ends what holds of one kind. */
export async function endSignalAccess(
  tx: Tx,
  signalId: string,
  kind: NewSignalAccess['kind'],
  by: MemberId,
  at: Instant,
): Promise<void> {
  await sql`
    update spoor.signal_access set ended_by = ${by}, ended_at = ${at}
     where signal_id = ${signalId} and kind = ${kind} and ended_at is null`.execute(tx)
}

/** A colleague with when they last signed in. */
export interface SeenKeeper extends Keeper {
  readonly seenAt: Instant
}

/** Those of these that are colleagues, with their roles. */
export async function findKeepers(db: Reader, ids: readonly MemberId[]): Promise<readonly SeenKeeper[]> {
  const { rows } = await sql<SeenKeeper>`
    select id, unit, roles, seen_at as "seenAt" from spoor.member
     where id = any(${ids as string[]}::uuid[])`.execute(db)
  return rows
}

/** Signals that wait for somebody and are kept to few. At most `limit` behind `after`; index signal_access_signal. */
export async function listKept(
  db: Reader,
  running: string,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ signal_id: string }>`
    select distinct a.signal_id
      from spoor.signal_access a join spoor.signal s on s.id = a.signal_id
     where a.ended_at is null and a.signal_id > ${after}::uuid and ${isKept(running)}
       and exists (select from spoor.duty d where d.signal_id = s.id and d.done_at is null)
     order by 1 limit ${limit}`.execute(db)
  return rows.map(({ signal_id }) => signal_id)
}

/** By row `a` of its access signal `s` is kept to few. */
function isKept(running: string) {
  return sql`(a.kind = 'named' or (a.kind = 'lead' and s.channel = ${running} and not exists (
    select from spoor.signal_access r
     where r.signal_id = s.id and r.kind = 'released' and r.ended_at is null)))`
}

/** A signal as it is kept, held until the transaction ends. */
export interface KeptRow {
  readonly unit: string
  readonly duty: { readonly id: string; readonly role: string | null; readonly dueAt: Instant } | null
  readonly isKept: boolean
  readonly isWaiting: boolean
}

export async function lockKept(tx: Tx, signalId: string, running: string): Promise<KeptRow | undefined> {
  const { rows } = await sql<KeptRow & { id: string | null; role: string | null; dueAt: Instant | null }>`
    select s.unit, d.id, d.role, d.due_at as "dueAt",
           exists (select from spoor.signal_access a
                    where a.signal_id = s.id and a.ended_at is null and ${isKept(running)}) as "isKept",
           exists (select from spoor.duty w where w.signal_id = s.id and w.done_at is null) as "isWaiting"
      from spoor.signal s
      left join spoor.duty d on d.retention_of = s.id and d.kind = 'name-overseer' and d.done_at is null
     where s.id = ${signalId}
       for update of s`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  const { id, role, dueAt, ...rest } = row
  return { ...rest, duty: id === null || dueAt === null ? null : { id, role, dueAt } }
}

/** Somebody must name who leads: those who know of it, or with a role the privacy officer. */
export async function openKeepingDuty(
  tx: Tx,
  organisation: OrganisationId,
  duty: {
    readonly id: string
    readonly signalId: string
    readonly unit: string
    readonly role: 'privacy-officer' | null
    readonly dueAt: Instant
  },
  at: Instant,
): Promise<void> {
  const { id, signalId, unit, role, dueAt } = duty
  await sql`
    insert into spoor.duty (id, organisation, kind, unit, role, due_at, opened_at, retention_of)
    values (${id}, ${organisation}, 'name-overseer', ${unit}, ${role}, ${dueAt}, ${at}, ${signalId})`.execute(
    tx,
  )
}

export async function endKeepingDuty(tx: Tx, id: string, by: MemberId, at: Instant): Promise<void> {
  await sql`update spoor.duty set done_at = ${at}, done_by = ${by} where id = ${id}`.execute(tx)
}
