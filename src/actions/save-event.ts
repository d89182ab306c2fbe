import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { Span } from '#core/trace.ts'
import type { MemberId, NewEvent } from '#process/event.ts'
import { evolve } from '#process/fold.ts'
import { outcomeToTell } from '#process/handover.ts'
import type { Signal } from '#process/state.ts'
import type { Tx } from '#store/database.ts'
import { saveStep, type Held, type SavedStep } from '#store/signals.ts'
import type { House } from './house.ts'

/** What happens to a signal, by whom and when. */
export interface Happening {
  readonly event: NewEvent
  readonly by: MemberId
  readonly at: Instant
  /** In whose course it happens: the message goes on with its trace. */
  readonly span?: Span
  /** Of an accepted offer: the registration that it became, stored already. */
  readonly registration?: NonNullable<SavedStep['registration']>
}

/**
 * Saves one event of a signal that is held, with what the other side of a handover hears of it: the message that the
 * event sends, and the outcome when a signal that another organisation offered ends here.
 *
 * @returns the signal as it is after it.
 */
export async function saveEvent(
  house: House,
  organisation: OrganisationId,
  tx: Tx,
  held: Held,
  { event, by, at, span, registration }: Happening,
): Promise<Signal> {
  const after = evolve(held.signal, { seq: held.head.seq + 1, at, by, data: event.data })
  const told = event.sends ?? outcomeToTell(held.signal, after)
  return saveStep(tx, organisation, held, {
    eventId: house.newId(),
    event: told ? { ...event, sends: told } : event,
    by,
    at,
    span,
    ...(told && { messageId: house.newId() }),
    ...(registration && { registration }),
  })
}

/** Who outside the organisation hears what by an event: the one to whom it is offered, or who is told; null: nobody. */
export function recipientOf(before: Signal, event: NewEvent, after: Signal): string | null {
  const { data } = event
  if (data.type === 'handover-offered' || data.type === 'share-offered') return data.partner
  return (event.sends ?? outcomeToTell(before, after))?.to ?? null
}
