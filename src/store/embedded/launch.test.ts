import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Account, commandAs, findAccount, NOBODY } from './account.ts'
import { findBinaries } from './binaries.ts'
import { ENVIRONMENT } from './cluster.ts'
import { type EmbeddedDatabase, joinEmbedded, startEmbedded } from './launch.ts'
import { lockHolder } from './lock.ts'
import { processesIn, waitUntil } from './processes.ts'
import { settings } from './settings.ts'

/** A whole data folder, made once: a copy is cheaper than making it anew for each test. */
let original: string
const folders: string[] = []
const running: EmbeddedDatabase[] = []
const quiet = { log: () => undefined }

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-launch-'))
  folders.push(folder)
  return folder
}

function copied(): string {
  const folder = newFolder()
  cpSync(original, folder, { recursive: true })
  chmodSync(join(folder, 'pg'), 0o700)
  return folder
}

async function start(dataDir: string): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, ...quiet })
  running.push(database)
  return database
}

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** A program that starts a database on `dataDir` and then runs `then` (which sees `database`, `query` and `say`). */
function program(dataDir: string, then: string) {
  const launcher = JSON.stringify(new URL('./launch.ts', import.meta.url).href)
  const driver = JSON.stringify(import.meta.resolve('pg'))
  const code = `
    import { startEmbedded } from ${launcher}
    import pg from ${driver}
    const say = (text) => process.stdout.write(text + '\\n')
    const database = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => undefined })
    const client = new pg.Client({ connectionString: database.ownerUrl })
    client.on('error', () => undefined)
    await client.connect()
    say('ready')
    ${then}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  return { child, said: () => said, ended }
}

const isEmpty = (dataDir: string) => () => processesIn(join(dataDir, 'pg')).length === 0
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

beforeAll(async () => {
  original = newFolder()
  const database = await startEmbedded({ dataDir: original, ...quiet })
  await query(database.ownerUrl, 'create table kept (n int primary key)')
  await database.stop()
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((database) => database.stop()))
})

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('a database of our own', () => {
  test('keeps its data, its port and its password, and starts again within a second', async () => {
    const folder = copied()
    const first = await start(folder)
    await query(first.ownerUrl, 'insert into kept values (1)')
    await first.stop()
    const before = performance.now()
    const second = await start(folder)
    const took = performance.now() - before
    expect(second.ownerUrl).toBe(first.ownerUrl)
    expect(await query(second.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }])
    expect(took).toBeLessThan(1000)
  })

  test('is closed to other accounts, and lets nobody in without the password', async () => {
    const folder = copied()
    const database = await start(folder)
    const files = ['owner.password', 'port', 'postgres.log'].map((name) => mode(join(folder, name)))
    expect(files).toEqual(['600', '600', '600'])
    expect([mode(folder), mode(join(folder, 'pg'))]).toEqual(['700', '700'])
    const url = new URL(database.ownerUrl)
    url.password = 'guess'
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('is durable, checks its pages and listens on the loopback only', async () => {
    const database = await start(copied())
    const shown = `select name || '=' || setting as line from pg_settings where name in
      ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses', 'server_encoding',
       'password_encryption', 'jit') order by name collate "C"`
    expect((await query(database.ownerUrl, shown)).map((row) => row.line)).toEqual([
      'data_checksums=on',
      'fsync=on',
      'full_page_writes=on',
      'jit=off',
      'listen_addresses=127.0.0.1',
      'password_encryption=scram-sha-256',
      'server_encoding=UTF8',
      'synchronous_commit=on',
    ])
  })

  test.each([
    ['a row that a constraint refuses', `insert into person values (1, 'Femke Voorbeeld', 8)`],
    ['a value that is no date', `select 'Femke Voorbeeld'::date`],
    ['a statement that is not SQL', `select 1 "Femke Voorbeeld" "person"`],
    ['a warning', `do $$ begin raise warning 'Femke Voorbeeld'; end $$`],
    ['a parameter', `select $1::int`],
  ])('writes nothing about people in its log: %s', async (_, statement) => {
    const folder = copied()
    const database = await start(folder)
    await query(database.ownerUrl, 'create table person (id int, name text, age int check (age > 17))')
    const client = new pg.Client({ connectionString: database.ownerUrl })
    await client.connect()
    await client.query(statement, statement.includes('$1') ? ['Femke Voorbeeld'] : []).catch(() => undefined)
    await client.end()
    await database.stop()
    const log = readFileSync(join(folder, 'postgres.log'), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toMatch(/Femke|person/)
  })

  test('stopping twice is stopping once', async () => {
    const folder = copied()
    const database = await start(folder)
    await Promise.all([database.stop(), database.stop()])
    await database.stop()
    expect(isEmpty(folder)()).toBe(true)
    expect(lockHolder(join(folder, 'lock'))).toBeUndefined()
  })

  test('chooses another port when its own is taken', async () => {
    const [one, other] = [copied(), copied()]
    const first = await start(one)
    writeFileSync(join(other, 'port'), `${first.port}\n`)
    const second = await start(other)
    expect(second.port).not.toBe(first.port)
    expect(await query(second.ownerUrl, 'select n from kept')).toEqual([])
  })

  test('works in a folder whose path is too long for a socket', async () => {
    const folder = join(newFolder(), 'a'.repeat(80), 'b c')
    cpSync(original, folder, { recursive: true })
    expect(await query((await start(folder)).ownerUrl, 'select n from kept')).toEqual([])
  })

  test('takes a back-up that was put back without its file modes', async () => {
    const folder = copied()
    chmodSync(join(folder, 'pg'), 0o755)
    chmodSync(folder, 0o755)
    expect(await query((await start(folder)).ownerUrl, 'select n from kept')).toEqual([])
    expect([mode(folder), mode(join(folder, 'pg'))]).toEqual(['700', '700'])
  })

  test('says which file is gone when the password is', async () => {
    const folder = copied()
    rmSync(join(folder, 'owner.password'))
    await expect(start(folder)).rejects.toThrow(/password of the embedded database is gone .*owner\.password/)
    expect(isEmpty(folder)()).toBe(true)
  })

  test('what an interrupted first start left does no harm', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'pg.new/base'), { recursive: true })
    writeFileSync(join(folder, 'pg.new/PG_VERSION'), '18\n')
    const database = await start(folder)
    expect(await query(database.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('one Spoor for one folder', () => {
  test('a second one is refused in a plain sentence, and may join instead', async () => {
    const folder = copied()
    const database = await start(folder)
    await expect(startEmbedded({ dataDir: folder, ...quiet })).rejects.toThrow(
      `Another Spoor (pid ${process.pid}) uses ${folder}. Stop it first`,
    )
    const guest = await joinEmbedded(folder)
    expect(guest?.ownerUrl).toBe(database.ownerUrl)
    await guest?.stop()
    expect(await query(database.ownerUrl, 'select n from kept')).toEqual([])
  })

  test('there is nothing to join when none runs', async () => {
    expect(await joinEmbedded(copied())).toBeUndefined()
    expect(await joinEmbedded(join(newFolder(), 'nowhere'))).toBeUndefined()
  })
})

describe('no database outlives its Spoor', () => {
  test.each([
    ['Ctrl-C', `process.kill(process.pid, 'SIGINT'); setInterval(() => undefined, 1000)`],
    ['SIGTERM', `process.kill(process.pid, 'SIGTERM'); setInterval(() => undefined, 1000)`],
    ['an exception', `client.end(); setTimeout(() => { throw new Error('broken') }, 1)`],
    ['process.exit', 'process.exit(0)'],
    ['nothing left to do', 'await client.end()'],
    ['kill -9', `process.kill(process.pid, 'SIGKILL')`],
  ])('%s', async (_, end) => {
    const folder = copied()
    const spoor = program(folder, end)
    await spoor.ended
    expect(spoor.said()).toBe('ready\n')
    expect(await waitUntil(isEmpty(folder), 5000)).toBe(true)
  })

  test('its own end is noticed, and the next start recovers', async () => {
    const folder = copied()
    const reason = new Promise<string>((resolve) => {
      void startEmbedded({ dataDir: folder, ...quiet, onExit: resolve }).then(async (database) => {
        await query(database.ownerUrl, 'insert into kept values (7)')
        process.kill(Number.parseInt(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8'), 10), 'SIGKILL')
      })
    })
    expect(await reason).toBe('The embedded database ended by itself (SIGKILL).')
    expect(await query((await start(folder)).ownerUrl, 'select n from kept')).toEqual([{ n: 7 }])
  })
})

describe('after a kill -9', () => {
  test('nothing that was committed is lost, five times in a row', async () => {
    const folder = copied()
    const told: number[] = []
    for (let round = 0; round < 5; round++) {
      const spoor = program(
        folder,
        `for (let n = ${round * 100_000}; ; n++) {
           await client.query('insert into kept values ($1)', [n])
           say('kept ' + n)
         }`,
      )
      await waitUntil(() => spoor.said().split('kept').length > 40 + round * 37, 20_000)
      spoor.child.kill('SIGKILL')
      await spoor.ended
      told.push(...[...spoor.said().matchAll(/kept (\d+)\n/g)].map((match) => Number(match[1])))
    }
    expect(told.length).toBeGreaterThan(200)
    const rows = await query((await start(folder)).ownerUrl, 'select n from kept')
    const found = new Set(rows.map((row) => row.n))
    expect(told.filter((n) => !found.has(n))).toEqual([])
    // At most the one in flight at each kill: done, but not told.
    expect(found.size).toBeLessThanOrEqual(told.length + 5)
  })

  test('a server that was left running is stopped first', async () => {
    const folder = copied()
    // Started as the launcher does, but without anything that ends it together with its parent.
    const [command, ...args] = commandAs(findAccount(), false, [
      findBinaries().postgres,
      `-D${folder}/pg`,
      ...settings(54_399, true).flatMap((setting) => ['-c', setting]),
    ])
    const orphan = spawn(command, args, { env: ENVIRONMENT, stdio: 'ignore', detached: true })
    const ended = new Promise((resolve) => orphan.on('exit', resolve))
    await waitUntil(() => existsSync(join(folder, 'pg/postmaster.pid')), 5000)
    const lines: string[] = []
    const database = await startEmbedded({ dataDir: folder, log: (line) => lines.push(line) })
    running.push(database)
    expect(await ended).toBe(0)
    expect(lines).toEqual([`stopping the database that an earlier process left running (pid ${orphan.pid})`])
    expect(await query(database.ownerUrl, 'select n from kept')).toEqual([])
  })

  test('a pid file that names another living program is no obstacle', async () => {
    const folder = copied()
    // Not ours: PostgreSQL itself already passes over the pids of its parents.
    const other = spawn('sleep', ['30'])
    writeFileSync(join(folder, 'pg/postmaster.pid'), `${other.pid}\n${folder}/pg\n`)
    const database = start(folder)
    await expect(database).resolves.toBeDefined()
    expect(await query((await database).ownerUrl, 'select n from kept')).toEqual([])
    other.kill()
  })
})

const isRoot = process.getuid?.() === 0
const nobodyReaches =
  isRoot &&
  spawnSync('setpriv', [`--reuid=${NOBODY}`, '--clear-groups', 'test', '-r', import.meta.filename]).status ===
    0

describe.runIf(nobodyReaches)('accounts (as root, in a checkout that others may read)', () => {
  test.each<Account>(['namespace', 'nobody'])('root runs it as: %s', async (account) => {
    const folder = newFolder()
    const database = await startEmbedded({ dataDir: folder, ...quiet, account })
    running.push(database)
    expect(await query(database.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    expect([mode(join(folder, 'pg')), mode(join(folder, 'owner.password'))]).toEqual(['700', '600'])
    await database.stop()
    expect(isEmpty(folder)()).toBe(true)
  })

  test('an ordinary account starts it, and kill -9 leaves nothing behind', async () => {
    const folder = newFolder()
    chownSync(folder, NOBODY, NOBODY)
    const launcher = JSON.stringify(new URL('./launch.ts', import.meta.url).href)
    const code = `const { startEmbedded } = await import(${launcher})
      await startEmbedded({ dataDir: ${JSON.stringify(folder)}, log() {} })
      process.stdout.write('ready ' + process.getuid()); process.kill(process.pid, 'SIGKILL')`
    const [command, ...args] = commandAs('nobody', false, [
      process.execPath,
      '--input-type=module',
      '-e',
      code,
    ])
    const ran = spawnSync(command, args, { encoding: 'utf8', cwd: '/' })
    expect([ran.stdout, ran.stderr]).toEqual([`ready ${NOBODY}`, ''])
    expect(await waitUntil(isEmpty(folder), 5000)).toBe(true)
  })
})
