import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { joinEmbedded, startEmbedded } from './launch.ts'
import { lockHolder } from './lock.ts'
import { isEmpty, mode, query, Trials } from './trials.ts'

const trials = new Trials()
beforeAll(() => trials.prepare())
afterEach(() => trials.stopAll())
afterAll(() => trials.discard())

describe('a database of our own', () => {
  test('keeps its data, its port and its password, and starts again within a second', async () => {
    const folder = trials.copied()
    const first = await trials.start(folder)
    await query(first.ownerUrl, 'insert into kept values (1)')
    await first.stop()
    const before = performance.now()
    const second = await trials.start(folder)
    const took = performance.now() - before
    expect(second.ownerUrl).toBe(first.ownerUrl)
    expect(await query(second.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }])
    expect(took).toBeLessThan(1000)
  })

  test('is closed to other accounts, and lets nobody in without the password', async () => {
    const folder = trials.copied()
    const database = await trials.start(folder)
    const files = ['owner.password', 'port', 'postgres.log'].map((name) => mode(join(folder, name)))
    expect(files).toEqual(['600', '600', '600'])
    expect([mode(folder), mode(join(folder, 'pg'))]).toEqual(['700', '700'])
    const url = new URL(database.ownerUrl)
    url.password = 'guess'
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('is durable, checks its pages and listens on the loopback only', async () => {
    const database = await trials.start(trials.copied())
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
    const folder = trials.copied()
    const database = await trials.start(folder)
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
    const folder = trials.copied()
    const database = await trials.start(folder)
    await Promise.all([database.stop(), database.stop()])
    await database.stop()
    expect(isEmpty(folder)()).toBe(true)
    expect(lockHolder(join(folder, 'lock'))).toBeUndefined()
  })

  test('chooses another port when its own is taken', async () => {
    const [one, other] = [trials.copied(), trials.copied()]
    const first = await trials.start(one)
    writeFileSync(join(other, 'port'), `${first.port}\n`)
    const second = await trials.start(other)
    expect(second.port).not.toBe(first.port)
    expect(await query(second.ownerUrl, 'select n from kept')).toEqual([])
  })

  test('works in a folder whose path is too long for a socket', async () => {
    const folder = join(trials.newFolder(), 'a'.repeat(80), 'b c')
    trials.copied(folder)
    expect(await query((await trials.start(folder)).ownerUrl, 'select n from kept')).toEqual([])
  })

  test('takes a back-up that was put back without its file modes', async () => {
    const folder = trials.copied()
    chmodSync(join(folder, 'pg'), 0o755)
    chmodSync(folder, 0o755)
    expect(await query((await trials.start(folder)).ownerUrl, 'select n from kept')).toEqual([])
    expect([mode(folder), mode(join(folder, 'pg'))]).toEqual(['700', '700'])
  })

  test('says which file is gone when the password is', async () => {
    const folder = trials.copied()
    rmSync(join(folder, 'owner.password'))
    await expect(trials.start(folder)).rejects.toThrow(
      /password of the embedded database is gone .*owner\.password/,
    )
    expect(isEmpty(folder)()).toBe(true)
  })

  test('what an interrupted first start left does no harm', async () => {
    const folder = trials.newFolder()
    mkdirSync(join(folder, 'pg.new/base'), { recursive: true })
    writeFileSync(join(folder, 'pg.new/PG_VERSION'), '18\n')
    const database = await trials.start(folder)
    expect(await query(database.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('one Spoor for one folder', () => {
  test('a second one is refused in a plain sentence, and may join instead', async () => {
    const folder = trials.copied()
    const database = await trials.start(folder)
    await expect(startEmbedded({ dataDir: folder, log: () => undefined })).rejects.toThrow(
      `Another Spoor (pid ${process.pid}) uses ${folder}. Stop it first`,
    )
    const guest = await joinEmbedded(folder)
    expect(guest?.ownerUrl).toBe(database.ownerUrl)
    await guest?.stop()
    expect(await query(database.ownerUrl, 'select n from kept')).toEqual([])
  })

  test('there is nothing to join when none runs', async () => {
    expect(await joinEmbedded(trials.copied())).toBeUndefined()
    expect(await joinEmbedded(join(trials.newFolder(), 'nowhere'))).toBeUndefined()
  })
})
