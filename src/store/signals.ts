import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { Span } from '#core/trace.ts'
import type { MemberId, NewEvent, SignalId } from '#process/event.ts'
import { evolve, fold } from '#process/fold.ts'
import type { Signal } from '#process/state.ts'
import type { Reader, Tx } from './database.ts'
import { insertDuties, syncDuties } from './duties.ts'
import { recordHandover } from './handovers.ts'
import { appendEvents, readEvents, type Head } from './ledger.ts'
import { insertMessage } from './messages.ts'

/** A signal that is born: its first event, and what the projections need to know of its registration. */
export interface Birth {
  readonly signalId: SignalId
  readonly eventId: string
  readonly event: NewEvent
  readonly by: MemberId
  /** null: another organisation offers it, and it has no registration of ours yet. */
  readonly sourceId: string | null
  readonly incidentKey: string
  /** Needed when the event sends a message to the other side of a handover. */
  readonly messageId?: string
  /** In whose course the message is sent. */
  readonly span?: Span | undefined
}

/** A signal under a lock, with the head of its chain. */
export interface Held {
  readonly signal: Signal
  readonly head: Head
}

/** One event further, as a person or the machine asks for it. */
export interface SavedStep {
  readonly eventId: string
  readonly event: NewEvent
  readonly by: MemberId
  readonly at: Instant
  /** Needed when the event sends a message to the other side of a handover. */
  readonly messageId?: string
  /** In whose course the message is sent. */
  readonly span?: Span | undefined
  /** Of an accepted offer: the registration that it became, stored already. */
  readonly registration?: { readonly sourceId: string; readonly incidentKey: string }
}

/** Writes births, many at once: events, projections, origin, first duties, and the message that one sends. */
export async function insertBirths(
  tx: Tx,
  organisation: OrganisationId,
  births: readonly Birth[],
  at: Instant,
): Promise<void> {
  if (births.length === 0) return
  const signals = births.map((birth) => ({ birth, signal: bornOf(birth, at) }))
  await appendEvents(
    tx,
    organisation,
    births.map(({ signalId, eventId, event, by }) => ({ signalId, head: null, id: eventId, at, by, event })),
  )
  const rows = signals.map(({ birth, signal }) => ({
    ...projection(signal),
    incident_key: birth.incidentKey,
    source_id: birth.sourceId,
  }))
  await sql`
    with r as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (id uuid, state text, phase text, origin text, unit text, forms text[], way_of_working text,
              registration_id uuid, incident_key text, source_id text, handover_id uuid, partner text, urgency text[])
    ), signals as (
      insert into spoor.signal (id, organisation, state, phase, origin, unit, forms, way_of_working, received_at,
                                received_on, incident_key, registration_id, seq, handover_id, partner, urgency)
      select id, ${organisation}, state, phase, origin, unit, forms, way_of_working, ${at}::timestamptz,
             ${dayOf(at)}::date, incident_key, registration_id, 1, handover_id, partner, urgency from r
    )
    insert into spoor.signal_registration (organisation, source_id, signal_id)
    select ${organisation}, source_id, id from r where source_id is not null`.execute(tx)
  await insertDuties(
    tx,
    organisation,
    signals.map(({ signal }) => signal),
    at,
  )
  for (const { birth, signal } of signals) {
    await recordHandover(tx, organisation, { before: null, after: signal, event: birth.event.data, at })
    await send(tx, organisation, birth, at)
  }
}

function bornOf({ signalId, event, by }: Birth, at: Instant): Signal {
  return fold(signalId, [{ seq: 1, at, by, data: event.data }])
}

/** In the transaction of the event that it tells of: neither is there without the other. */
async function send(
  tx: Tx,
  organisation: OrganisationId,
  { event, messageId, span }: Pick<SavedStep, 'event' | 'messageId' | 'span'>,
  at: Instant,
): Promise<void> {
  if (!event.sends) return
  if (messageId === undefined) throw new Error(`an event that sends ${event.sends.kind} without an id`)
  await insertMessage(tx, organisation, event.sends, { id: messageId, at, span })
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

/**
 * One event further: behind the chain, folded into the projections, and told to the other side of a handover.
 *
 * @returns the signal as it is after it.
 * @throws when the event sends a message and there is no id for it, or an offer is accepted without a registration.
 */
export async function saveStep(
  tx: Tx,
  organisation: OrganisationId,
  held: Held,
  step: SavedStep,
): Promise<Signal> {
  const { eventId, event, by, at } = step
  const after = evolve(held.signal, { seq: held.head.seq + 1, at, by, data: event.data })
  await appendEvents(tx, organisation, [{ signalId: after.id, head: held.head, id: eventId, at, by, event }])
  const row = projection(after)
  await sql`
    update spoor.signal
       set state = ${row.state}, phase = ${row.phase}, unit = ${row.unit}, assignee = ${after.assignee},
           registration_id = ${row.registration_id}, seq = ${after.seq}, outcome = ${row.outcome},
           handover_id = ${row.handover_id}, partner = ${row.partner}, hold_reason = ${row.hold_reason},
           urgency = ${row.urgency}::text[],
           incident_key = coalesce(${step.registration?.incidentKey ?? null}, incident_key)
     where id = ${after.id}`.execute(tx)
  if (event.data.type === 'offer-accepted') await tieRegistration(tx, organisation, after.id, step)
  await syncDuties(tx, organisation, { before: held.signal, after, by, at })
  await recordHandover(tx, organisation, { before: held.signal, after, event: event.data, at })
  await send(tx, organisation, step, at)
  return after
}

/** What was offered is ours from now on, under a registration of ours. */
async function tieRegistration(
  tx: Tx,
  organisation: OrganisationId,
  signalId: SignalId,
  { registration }: SavedStep,
): Promise<void> {
  if (!registration) throw new Error('an offer that is accepted without a registration')
  await sql`
    insert into spoor.signal_registration (organisation, source_id, signal_id)
    values (${organisation}, ${registration.sourceId}, ${signalId})`.execute(tx)
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
    registration_id: signal.registrations.at(-1) ?? null,
    outcome: signal.state === 'closed' ? signal.outcome : null,
    hold_reason: signal.state === 'held' ? signal.reason : null,
    urgency: signal.urgency,
    ...withWhom(signal),
  }
}

/** The handover with which a signal is away, else the one with which it came. */
function withWhom(signal: Signal): { readonly handover_id: string | null; readonly partner: string | null } {
  if (signal.state === 'handing-over' || signal.state === 'handed-over') {
    return { handover_id: signal.handover, partner: signal.partner }
  }
  return { handover_id: signal.from?.handover ?? null, partner: signal.from?.organisation ?? null }
}
