import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './testing.ts'

let one: TestDatabase
let other: TestDatabase

beforeAll(async () => {
  ;[one, other] = await Promise.all([testDatabase(), testDatabase()])
})
afterAll(() => Promise.all([one.drop(), other.drop()]))

test('every test file has a migrated database of its own', async () => {
  expect(one.ownerUrl).not.toBe(other.ownerUrl)
  await sql`create table spoor.only_here (id int)`.execute(one.as('owner').db)
  const seen = await sql<{
    here: string | null
  }>`select to_regclass('spoor.only_here')::text as here`.execute(other.as('owner').db)
  expect(seen.rows).toEqual([{ here: null }])
})

test.each(['spoor_politie', 'spoor_arbeidsinspectie', 'spoor_kmar', 'spoor_worker', 'spoor_check'] as const)(
  '%s can log in, and is what it says',
  async (login) => {
    const seen = await sql<{ name: string }>`select session_user::text as name`.execute(one.as(login).db)
    expect(seen.rows).toEqual([{ name: login }])
  },
)

test('a dropped database is gone', async () => {
  const brief = await testDatabase()
  await brief.drop()
  await expect(sql`select 1`.execute(brief.as('owner').db)).rejects.toMatchObject({ code: '3D000' })
  await brief.drop()
})
