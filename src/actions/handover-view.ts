import type { HandoverView } from '#contract/handover.ts'
import type { TimelineEntry } from '#contract/signal.ts'
import { isOrganisation, type OrganisationId } from '#core/organisation.ts'
import type { Pack } from '#process/handover-message.ts'
import type { Label } from '#process/sourced.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { Reader } from '#store/database.ts'
import { readHandover, type HandoverRow } from '#store/handovers.ts'
import { listHandover, readMessageContent, type MessageWithReceipt } from '#store/messages.ts'

/** The newest handover of a signal, offered to us or by us; null: it never came or went. */
export async function handoverOf(
  db: Reader,
  organisation: OrganisationId,
  signalId: string,
  timeline: readonly TimelineEntry[],
  rules: WayOfWorking,
): Promise<HandoverView | null> {
  const row = await readHandover(db, signalId)
  if (!row) return null
  const messages = await listHandover(db, row.id)
  return {
    id: row.id,
    direction: row.direction,
    partner: partnerOf(row, rules).label,
    organisation: partnerOf(row, rules).organisation,
    via: row.via,
    moves: row.moves,
    stage: stageOf(row),
    offeredAt: row.offered_at,
    answerBy: row.answer_by,
    pack: row.via === 'spoor' ? await packIn(db, messages) : packWritten(row.id, timeline),
    messages: messages.map(({ kind, sender: from, sentAt, handledAt }) => ({
      kind,
      from,
      sentAt,
      handledAt,
    })),
    reported: row.reported ?? outcomeSent(messages, organisation),
  }
}

/** How far a handover is, as both sides may see it. */
export function stageOf(
  row: Pick<HandoverRow, 'received_at' | 'recalled_at' | 'answer' | 'reported'>,
): HandoverView['stage'] {
  if (row.reported !== null) return 'reported'
  if (row.answer === 'accepted' || row.answer === 'refused' || row.answer === 'ended') return row.answer
  if (row.answer !== null) return 'returned'
  if (row.recalled_at !== null) return 'recalling'
  return row.received_at === null ? 'offered' : 'received'
}

/** The other side in words, and which organisation it is when it has Spoor. */
export function partnerOf(
  { direction, partner }: Pick<HandoverRow, 'direction' | 'partner'>,
  { partners }: WayOfWorking,
): { readonly label: Label; readonly organisation: OrganisationId | null } {
  const known =
    direction === 'out'
      ? partners.find(({ id }) => id === partner)
      : partners.find(({ organisation }) => organisation === partner)
  const organisation = known?.organisation ?? (isOrganisation(partner) ? partner : null)
  return { organisation, label: known?.label ?? { nl: partner, en: partner } }
}

async function packIn(db: Reader, messages: readonly MessageWithReceipt[]): Promise<HandoverView['pack']> {
  const offer = messages.find(({ kind }) => kind === 'offer')
  const content = offer && (await readMessageContent(db, offer.id))
  return content?.pack ? copyOf(content.pack) : null
}

/** To a partner without Spoor it went as a document; what it said is kept with the event. */
function packWritten(handover: string, timeline: readonly TimelineEntry[]): HandoverView['pack'] {
  const offer = timeline.find((one) => isOffer(one.type) && one.data.handover === handover)
  const text = offer?.content?.pack
  return text === undefined ? null : copyOf(JSON.parse(text) as Pack)
}

/** Of one that moves the signal, or of what is shared. */
export function isOffer(type: string): boolean {
  return type === 'handover-offered' || type === 'share-offered'
}

/** What we told the other side of how it ended here. */
function outcomeSent(messages: readonly MessageWithReceipt[], organisation: OrganisationId): string | null {
  const told = messages.findLast((one) => one.kind === 'outcome' && one.sender === organisation)
  return told?.kind === 'outcome' ? told.outcome : null
}

function copyOf({ title, ground, registrations, acts }: Pack): NonNullable<HandoverView['pack']> {
  return { title, ground, registrations: [...registrations], acts: [...acts] }
}
