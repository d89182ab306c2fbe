import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { MemberId, NewEvent, SignalId } from '#process/event.ts'
import { evolve, fold, type Signal } from '#process/state.ts'
import { appendEvents, readEvents, type Head } from './ledger.ts'
import type { Reader, Tx } from './database.ts'

/** The kind of duty that an overdue duty gives rise to, as the worklists name it. */
const ESCALATION = 'escalation'

/** A signal that is born: its first event, and what the projections need to know of its registration. */
export interface Birth {
  readonly signalId: SignalId
  readonly eventId: string
  readonly event: NewEvent
  readonly by: MemberId
  readonly sourceId: string
  readonly incidentKey: string
}

/** A signal under a lock, with the head of its chain. */
export interface Held {
  readonly signal: Signal
  readonly head: Head
}

/** Writes births, many at once: events, projections, origin and first duty. */
export async function insertBirths(
  tx: Tx,
  organisation: OrganisationId,
  births: readonly Birth[],
  at: Instant,
): Promise<void> {
  if (births.length === 0) return
  const signals = births.map(({ signalId, eventId, event, by, sourceId, incidentKey }) => {
    const signal = fold(signalId, [{ seq: 1, at, by, data: event.data }])
    if (signal.state === 'closed') throw new Error('a signal that is born closed')
    return {
      append: { signalId, head: null, id: eventId, at, by, event },
      row: {
        ...projection(signal),
        incident_key: incidentKey,
        source_id: sourceId,
        duty_id: signal.duty.id,
        duty_kind: signal.duty.kind,
        duty_unit: signal.duty.unit,
        due_at: signal.duty.dueAt,
      },
    }
  })
  await appendEvents(
    tx,
    organisation,
    signals.map(({ append }) => append),
  )
  const rows = JSON.stringify(signals.map(({ row }) => row))
  await sql`
    with r as materialized (
      select * from jsonb_to_recordset(${rows}::jsonb)
        as r (id uuid, state text, phase text, origin text, unit text, forms text[], way_of_working text,
              registration_id uuid, incident_key text, source_id text, duty_id uuid, duty_kind text, duty_unit text,
              due_at timestamptz)
    ), signals as (
      insert into spoor.signal (id, organisation, state, phase, origin, unit, forms, way_of_working, received_at,
                                received_on, incident_key, registration_id, seq)
      select id, ${organisation}, state, phase, origin, unit, forms, way_of_working, ${at}::timestamptz,
             ${dayOf(at)}::date, incident_key, registration_id, 1 from r
    ), origins as (
      insert into spoor.signal_registration (organisation, source_id, signal_id)
      select ${organisation}, source_id, id from r
    )
    insert into spoor.duty (id, organisation, kind, unit, due_at, opened_at, signal_id)
    select duty_id, ${organisation}, duty_kind, duty_unit, due_at, ${at}::timestamptz, id from r`.execute(tx)
}

/** Loads one signal for a change and holds it until the transaction ends; undefined when there is none to see. */
export async function holdSignal(tx: Tx, signalId: SignalId): Promise<Held | undefined> {
  const { rows } = await sql`select 1 from spoor.signal where id = ${signalId} for update`.execute(tx)
  if (rows.length === 0) return undefined
  const events = await readEvents(tx, signalId)
  const last = events.at(-1)
  if (!last) return undefined
  return { signal: fold(signalId, events), head: { seq: last.seq, hash: last.hash } }
}

/** One event further: behind the chain, and folded into the projections. @returns the signal as it is after it. */
export async function saveStep(
  tx: Tx,
  organisation: OrganisationId,
  held: Held,
  step: { readonly eventId: string; readonly event: NewEvent; readonly by: MemberId; readonly at: Instant },
): Promise<Signal> {
  const { eventId, event, by, at } = step
  const after = evolve(held.signal, { seq: held.head.seq + 1, at, by, data: event.data })
  await appendEvents(tx, organisation, [{ signalId: after.id, head: held.head, id: eventId, at, by, event }])
  const row = projection(after)
  await sql`
    update spoor.signal
       set state = ${row.state}, phase = ${row.phase}, unit = ${row.unit}, assignee = ${after.assignee},
           registration_id = ${row.registration_id}, seq = ${after.seq},
           outcome = ${after.state === 'closed' ? after.outcome : null}
     where id = ${after.id}`.execute(tx)
  const before = dutiesOf(held.signal)
  const now = dutiesOf(after)
  const gone = before.filter(({ id }) => !now.some((duty) => duty.id === id)).map(({ id }) => id)
  if (gone.length > 0) {
    await sql`update spoor.duty set done_at = ${at}, done_by = ${by} where id = any(${gone}::uuid[])`.execute(
      tx,
    )
  }
  for (const { id, kind, unit, role, dueAt } of now.filter(
    (duty) => !before.some(({ id }) => id === duty.id),
  )) {
    await sql`
      insert into spoor.duty (id, organisation, kind, unit, role, due_at, opened_at, signal_id)
      values (${id}, ${organisation}, ${kind}, ${unit}, ${role}, ${dueAt}, ${at}, ${after.id})`.execute(tx)
  }
  return after
}

/** The duty of a signal and, when it is overdue, what it climbed to. */
function dutiesOf({ duty, escalation }: Signal) {
  const own = duty === null ? [] : [{ ...duty, kind: duty.kind as string, role: null as string | null }]
  return escalation === null ? own : [...own, { ...escalation, kind: ESCALATION, role: escalation.role }]
}

/** Signals that the registrations of these sources already gave rise to, by source id. */
export async function findSignalsOf(
  tx: Reader,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, SignalId>> {
  if (sourceIds.length === 0) return new Map()
  const { rows } = await sql<{ source_id: string; signal_id: string }>`
    select source_id, signal_id from spoor.signal_registration
     where source_id = any(${sourceIds as string[]}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.source_id, row.signal_id]))
}

function projection(signal: Signal) {
  return {
    id: signal.id,
    state: signal.state,
    phase: signal.phase,
    origin: signal.origin,
    unit: signal.unit,
    forms: signal.forms,
    way_of_working: signal.wayOfWorking,
    registration_id: signal.registrations.at(-1),
  }
}
