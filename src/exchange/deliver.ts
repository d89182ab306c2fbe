import { audited, ofJob, type Audited } from '#actions/audit.ts'
import { eachOrganisation } from '#actions/each-organisation.ts'
import { circumstancesOf, nowOf, type House } from '#actions/house.ts'
import { saveEvent } from '#actions/save-event.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { readTraceparent, Trace, type Span } from '#core/trace.ts'
import { MACHINE, type NewEvent, type SignalId } from '#process/event.ts'
import { receiveMessage } from '#process/handover-answer.ts'
import type { HandoverMessage, Pack } from '#process/handover-message.ts'
import type { Tx } from '#store/database.ts'
import {
  deleteContent,
  findByHandover,
  listUnhandled,
  markHandled,
  readMessageContent,
  type MessageContent,
  type StoredMessage,
} from '#store/messages.ts'
import { holdSignal, insertBirths } from '#store/signals.ts'

const PAGE = 100

/**
 * `handled`: it did what it had to, now and once. `too-early`: what it answers has not arrived; it stays for the next
 * time. `before`: another run had dealt with it.
 */
export type Delivery = 'handled' | 'too-early' | 'before'

/**
 * Brings every message between organisations to its receiver, answers to answers included. May run late, twice at once
 * and be killed at any moment: a message and what it does are one transaction. A message that cannot be received holds
 * up no other.
 *
 * @returns how many messages were handled.
 * @throws the first fault, when all others have been tried.
 */
export async function deliverMessages(house: House): Promise<number> {
  let handled = 0
  for (;;) {
    let round = 0
    await eachOrganisation(async (organisation) => {
      round += await deliverTo(house, organisation)
    })
    handled += round
    if (round === 0) return handled
  }
}

async function deliverTo(house: House, receiver: OrganisationId): Promise<number> {
  const errors: unknown[] = []
  let handled = 0
  let after: StoredMessage | null = null
  for (;;) {
    const page: readonly StoredMessage[] = await listUnhandled(house.stores[receiver], receiver, PAGE, after)
    for (const message of page) {
      const delivery = await deliverMessage(house, message).catch((error: unknown) => void errors.push(error))
      if (delivery === 'handled') handled++
    }
    after = page.at(-1) ?? null
    if (after === null || page.length < PAGE) break
  }
  if (errors.length > 0) throw errors[0]
  return handled
}

/**
 * Brings one message to its receiver: what it does to their side of the handover, the answer to it, and its receipt, all
 * or nothing.
 */
export async function deliverMessage(house: House, message: StoredMessage): Promise<Delivery> {
  const { receiver, sender, handover } = message
  const work = async (tx: Tx, span: Span): Promise<Outcome<Received, 'too-early' | 'before'>> => {
    const signalId = await findByHandover(tx, handover)
    const held = signalId === undefined ? undefined : await holdSignal(tx, signalId)
    const signal = held?.signal ?? null
    const at = nowOf(house)
    const rules = signal ? house.ways.byId(signal.wayOfWorking) : house.ways.inForce(receiver, dayOf(at))
    const read = withContent(message, await readMessageContent(tx, message.id))
    const reception = receiveMessage(signal, read, sender, circumstancesOf(house, rules, at))
    if (reception === 'too-early') return refuse('too-early')
    const result = reception === 'nothing' ? 'nothing' : reception.event.data.type
    // The receipt first: whoever comes second waits for it here, and then has nothing to do.
    if (!(await markHandled(tx, message.id, result, at))) return refuse('before')
    const born = held === undefined && reception !== 'nothing' ? house.newId() : null
    if (reception !== 'nothing') {
      const { event } = reception
      if (held) await saveEvent(house, receiver, tx, held, { event, by: MACHINE, at, span })
      else await birth(house, receiver, tx, { event, signalId: born ?? '', span }, handover, at)
    }
    // Nobody keeps what was asked back.
    if (message.kind === 'recall-confirmed') await deleteContent(tx, handover)
    return done({ signalId: born ?? signalId ?? null })
  }
  const outcome = await audited(
    house,
    actorOf(house, message),
    (received) => rowOf(house, message, received),
    work,
  )
  if (outcome.ok) return 'handled'
  if (outcome.refusal === 'log-unavailable') throw new Error('a message that cannot be written down')
  return outcome.refusal
}

interface Received {
  /** Ours; null: it did nothing here. */
  readonly signalId: SignalId | null
}

/** A job, in the trace of whoever sent the message. */
function actorOf({ newId }: House, { receiver: organisation, sender, traceparent }: StoredMessage) {
  const asked = readTraceparent(traceparent)
  return {
    organisation,
    member: { id: MACHINE },
    trace: new Trace(newId, asked),
    ...(asked && { foreign: { span: asked.spanId, processor: sender } }),
  }
}

/** What is offered comes in; what is answered changes what was here. */
function rowOf(house: House, { kind }: StoredMessage, { signalId }: Received): Audited {
  return ofJob(house, {
    act: kind === 'offer' ? 'collect' : 'change',
    ...{ what: 'deliver', purpose: 'follow-up', activity: 'hand-over' },
    record: { kind: 'signal', id: signalId },
  })
}

/** An offer begins a signal of the receiver's own; its incident is not known here before it is accepted. */
async function birth(
  house: House,
  receiver: OrganisationId,
  tx: Tx,
  { event, signalId, span }: { readonly event: NewEvent; readonly signalId: SignalId; readonly span: Span },
  handover: string,
  at: Instant,
): Promise<void> {
  const { newId } = house
  const ids = { signalId, eventId: newId(), messageId: newId() }
  const born = { ...ids, event, span, by: MACHINE, sourceId: null, incidentKey: `overdracht-${handover}` }
  await insertBirths(tx, receiver, [born], at)
}

/** Of an offer that was recalled nobody keeps what was sent. */
const GONE: Pack = { title: '', ground: '', registrations: [], acts: [] }

/** What was sent, put together again. */
function withContent(message: StoredMessage, content: MessageContent | undefined): HandoverMessage {
  const { handover, receiver: to } = message
  switch (message.kind) {
    case 'offer': {
      const { kind, forms, urgent, answerBy } = message
      return { kind, handover, to, forms, urgent, answerBy, pack: content?.pack ?? GONE }
    }
    case 'refuse':
      return { kind: message.kind, handover, to, reason: message.reason, words: content?.words ?? '' }
    case 'outcome':
      return { kind: message.kind, handover, to, outcome: message.outcome }
    case 'received':
    case 'accept':
    case 'recall':
    case 'recall-confirmed':
      return { kind: message.kind, handover, to }
  }
}
