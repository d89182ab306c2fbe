import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { EventData, NewEvent, NextDuty, SideDuty } from '#process/event.ts'
import type { HandoverMessage } from '#process/handover-message.ts'
import type { Signal } from '#process/state.ts'
import type { DutyKind, SideKind } from '#process/way-of-working.ts'
import { inTransaction } from '#store/database.ts'
import { holdSignal, insertBirths, saveStep, type SavedStep } from '#store/signals.ts'
import type { TestDatabase } from '#store/testing.ts'

/** Signals in a database whose events the test says itself, without the deciders: what the store keeps of them. */
export interface FollowUp {
  /** A signal that the scan has proposed. @returns its id. */
  readonly propose: (organisation?: OrganisationId) => Promise<string>
  /** A signal that another organisation offers by this handover. */
  readonly offer: (to: OrganisationId, from: OrganisationId, handover: string) => Promise<string>
  readonly happen: (
    signalId: string,
    data: EventData,
    more?: Partial<SavedStep> & { readonly sends?: HandoverMessage; readonly organisation?: OrganisationId },
  ) => Promise<Signal>
  /** A registration of its own. @returns its id. */
  readonly register: (sourceId: string, organisation?: OrganisationId) => Promise<string>
}

export const MORNING = '2026-06-11T07:00:00.000Z'
export const UNIT = 'avim'

export function dutyOf(kind: DutyKind, dueAt = '2026-06-12T07:00:00.000Z', unit = UNIT): NextDuty {
  return { id: randomUUID(), kind, unit, dueAt }
}

export function sideDutyOf(kind: SideKind, dueAt = '2026-06-12T07:00:00.000Z', unit = UNIT): SideDuty {
  return { id: randomUUID(), kind, unit, dueAt }
}

export function aFollowUp(database: TestDatabase): FollowUp {
  const as = (organisation: OrganisationId) => database.as(`spoor_${organisation}`)
  const birth = { forms: ['arbeid'] as const, indicators: [], unit: UNIT, wayOfWorking: 'w' }

  async function register(sourceId: string, organisation: OrganisationId = 'politie') {
    const id = randomUUID()
    await sql`
      insert into spoor.registration (id, organisation, source_id, version, content_hash, kind, registered_at,
          registered_at_text, incident, incident_key, title, text, persons, vehicles, received_at, received_on)
      values (${id}, ${organisation}, ${sourceId}, 1, ${Buffer.from(id)}, 'mutatie', now(), 'now', 'overlast',
              ${sourceId}, ${`Melding ${sourceId}`}, 'tekst', '[]', '[]', ${MORNING}, '2026-06-11')`.execute(
      as(organisation).db,
    )
    return id
  }

  async function born(
    organisation: OrganisationId,
    event: NewEvent,
    origin: { readonly sourceId: string | null; readonly incidentKey: string; readonly messageId?: string },
  ) {
    const signalId = randomUUID()
    const one = { signalId, eventId: randomUUID(), event, by: 'spoor', ...origin }
    await inTransaction(as(organisation), (tx) => insertBirths(tx, organisation, [one], MORNING))
    return signalId
  }

  return {
    register,
    async propose(organisation = 'politie') {
      const sourceId = randomUUID()
      const registration = await register(sourceId, organisation)
      const duty = dutyOf('answer-proposal')
      const data = { ...birth, type: 'signal-proposed', registration, catalogue: 'c', duty } as const
      return born(organisation, { data, content: null }, { sourceId, incidentKey: sourceId })
    },
    offer(to, from, handover) {
      const duty = dutyOf('answer-handover')
      const data = { ...birth, type: 'signal-offered', handover, from, duty } as const
      const event: NewEvent = { data, content: null, sends: { kind: 'received', handover, to: from } }
      return born(to, event, { sourceId: null, incidentKey: handover, messageId: randomUUID() })
    },
    async happen(signalId, data, { sends, organisation = 'politie', ...more } = {}) {
      return inTransaction(as(organisation), async (tx) => {
        const held = await holdSignal(tx, signalId)
        if (!held) throw new Error('a signal that is not there')
        const event: NewEvent = { data, content: null, ...(sends && { sends }) }
        const messageId = sends && { messageId: randomUUID() }
        return saveStep(tx, organisation, held, {
          ...{ eventId: randomUUID(), event, by: 'sanne', at: MORNING },
          ...messageId,
          ...more,
        })
      })
    },
  }
}
