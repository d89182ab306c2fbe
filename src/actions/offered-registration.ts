import { createHash } from 'node:crypto'
import { canonicalJson } from '#core/canonical.ts'
import { incidentKey } from '#core/incident.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { EventData } from '#process/event.ts'
import type { Pack, PackedAct, PackedRegistration } from '#process/handover-message.ts'
import type { Signal } from '#process/state.ts'
import type { Tx } from '#store/database.ts'
import { listHandover, readMessageContent } from '#store/messages.ts'
import { insertScanResults } from '#store/scan-results.ts'
import type { SavedStep } from '#store/signals.ts'
import { insertWrittenRegistration } from '#store/written-registration.ts'
import type { House } from './house.ts'
import { scanOne } from './scan-one.ts'

/** The source's word for the kind of registration that an accepted handover becomes; a channel of the guidelines. */
const KIND = 'overdracht'

/**
 * What another organisation offered becomes a registration of ours with its acceptance: the pack as text, read by the
 * scan so that its words are marked, and never a signal of its own. Undefined: the event accepts nothing.
 *
 * @throws when the pack is gone: then the offer was recalled, and there was nothing to accept.
 */
export async function registerOffer(
  house: House,
  organisation: OrganisationId,
  tx: Tx,
  { from }: Signal,
  event: EventData,
  at: Instant,
): Promise<SavedStep['registration']> {
  if (event.type !== 'offer-accepted') return undefined
  if (!from) throw new Error('an offer of nobody')
  const pack = await packOf(tx, from.handover)
  const sourceId = `${KIND}-${from.handover}`
  const key = incidentKey(organisation, sourceId)
  const title = pack.title
  const text = textOf(pack)
  const incident = pack.registrations[0]?.incident ?? ''
  await insertWrittenRegistration(
    tx,
    organisation,
    {
      id: event.registration,
      sourceId,
      contentHash: createHash('sha256')
        .update(canonicalJson({ ...pack, sourceId }))
        .digest(),
      kind: KIND,
      registeredAt: at,
      incident,
      incidentKey: key,
      title,
      text,
    },
    at,
  )
  const result = scanOne(house, { id: event.registration, title, text })
  await insertScanResults(tx, organisation, [result], at)
  return { sourceId, incidentKey: key }
}

async function packOf(tx: Tx, handover: string): Promise<Pack> {
  const offer = (await listHandover(tx, handover)).find(({ kind }) => kind === 'offer')
  const content = offer && (await readMessageContent(tx, offer.id))
  if (!content?.pack) throw new Error('an offer without a pack')
  return content.pack
}

/** The words of the sender, one part below the other; what was a registration there keeps its number. */
function textOf({ ground, registrations, acts }: Pack): string {
  return [ground, ...registrations.map(registrationText), ...acts.map(actText)].join('\n\n')
}

function registrationText({ sourceId, registeredAt, incident, title, text }: PackedRegistration): string {
  return `${[sourceId, registeredAt, incident].filter((part) => part !== '').join(' · ')}\n${title}\n${text}`
}

function actText({ label, result, words, source, obtainedOn }: PackedAct): string {
  const origin = [source, obtainedOn].filter((part) => part !== '').join(', ')
  return `${label}: ${result}${origin === '' ? '' : ` (${origin})`}\n${words}`
}
