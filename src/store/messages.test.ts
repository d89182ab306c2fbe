import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OrganisationId } from '#core/organisation.ts'
import type { HandoverMessage, Pack } from '#process/handover-message.ts'
import { planOf } from '../../test/query-plan.ts'
import { inTransaction } from './database.ts'
import {
  deleteContent,
  insertMessage,
  listHandover,
  listUnhandled,
  markHandled,
  readMessageContent,
} from './messages.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

// The KMar offers something to the police; the Inspectorate has no part in it.

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const PACK: Pack = {
  title: 'Controle op de snelweg',
  ground: 'De politie kent het adres.',
  registrations: [],
  acts: [],
}
const SPAN = { traceId: 'a1'.repeat(16), spanId: 'b2'.repeat(8), parent: null }
const at = (minute: number) => `2026-06-11T07:${String(minute).padStart(2, '0')}:00.000Z`
const as = (organisation: OrganisationId) => database.as(`spoor_${organisation}`)

async function send(
  sender: OrganisationId,
  to: OrganisationId,
  handover: string,
  kind: HandoverMessage['kind'],
  minute = 0,
): Promise<string> {
  const id = randomUUID()
  const more = {
    offer: { forms: ['arbeid'], urgent: false, answerBy: at(59), pack: PACK },
    refuse: { reason: 'not-ours', words: 'Dit is voor een ander.' },
    outcome: { outcome: 'no-leads' },
  }
  const message = { kind, handover, to, ...more[kind as keyof typeof more] } as HandoverMessage
  await inTransaction(as(sender), (tx) =>
    insertMessage(tx, sender, message, { id, at: at(minute), span: SPAN }),
  )
  return id
}

/** An offer of the KMar to the police, and its message. */
async function offered(): Promise<{ readonly handover: string; readonly id: string }> {
  const handover = randomUUID()
  return { handover, id: await send('kmar', 'politie', handover, 'offer') }
}

const handle = (organisation: OrganisationId, id: string, result = 'applied') =>
  inTransaction(as(organisation), (tx) => markHandled(tx, id, result, at(30)))

describe('a message', () => {
  test('waits for its receiver, and is dealt with once', async () => {
    const { handover, id } = await offered()
    const [message] = await waitingOf('politie', handover)
    expect(message).toEqual({
      ...{ id, handover, kind: 'offer', sender: 'kmar', receiver: 'politie', position: 1, sentAt: at(0) },
      ...{ forms: ['arbeid'], urgent: false, answerBy: at(59) },
      traceparent: `00-${SPAN.traceId}-${SPAN.spanId}-01`,
    })
    expect(await waitingOf('kmar', handover)).toEqual([])
    expect(await readMessageContent(as('politie').db, id)).toEqual({ pack: PACK })
    expect([await handle('politie', id), await handle('politie', id)]).toEqual([true, false])
    expect(await waitingOf('politie', handover)).toEqual([])
  })

  test('is dealt with once, also when two do it at the same time', async () => {
    const { id } = await offered()
    const results = await Promise.all([1, 2, 3, 4].map(() => handle('politie', id)))
    expect(results.filter(Boolean)).toHaveLength(1)
  })

  test('is numbered by its sender, and both sides read the whole exchange with its receipts', async () => {
    const { handover, id } = await offered()
    await send('kmar', 'politie', handover, 'recall', 2)
    await send('politie', 'kmar', handover, 'received', 1)
    const refusal = await send('politie', 'kmar', handover, 'refuse', 3)
    await handle('politie', id)
    await handle('kmar', refusal, 'too-late')
    const all = await listHandover(as('kmar').db, handover)
    expect(all.map((one) => [one.sender, one.position, one.kind, one.result])).toEqual([
      ['kmar', 1, 'offer', 'applied'],
      ['politie', 1, 'received', null],
      ['kmar', 2, 'recall', null],
      ['politie', 2, 'refuse', 'too-late'],
    ])
    expect(await listHandover(as('politie').db, handover)).toEqual(all)
    expect(await readMessageContent(as('kmar').db, refusal)).toEqual({ words: 'Dit is voor een ander.' })
  })

  test('that came too early holds up no other: the list goes on behind it', async () => {
    const first = await offered()
    const second = await offered()
    const mine = [first.handover, second.handover]
    const seen: string[] = []
    let after: { sentAt: string; id: string } | null = null
    for (;;) {
      const page = await listUnhandled(as('politie').db, 'politie', 1, after)
      if (page.length === 0) break
      after = page[0]!
      seen.push(page[0]!.handover)
    }
    expect(seen.filter((handover) => mine.includes(handover)).toSorted()).toEqual(mine.toSorted())
  })

  test('has a third organisation see nothing of it', async () => {
    const { handover, id } = await offered()
    await handle('politie', id)
    await send('politie', 'kmar', handover, 'received', 1)
    const { db } = as('arbeidsinspectie')
    expect(await listHandover(db, handover)).toEqual([])
    expect(await readMessageContent(db, id)).toBeUndefined()
    for (const table of ['message', 'message_content', 'message_handled', 'message_waiting']) {
      expect((await sql`select * from ${sql.id('spoor', table)}`.execute(db)).rows).toEqual([])
    }
  })
})

async function waitingOf(organisation: OrganisationId, handover: string) {
  const all = await listUnhandled(as(organisation).db, organisation, 1000)
  return all.filter((one) => one.handover === handover)
}

describe('the wall between two', () => {
  let handover: string
  let offer: string
  let recall: string
  beforeAll(async () => {
    ;({ handover, id: offer } = await offered())
    recall = await send('kmar', 'politie', handover, 'recall')
  })

  const message = (sender: string, receiver: string, kind: string, of = handover) => sql`
    insert into spoor.message (id, handover_id, sender, receiver, kind, position, data, sent_at)
    values (gen_random_uuid(), ${of}, ${sender}, ${receiver}, ${kind}, 99, '{}', now())`
  const content = (sender: string, receiver: string) => sql`
    insert into spoor.message_content (message_id, sender, receiver, salt, content)
    values (${recall}, ${sender}, ${receiver}, decode(repeat('00', 16), 'hex'), '{}')`
  const receipt = (sender: string, receiver: string) => sql`
    insert into spoor.message_handled (message_id, sender, receiver, handled_at, result)
    values (${offer}, ${sender}, ${receiver}, now(), 'applied')`

  test.each<readonly [string, OrganisationId, () => RawBuilder<unknown>, string]>([
    [
      'offer in the name of another',
      'politie',
      () => message('kmar', 'politie', 'offer', randomUUID()),
      '42501',
    ],
    ['offer to itself', 'kmar', () => message('kmar', 'kmar', 'offer', randomUUID()), '23514'],
    ['offer the same twice', 'kmar', () => message('kmar', 'politie', 'offer'), '23505'],
    [
      'accept what was offered to another',
      'arbeidsinspectie',
      () => message('arbeidsinspectie', 'kmar', 'accept'),
      '23514',
    ],
    ['accept its own offer', 'kmar', () => message('kmar', 'politie', 'accept'), '23514'],
    ['recall the offer of another', 'politie', () => message('politie', 'kmar', 'recall'), '23514'],
    [
      'answer what nobody offered',
      'politie',
      () => message('politie', 'kmar', 'accept', randomUUID()),
      '23514',
    ],
    ['say what is no message', 'kmar', () => message('kmar', 'politie', 'greeting'), '23514'],
    ['write content in the name of the sender', 'politie', () => content('kmar', 'politie'), '42501'],
    ['write content beside a message of another', 'politie', () => content('politie', 'kmar'), '23503'],
    ['write the receipt of what it sent', 'kmar', () => receipt('kmar', 'politie'), '42501'],
    [
      'write a receipt of what is not for it',
      'arbeidsinspectie',
      () => receipt('kmar', 'arbeidsinspectie'),
      '23503',
    ],
    ['change a message', 'kmar', () => sql`update spoor.message set kind = 'recall'`, '42501'],
    ['delete a message', 'kmar', () => sql`delete from spoor.message`, '42501'],
    ['change content', 'kmar', () => sql`update spoor.message_content set content = '{}'`, '42501'],
    ['change a receipt', 'politie', () => sql`update spoor.message_handled set result = 'x'`, '42501'],
    ['take a message off the waiting ones', 'politie', () => sql`delete from spoor.message_waiting`, '42501'],
    [
      'make a message wait again',
      'politie',
      () => sql`insert into spoor.message_waiting values (${offer}, 'kmar', 'politie', now())`,
      '42501',
    ],
  ])('a login may not %s', async (_what, organisation, statement, code) => {
    await expect(statement().execute(as(organisation).db)).rejects.toMatchObject({ code })
  })

  test('even the owner changes and deletes no message and no receipt', async () => {
    await handle('politie', offer)
    const { db } = database.as('owner')
    for (const table of ['message', 'message_handled']) {
      for (const statement of [
        `update spoor.${table} set receiver = 'x'`,
        `delete from spoor.${table}`,
        `truncate spoor.${table} cascade`,
      ]) {
        await expect(sql.raw(statement).execute(db)).rejects.toThrow(/never changed/)
      }
    }
  })
})

describe('what was sent', () => {
  const destroy = (organisation: OrganisationId, handover: string) =>
    inTransaction(as(organisation), (tx) => deleteContent(tx, handover))

  test('is destroyed by its sender once the receiver has confirmed the recall, and not before', async () => {
    const { handover, id } = await offered()
    expect(await destroy('kmar', handover)).toBe(0)
    await send('kmar', 'politie', handover, 'recall', 1)
    expect(await destroy('kmar', handover)).toBe(0)
    await send('politie', 'kmar', handover, 'recall-confirmed', 2)
    expect(await destroy('politie', handover)).toBe(0)
    expect(await readMessageContent(as('politie').db, id)).toEqual({ pack: PACK })
    expect(await destroy('kmar', handover)).toBe(1)
    expect(await readMessageContent(as('politie').db, id)).toBeUndefined()
    expect(await listHandover(as('politie').db, handover)).toHaveLength(3)
  })

  test('is not destroyed with SQL of one’s own either', async () => {
    const { id } = await offered()
    const mine = sql`delete from spoor.message_content where message_id = ${id} returning 1`
    expect((await mine.execute(as('kmar').db)).rows).toEqual([])
    expect((await mine.execute(as('politie').db)).rows).toEqual([])
    expect(await readMessageContent(as('politie').db, id)).toEqual({ pack: PACK })
  })
})

test('the check reads messages and receipts of all, and what nobody wrote for it', async () => {
  const { db } = database.as('spoor_check')
  for (const table of ['message', 'message_handled']) {
    expect((await sql`select * from ${sql.id('spoor', table)}`.execute(db)).rows.length).toBeGreaterThan(0)
  }
  const reading = sql`select * from spoor.message_content`.execute(db)
  await expect(reading).rejects.toMatchObject({ code: '42501' })
})

test('what waits is found by its index, however much was dealt with before', async () => {
  const plan = await planOf(as('politie'), (tx) => listUnhandled(tx, 'politie', 10))
  expect(plan).toContain('message_waiting_receiver')
  expect(plan).not.toContain('Seq Scan')
})
