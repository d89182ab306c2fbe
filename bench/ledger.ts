import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf } from '#core/time.ts'
import type { SignalEvent } from '#process/event.ts'
import { evolve, fold } from '#process/fold.ts'
import { decide } from '#process/decide.ts'
import type { Signal } from '#process/state.ts'
import { eventHash, NOWHERE } from '#store/ledger.ts'
import type { TestDatabase } from '#store/testing.ts'
import { aProposal, atOf, roadTo, type Taken } from '../test/a-signal.ts'

const ORGANISATION: OrganisationId = 'politie'
const SIGNALS_AT_ONCE = 200

/** One history that holds, by the deciders: what is repeated under other ids. */
interface Template {
  readonly events: readonly SignalEvent[]
  readonly signal: Signal
}

function template(road: readonly Taken[]): Template {
  let signal = aProposal(ORGANISATION)
  const now = atOf(signal)
  const birth = eventOf(1, 'spoor', now.now, {
    type: 'signal-proposed',
    registration: 'id-0',
    channel: signal.channel ?? '',
    catalogue: 'c',
    forms: signal.forms,
    indicators: ['ALG-01'],
    unit: signal.unit,
    wayOfWorking: signal.wayOfWorking,
    law: signal.law ?? '',
    duty: signal.duty!,
  })
  const events = [birth]
  signal = fold(signal.id, events)
  for (const [step, actor] of road) {
    const decision = decide(signal, step, actor, now)
    if (!decision.ok) throw new Error(`${step.type} refused: ${decision.refusal}`)
    const event = eventOf(events.length + 1, actor.id, now.now, decision.value.data)
    events.push(event)
    signal = evolve(signal, event)
  }
  return { events, signal }
}

function eventOf(seq: number, by: string, at: string, data: SignalEvent['data']): SignalEvent {
  return { seq, at, by, data }
}

export interface Loaded {
  readonly signals: number
  readonly events: number
}

/**
 * Fills a database with at least so many events of signals that wait to be weighed, every fifth of them closed. Rows as
 * the store would write them, with the real hashes; triggers off, for a million events must not take an hour.
 *
 * @param from  The number of the first signal: more can be added later.
 */
export async function loadLedger(database: TestDatabase, events: number, from = 0): Promise<Loaded> {
  const weighing = template(roadTo('weighing', ORGANISATION))
  const closed = template(roadTo('closed', ORGANISATION))
  let loaded: Loaded = { signals: 0, events: 0 }
  while (loaded.events < events) {
    const first = from + loaded.signals
    const numbers = Array.from({ length: SIGNALS_AT_ONCE }, (_, n) => first + n)
    const some = numbers.map((number) => rowsOf(number % 5 === 0 ? closed : weighing, number))
    await insert(database, some)
    const added = some.reduce((sum, one) => sum + one.events.length, 0)
    loaded = { signals: loaded.signals + some.length, events: loaded.events + added }
  }
  await database.as('owner').pool.query('analyze')
  return loaded
}

type Rows = ReturnType<typeof rowsOf>

function rowsOf({ events, signal }: Template, number: number) {
  const prefix = (number + 1).toString(16).padStart(8, '0')
  const uuid = (n: number, kind: string) => `${prefix}-${kind}-4000-8000-${n.toString(16).padStart(12, '0')}`
  const anew = <T>(value: T) =>
    JSON.parse(
      JSON.stringify(value).replaceAll(/"id-(\d+)"/g, (_, n: string) => `"${uuid(Number(n), '0001')}"`),
    ) as T
  const id = uuid(0, '0000')
  let previous = NOWHERE
  const rows = events.map(({ seq, at, by, data: said }) => {
    const { type, ...data } = anew(said)
    const own = { organisation: ORGANISATION, signal: id, seq, id: uuid(seq, '0002'), type, at, by, data }
    const hash = eventHash({ ...own, content: null, previous })
    const row = { signal_id: id, seq, id: own.id, type, at, by_member: by, data, previous, hash }
    previous = hash
    return row
  })
  const { duty } = anew({ duty: signal.duty })
  const { state, phase, unit, forms, wayOfWorking: way, receivedAt: received } = signal
  const outcome = signal.state === 'closed' ? signal.outcome : null
  return {
    events: rows,
    head: { signal_id: id, seq: rows.length, hash: previous },
    signal: {
      ...{ id, state, phase, unit, forms, way, received, received_on: dayOf(received), outcome },
      ...{ seq: rows.length, registration: uuid(0, '0001'), incident: id },
    },
    duty: duty && { ...duty, signal_id: id, opened: received },
    draw: outcome === null ? null : { signal_id: id, seq: rows.length, at: received },
  }
}

async function insert(database: TestDatabase, some: readonly Rows[]): Promise<void> {
  const json = (rows: readonly unknown[]) => JSON.stringify(rows.filter((one) => one !== null))
  await database
    .as('owner')
    .db.transaction()
    .execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`
      insert into spoor.event (organisation, signal_id, seq, id, type, at, by_member, data, previous, hash)
      select ${ORGANISATION}, signal_id, seq, id, type, at, by_member, data, decode(previous, 'hex'), decode(hash, 'hex')
        from jsonb_to_recordset(${json(some.flatMap(({ events }) => events))}::jsonb)
             as r (signal_id uuid, seq integer, id uuid, type text, at timestamptz, by_member text, data jsonb,
                   previous text, hash text)`.execute(tx)
      await sql`
      insert into spoor.ledger_head (organisation, signal_id, seq, hash)
      select ${ORGANISATION}, signal_id, seq, decode(hash, 'hex')
        from jsonb_to_recordset(${json(some.map(({ head }) => head))}::jsonb)
             as r (signal_id uuid, seq integer, hash text)`.execute(tx)
      await sql`
      insert into spoor.signal (id, organisation, state, phase, origin, unit, forms, way_of_working, received_at,
                                received_on, incident_key, registration_id, seq, outcome)
      select id, ${ORGANISATION}, state, phase, 'scan', unit, forms, way, received, received_on, incident, registration,
             seq, outcome
        from jsonb_to_recordset(${json(some.map(({ signal }) => signal))}::jsonb)
             as r (id uuid, state text, phase text, unit text, forms text[], way text, received timestamptz,
                   received_on date, incident text, registration uuid, seq integer, outcome text)`.execute(tx)
      await sql`
      insert into spoor.registration (id, organisation, source_id, version, content_hash, kind, registered_at,
          registered_at_text, incident, incident_key, title, text, persons, vehicles, received_at, received_on)
      select registration, ${ORGANISATION}, incident, 1, convert_to(incident, 'UTF8'), 'mutatie', received, '', '',
             incident, 'Melding', 'Fictieve tekst.', '[]', '[]', received, received_on
        from jsonb_to_recordset(${json(some.map(({ signal }) => signal))}::jsonb)
             as r (registration uuid, incident text, received timestamptz, received_on date)`.execute(tx)
      await sql`
      insert into spoor.duty (id, organisation, kind, unit, due_at, opened_at, signal_id)
      select id, ${ORGANISATION}, kind, unit, "dueAt", opened, signal_id
        from jsonb_to_recordset(${json(some.map(({ duty }) => duty))}::jsonb)
             as r (id uuid, kind text, unit text, "dueAt" timestamptz, opened timestamptz, signal_id uuid)`.execute(
        tx,
      )
      await sql`
      insert into spoor.second_look_draw (organisation, signal_id, seq, decision, decided_at)
      select ${ORGANISATION}, signal_id, seq, 'closed', at
        from jsonb_to_recordset(${json(some.map(({ draw }) => draw))}::jsonb)
             as r (signal_id uuid, seq integer, at timestamptz)`.execute(tx)
    })
}
