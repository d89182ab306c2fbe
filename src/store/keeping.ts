import { sql } from 'kysely'
import type { Instant } from '#core/time.ts'
import type { MemberId } from '#process/event.ts'
import type { Keeper } from '#process/keeping.ts'
import type { NewSignalAccess } from './access.ts'
import type { Reader, Tx } from './database.ts'

/** A decision on who may know of a signal. Its ground is null when its words have had their term. */
export interface AccessDecisionRow {
  readonly kind: 'named' | 'lead' | 'released'
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

/** Those of these that are colleagues, with their roles. */
export async function findKeepers(db: Reader, ids: readonly MemberId[]): Promise<readonly Keeper[]> {
  const { rows } = await sql<Keeper>`
    select id, unit, roles from spoor.member where id = any(${ids as string[]}::uuid[])`.execute(db)
  return rows
}
