import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import { traceparentOf, type Span } from '#core/trace.ts'
import type { SignalId } from '#process/event.ts'
import type { HandoverId, HandoverMessage, Pack } from '#process/handover-message.ts'
import type { Reader, Tx } from './database.ts'
import { contentHash } from './ledger.ts'
import { enqueue } from './queue.ts'

/** What a message says in ids and codes: all but the pack and the words, which are its content. */
type Codes<M> = M extends unknown ? Omit<M, 'to' | 'pack' | 'words'> : never

/** A message as it lies in the table, without its content. */
export type StoredMessage = Codes<HandoverMessage> & {
  readonly id: string
  readonly sender: OrganisationId
  readonly receiver: OrganisationId
  /** The order of the sender within the handover, from 1. */
  readonly position: number
  readonly sentAt: Instant
  /** The trace in which it was sent (W3C Trace Context); null: from before there were any. */
  readonly traceparent: string | null
}

/** A message with its receipt. */
export type MessageWithReceipt = StoredMessage & {
  /** null: the receiver has not dealt with it yet. */
  readonly handledAt: Instant | null
  readonly result: string | null
}

/** What a message holds besides codes; of an offer the pack, of a refusal the words. */
export interface MessageContent {
  readonly pack?: Pack
  readonly words?: string
}

/** Sends a message: stores it where its receiver will find it, in the transaction of the event that it tells of. */
export async function insertMessage(
  tx: Tx,
  sender: OrganisationId,
  message: HandoverMessage,
  { id, at, span }: { readonly id: string; readonly at: Instant; readonly span?: Span | undefined },
): Promise<void> {
  const { kind, handover, to, ...rest } = message
  const { pack, words, ...data } = rest as MessageContent & Record<string, unknown>
  const content = pack !== undefined ? { pack } : words !== undefined ? { words } : null
  const salt = randomBytes(16)
  const hash = content === null ? null : contentHash(salt, content)
  await sql`
    insert into spoor.message (id, handover_id, sender, receiver, kind, position, data, content_hash, sent_at,
                              traceparent)
    values (${id}, ${handover}, ${sender}, ${to}, ${kind},
            (select coalesce(max(position), 0) + 1 from spoor.message
              where handover_id = ${handover} and sender = ${sender}),
            ${JSON.stringify(data)}::jsonb, decode(${hash}, 'hex'), ${at},
            ${span ? traceparentOf(span) : null})`.execute(tx)
  if (content !== null) {
    await sql`
      insert into spoor.message_content (message_id, sender, receiver, salt, content)
      values (${id}, ${sender}, ${to}, ${salt}, ${JSON.stringify(content)}::jsonb)`.execute(tx)
  }
  // The receiver need not wait for the next minute.
  await enqueue(tx, 'deliver', sender, 'messages', `deliver:${sender}`)
}

/**
 * Messages to this organisation without a receipt, in the order in which they were sent; at most `limit` behind
 * `after`, so that one that came too early holds up no other. Index message_waiting_receiver.
 */
export async function listUnhandled(
  tx: Reader,
  receiver: OrganisationId,
  limit: number,
  after: Pick<StoredMessage, 'sentAt' | 'id'> | null = null,
): Promise<readonly StoredMessage[]> {
  const { rows } = await sql<MessageRow>`
    select ${COLUMNS}
      from spoor.message_waiting w
      join spoor.message m on m.id = w.message_id
     where w.receiver = ${receiver}
       and (${after === null}
            or (w.sent_at, w.message_id) > (${after?.sentAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
     order by w.sent_at, w.message_id
     limit ${limit}`.execute(tx)
  return rows.map(messageOf)
}

/** The pack and the words; undefined: there were none, they were destroyed, or they are not for this login. */
export async function readMessageContent(db: Reader, messageId: string): Promise<MessageContent | undefined> {
  const { rows } = await sql<{ content: MessageContent }>`
    select content from spoor.message_content where message_id = ${messageId}`.execute(db)
  return rows[0]?.content
}

/**
 * The receipt of a message to this organisation, once. False: it had one already, and nothing is to be done; when
 * another transaction writes it at this moment, this one waits for it.
 */
export async function markHandled(tx: Tx, messageId: string, result: string, at: Instant): Promise<boolean> {
  const { rows } = await sql`
    insert into spoor.message_handled (message_id, sender, receiver, handled_at, result)
    select id, sender, receiver, ${at}::timestamptz, ${result} from spoor.message where id = ${messageId}
    on conflict (message_id) do nothing
    returning message_id`.execute(tx)
  return rows.length === 1
}

/** All messages of one handover, of both sides, as they were sent: the offer begins it. Index message_position. */
export async function listHandover(
  db: Reader,
  handoverId: HandoverId,
): Promise<readonly MessageWithReceipt[]> {
  const { rows } = await sql<MessageRow & { handled_at: Instant | null; result: string | null }>`
    select ${COLUMNS}, h.handled_at, h.result
      from spoor.message m
      left join spoor.message_handled h on h.message_id = m.id
     where m.handover_id = ${handoverId}
     order by (m.kind = 'offer') desc, m.sent_at, m.sender, m.position`.execute(db)
  return rows.map((row) => ({ ...messageOf(row), handledAt: row.handled_at, result: row.result }))
}

/**
 * Destroys what this organisation sent with a handover that the receiver has confirmed to be recalled; the messages
 * stay, their hashes then tell nothing. The database keeps it until that confirmation.
 *
 * @returns how many contents went.
 */
export async function deleteContent(tx: Tx, handoverId: HandoverId): Promise<number> {
  const { rows } = await sql`
    delete from spoor.message_content c using spoor.message m
     where m.id = c.message_id and m.handover_id = ${handoverId} and c.sender = (select spoor.organisation())
    returning c.message_id`.execute(tx)
  return rows.length
}

/** The own signal of a handover, whichever side we are on and however long ago; undefined: it is unknown here. */
export async function findByHandover(tx: Reader, handoverId: HandoverId): Promise<SignalId | undefined> {
  const { rows } = await sql<{ signal_id: string }>`
    select signal_id from spoor.handover
     where organisation = (select spoor.organisation()) and id = ${handoverId}`.execute(tx)
  return rows[0]?.signal_id
}

interface MessageRow {
  readonly id: string
  readonly handover_id: string
  readonly sender: OrganisationId
  readonly receiver: OrganisationId
  readonly kind: string
  readonly position: number
  readonly data: Readonly<Record<string, unknown>>
  readonly sent_at: Instant
  readonly traceparent: string | null
}

const COLUMNS = sql`m.id, m.handover_id, m.sender, m.receiver, m.kind, m.position, m.data, m.sent_at,
  m.traceparent`

function messageOf({ handover_id, data, kind, sent_at, ...row }: MessageRow): StoredMessage {
  const { id, sender, receiver, position, traceparent } = row
  return {
    ...data,
    kind,
    handover: handover_id,
    id,
    sender,
    receiver,
    position,
    sentAt: sent_at,
    traceparent,
  } as StoredMessage
}
