import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction, type Reader, type Tx } from './database.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

const ID = '0190a6b2-6f3c-4e6b-9d1a-2f5f3f1c7a11'
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => sql`truncate graphile_worker._private_jobs`.execute(database.as('owner').db))
afterAll(() => database.drop())

const enqueue = (
  tx: Tx | Reader,
  payload: object | null = { organisation: 'politie', id: ID },
  key = 'scan',
) =>
  sql`select spoor.enqueue('scan-waiting', ${payload === null ? null : JSON.stringify(payload)}::jsonb, ${key})`.execute(
    tx,
  )

async function jobs(): Promise<readonly unknown[]> {
  const found = await sql`
    select task_identifier as task, payload, key, max_attempts from graphile_worker.jobs
    join graphile_worker._private_jobs using (id, key, max_attempts) order by key`.execute(
    database.as('spoor_worker').db,
  )
  return found.rows
}

test('a job comes with the commit', async () => {
  await inTransaction(database.as('spoor_politie'), async (tx) => {
    await enqueue(tx)
    expect(await jobs()).toEqual([])
  })
  expect(await jobs()).toEqual([
    {
      task: 'scan-waiting',
      payload: { organisation: 'politie', id: ID },
      key: 'politie:scan',
      max_attempts: 25,
    },
  ])
})

test('no job comes from what was rolled back', async () => {
  const broken = inTransaction(database.as('spoor_politie'), async (tx) => {
    await enqueue(tx)
    throw new Error('halfway')
  })
  await expect(broken).rejects.toThrow('halfway')
  expect(await jobs()).toEqual([])
})

test('the same key is the same job, and another organisation’s key is another', async () => {
  const politie = database.as('spoor_politie').db
  await enqueue(politie)
  await enqueue(politie)
  await enqueue(database.as('spoor_kmar').db, { organisation: 'kmar', id: ID })
  expect(await jobs()).toMatchObject([{ key: 'kmar:scan' }, { key: 'politie:scan' }])
})

test.each([
  ['for another organisation', { organisation: 'kmar', id: ID }, '42501'],
  ['for no organisation', { id: ID }, '22023'],
  ['without an id', { organisation: 'politie' }, '22023'],
  ['with anything more than an id', { organisation: 'politie', id: ID, name: 'Femke Voorbeeld' }, '22023'],
  ['with a citizen service number', { organisation: 'politie', id: '999990019' }, '22023'],
  ['with a register number', { organisation: 'politie', id: 'PL0900-2025123456-1' }, '22023'],
  ['with words', { organisation: 'politie', id: 'femke voorbeeld' }, '22023'],
  ['with an id that is no text', { organisation: 'politie', id: { name: 'x' } }, '22023'],
  ['with a list', [], '22023'],
  ['with nothing', null, '22023'],
])('refused: %s', async (_, payload, code) => {
  await expect(enqueue(database.as('spoor_politie').db, payload)).rejects.toMatchObject({ code })
  expect(await jobs()).toEqual([])
})

test.each([
  ['a uuid', ID],
  ['a day', '2026-01-05'],
  ['a short code', 'feed-map'],
])('taken: %s', async (_, id) => {
  await enqueue(database.as('spoor_politie').db, { organisation: 'politie', id })
  expect(await jobs()).toHaveLength(1)
})

test.each(['key with words', 'Key', `${'x'.repeat(121)}`])('refused: the job key %j', async (key) => {
  const payload = { organisation: 'politie', id: ID }
  await expect(enqueue(database.as('spoor_politie').db, payload, key)).rejects.toMatchObject({
    code: '22023',
  })
})

test.each(['spoor_worker', 'spoor_check', 'owner'] as const)(
  '%s has no business at this door',
  async (login) => {
    const refused = enqueue(database.as(login).db)
    if (login === 'owner') await expect(refused).rejects.toMatchObject({ code: '42501' })
    else await expect(refused).rejects.toThrow(/permission denied|enqueues for itself/)
    expect(await jobs()).toEqual([])
  },
)

test.each([
  ['reads no jobs', 'select * from graphile_worker._private_jobs'],
  ['reads no job view', 'select * from graphile_worker.jobs'],
  ['adds no job past the door', `select graphile_worker.add_job('scan-waiting')`],
  ['does not become the worker', 'set role spoor_worker'],
  ['does not become another organisation', 'set session authorization spoor_kmar'],
  ['makes no tables', 'create table spoor.mine (n int)'],
  ['makes no tables in public', 'create table public.mine (n int)'],
  [
    'does not replace the door',
    `alter function spoor.enqueue(text, jsonb, text, timestamptz, int) reset all`,
  ],
])('an organisation %s', async (_, statement) => {
  await expect(sql.raw(statement).execute(database.as('spoor_politie').db)).rejects.toMatchObject({
    code: '42501',
  })
})

test('a temporary table cannot stand in for the queue', async () => {
  const politie = database.as('spoor_politie')
  await expect(
    inTransaction(politie, (tx) => sql`create temporary table jobs (n int)`.execute(tx)),
  ).rejects.toMatchObject({ code: '42501' })
})

test('the worker sees the queue and none of the registrations', async () => {
  await enqueue(database.as('spoor_politie').db)
  expect(await jobs()).toHaveLength(1)
  const look = sql`select * from spoor.registration`.execute(database.as('spoor_worker').db)
  await expect(look).rejects.toMatchObject({ code: '42501' })
})
