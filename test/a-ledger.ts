import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { dutchCalendar } from '#actions/calendar.ts'
import { readLaw } from '#actions/law.ts'
import { readWaysOfWorking } from '#actions/ways-of-working.ts'
import type { Form } from '#core/form.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { dayOf } from '#core/time.ts'
import { decide } from '#process/decide.ts'
import type { Actor, Circumstances } from '#process/duty.ts'
import { escalate } from '#process/escalation.ts'
import { MACHINE, type NewEvent, type SignalId } from '#process/event.ts'
import { evolve } from '#process/fold.ts'
import { receiveMessage } from '#process/handover-answer.ts'
import { lapse, outcomeToTell } from '#process/handover.ts'
import { drawSecondLook } from '#process/second-look.ts'
import { noteChange, propose, register } from '#process/signal.ts'
import { isOpen, type Signal } from '#process/state.ts'
import type { Step } from '#process/step.ts'
import { inTransaction, type Tx } from '#store/database.ts'
import { appendEvents } from '#store/ledger.ts'
import { findByHandover, listUnhandled, markHandled } from '#store/messages.ts'
import { holdSignal, insertBirths, saveStep } from '#store/signals.ts'
import { testDatabase, type TestDatabase } from '#store/testing.ts'

/** Somebody who may do everything, of this unit. */
export type Colleague = Actor & { readonly organisation: OrganisationId }

/** Ledgers of all organisations in a database of their own, written by the deciders and the store, without a house. */
export class ALedger {
  readonly database: TestDatabase
  now: string
  readonly #ways = readWaysOfWorking()
  readonly #law = readLaw()
  readonly #calendar = dutchCalendar()

  constructor(database: TestDatabase, now: string) {
    this.database = database
    this.now = now
  }

  colleague(organisation: OrganisationId, unit?: string): Colleague {
    const roles = ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead']
    const own = unit ?? this.rules(organisation).triageUnit
    const qualifications = ['trafficking-certified', 'trained-first-contact'].map((id) => ({
      id,
      until: null,
    }))
    return { organisation, id: randomUUID(), unit: own, roles, qualifications }
  }

  rules(organisation: OrganisationId) {
    return this.#ways.inForce(organisation, dayOf(this.now))
  }

  /** A signal of the scan, or by the hand of an officer. `channel` null: as the oldest events have it, without one. */
  async born(
    organisation: OrganisationId,
    {
      forms = ['arbeid'],
      channel = 'melding',
      by = null,
    }: {
      readonly forms?: readonly Form[]
      readonly channel?: string | null
      readonly by?: Colleague | null
    } = {},
  ): Promise<SignalId> {
    const now = this.circumstances(organisation)
    return this.#within(organisation, async (tx) => {
      const registration = await this.#registration(tx, organisation, channel ?? 'melding')
      const birth = { registration, channel: channel ?? '', catalogue: 'c', forms, indicators: ['ALG-01'] }
      const event = by ? register(birth, 'Gezien en gemeld.', now) : propose(birth, now)
      if (channel === null) Reflect.deleteProperty(event.data, 'channel')
      const signalId = randomUUID()
      const ids = { signalId, eventId: randomUUID(), sourceId: registration, incidentKey: registration }
      await insertBirths(tx, organisation, [{ ...ids, event, by: by?.id ?? MACHINE }], this.now)
      return signalId
    })
  }

  /** Many proposals of the scan at once, each with a second event. */
  async bornMany(organisation: OrganisationId, count: number): Promise<void> {
    const now = this.circumstances(organisation)
    await this.#within(organisation, async (tx) => {
      const ids = await this.#registrations(tx, organisation, 'melding', count)
      const births = ids.map((registration) => {
        const birth = { registration, channel: 'melding', catalogue: 'c', forms: [], indicators: [] }
        const signalId = randomUUID()
        const known = { signalId, eventId: randomUUID(), sourceId: registration, incidentKey: registration }
        return { ...known, event: propose(birth, now), by: MACHINE }
      })
      await insertBirths(tx, organisation, births, this.now)
      const { rows } = await sql<{ signalId: string; seq: number; hash: string }>`
        select signal_id as "signalId", seq, encode(hash, 'hex') as hash from spoor.ledger_head
         where seq = 1`.execute(tx)
      const assignee = randomUUID()
      const event = { data: { type: 'taken-up', assignee }, content: null } as const
      const taken = rows.map(({ signalId, ...head }) => {
        return { signalId, head, id: randomUUID(), at: this.now, by: assignee, event }
      })
      await appendEvents(tx, organisation, taken)
      await sql`update spoor.signal set seq = 2, assignee = ${assignee} where seq = 1`.execute(tx)
    })
  }

  /** One after the other. @throws when one is refused: the story of the test is wrong then. */
  async take(signalId: SignalId, ...steps: readonly (readonly [Colleague, Step])[]): Promise<Signal> {
    let after: Signal | undefined
    for (const [actor, step] of steps) {
      after = await this.write(actor.organisation, signalId, actor.id, (signal, now) => {
        const decision = decide(signal, step, actor, now)
        if (!decision.ok) throw new Error(`${step.type} refused: ${decision.refusal}`)
        return decision.value
      })
    }
    if (!after) throw new Error('no step to take')
    return after
  }

  /** What the machine writes, or whatever a test wants to have written. */
  async write(
    organisation: OrganisationId,
    signalId: SignalId,
    by: string,
    make: (signal: Signal, now: Circumstances) => NewEvent | null,
  ): Promise<Signal> {
    return this.#within(organisation, (tx) =>
      this.#save(tx, organisation, signalId, by, (signal) => make(signal, this.circumstances(organisation))),
    )
  }

  escalate(organisation: OrganisationId, signalId: SignalId): Promise<Signal> {
    return this.write(organisation, signalId, MACHINE, escalate)
  }

  lapse(organisation: OrganisationId, signalId: SignalId): Promise<Signal> {
    return this.write(organisation, signalId, MACHINE, (signal, now) =>
      isOpen(signal) ? lapse(signal, now) : null,
    )
  }

  /** New text that says something, or says nothing. */
  async change(organisation: OrganisationId, signalId: SignalId, isSignal: boolean): Promise<Signal> {
    const registration = await this.#within(organisation, (tx) =>
      this.#registration(tx, organisation, 'melding'),
    )
    const change = { registration, catalogue: 'c', indicators: ['ALG-01'] }
    return this.write(organisation, signalId, MACHINE, (signal, now) =>
      noteChange(signal, change, isSignal, now),
    )
  }

  /** Draws the decision of the newest event for a second look. */
  async draw(
    organisation: OrganisationId,
    signalId: SignalId,
    deciders: readonly Colleague[],
  ): Promise<Signal> {
    const after = await this.write(organisation, signalId, MACHINE, (signal, now) =>
      drawSecondLook(
        signal,
        signal.seq,
        deciders.map(({ id }) => id),
        now,
      ),
    )
    const { look, of } = after.secondLook ?? { look: '', of: 0 }
    await sql`update spoor.second_look_draw set drawn = true, look = ${look}
               where signal_id = ${signalId} and seq = ${of}`.execute(this.#db(organisation))
    return after
  }

  async judged(organisation: OrganisationId, look: string, verdict: string): Promise<void> {
    await sql`update spoor.second_look_draw set verdict = ${verdict}, taken_at = ${this.now}
               where look = ${look}`.execute(this.#db(organisation))
  }

  /** Brings every message to who it is for, until there is none that can be dealt with. */
  async deliver(): Promise<void> {
    for (let handled = 1; handled > 0;) {
      handled = 0
      for (const organisation of ORGANISATIONS) handled += await this.#receive(organisation)
    }
  }

  /** The signal of this handover here. */
  async ofHandover(organisation: OrganisationId, handover: string): Promise<SignalId> {
    const found = await this.#within(organisation, (tx) => findByHandover(tx, handover))
    if (found === undefined) throw new Error('a handover that has not arrived')
    return found
  }

  circumstances(organisation: OrganisationId): Circumstances {
    const { offence, places } = this.#law.versionOn(dayOf(this.now))
    if (!offence) throw new Error('no law')
    const law = { offence, places: places?.places ?? [] }
    return {
      ...{ rules: this.rules(organisation), law, calendar: this.#calendar },
      ...{ now: this.now, newId: randomUUID },
    }
  }

  close(): Promise<void> {
    return this.database.drop()
  }

  #receive(organisation: OrganisationId): Promise<number> {
    return this.#within(organisation, async (tx) => {
      const messages = await listUnhandled(tx, organisation, 100)
      let handled = 0
      for (const { id, sender, receiver, ...message } of messages) {
        const signalId = await findByHandover(tx, message.handover)
        const held = signalId === undefined ? undefined : await holdSignal(tx, signalId)
        const full = { ...message, to: receiver, pack: EMPTY_PACK, words: '' }
        const now = this.circumstances(organisation)
        const reception = receiveMessage(held?.signal ?? null, full as never, sender, now)
        if (reception === 'too-early') continue
        if (reception !== 'nothing') {
          if (signalId === undefined) await this.#bear(tx, organisation, reception.event)
          else await this.#save(tx, organisation, signalId, MACHINE, () => reception.event)
        }
        await markHandled(tx, id, reception === 'nothing' ? 'nothing' : 'done', this.now)
        handled++
      }
      return handled
    })
  }

  async #bear(tx: Tx, organisation: OrganisationId, event: NewEvent): Promise<void> {
    const ids = { signalId: randomUUID(), eventId: randomUUID(), messageId: randomUUID() }
    const birth = { ...ids, event, by: MACHINE, sourceId: null, incidentKey: randomUUID() }
    await insertBirths(tx, organisation, [birth], this.now)
  }

  async #save(
    tx: Tx,
    organisation: OrganisationId,
    signalId: SignalId,
    by: string,
    make: (signal: Signal) => NewEvent | null,
  ): Promise<Signal> {
    const held = await holdSignal(tx, signalId)
    if (!held) throw new Error(`no signal ${signalId} of ${organisation}`)
    let event = make(held.signal)
    if (!event) throw new Error('nothing to write')
    let registration
    if (event.data.type === 'offer-accepted') {
      const id = await this.#registration(tx, organisation, 'overdracht')
      event = { ...event, data: { ...event.data, registration: id } }
      registration = { sourceId: id, incidentKey: id }
    }
    const after = evolve(held.signal, { seq: held.head.seq + 1, at: this.now, by, data: event.data })
    const sends = event.sends ?? outcomeToTell(held.signal, after)
    return saveStep(tx, organisation, held, {
      ...{ eventId: randomUUID(), by, at: this.now, event: sends ? { ...event, sends } : event },
      ...(sends && { messageId: randomUUID() }),
      ...(registration && { registration }),
    })
  }

  async #registration(tx: Tx, organisation: OrganisationId, kind: string): Promise<string> {
    const [id] = await this.#registrations(tx, organisation, kind, 1)
    return id!
  }

  async #registrations(
    tx: Tx,
    organisation: OrganisationId,
    kind: string,
    count: number,
  ): Promise<readonly string[]> {
    const ids = Array.from({ length: count }, () => randomUUID())
    await sql`
      insert into spoor.registration (id, organisation, source_id, version, content_hash, kind, registered_at,
                                      registered_at_text, incident, incident_key, title, text, persons, vehicles,
                                      received_at, received_on)
      select id::uuid, ${organisation}, id, 1, convert_to(id, 'UTF8'), ${kind}, ${this.now}::timestamptz, ${this.now},
             'overlast', id, 'Melding', 'Fictieve tekst.', '[]', '[]', ${this.now}::timestamptz, ${dayOf(this.now)}::date
        from unnest(${ids}::text[]) as id`.execute(tx)
    return ids
  }

  #db(organisation: OrganisationId) {
    return this.database.as(`spoor_${organisation}`).db
  }

  #within<T>(organisation: OrganisationId, work: (tx: Tx) => Promise<T>): Promise<T> {
    return inTransaction({ db: this.#db(organisation) }, work)
  }
}

const EMPTY_PACK = { title: '', ground: '', registrations: [], acts: [] }

export async function aLedger(now = '2026-06-11T07:00:00.000Z'): Promise<ALedger> {
  return new ALedger(await testDatabase(), now)
}
