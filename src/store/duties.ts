import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { MemberId } from '#process/event.ts'
import type { Signal } from '#process/state.ts'
import type { Tx } from './database.ts'

/** The kind of duty that an overdue duty gives rise to, as the worklists name it. */
const ESCALATION = 'escalation'

/** A row of spoor.duty, as far as the fold knows it. */
interface DutyOfSignal {
  readonly id: string
  readonly signal_id: string
  readonly kind: string
  readonly unit: string
  readonly role: string | null
  readonly due_at: Instant
  /** Of an escalation: the duty that it is about. */
  readonly escalates: string | null
  /** Of a second look: what it is known by. */
  readonly look: string | null
}

/** Writes the first duties of signals that were just born. */
export async function insertDuties(
  tx: Tx,
  organisation: OrganisationId,
  signals: readonly Signal[],
  at: Instant,
): Promise<void> {
  await openDuties(tx, organisation, signals.flatMap(dutiesOf), at)
}

/** Ends the duties that a signal no longer has and opens those that are new; the others keep their due moment. */
export async function syncDuties(
  tx: Tx,
  organisation: OrganisationId,
  {
    before,
    after,
    by,
    at,
  }: { readonly before: Signal; readonly after: Signal; readonly by: MemberId; readonly at: Instant },
): Promise<void> {
  const had = new Map(dutiesOf(before).map((duty) => [duty.id, duty]))
  const has = dutiesOf(after)
  const kept = new Set(has.map(({ id }) => id))
  const gone = [...had.keys()].filter((id) => !kept.has(id))
  if (gone.length > 0) {
    await sql`
      update spoor.duty set done_at = ${at}, done_by = ${by} where id = any(${gone}::uuid[])`.execute(tx)
  }
  const fresh = has.filter(({ id }) => !had.has(id))
  await openDuties(tx, organisation, fresh, at)
  // A unit that took the signal over has a duty of its own for it, with the escalation of the one before.
  for (const { id, escalates } of has) {
    const was = had.get(id)
    if (was && was.escalates !== escalates) {
      await sql`update spoor.duty set escalates = ${escalates} where id = ${id}`.execute(tx)
    }
  }
}

async function openDuties(
  tx: Tx,
  organisation: OrganisationId,
  duties: readonly DutyOfSignal[],
  at: Instant,
): Promise<void> {
  if (duties.length === 0) return
  await sql`
    insert into spoor.duty (id, organisation, kind, unit, role, due_at, opened_at, signal_id, escalates, look)
    select id, ${organisation}, kind, unit, role, due_at, ${at}::timestamptz, signal_id, escalates, look
      from jsonb_to_recordset(${JSON.stringify(duties)}::jsonb)
        as r (id uuid, signal_id uuid, kind text, unit text, role text, due_at timestamptz, escalates uuid,
              look uuid)`.execute(tx)
}

/** The duty that a signal waits for, those beside it, and what the overdue ones climbed to. */
function dutiesOf(signal: Signal): readonly DutyOfSignal[] {
  const { id: signal_id, duty, sideDuties, escalations, secondLook } = signal
  const plain = { signal_id, role: null, escalates: null, look: null }
  const own = duty === null ? [] : [duty]
  return [
    ...own.map(({ id, kind, unit, dueAt }) => ({ ...plain, id, kind, unit, due_at: dueAt })),
    ...sideDuties.map(({ id, kind, unit, dueAt }) => {
      const look = secondLook?.duty === id ? secondLook.look : null
      return { ...plain, id, kind, unit, due_at: dueAt, look }
    }),
    ...escalations.map(({ id, unit, role, dueAt, of }) => {
      return { ...plain, id, kind: ESCALATION, unit, role, due_at: dueAt, escalates: of }
    }),
  ]
}
