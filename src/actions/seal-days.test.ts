import { createHash, verify } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aHouse, receive, TELLING_TEXT, type TestHouse } from '../../test/a-house.ts'
import { aLook, checkedAudit, checkpointsOf, looks } from '../../test/an-audit-log.ts'
import { canonicalJson } from '#core/canonical.ts'
import { done, refuse } from '#core/outcome.ts'
import { audited } from './audit.ts'
import { checkpointFolder, type Checkpoint } from './checkpoint-file.ts'
import { readCheckpointKey } from './checkpoint-key.ts'
import { scanWaiting } from './scan-waiting.ts'
import { sealDays } from './seal-days.ts'

let house: TestHouse
beforeEach(async () => {
  house = await aHouse('2026-06-08T10:00:00.000Z')
})
afterEach(() => house.close())

const seal = (of: TestHouse = house) => sealDays(of, checkpointsOf(house))
const path = (name: string, organisation = 'politie') => join(checkpointsOf(house).folder, organisation, name)
const read = (day: string) =>
  JSON.parse(readFileSync(path(`${day}.json`), 'utf8')) as {
    readonly checkpoint: Checkpoint
    readonly key: string
    readonly signature: string
  }
const hashOf = (of: object) => createHash('sha256').update(canonicalJson(of)).digest('hex')

async function days(): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await house.database.as('spoor_politie').pool.query<Record<string, unknown>>(
    `select day, rows, encode(head, 'hex') as head, sealed_at as sealed, encode(checkpoint, 'hex') as checkpoint
       from spoor.audit_day order by day`,
  )
  return rows
}

/** Three days: looks and a signal, nothing at all, one look. */
async function threeDays(): Promise<void> {
  await looks(house, 'politie', 3)
  await receive(house, 'politie', [{ sourceId: 'PL0900-2026061234-1', text: TELLING_TEXT }])
  await scanWaiting(house, 'politie')
  house.itIs('2026-06-10T10:00:00.000Z')
  await looks(house, 'politie', 1)
  house.itIs('2026-06-11T03:00:00.000Z')
}

test('every day that is over gets a signed checkpoint, also one on which nothing happened', async () => {
  await threeDays()
  await seal()
  const stored = await days()
  expect(stored.map(({ day, rows }) => [day, rows])).toEqual([
    ['2026-06-08', 4],
    ['2026-06-09', 0],
    ['2026-06-10', 1],
  ])
  let previous = '0'.repeat(64)
  for (const { day, rows, head, checkpoint: kept } of stored) {
    const { checkpoint, key, signature } = read(day as string)
    expect(checkpoint).toMatchObject({ v: 1, organisation: 'politie', day, rows, head, previous })
    const { publicKey, fingerprint } = checkpointsOf(house).key
    const said = Buffer.from(canonicalJson(checkpoint))
    expect([key, verify(null, said, publicKey, Buffer.from(signature, 'base64'))]).toEqual([
      fingerprint,
      true,
    ])
    previous = hashOf(checkpoint)
    expect(kept).toBe(previous)
  }
  expect((await checkedAudit(house)).found).toEqual([])
})

test('beside it lies what was the newest event of each signal on which something happened', async () => {
  await threeDays()
  await seal()
  const { rows } = await house.database
    .as('spoor_politie')
    .pool.query(`select signal_id as signal, seq, encode(hash, 'hex') as hash from spoor.ledger_head`)
  const list = readFileSync(path('2026-06-08.heads.ndjson'), 'utf8')
  expect(
    list
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(rows)
  const digest = createHash('sha256').update(list).digest('hex')
  expect(read('2026-06-08').checkpoint.ledgerHeads).toEqual({ signals: 1, digest })
  expect(read('2026-06-09').checkpoint.ledgerHeads).toMatchObject({ signals: 0 })
  expect(readdirSync(join(checkpointsOf(house).folder, 'politie'))).toHaveLength(4)
})

test('only this account reads them', async () => {
  await threeDays()
  await seal()
  expect(statSync(path('2026-06-08.json')).mode & 0o777).toBe(0o600)
  expect(statSync(checkpointsOf(house).folder).mode & 0o777).toBe(0o700)
})

test('the day that goes on is not sealed, nor one that ended a minute ago', async () => {
  await looks(house, 'politie', 1)
  house.itIs('2026-06-08T22:01:00.000Z')
  await seal()
  expect((await days()).map(({ sealed }) => sealed)).toEqual([null])
  house.itIs('2026-06-08T22:05:00.000Z')
  await seal()
  expect((await days()).map(({ sealed }) => sealed)).toEqual(['2026-06-08T22:05:00.000Z'])
})

test('in a sealed day nothing can be written down any more', async () => {
  await threeDays()
  await seal()
  house.itIs('2026-06-10T21:59:00.000Z')
  const sanne = await house.colleague('Sanne')
  expect(await audited(house, sanne, aLook(), async () => done(1))).toEqual(refuse('log-unavailable'))
})

test('an organisation of which nothing is known has nothing to seal', async () => {
  await threeDays()
  await seal()
  expect(readdirSync(checkpointsOf(house).folder)).toEqual(['politie'])
})

describe('late, twice, killed', () => {
  test('once more changes nothing', async () => {
    await threeDays()
    await seal()
    const [before, file] = [await days(), read('2026-06-10')]
    house.itIs('2026-06-11T05:00:00.000Z')
    await seal()
    expect(await days()).toEqual(before)
    expect(read('2026-06-10')).toEqual(file)
  })

  test('two at once make one checkpoint for each day', async () => {
    await threeDays()
    await Promise.all([seal(), seal(), seal()])
    expect((await checkedAudit(house)).found).toEqual([])
    expect(await days()).toHaveLength(3)
  })

  test('after weeks without it every day is there, in order', async () => {
    await threeDays()
    house.itIs('2026-08-20T03:00:00.000Z')
    await seal()
    expect(await days()).toHaveLength(73)
    expect((await checkedAudit(house)).found).toEqual([])
  })

  test('killed after the file and before the database knew: the file stays as it is', async () => {
    await threeDays()
    await seal()
    const [before, file] = [await days(), readFileSync(path('2026-06-10.json'), 'utf8')]
    await house.database
      .as('owner')
      .pool.query(`update spoor.audit_day set checkpoint = null where day = '2026-06-10'`)
    await seal()
    expect(await days()).toEqual(before)
    expect(readFileSync(path('2026-06-10.json'), 'utf8')).toBe(file)
  })

  test('killed between the list and the checkpoint: both are written', async () => {
    await threeDays()
    await seal()
    await house.database.as('owner').pool.query('update spoor.audit_day set checkpoint = null')
    for (const day of ['08', '09', '10']) rmSync(path(`2026-06-${day}.json`))
    writeFileSync(path('2026-06-08.heads.ndjson'), 'half a li')
    await seal()
    expect((await checkedAudit(house)).found).toEqual([])
  })
})

describe('what lies there and is not ours is never written over', () => {
  test.each([
    ['no checkpoint at all', () => 'something else'],
    ['a checkpoint of another day', () => readFileSync(path('2026-06-08.json'), 'utf8')],
    [
      'a checkpoint by another hand',
      () => {
        const { checkpoint, key } = read('2026-06-10')
        return JSON.stringify({ checkpoint, key, signature: Buffer.alloc(64).toString('base64') })
      },
    ],
  ])('%s', async (_what, text) => {
    await threeDays()
    await looks(house, 'kmar', 1)
    await seal()
    await house.database
      .as('owner')
      .pool.query(`update spoor.audit_day set checkpoint = null where day = '2026-06-10'`)
    const forged = text()
    writeFileSync(path('2026-06-10.json'), forged)
    house.itIs('2026-06-12T03:00:00.000Z')
    await expect(seal()).rejects.toThrow('another checkpoint')
    expect(readFileSync(path('2026-06-10.json'), 'utf8')).toBe(forged)
    // The others do not wait for it.
    expect(readdirSync(join(checkpointsOf(house).folder, 'kmar'))).toEqual(['2026-06-11.json'])
  })
})

describe('the key', () => {
  test('is made once, and its public half stands beside it', () => {
    const folder = join(house.dataDir, 'keys')
    const first = readCheckpointKey(folder)
    expect(readCheckpointKey(folder).fingerprint).toBe(first.fingerprint)
    expect(readFileSync(join(folder, 'checkpoint.pub'), 'utf8')).toContain('BEGIN PUBLIC KEY')
    expect(statSync(join(folder, 'checkpoint.key')).mode & 0o777).toBe(0o600)
  })

  test('that cannot be used is named, without what stands in it', () => {
    const folder = join(house.dataDir, 'keys')
    readCheckpointKey(folder)
    writeFileSync(join(folder, 'checkpoint.key'), 'geheim')
    expect(() => readCheckpointKey(folder)).toThrow(/checkpoint\.key holds no private key/)
    expect(() => readCheckpointKey(folder)).not.toThrow(/geheim/)
  })
})

test.each([
  [{}, '/data/checkpoints'],
  [{ SPOOR_CHECKPOINTS: '' }, '/data/checkpoints'],
  [{ SPOOR_CHECKPOINTS: '/mnt/worm' }, '/mnt/worm'],
])('with %j the checkpoints lie in %s', (environment, folder) => {
  expect(checkpointFolder(environment, '/data')).toBe(folder)
})
