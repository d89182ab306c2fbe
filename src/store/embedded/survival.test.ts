import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Account, commandAs, findAccount, NOBODY } from './account.ts'
import { findBinaries } from './binaries.ts'
import { ENVIRONMENT } from './cluster.ts'
import { startEmbedded } from './launch.ts'
import { waitUntil } from './processes.ts'
import { settings } from './settings.ts'
import { isEmpty, mode, program, query, Trials } from './trials.ts'

const trials = new Trials()
beforeAll(() => trials.prepare())
afterEach(() => trials.stopAll())
afterAll(() => trials.discard())

describe('no database outlives its Spoor', () => {
  test.each([
    ['Ctrl-C', `process.kill(process.pid, 'SIGINT'); setInterval(() => undefined, 1000)`],
    ['SIGTERM', `process.kill(process.pid, 'SIGTERM'); setInterval(() => undefined, 1000)`],
    ['an exception', `client.end(); setTimeout(() => { throw new Error('broken') }, 1)`],
    ['process.exit', 'process.exit(0)'],
    ['nothing left to do', 'await client.end()'],
    ['kill -9', `process.kill(process.pid, 'SIGKILL')`],
  ])('%s', async (_, end) => {
    const folder = trials.copied()
    const spoor = program(folder, end)
    await spoor.ended
    expect(spoor.said()).toBe('ready\n')
    expect(await waitUntil(isEmpty(folder), 5000)).toBe(true)
  })

  test('its own end is noticed, and the next start recovers', async () => {
    const folder = trials.copied()
    const reason = new Promise<string>((resolve) => {
      void startEmbedded({ dataDir: folder, log: () => undefined, onExit: resolve }).then(
        async (database) => {
          await query(database.ownerUrl, 'insert into kept values (7)')
          process.kill(
            Number.parseInt(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8'), 10),
            'SIGKILL',
          )
        },
      )
    })
    expect(await reason).toBe('The embedded database ended by itself (SIGKILL).')
    expect(await query((await trials.start(folder)).ownerUrl, 'select n from kept')).toEqual([{ n: 7 }])
  })
})

describe('after a kill -9', () => {
  test('nothing that was committed is lost, five times in a row', async () => {
    const folder = trials.copied()
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
    const rows = await query((await trials.start(folder)).ownerUrl, 'select n from kept')
    const found = new Set(rows.map((row) => row.n))
    expect(told.filter((n) => !found.has(n))).toEqual([])
    // At most the one in flight at each kill: done, but not told.
    expect(found.size).toBeLessThanOrEqual(told.length + 5)
  })

  test('a server that was left running is stopped first', async () => {
    const folder = trials.copied()
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
    expect(await ended).toBe(0)
    expect(lines).toEqual([`stopping the database that an earlier process left running (pid ${orphan.pid})`])
    expect(await query(database.ownerUrl, 'select n from kept')).toEqual([])
    await database.stop()
  })

  test('files that name another living program are no obstacle', async () => {
    const folder = trials.copied()
    // Not ours: PostgreSQL itself already passes over the pids of its parents.
    const other = spawn('sleep', ['30'])
    writeFileSync(join(folder, 'port'), '47321\n')
    writeFileSync(join(folder, 'pg/postmaster.pid'), `${other.pid}\n${folder}/pg\n`)
    writeFileSync(join(folder, '.s.PGSQL.47321.lock'), `${other.pid}\n${folder}/pg\n0\n47321\n${folder}\n`)
    const database = trials.start(folder)
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
    const folder = trials.newFolder()
    const database = await trials.start(folder, account)
    expect(await query(database.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    expect([mode(join(folder, 'pg')), mode(join(folder, 'owner.password'))]).toEqual(['700', '600'])
    await database.stop()
    expect(isEmpty(folder)()).toBe(true)
  })

  test('an ordinary account starts it, and kill -9 leaves nothing behind', async () => {
    const folder = trials.newFolder()
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
