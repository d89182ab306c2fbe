import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { MemberId, SignalId } from '#process/event.ts'
import type { Reader, Tx } from './database.ts'

/** What is kept past its term, why and until when. */
export interface NewHold {
  readonly id: string
  readonly recordKind: 'signal' | 'registration'
  readonly recordId: string
  readonly reason: string
  readonly words: string
  readonly from: Day
  readonly until: Day
  readonly by: MemberId
}

export interface HoldRow {
  readonly id: string
  readonly recordKind: NewHold['recordKind']
  readonly recordId: string
  readonly placedBy: MemberId
  readonly confirmedBy: MemberId | null
  readonly endedBy: MemberId | null
}

export async function insertHold(
  tx: Tx,
  organisation: OrganisationId,
  hold: NewHold,
  at: Instant,
): Promise<void> {
  await sql`
    insert into spoor.legal_hold (id, organisation, record_kind, record_id, reason, words, from_on, until_on, placed_by,
                                  placed_at)
    values (${hold.id}, ${organisation}, ${hold.recordKind}, ${hold.recordId}, ${hold.reason}, ${hold.words},
            ${hold.from}, ${hold.until}, ${hold.by}, ${at})`.execute(tx)
}

/** Held until the transaction ends; undefined: it is not there. */
export async function lockHold(tx: Tx, id: string): Promise<HoldRow | undefined> {
  const { rows } = await sql<HoldRow>`
    select id, record_kind as "recordKind", record_id as "recordId", placed_by as "placedBy",
           confirmed_by as "confirmedBy", ended_by as "endedBy"
      from spoor.legal_hold where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** A hold as people read it. Words are empty when they have had their term. */
export interface HeldRow extends HoldRow {
  readonly reason: string
  readonly words: string
  readonly from: Day
  readonly until: Day
}

/** The newest holds. */
export async function listHolds(db: Reader, limit: number): Promise<readonly HeldRow[]> {
  const { rows } = await sql<HeldRow>`
    select id, record_kind as "recordKind", record_id as "recordId", reason, words, from_on::text as "from",
           until_on::text as until, placed_by as "placedBy", confirmed_by as "confirmedBy", ended_by as "endedBy"
      from spoor.legal_hold order by placed_at desc, id limit ${limit}`.execute(db)
  return rows
}

/** From now on it keeps what it is about, until its last day. */
export async function confirmHold(tx: Tx, id: string, by: MemberId, at: Instant): Promise<void> {
  await sql`update spoor.legal_hold set confirmed_by = ${by}, confirmed_at = ${at} where id = ${id}`.execute(
    tx,
  )
}

export async function endHold(tx: Tx, id: string, by: MemberId, at: Instant): Promise<void> {
  await sql`update spoor.legal_hold set ended_by = ${by}, ended_at = ${at} where id = ${id}`.execute(tx)
}

/** Whether this login has such a record, in use or in the vault. */
export async function hasRecord(db: Reader, kind: NewHold['recordKind'], id: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select spoor.has_record(${kind}, ${id}) as has`.execute(db)
  return rows[0]?.has === true
}

/** A decision by which a signal goes on under another article; it counts when another person has consented. */
export interface NewMove {
  readonly id: string
  readonly signalId: SignalId
  readonly regime: 'wpg-9' | 'wpg-10'
  readonly reference: string
  readonly by: MemberId
  readonly on: Day
}

export interface MoveRow {
  readonly id: string
  readonly signalId: SignalId
  readonly decidedBy: MemberId | null
  readonly consentedBy: MemberId | null
  readonly lastNecessity: Day
  readonly endedOn: Day | null
}

/** A move as people read it. `decidedBy` null: by the start of an investigation. */
export interface MovedRow extends MoveRow {
  readonly regime: NewMove['regime']
  readonly reference: string
  readonly decidedAt: Instant
}

/** Of one signal, the newest first. */
export async function listMoves(db: Reader, signalId: SignalId): Promise<readonly MovedRow[]> {
  const { rows } = await sql<MovedRow>`
    select id, signal_id as "signalId", regime, reference, decided_by as "decidedBy", decided_at as "decidedAt",
           consented_by as "consentedBy", last_necessity_on::text as "lastNecessity", ended_on::text as "endedOn"
      from spoor.retention_move where signal_id = ${signalId} order by decided_at desc, id`.execute(db)
  return rows
}

/** The clock of what a signal began with. `removeOn` null: not while it is needed. */
export interface SourceClock {
  readonly regime: string
  readonly removeOn: Day | null
  readonly heldUntil: Day | null
}

/** Of its registration that goes last; undefined: none can be read any more. */
export async function sourceClock(db: Reader, signalId: SignalId): Promise<SourceClock | undefined> {
  const { rows } = await sql<SourceClock>`
    select r.regime, case when isfinite(r.remove_on) then r.remove_on::text end as "removeOn",
           r.held_until::text as "heldUntil"
      from spoor.signal_registration o
      join spoor.registration r on r.organisation = o.organisation and r.source_id = o.source_id
     where o.signal_id = ${signalId} and r.regime is not null
     order by r.remove_on desc nulls first, r.version desc limit 1`.execute(db)
  return rows[0]
}

/** False: the signal goes on under that article already. */
export async function insertMove(
  tx: Tx,
  organisation: OrganisationId,
  { id, signalId, regime, reference, by, on }: NewMove,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    insert into spoor.retention_move (id, organisation, signal_id, regime, from_seq, reference, decided_by, decided_at,
                                      last_necessity_on)
    select ${id}, ${organisation}, s.id, ${regime}, s.seq + 1, ${reference}, ${by}, ${at}, ${on}::date
      from spoor.signal s where s.id = ${signalId}
    on conflict (signal_id, regime) where ended_on is null do nothing
    returning id`.execute(tx)
  return rows.length === 1
}

/** Held until the transaction ends; undefined: it is not there. */
export async function lockMove(tx: Tx, id: string): Promise<MoveRow | undefined> {
  const { rows } = await sql<MoveRow>`
    select id, signal_id as "signalId", decided_by as "decidedBy", consented_by as "consentedBy",
           last_necessity_on as "lastNecessity", ended_on as "endedOn"
      from spoor.retention_move where id = ${id} for update`.execute(tx)
  return rows[0]
}

export async function consentMove(tx: Tx, id: string, by: MemberId, at: Instant): Promise<void> {
  await sql`update spoor.retention_move set consented_by = ${by}, consented_at = ${at} where id = ${id}`.execute(
    tx,
  )
}

/** Something showed that it is necessary still: its clock begins again. */
export async function showNecessity(tx: Tx, id: string, on: Day): Promise<void> {
  await sql`update spoor.retention_move set last_necessity_on = ${on} where id = ${id}`.execute(tx)
}

/** It is needed under this article no longer. */
export async function endMove(tx: Tx, id: string, on: Day): Promise<void> {
  await sql`
    update spoor.retention_move m set ended_on = ${on}, until_seq = s.seq
      from spoor.signal s where m.id = ${id} and s.id = m.signal_id`.execute(tx)
}

/** Why removed data are used again; a closed list of the law (Wpg art. 14). */
export type ReuseGround = 'complaint' | 'audit' | 'order'

/** What is asked of the vault. */
export interface Reuse {
  readonly id: string
  readonly recordKind: 'registration' | 'words' | 'message'
  readonly recordId: string
  readonly ground: ReuseGround
  /** Number of the complaint, the audit or the order. */
  readonly reference: string
  readonly by: MemberId
}

/** What was removed, once its ground is written down; undefined: it is not in the vault (any more). */
export async function openVault(tx: Tx, reuse: Reuse, at: Instant): Promise<unknown> {
  const { rows } = await sql<{ content: unknown }>`
    select spoor.open_vault(${reuse.id}, ${reuse.recordKind}, ${reuse.recordId}, ${reuse.ground}, ${reuse.reference},
                            ${reuse.by}, ${at}) as content`.execute(tx)
  return rows[0]?.content ?? undefined
}
