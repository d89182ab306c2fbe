import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from './embedded/launch.ts'
import { loginUrl } from './logins.ts'
import { MIGRATIONS_DIR, readMigrations } from './migration-files.ts'
import { migrate } from './migrate.ts'

// A database in use goes along to the next version: its rows fit the new rules, whoever owns it.

let folder: string
let secrets: string
let embedded: EmbeddedDatabase
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'spoor-migrate-data-'))
  secrets = join(folder, 'secrets')
  embedded = await startEmbedded({ dataDir: folder, durable: false, log: () => undefined })
})
afterAll(async () => {
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function query<R extends pg.QueryResultRow>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const results = (await client.query(text)) as unknown as pg.QueryResult<R> | pg.QueryResult<R>[]
    return Array.isArray(results) ? results.at(-1)!.rows : results.rows
  } finally {
    await client.end()
  }
}

/** Only the migrations up to and including this number, in a folder of their own. */
function upTo(number: string): string {
  const old = mkdtempSync(join(folder, 'migrations-'))
  for (const { name } of readMigrations()) {
    const file = `${name}.sql`
    if (name.slice(0, 4) <= number) cpSync(join(MIGRATIONS_DIR, file), join(old, file))
  }
  return old
}

/** As version 0.1 left it: a signal whose duty has climbed twice, and one that was set aside by two people. */
const IN_USE = `
  insert into spoor.registration (id, organisation, source_id, version, content_hash, kind, registered_at,
      registered_at_text, incident, incident_key, title, text, persons, vehicles, received_at, received_on)
    select ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'politie', 'x-' || n, 1, 'h', 'mutatie', now(), 'now',
           '', 'x', '', 'tekst', '[]', '[]', now(), now()::date from generate_series(1, 2) n;
  insert into spoor.event (organisation, signal_id, seq, id, type, at, by_member, data, previous, hash)
    select 'politie', ('10000000-0000-4000-8000-00000000000' || n)::uuid, 1, gen_random_uuid(), 'signal-proposed',
           now(), 'spoor', '{}', decode(repeat('00', 32), 'hex'), sha256('1') from generate_series(1, 2) n;
  insert into spoor.event (organisation, signal_id, seq, id, type, at, by_member, data, previous, hash) values
    ('politie', '10000000-0000-4000-8000-000000000002', 2, gen_random_uuid(), 'set-aside-proposed', now(), 'a', '{}',
     sha256('1'), sha256('2')),
    ('politie', '10000000-0000-4000-8000-000000000002', 3, gen_random_uuid(), 'set-aside-confirmed', now(), 'b', '{}',
     sha256('2'), sha256('3'));
  begin;
  insert into spoor.signal (id, organisation, state, phase, origin, unit, forms, way_of_working, received_at,
      received_on, incident_key, registration_id, seq, outcome)
    select ('10000000-0000-4000-8000-00000000000' || n)::uuid, 'politie', case n when 1 then 'proposed' else 'closed' end,
           'signal', 'scan', 'avim', '{}', 'w', now(), now()::date, 'x',
           ('00000000-0000-4000-8000-00000000000' || n)::uuid, 1, case n when 2 then 'set-aside' end
      from generate_series(1, 2) n;
  insert into spoor.duty (id, organisation, kind, unit, role, due_at, opened_at, signal_id, done_at, done_by) values
    ('20000000-0000-4000-8000-000000000001', 'politie', 'answer-proposal', 'avim', null, now(), now() - interval '3 days',
     '10000000-0000-4000-8000-000000000001', null, null),
    ('20000000-0000-4000-8000-000000000002', 'politie', 'escalation', 'avim', 'team-lead', now(), now() - interval '2 days',
     '10000000-0000-4000-8000-000000000001', now(), 'spoor'),
    ('20000000-0000-4000-8000-000000000003', 'politie', 'escalation', 'avim', 'manager', now(), now() - interval '1 day',
     '10000000-0000-4000-8000-000000000001', null, null);
  commit;`

test.each([
  ['a superuser', 'in_gebruik', undefined],
  ['an owner who is no superuser', 'in_gebruik_gehost', 'gewoon'],
])('what version 0.1 holds goes along to follow-up, with %s', async (_who, name, role) => {
  const server = new URL(embedded.ownerUrl)
  if (role) {
    await query(server.href, `create role ${role} login createrole createdb password '${role}'`)
    await query(
      server.href,
      `grant spoor_organisation, spoor_worker, spoor_check to ${role} with admin option`,
    )
    server.username = server.password = role
  }
  await query(server.href, `create database ${name}`)
  server.pathname = `/${name}`
  await migrate(server.href, secrets, { migrationsDir: upTo('0004') })
  const politie = loginUrl(server.href, 'spoor_politie', secrets)
  await query(politie, IN_USE)

  await migrate(server.href, secrets)

  const duties = await query(
    politie,
    `select place, escalates, done_at is null as open from spoor.duty order by id`,
  )
  const main = '20000000-0000-4000-8000-000000000001'
  expect(duties).toEqual([
    { place: 'main', escalates: null, open: true },
    { place: 'escalation', escalates: main, open: false },
    { place: 'escalation', escalates: main, open: true },
  ])
  expect(await query(politie, 'select seq, decision, drawn from spoor.second_look_draw')).toEqual([
    { seq: 3, decision: 'set-aside-confirmed', drawn: null },
  ])
  // Rules that run with the owner's rights hold when that owner is no superuser, and stands behind the wall itself.
  const late = `
    insert into spoor.event (organisation, signal_id, seq, id, type, at, by_member, data, previous, hash)
    select organisation, signal_id, seq + 1, gen_random_uuid(), 'taken-up', now(), 'a', '{}', hash, sha256('4')
      from spoor.ledger_head where signal_id = '10000000-0000-4000-8000-00000000000`
  await expect(query(politie, `${late}2'`)).rejects.toThrow('spoor: the signal has ended')
  await query(politie, `${late}1'`)
  await query(
    politie,
    `insert into spoor.message (id, handover_id, sender, receiver, kind, position, data, sent_at)
     values (gen_random_uuid(), gen_random_uuid(), 'politie', 'kmar', 'offer', 1, '{}', now())`,
  )
  const kmar = loginUrl(server.href, 'spoor_kmar', secrets)
  expect(await query(kmar, 'select receiver from spoor.message_waiting')).toEqual([{ receiver: 'kmar' }])
  await query(
    kmar,
    `insert into spoor.message_handled select id, sender, receiver, now(), 'applied' from spoor.message`,
  )
  expect(await query(kmar, 'select * from spoor.message_waiting')).toEqual([])
  // The wall stands as before: the owner took itself from behind it for the migration only.
  expect(
    await query(
      server.href,
      `select relname from pg_class where relnamespace = 'spoor'::regnamespace and relkind = 'r'
          and not (relrowsecurity and relforcerowsecurity)`,
    ),
  ).toEqual([])
})
