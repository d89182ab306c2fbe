import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dumpSchema } from '#store/schema-dump.ts'
import { type TestDatabase, testDatabase } from '#store/testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

async function names(query: ReturnType<typeof sql<{ name: string }>>): Promise<readonly string[]> {
  return (await query.execute(database.as('owner').db)).rows.map((row) => row.name)
}

// Another version of PostgreSQL writes some expressions in another way; schema.sql is the embedded one's.
test.skipIf(process.env.SPOOR_TEST_DATABASE_URL)(
  'migrations/schema.sql is what the migrations make (else: npm run schema)',
  async () => {
    const kept = readFileSync('migrations/schema.sql', 'utf8')
    expect(await dumpSchema(database.as('owner').pool)).toBe(kept)
  },
)

test('the same schema gives the same text', async () => {
  const once = await dumpSchema(database.as('owner').pool)
  expect(await dumpSchema(database.as('owner').pool)).toBe(once)
  expect(once).toContain('create policy own_organisation on spoor.registration')
})

test('every table that belongs to an organisation has a forced wall', async () => {
  const walled = sql<{ name: string }>`
    select relname as name from pg_class c
    where relnamespace = 'spoor'::regnamespace and relkind in ('r', 'p') and relrowsecurity and relforcerowsecurity
      and exists (select from pg_policy where polrelid = c.oid)
    order by 1`
  const owned = sql<{ name: string }>`
    select relname as name from pg_class c join pg_attribute on attrelid = c.oid and attname = 'organisation'
    where relnamespace = 'spoor'::regnamespace and relkind in ('r', 'p') order by 1`
  const owning = await names(owned)
  expect(owning.length).toBeGreaterThan(5)
  expect(await names(walled)).toEqual(expect.arrayContaining([...owning]))
})

test('a function that runs with its owner’s rights has a fixed search path', async () => {
  const definers = sql<{ name: string }>`
    select p.oid::regprocedure::text as name from pg_proc p
    where pronamespace = 'spoor'::regnamespace and prosecdef
      and not coalesce(array_to_string(proconfig, ' ') like '%search_path=%', false)`
  expect(await names(definers)).toEqual([])
})

test('… and cannot be called by everyone', async () => {
  const open = sql<{ name: string }>`
    select p.oid::regprocedure::text as name from pg_proc p
    where pronamespace = 'spoor'::regnamespace and prosecdef and prorettype <> 'trigger'::regtype
      and exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee = 0)`
  expect(await names(open)).toEqual([])
})

test('a view shows its reader no more than the tables do', async () => {
  const views = sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'spoor'::regnamespace and relkind = 'v'
      and not coalesce('security_invoker=true' = any(reloptions), false)`
  expect(await names(views)).toEqual([])
})

test('no login owns anything but the door to the queue', async () => {
  const owned = sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'spoor'::regnamespace
      and pg_get_userbyid(relowner) like 'spoor\\_%' and pg_get_userbyid(relowner) <> session_user
    union all
    select proname from pg_proc where pronamespace = 'spoor'::regnamespace
      and pg_get_userbyid(proowner) like 'spoor\\_%' and pg_get_userbyid(proowner) <> session_user`
  expect(await names(owned)).toEqual(['enqueue'])
})
