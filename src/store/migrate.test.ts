import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from './embedded/launch.ts'
import { LOGINS, loginUrl } from './logins.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS_DIR, readMigrations } from './migration-files.ts'

const OURS = readMigrations().map((file) => file.name)
const DEBIAN = '/usr/lib/postgresql/15/bin'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-migrate-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function query<R extends pg.QueryResultRow>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<R>(text)).rows
  } finally {
    await client.end()
  }
}

/** The URL of a new empty database of this owner. */
async function newDatabase(ownerUrl: string, name: string): Promise<string> {
  await query(ownerUrl, `create database ${name}`)
  const url = new URL(ownerUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Makes an owner who is no superuser: all that a hosted PostgreSQL gives. */
async function ordinaryOwner(superuserUrl: string): Promise<string> {
  await query(superuserUrl, `create role eigenaar login createrole createdb password 'geheim'`)
  const url = new URL(superuserUrl)
  url.username = 'eigenaar'
  url.password = 'geheim'
  return url.href
}

/** Eight things that must hold of a migrated database, whoever made it and with which version. */
async function expectWhole(ownerUrl: string, secretsDir: string): Promise<void> {
  const roles = await query<{ name: string }>(
    ownerUrl,
    `select rolname as name from pg_roles where rolname = any('{${LOGINS.join(',')}}') and rolcanlogin
       and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)`,
  )
  expect(roles.map((row) => row.name).toSorted()).toEqual([...LOGINS].toSorted())
  for (const login of LOGINS) {
    const url = loginUrl(ownerUrl, login, secretsDir)
    expect(await query(url, 'select session_user::text as name')).toEqual([{ name: login }])
    expect(await query(url, `select has_database_privilege(current_database(), 'create') as may`)).toEqual([
      { may: false },
    ])
    expect(statSync(join(secretsDir, `${login}.password`)).mode & 0o777).toBe(0o600)
  }
  expect(
    await query(
      ownerUrl,
      `select distinct pg_get_userbyid(relowner) as owner from pg_class
    where relnamespace = 'graphile_worker'::regnamespace`,
    ),
  ).toEqual([{ owner: 'spoor_worker' }])
  const politie = loginUrl(ownerUrl, 'spoor_politie', secretsDir)
  await query(politie, `select spoor.enqueue('scan', '{"organisation":"politie","id":"map"}', 'a')`)
  await expect(query(politie, 'select * from graphile_worker.jobs')).rejects.toMatchObject({ code: '42501' })
  const worker = loginUrl(ownerUrl, 'spoor_worker', secretsDir)
  expect(await query(worker, 'select key from graphile_worker.jobs')).toEqual([{ key: 'politie:a' }])
}

const SERVERS = [
  { server: 'the embedded PostgreSQL 18', own: {}, here: true },
  {
    server: 'Debian’s PostgreSQL 15',
    own: { binaries: { initdb: `${DEBIAN}/initdb`, postgres: `${DEBIAN}/postgres` } },
    // In CI its absence is a failure, on a developer's machine a skipped test.
    here: existsSync(`${DEBIAN}/postgres`) || process.env.CI !== undefined,
  },
]

for (const { server, own, here } of SERVERS) {
  describe.runIf(here)(`on ${server}`, () => {
    let embedded: EmbeddedDatabase
    let secrets: string
    beforeAll(async () => {
      const dataDir = newFolder()
      secrets = join(dataDir, 'secrets')
      embedded = await startEmbedded({ dataDir, durable: false, log: () => undefined, ...own })
    })
    afterAll(() => embedded?.stop())

    test('an owner who is no superuser can do it all, ten at once on two databases, three times over', async () => {
      const owner = await ordinaryOwner(embedded.ownerUrl)
      const pair = [await newDatabase(owner, 'een'), await newDatabase(owner, 'twee')] as const
      const rounds: (readonly string[])[] = []
      for (let round = 0; round < 3; round++) {
        const ten = Array.from({ length: 10 }, (_, i) => migrate(pair[i % 2 === 0 ? 0 : 1], secrets))
        rounds.push((await Promise.all(ten)).flat())
      }
      expect(rounds).toEqual([expect.arrayContaining([...OURS, ...OURS]), [], []])
      expect(rounds[0]).toHaveLength(OURS.length * 2)
      for (const url of pair) await expectWhole(url, secrets)
    })

    test('a superuser can do it too', async () => {
      const url = await newDatabase(embedded.ownerUrl, 'drie')
      expect(await migrate(url, secrets)).toEqual(OURS)
      expect(await migrate(url, secrets)).toEqual([])
      await expectWhole(url, secrets)
    })
  })
}

describe('what is kept of a migration', () => {
  let embedded: EmbeddedDatabase
  let secrets: string
  beforeAll(async () => {
    const dataDir = newFolder()
    secrets = join(dataDir, 'secrets')
    embedded = await startEmbedded({ dataDir, durable: false, log: () => undefined })
  })
  afterAll(() => embedded.stop())

  /** The foundation and one migration more, in a folder of its own. */
  function folderWith(name: string, text: string): string {
    const folder = newFolder()
    cpSync(join(MIGRATIONS_DIR, '0000_foundation.sql'), join(folder, '0000_foundation.sql'))
    writeFileSync(join(folder, name), text)
    return folder
  }

  test('four processes at once, from nothing', async () => {
    const url = await newDatabase(embedded.ownerUrl, 'processen')
    const own = mkdtempSync(join(tmpdir(), 'spoor-secrets-'))
    folders.push(own)
    const module = JSON.stringify(new URL('./migrate.ts', import.meta.url).href)
    const code = `const { migrate } = await import(${module})
      process.stdout.write(JSON.stringify(await migrate(${JSON.stringify(url)}, ${JSON.stringify(join(own, 's'))})))`
    const said = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        return JSON.parse((await child.stdout.toArray()).join('')) as string[]
      }),
    )
    expect(said.flat()).toEqual(OURS)
    await expectWhole(url, join(own, 's'))
    expect(readdirSync(join(own, 's')).toSorted()).toEqual(
      LOGINS.map((login) => `${login}.password`).toSorted(),
    )
  })

  test('a changed file is refused, one with other line ends is not', async () => {
    const url = await newDatabase(embedded.ownerUrl, 'veranderd')
    const folder = folderWith(
      '0001_more.sql',
      'create table more (n int);\ncomment on table more is $$x$$;\n',
    )
    const migrationsDir = folder
    expect(await migrate(url, secrets, { migrationsDir })).toEqual(['0000_foundation', '0001_more'])
    expect(await query(url, `select 'spoor.more'::regclass::text as name`)).toEqual([{ name: 'spoor.more' }])
    const text = readFileSync(join(folder, '0001_more.sql'), 'utf8')
    writeFileSync(join(folder, '0001_more.sql'), text.replaceAll('\n', '\r\n'))
    expect(await migrate(url, secrets, { migrationsDir })).toEqual([])
    writeFileSync(join(folder, '0001_more.sql'), `${text}-- a remark\n`)
    await expect(migrate(url, secrets, { migrationsDir })).rejects.toThrow(
      'Migration 0001_more was changed after it was applied to this database.',
    )
  })

  test('a database that is ahead of this version is refused', async () => {
    const url = await newDatabase(embedded.ownerUrl, 'vooruit')
    await migrate(url, secrets, { migrationsDir: folderWith('0001_later.sql', 'select 1') })
    await expect(migrate(url, secrets, { migrationsDir: folderWith('0002_other.sql', '') })).rejects.toThrow(
      'already has migration 0001_later, which this version of Spoor does not know',
    )
  })

  test('a migration that fails leaves nothing behind, and can be tried again', async () => {
    const url = await newDatabase(embedded.ownerUrl, 'stuk')
    const folder = folderWith('0001_broken.sql', 'create table half (n int); select 1 / 0;')
    await expect(migrate(url, secrets, { migrationsDir: folder })).rejects.toThrow(
      'migration 0001_broken failed',
    )
    expect(await query(url, `select to_regclass('spoor.half') is null as gone`)).toEqual([{ gone: true }])
    writeFileSync(join(folder, '0001_broken.sql'), 'create table whole (n int)')
    expect(await migrate(url, secrets, { migrationsDir: folder })).toEqual(['0000_foundation', '0001_broken'])
  })

  test('two migrations with one number are refused', async () => {
    const folder = folderWith('0001_one.sql', '')
    writeFileSync(join(folder, '0001_two.sql'), '')
    expect(() => readMigrations(folder)).toThrow('Two migrations have the number 0001')
  })

  test.each(['0001_two_words.sql', '001_short.sql', '0001-dash.sql'])(
    'a migration named %s is refused, not passed over',
    (name) => {
      expect(() => readMigrations(folderWith(name, ''))).toThrow(`${name} is no name of a migration`)
    },
  )

  test('a lost password file is made anew, and the file decides which password works', async () => {
    const url = await newDatabase(embedded.ownerUrl, 'wachtwoord')
    await migrate(url, secrets)
    const path = join(secrets, 'spoor_kmar.password')
    const before = readFileSync(path, 'utf8')
    rmSync(path)
    await migrate(url, secrets)
    expect(readFileSync(path, 'utf8')).not.toBe(before)
    expect(await query(loginUrl(url, 'spoor_kmar', secrets), 'select 1 as one')).toEqual([{ one: 1 }])
    writeFileSync(path, 'chosen-by-an-administrator\n')
    await migrate(url, secrets)
    expect(await query(loginUrl(url, 'spoor_kmar', secrets), 'select 1 as one')).toEqual([{ one: 1 }])
    await query(embedded.ownerUrl, `alter role spoor_kmar password 'something else'`)
    await migrate(url, secrets)
    expect(await query(loginUrl(url, 'spoor_kmar', secrets), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test.each([
    [
      'may pass over row-level security',
      'alter role spoor_kmar bypassrls',
      'alter role spoor_kmar nobypassrls',
      /stronger than it may be/,
    ],
    [
      'is a superuser',
      'alter role spoor_check superuser',
      'alter role spoor_check nosuperuser',
      /stronger than it may be/,
    ],
    [
      'is also another organisation',
      'grant spoor_politie to spoor_kmar',
      'revoke spoor_politie from spoor_kmar',
      /is a member of spoor_politie; revoke that/,
    ],
  ])('a login that %s is refused', async (_, spoil, mend, sentence) => {
    const url = embedded.ownerUrl
    await migrate(url, secrets)
    await query(url, spoil)
    await expect(migrate(url, secrets)).rejects.toThrow(sentence)
    await query(url, mend)
    await migrate(url, secrets)
  })

  test('an owner who may not make logins hears what to do', async () => {
    const url = new URL(embedded.ownerUrl)
    await query(url.href, `create role zwak login password 'zwak'`)
    await query(url.href, 'create database zwak owner zwak')
    url.username = url.password = 'zwak'
    url.pathname = '/zwak'
    rmSync(join(secrets, 'spoor_check.password'))
    await expect(migrate(url.href, secrets)).rejects.toThrow(
      /may not make or change Spoor's logins .* Give it CREATEROLE/,
    )
  })
})
