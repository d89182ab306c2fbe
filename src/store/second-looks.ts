import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { SignalId } from '#process/event.ts'
import type { Reader, Tx } from './database.ts'

/** A decision not to follow up, by the number of its event. */
export interface NegativeDecision {
  readonly signalId: SignalId
  readonly seq: number
  readonly decision: 'set-aside-confirmed' | 'shelved' | 'closed'
  readonly decidedAt: Instant
}

/**
 * Decisions for which it was not drawn yet whether they get a second look, the oldest first. The database makes their
 * rows with the decisions themselves, so that none is left out. Index second_look_undrawn.
 */
export async function listUndrawn(tx: Reader, limit: number): Promise<readonly NegativeDecision[]> {
  const { rows } = await sql<{
    signal_id: string
    seq: number
    decision: NegativeDecision['decision']
    decided_at: Instant
  }>`
    select signal_id, seq, decision, decided_at from spoor.second_look_draw
     where drawn is null
     order by decided_at, signal_id, seq
     limit ${limit}`.execute(tx)
  return rows.map((row) => ({
    signalId: row.signal_id,
    seq: row.seq,
    decision: row.decision,
    decidedAt: row.decided_at,
  }))
}

/**
 * Keeps the draw of one decision; `look` null: it was not drawn. False: it was drawn before, by another run perhaps, and
 * the first draw stands.
 */
export async function recordDraw(
  tx: Tx,
  organisation: OrganisationId,
  { signalId, seq }: Pick<NegativeDecision, 'signalId' | 'seq'>,
  look: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    update spoor.second_look_draw set drawn = ${look !== null}, look = ${look}::uuid
     where organisation = ${organisation} and signal_id = ${signalId} and seq = ${seq} and drawn is null
    returning seq`.execute(tx)
  return rows.length === 1
}

/** The signal and the decision behind a look. Not for who takes it; undefined: no such look. Index second_look_one. */
export async function findLook(
  db: Reader,
  organisation: OrganisationId,
  look: string,
): Promise<{ readonly signalId: SignalId; readonly seq: number } | undefined> {
  const { rows } = await sql<{ signal_id: string; seq: number }>`
    select signal_id, seq from spoor.second_look_draw
     where organisation = ${organisation} and look = ${look}`.execute(db)
  const row = rows[0]
  return row && { signalId: row.signal_id, seq: row.seq }
}

/** Keeps what came of a look. False: there is no such look, or it has its verdict. */
export async function recordVerdict(
  tx: Tx,
  organisation: OrganisationId,
  look: string,
  verdict: 'agrees' | 'follow-up',
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update spoor.second_look_draw set verdict = ${verdict}, taken_at = ${at}
     where organisation = ${organisation} and look = ${look} and verdict is null
    returning look`.execute(tx)
  return rows.length === 1
}

/** Of the decisions of a period: how many were drawn, weighed again, and how that ended. */
export interface SecondLookCount {
  readonly decisions: number
  readonly drawn: number
  readonly taken: number
  readonly agreed: number
  readonly followUp: number
}

/** Decisions taken from `from` up to, not including, `to`. Index second_look_decided. */
export async function countSecondLooks(db: Reader, from: Instant, to: Instant): Promise<SecondLookCount> {
  const { rows } = await sql<SecondLookCount>`
    select count(*)::integer as decisions,
           (count(*) filter (where drawn))::integer as drawn,
           count(verdict)::integer as taken,
           (count(*) filter (where verdict = 'agrees'))::integer as agreed,
           (count(*) filter (where verdict = 'follow-up'))::integer as "followUp"
      from spoor.second_look_draw
     where decided_at >= ${from}::timestamptz and decided_at < ${to}::timestamptz`.execute(db)
  return rows[0] ?? { decisions: 0, drawn: 0, taken: 0, agreed: 0, followUp: 0 }
}
