import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { ORGANISATIONS } from '#core/organisation.ts'
import { startEmbedded } from './embedded/launch.ts'
import { openStore, placeFrom } from './open.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-open-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
const log = () => undefined

test('a store has a pool for each login, and its owner has gone', async () => {
  const dataDir = newFolder()
  const lines: string[] = []
  const store = await openStore({ dataDir, log: (line) => lines.push(line) })
  try {
    expect(lines[0]).toBe('migration 0000_foundation applied')
    for (const id of ORGANISATIONS) {
      const seen = await sql`select spoor.organisation() as id`.execute(store.organisations[id].db)
      expect(seen.rows).toEqual([{ id }])
    }
    const seen = await sql<{ name: string }>`
      select distinct usename as name from pg_stat_activity where datname = current_database() order by 1`.execute(
      store.worker.db,
    )
    expect(seen.rows.map((row) => row.name)).not.toContain(new URL(store.ownerUrl).username)
    expect((await sql`select count(*) as n from spoor.event`.execute(store.check.db)).rows).toEqual([
      { n: 0 },
    ])
  } finally {
    await store.stop()
  }
  await store.stop()
  const before = performance.now()
  const again = await openStore({ dataDir, log })
  const took = performance.now() - before
  await again.stop()
  expect(took).toBeLessThan(1500)
})

test('a command beside the server joins its database, and leaves it running', async () => {
  const dataDir = newFolder()
  const server = await openStore({ dataDir, log })
  try {
    await expect(openStore({ dataDir, log })).rejects.toThrow(/Another Spoor/)
    const command = await openStore({ dataDir, log, whenInUse: 'join' })
    await sql`select 1`.execute(command.organisations.kmar.db)
    await command.stop()
    expect((await sql`select 1 as one`.execute(server.organisations.kmar.db)).rows).toEqual([{ one: 1 }])
  } finally {
    await server.stop()
  }
})

test('DATABASE_URL leads to another server, whose passwords are kept here', async () => {
  const elsewhere = await startEmbedded({ dataDir: newFolder(), durable: false, log })
  const dataDir = newFolder()
  const store = await openStore({ dataDir, databaseUrl: elsewhere.ownerUrl, log })
  try {
    const url = new URL(store.url('spoor_politie'))
    expect(readFileSync(join(dataDir, 'secrets/spoor_politie.password'), 'utf8').trim()).toBe(url.password)
    expect((await sql`select 1 as one`.execute(store.organisations.politie.db)).rows).toEqual([{ one: 1 }])
  } finally {
    await store.stop()
    await elsewhere.stop()
  }
})

test('the end of the embedded database is told, and stopping afterwards is still clean', async () => {
  const dataDir = newFolder()
  const told = Promise.withResolvers<string>()
  const store = await openStore({ dataDir, log, onDatabaseExit: told.resolve })
  process.kill(Number.parseInt(readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8'), 10), 'SIGQUIT')
  expect(await told.promise).toMatch(/^The embedded database ended by itself/)
  await store.stop()
})

test.each([
  ['nobody listens', 'postgres://owner:geheim@127.0.0.1:1/spoor', 'no PostgreSQL listens there'],
  [
    'an unknown host',
    'postgres://owner:geheim@host.invalid/spoor?sslmode=verify-full',
    'its host is not known',
  ],
])('a server that cannot be used: %s', async (_, databaseUrl, reason) => {
  const opened = openStore({ dataDir: newFolder(), databaseUrl, log })
  await expect(opened).rejects.toThrow(`The database server cannot be used: ${reason}. See DATABASE_URL.`)
})

test.each([
  ['no word about TLS', 'postgres://owner:geheim@db.invalid/spoor'],
  ['TLS when it happens to be there', 'postgres://owner:geheim@db.invalid/spoor?sslmode=prefer'],
  ['TLS with anybody', 'postgres://owner:geheim@db.invalid/spoor?sslmode=require'],
  ['another machine among the parameters', 'postgres://owner:geheim@localhost/spoor?host=db.invalid'],
  ['a name that looks like this machine', 'postgres://owner:geheim@127.0.0.1.db.invalid/spoor'],
])('another machine over an open line is refused: %s', async (_, databaseUrl) => {
  const opened = openStore({ dataDir: newFolder(), databaseUrl, log })
  await expect(opened).rejects.toThrow(/DATABASE_URL leads to another machine/)
  await expect(opened).rejects.not.toThrow(/geheim/)
})

test.each([
  ['nothing set', {}, { dataDir: join(process.cwd(), '.spoor') }],
  ['a folder', { SPOOR_DATA: '/srv/spoor', DATABASE_URL: '' }, { dataDir: '/srv/spoor' }],
  [
    'a server',
    { DATABASE_URL: 'postgres://db/spoor' },
    { dataDir: join(process.cwd(), '.spoor'), databaseUrl: 'postgres://db/spoor' },
  ],
])('where the data are, with %s', (_, environment, place) => {
  expect(placeFrom(environment)).toEqual(place)
})
