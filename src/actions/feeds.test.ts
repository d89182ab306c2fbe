import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { searchDuties } from '../../test/reads.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { chunksOf, lineOf } from '../../test/intake.ts'
import { listDays } from './days.ts'
import { resolveDuty } from './duties.ts'
import { checkFeeds, takeInFolders } from './feeds.ts'
import type { Caller } from './house.ts'
import { listImports, receiveFeed, runImportJob } from './imports.ts'

let house: TestHouse
let sanne: Caller
let folder: string

beforeEach(async () => {
  // Dutch time is two hours later: the police's feed is expected by 07:00.
  house = await aHouse('2026-06-10T03:00:00.000Z')
  sanne = await house.colleague('Sanne')
  folder = join(house.dataDir, 'feeds', 'politie', 'bvh')
  await takeInFolders(house)
})
afterEach(() => house.close())

const drop = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
const file = (...ids: string[]) => ids.map((id) => `${lineOf({ id })}\n`).join('')
const takenIn = async () => (await listImports(house, sanne)).imports.toReversed()
const look = async (times = 1) => {
  for (let n = 0; n < times; n++) await takeInFolders(house)
}

/** One delivery over the API, at this moment. */
async function deliver(at: string, lines: number, name = at) {
  house.itIs(at)
  const content = file(...Array.from({ length: lines }, (_, n) => `${name}-${n}`))
  const { importId } = await receiveFeed(house, 'politie', 'bvh', chunksOf(content))
  await runImportJob(house, 'politie', importId)
}

async function feedDuties() {
  const { duties } = await searchDuties(house, sanne, { scope: 'organisation' })
  return duties
    .filter(({ subject }) => subject.kind === 'feed')
    .map(({ kind, subject }) => `${kind} ${subject.kind === 'feed' ? subject.day : ''}`)
    .toSorted()
}

test('a folder for each feed stands ready, closed to others', () => {
  for (const path of ['politie/bvh', 'arbeidsinspectie/meldingen', 'kmar/grensregistraties']) {
    expect(statSync(join(house.dataDir, 'feeds', path)).mode & 0o777).toBe(0o700)
  }
})

test('a file that stood still for one look is taken in, and put away under its import', async () => {
  drop('nacht.ndjson', file('F-1', 'F-2'))
  await look()
  expect(await takenIn()).toEqual([])
  await look()
  const [one] = await takenIn()
  expect(one).toMatchObject({ source: 'nacht.ndjson', via: 'feed', state: 'finished', accepted: 2, by: null })
  expect(readdirSync(join(folder, 'done'))).toEqual([`${one!.id}-nacht.ndjson`])
  expect(readFileSync(join(folder, 'done', `${one!.id}-nacht.ndjson`), 'utf8')).toBe(file('F-1', 'F-2'))
  await look(2)
  expect(await takenIn()).toHaveLength(1)
})

test('a file that still grows waits', async () => {
  drop('groeit.ndjson', file('G-1'))
  await look()
  drop('groeit.ndjson', file('G-1', 'G-2'))
  await look()
  expect(await takenIn()).toEqual([])
  await look()
  expect(await takenIn()).toMatchObject([{ accepted: 2 }])
})

test('files that are not there yet, and what is no file of a source, are left alone', async () => {
  for (const name of ['.nacht.ndjson', 'nacht.ndjson.part', 'nacht.ndjson.tmp']) drop(name, file('H-1'))
  mkdirSync(join(folder, 'map'))
  symlinkSync('/etc/hostname', join(folder, 'koppeling.ndjson'))
  await look(3)
  expect(await takenIn()).toEqual([])
})

test('CSV, by the mapping that lies beside it, and gzip', async () => {
  drop(
    'mapping.json',
    JSON.stringify({
      columns: { id: 'NR', text: 'T', registeredAt: 'TIJD' },
      constants: { organisation: 'politie' },
    }),
  )
  drop('dag.csv.gz', gzipSync('NR;TIJD;T\nC-1;2026-06-10T01:00:00+02:00;een tekst\n'))
  await look(2)
  expect(await takenIn()).toMatchObject([{ source: 'dag.csv.gz', state: 'finished', accepted: 1 }])
  expect(existsSync(join(folder, 'mapping.json'))).toBe(true)
})

test('what is no text at all is put apart, and is no delivery', async () => {
  drop('plaatje.ndjson', '%PDF-1.7')
  await look(2)
  expect(await takenIn()).toMatchObject([{ state: 'failed', fault: 'not-text' }])
  expect(readdirSync(join(folder, 'failed'))).toHaveLength(1)
  expect((await sql`select 1 from spoor.feed_delivery`.execute(house.stores.politie)).rows).toEqual([])
})

test('what a killed process had claimed is finished under the same import, and counts once', async () => {
  const importId = house.newId()
  drop('half.ndjson', file('K-1', 'K-2'))
  renameSync(join(folder, 'half.ndjson'), join(folder, 'busy', `${importId}-half.ndjson`))
  await look()
  expect(await takenIn()).toMatchObject([{ id: importId, accepted: 2 }])
  // Killed once more, after the import and before the file was put away.
  renameSync(join(folder, 'done', `${importId}-half.ndjson`), join(folder, 'busy', `${importId}-half.ndjson`))
  await look()
  expect(await takenIn()).toMatchObject([{ id: importId, accepted: 2, alreadyKnown: 0 }])
  expect(readdirSync(join(folder, 'done'))).toEqual([`${importId}-half.ndjson`])
  const { rows } = await sql<{ lines: number }>`select lines from spoor.feed_delivery`.execute(
    house.stores.politie,
  )
  expect(rows).toEqual([{ lines: 2 }])
})

test('two processes that look at once take a file in once', async () => {
  drop('samen.ndjson', file('S-1', 'S-2', 'S-3'))
  await look()
  // The same house twice: both have seen the file stand still.
  await Promise.all([takeInFolders(house), takeInFolders(house)])
  await look()
  expect((await takenIn()).map(({ accepted }) => accepted)).toEqual([3])
})

test('a feed that falls silent becomes a duty of a named role, once', async () => {
  house.itIs('2026-06-10T04:59:00.000Z')
  await checkFeeds(house)
  expect(await feedDuties()).toEqual([])
  house.itIs('2026-06-10T05:00:00.000Z')
  await Promise.all([checkFeeds(house), checkFeeds(house)])
  await checkFeeds(house)
  expect(await feedDuties()).toEqual(['feed-late 2026-06-10'])
  const { rows } = await sql`select unit, role, due_at, feed from spoor.duty`.execute(house.stores.politie)
  expect(rows).toEqual([
    { unit: 'intelligence', role: 'functional-manager', due_at: '2026-06-10T09:00:00.000Z', feed: 'bvh' },
  ])
})

test('a duty stays when the delivery comes after all, and stays away once a person answered it', async () => {
  house.itIs('2026-06-10T05:00:00.000Z')
  await checkFeeds(house)
  await deliver('2026-06-10T06:00:00.000Z', 3)
  await checkFeeds(house)
  expect(await feedDuties()).toEqual(['feed-late 2026-06-10'])
  const { duties } = await searchDuties(house, sanne, { scope: 'organisation' })
  await resolveDuty(house, sanne, duties[0]!.id, 'storing bij de bron, verholpen')
  await checkFeeds(house)
  expect(await feedDuties()).toEqual([])
})

test('empty and unusually small deliveries become duties too', async () => {
  for (const day of ['10', '11', '12', '13', '14']) await deliver(`2026-06-${day}T04:00:00.000Z`, 10)
  await deliver('2026-06-15T04:00:00.000Z', 4)
  await deliver('2026-06-16T04:00:00.000Z', 0)
  house.itIs('2026-06-16T08:00:00.000Z')
  await checkFeeds(house)
  expect(await feedDuties()).toEqual(['feed-empty 2026-06-16', 'feed-small 2026-06-15'])
})

test('days on which Spoor did not run are looked at afterwards, two weeks back, not before it began', async () => {
  await deliver('2026-06-10T04:00:00.000Z', 10)
  house.itIs('2026-06-13T04:00:00.000Z')
  await checkFeeds(house)
  expect(await feedDuties()).toEqual(['feed-late 2026-06-11', 'feed-late 2026-06-12'])
  house.itIs('2026-07-10T04:00:00.000Z')
  await checkFeeds(house)
  const days = (await feedDuties()).map((duty) => duty.slice(-5))
  expect(days).toEqual([
    '06-11',
    '06-12',
    '06-26',
    '06-27',
    '06-28',
    '06-29',
    '06-30',
    ...Array.from({ length: 9 }, (_, n) => `07-0${n + 1}`),
  ])
})

test('how the feed stands today', async () => {
  const today = async () => (await listDays(house, sanne)).feeds
  expect(await today()).toMatchObject([
    { id: 'bvh', today: 'waiting', linesToday: 0, lastReceivedAt: null, usualLines: null },
  ])
  house.itIs('2026-06-10T05:00:00.000Z')
  expect(await today()).toMatchObject([{ today: 'late' }])
  await deliver('2026-06-11T04:00:00.000Z', 3)
  expect(await today()).toMatchObject([
    { today: 'received', linesToday: 3, lastReceivedAt: '2026-06-11T04:00:00.000Z' },
  ])
})
