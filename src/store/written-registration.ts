import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Instant } from '#core/time.ts'
import type { Tx } from './database.ts'

/** A registration that came to be in Spoor itself, not delivered by a source. */
export interface WrittenRegistration {
  readonly id: string
  readonly sourceId: string
  readonly contentHash: Uint8Array
  /** What stands for the source's own word. */
  readonly kind: string
  readonly registeredAt: string
  readonly incident: string
  readonly incidentKey: string
  readonly title: string
  readonly text: string
}

export async function insertWrittenRegistration(
  tx: Tx,
  organisation: OrganisationId,
  written: WrittenRegistration,
  at: Instant,
): Promise<void> {
  const { id, sourceId, contentHash, kind, registeredAt, incident, incidentKey, title, text } = written
  await sql`
    insert into spoor.registration (id, organisation, source_id, version, content_hash, kind, registered_at,
                                    registered_at_text, incident, incident_key, title, text, persons, vehicles,
                                    received_at, received_on)
    values (${id}, ${organisation}, ${sourceId}, 1, ${contentHash}, ${kind}, ${registeredAt}, ${registeredAt},
            ${incident}, ${incidentKey}, ${title}, ${text}, '[]', '[]', ${at}, ${dayOf(at)})`.execute(tx)
}
