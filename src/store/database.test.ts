import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction, withRetry } from './database.ts'
import { type TestDatabase, testDatabase } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const owner = database.as('owner').db
  await sql`create table spoor.counter (name text primary key, n int not null)`.execute(owner)
  await sql`grant all on spoor.counter to spoor_organisation`.execute(owner)
})
afterAll(() => database.drop())

async function value(expression: string): Promise<unknown> {
  const found = await sql<{ v: unknown }>`select ${sql.raw(expression)} as v`.execute(database.as('owner').db)
  return found.rows[0]?.v
}

test.each([
  [
    'a moment, in UTC with milliseconds',
    `'2026-01-05 09:30:00.1234+01'::timestamptz`,
    '2026-01-05T08:30:00.123Z',
  ],
  ['a moment in summer', `'2026-07-01 00:00:00 Europe/Amsterdam'::timestamptz`, '2026-06-30T22:00:00.000Z'],
  ['a moment long ago', `'0800-03-01 12:00:00+00'::timestamptz`, '0800-03-01T12:00:00.000Z'],
  ['no end', `'infinity'::timestamptz`, 'infinity'],
  ['a day, wherever the reader is', `'2026-03-29'::date`, '2026-03-29'],
  ['a wall clock stays text', `'2026-03-29 02:30:00'::timestamp`, '2026-03-29 02:30:00'],
  ['a count', `(select count(*) from generate_series(1, 3))`, 3],
  ['a large bigint', `9007199254740991::bigint`, 9_007_199_254_740_991],
  ['a numeric keeps its digits', `1.10::numeric`, '1.10'],
  ['json', `'{"a": [1]}'::jsonb`, { a: [1] }],
  ['nothing', `null::timestamptz`, null],
  ['moments', `array['2026-01-05 08:30:00+00', null]::timestamptz[]`, ['2026-01-05T08:30:00.000Z', null]],
  ['days', `array['2026-03-29']::date[]`, ['2026-03-29']],
  ['bigints', `array[1, null]::bigint[]`, [1, null]],
])('%s', async (_, expression, expected) => {
  expect(await value(expression)).toEqual(expected)
})

test('a bigint that no number can hold is refused rather than rounded', async () => {
  await expect(value('9007199254740992::bigint')).rejects.toThrow(RangeError)
})

test('names without a schema are those of spoor', async () => {
  expect(await value(`'counter'::regclass::oid = 'spoor.counter'::regclass::oid`)).toBe(true)
})

test('a transaction is all or nothing', async () => {
  const politie = database.as('spoor_politie')
  const broken = inTransaction(politie, async (tx) => {
    await sql`insert into counter values ('half', 1)`.execute(tx)
    throw new Error('halfway')
  })
  await expect(broken).rejects.toThrow('halfway')
  expect(await value(`(select count(*) from counter where name = 'half')`)).toBe(0)
})

test.each(['repeatable read', 'serializable'] as const)(
  'twenty that clash under %s are all done, none twice',
  async (isolation) => {
    const politie = database.as('spoor_politie')
    await sql`insert into counter values (${isolation}, 0)`.execute(politie.db)
    const add = () =>
      withRetry(
        () =>
          inTransaction(
            politie,
            async (tx) => {
              const seen = await sql<{ n: number }>`select n from counter where name = ${isolation}`.execute(
                tx,
              )
              await sql`update counter set n = ${(seen.rows[0]?.n ?? 0) + 1} where name = ${isolation}`.execute(
                tx,
              )
            },
            isolation,
          ),
        20,
      )
    await Promise.all(Array.from({ length: 20 }, add))
    expect(await value(`(select n from counter where name = '${isolation}')`)).toBe(20)
  },
)

test('two that wait for each other are both done', async () => {
  const politie = database.as('spoor_politie')
  await sql`insert into counter values ('left', 0), ('right', 0)`.execute(politie.db)
  const both = (names: readonly string[]) =>
    inTransaction(politie, async (tx) => {
      for (const name of names) {
        await sql`update counter set n = n + 1 where name = ${name}`.execute(tx)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    })
  await Promise.all([both(['left', 'right']), both(['right', 'left'])])
  expect(await value(`(select sum(n) from counter where name in ('left', 'right'))`)).toBe(4)
})

test('another error is not tried again', async () => {
  let tries = 0
  const work = () => {
    tries++
    return sql`select 1 / 0`.execute(database.as('spoor_politie').db)
  }
  await expect(withRetry(work)).rejects.toMatchObject({ code: '22012' })
  expect(tries).toBe(1)
})

test('a connection that the server ends does not end us', async () => {
  const kmar = database.as('spoor_kmar')
  await sql`select 1`.execute(kmar.db)
  const busy = sql`select pg_sleep(10)`.execute(kmar.db)
  const ended = expect(busy).rejects.toMatchObject({ code: '57P01' })
  await new Promise((resolve) => setTimeout(resolve, 100))
  await value(
    `(select count(pg_terminate_backend(pid)) from pg_stat_activity
        where usename = 'spoor_kmar' and datname = current_database())`,
  )
  await ended
  // The server says goodbye before it hangs up; until then the pool takes the connection for a good one.
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await sql`select 1 as one`.execute(kmar.db)).rows).toEqual([{ one: 1 }])
})
