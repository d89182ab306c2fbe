import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#store/testing.ts'

// The wall between organisations, looked at in the database itself: as each login, with SQL of one's own.

let database: TestDatabase
const ZEROS = '00'.repeat(32)

beforeAll(async () => {
  database = await testDatabase()
  for (const organisation of ['politie', 'kmar'] as const) {
    const { db } = database.as(`spoor_${organisation}`)
    await db.transaction().execute(async (tx) => {
      await sql`insert into spoor.registration (id, organisation, source_id, version, content_hash, kind, registered_at,
          registered_at_text, incident, incident_key, title, text, persons, vehicles, received_at, received_on)
        values (gen_random_uuid(), ${organisation}, 'x-1', 1, 'h', 'mutatie', now(), 'now', '', 'x-1', '', 'tekst',
          '[]', '[]', now(), now()::date)`.execute(tx)
      await sql`insert into spoor.event (organisation, signal_id, seq, id, type, at, by_member, data, previous, hash)
        values (${organisation}, gen_random_uuid(), 1, gen_random_uuid(), 'signal-proposed', now(), 'spoor', '{}',
          decode(${ZEROS}, 'hex'), sha256('a'))`.execute(tx)
    })
  }
})
afterAll(() => database.drop())

async function as<T>(
  login: 'spoor_politie' | 'spoor_kmar' | 'spoor_worker' | 'spoor_check',
  query: RawBuilder<T>,
) {
  return (await query.execute(database.as(login).db)).rows
}

test('every table of Spoor has its wall: row-level security, forced, with a policy', async () => {
  const { rows } = await sql<{ table: string; walled: boolean }>`
    select c.relname as table,
           c.relrowsecurity and c.relforcerowsecurity
           and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'own_organisation') as walled
      from pg_class c
     where c.relnamespace = 'spoor'::regnamespace and c.relkind in ('r', 'p')`.execute(
    database.as('owner').db,
  )
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter(({ walled }) => !walled)).toEqual([])
})

test('a login sees the rows of its own organisation only', async () => {
  const seen = sql<{ organisation: string }>`select organisation from spoor.registration
    union all select organisation from spoor.event union all select organisation from spoor.ledger_head`
  expect(await as('spoor_politie', seen)).toEqual([1, 2, 3].map(() => ({ organisation: 'politie' })))
  expect(await as('spoor_kmar', seen)).toEqual([1, 2, 3].map(() => ({ organisation: 'kmar' })))
})

test.each([
  [`set_config('app.agency', 'kmar', true)`],
  [`set_config('spoor.organisation', 'kmar', false)`],
  [`set_config('role', 'spoor_politie', true)`],
])('a forged setting changes nothing: %s', async (setting) => {
  const query = sql<{ organisation: string }>`
    select organisation, ${sql.raw(setting)} from spoor.registration`
  const rows = await as('spoor_politie', query)
  expect(rows.map(({ organisation }) => organisation)).toEqual(['politie'])
})

test('with row-level security set off, a query is refused rather than answered in full', async () => {
  const { db } = database.as('spoor_politie')
  const reading = db.transaction().execute(async (tx) => {
    await sql`select set_config('row_security', 'off', true)`.execute(tx)
    return sql`select organisation from spoor.registration`.execute(tx)
  })
  await expect(reading).rejects.toMatchObject({ code: '42501' })
})

test.each([
  ['become another login', 'set role spoor_kmar'],
  ['become another session', 'set session authorization spoor_kmar'],
  ['become the owner', 'set role postgres'],
  ['take the wall away', 'alter table spoor.registration disable row level security'],
  ['add a door', 'create policy door on spoor.registration using (true)'],
  [
    'write in the name of another',
    `insert into spoor.feed_delivery values ('kmar', 'f', '2026-06-11', 1, now(), now())`,
  ],
  ['write a head', `update spoor.ledger_head set seq = 9`],
  ['change an event', `update spoor.event set type = 'closed'`],
  ['delete an event', `delete from spoor.event`],
  ['empty the ledger', `truncate spoor.event cascade`],
  ['change a text', `update spoor.registration set text = 'anders'`],
  ['read the queue', `select * from graphile_worker.jobs`],
])('a login of an organisation may not %s', async (_what, statement) => {
  const attempt = sql.raw(statement).execute(database.as('spoor_politie').db)
  // 42501 insufficient privilege, 22023 unknown role, 42P01/3F000 not even to be seen.
  await expect(attempt).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|22023|42P01|3F000)$/) })
})

describe('the logins that serve no organisation', () => {
  test('the worker sees no content and no ledger', async () => {
    for (const table of [
      'registration',
      'event',
      'signal',
      'duty',
      'event_content',
      'quarantine_line',
      'member',
    ]) {
      await expect(as('spoor_worker', sql.raw(`select * from spoor.${table}`))).rejects.toMatchObject({
        code: '42501',
      })
    }
  })

  test('the check reads the ledger of all, and no content of anybody', async () => {
    expect(await as('spoor_check', sql`select organisation from spoor.event`)).toHaveLength(2)
    for (const table of [
      'event_content',
      'registration',
      'quarantine_line',
      'scan_result',
      'member',
      'session',
    ]) {
      await expect(as('spoor_check', sql.raw(`select * from spoor.${table}`))).rejects.toMatchObject({
        code: '42501',
      })
    }
  })
})

describe('the ledger, in the database', () => {
  test('even the owner changes and deletes no event', async () => {
    const { db } = database.as('owner')
    for (const statement of [
      `update spoor.event set type = 'closed'`,
      `delete from spoor.event`,
      `truncate spoor.event cascade`,
    ]) {
      await expect(sql.raw(statement).execute(db)).rejects.toThrow(/never changed/)
    }
  })

  test.each([
    ['a number is skipped', 'seq + 2', 'hash'],
    ['a number is repeated', 'seq', 'hash'],
    ['the chain is tied to something else', 'seq + 1', `sha256('b')`],
  ])('an event is refused when %s', async (_what, seq, previous) => {
    const insert = sql.raw(`
      insert into spoor.event (organisation, signal_id, seq, id, type, at, by_member, data, previous, hash)
      select organisation, signal_id, ${seq}, gen_random_uuid(), 'taken-up', now(), 'x', '{}', ${previous}, sha256('c')
        from spoor.ledger_head`)
    await expect(insert.execute(database.as('spoor_politie').db)).rejects.toMatchObject({ code: '40001' })
  })

  test.each([
    ['is open without a duty', 'proposed', null, false],
    ['is closed with a duty left', 'closed', 'set-aside', true],
  ])('a signal that %s cannot be saved', async (_what, state, outcome, withDuty) => {
    const saving = database
      .as('spoor_politie')
      .db.transaction()
      .execute(async (tx) => {
        const { rows } = await sql<{ id: string }>`
          insert into spoor.signal (id, organisation, state, phase, origin, unit, forms, way_of_working, received_at,
            received_on, incident_key, registration_id, seq, outcome)
          select gen_random_uuid(), 'politie', ${state}, 'signal', 'scan', 'u', '{}', 'w', now(), now()::date, 'k', id, 1,
            ${outcome} from spoor.registration returning id`.execute(tx)
        if (withDuty) {
          await sql`insert into spoor.duty (id, organisation, kind, unit, due_at, opened_at, signal_id)
            values (gen_random_uuid(), 'politie', 'weigh', 'u', now(), now(), ${rows[0]!.id})`.execute(tx)
        }
      })
    await expect(saving).rejects.toThrow(/without an owner and a deadline/)
  })

  test('a signal without a unit, or closed without an outcome, cannot be saved', async () => {
    const { db } = database.as('spoor_politie')
    for (const [state, unit, outcome] of [
      ['proposed', '', null],
      ['closed', 'u', null],
      ['weighing', 'u', 'set-aside'],
    ]) {
      const insert = sql`
        insert into spoor.signal (id, organisation, state, phase, origin, unit, forms, way_of_working, received_at,
          received_on, incident_key, registration_id, seq, outcome)
        select gen_random_uuid(), 'politie', ${state}, 'signal', 'scan', ${unit}, '{}', 'w', now(), now()::date, 'k', id,
          1, ${outcome} from spoor.registration`
      await expect(insert.execute(db)).rejects.toMatchObject({ code: '23514' })
    }
  })
})
