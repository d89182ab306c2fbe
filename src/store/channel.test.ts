import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { channelOf, KEPT_CHANNELS } from '#process/channel.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('how a registration came in is the same word in the database as in the code', async () => {
  const kinds = [...KEPT_CHANNELS, 'Mutatie', 'mutatie ', 'Jan de Vries', 'rapport', '']
  const { rows } = await sql<{ kind: string; channel: string }>`
    select kind, spoor.channel_of(kind) as channel from unnest(${kinds}::text[]) as kind`.execute(
    database.as('owner').db,
  )
  expect(rows).toEqual(kinds.map((kind) => ({ kind, channel: channelOf(kind) })))
  expect(channelOf('Jan de Vries')).toBe('overig')
})
