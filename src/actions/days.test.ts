import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { receiveUpload } from '../../test/reads.ts'
import { aHouse, ORDINARY_TEXT, receive, TELLING_TEXT, type TestHouse } from '../../test/a-house.ts'
import { chunksOf, lineOf } from '../../test/intake.ts'
import { closeDays, listDays } from './days.ts'
import type { Caller } from './house.ts'
import { runImportJob } from './imports.ts'
import { scanWaiting } from './scan-waiting.ts'

let house: TestHouse
let sanne: Caller

beforeEach(async () => {
  house = await aHouse('2026-06-10T08:00:00.000Z')
  sanne = await house.colleague('Sanne')
})
afterEach(() => house.close())

async function bring(at: string, file: string) {
  house.itIs(at)
  const about = { source: 'x', bytesTotal: null, format: 'ndjson' } as const
  const { importId } = await receiveUpload(house, sanne, about, chunksOf(file))
  await runImportJob(house, 'politie', importId)
}

/** `day: received = scanned + waiting, proposed, rejected, open|closed` */
async function days() {
  const { days: found } = await listDays(house, sanne)
  return found.map(
    ({ day, received, scanned, waiting, proposed, rejected, closedAt }) =>
      `${day.slice(5)}: ${received} = ${scanned} + ${waiting}, ${proposed}, ${rejected}, ${closedAt ? 'closed' : 'open'}`,
  )
}

const FILE = [
  lineOf({ id: 'D-1', text: TELLING_TEXT }),
  lineOf({ id: 'D-2', text: ORDINARY_TEXT }),
  lineOf({ id: 'D-2', text: ORDINARY_TEXT }),
  'kapot',
].join('\n')

test('an installation in which nothing happened shows today', async () => {
  expect(await days()).toEqual(['06-10: 0 = 0 + 0, 0, 0, open'])
})

test('today as it stands', async () => {
  await bring('2026-06-10T08:00:00.000Z', FILE)
  expect(await days()).toEqual(['06-10: 2 = 0 + 2, 0, 1, open'])
  await scanWaiting(house, 'politie')
  expect(await days()).toEqual(['06-10: 2 = 2 + 0, 1, 1, open'])
  const { days: found } = await listDays(house, sanne)
  expect(found[0]!.catalogues).toEqual([{ catalogue: house.catalogue.version, scanned: 2, proposed: 1 }])
})

test('a day that is over is closed, after what was left is scanned; days on which nothing came too', async () => {
  await bring('2026-06-10T08:00:00.000Z', FILE)
  await closeDays(house)
  expect(await days()).toEqual(['06-10: 2 = 0 + 2, 0, 1, open'])
  house.itIs('2026-06-12T08:00:00.000Z')
  await closeDays(house)
  await closeDays(house)
  expect(await days()).toEqual([
    '06-12: 0 = 0 + 0, 1, 0, open',
    '06-11: 0 = 0 + 0, 0, 0, closed',
    '06-10: 2 = 2 + 0, 0, 1, closed',
  ])
})

test('the Dutch midnight counts, and a day rests a little before it is closed', async () => {
  await bring('2026-06-10T21:59:00.000Z', lineOf({ id: 'M-1' }))
  await bring('2026-06-10T22:01:00.000Z', lineOf({ id: 'M-2' }))
  await scanWaiting(house, 'politie')
  await closeDays(house)
  expect(await days()).toEqual(['06-11: 1 = 1 + 0, 0, 0, open', '06-10: 1 = 1 + 0, 0, 0, open'])
  house.itIs('2026-06-10T22:06:00.000Z')
  await closeDays(house)
  expect(await days()).toEqual(['06-11: 1 = 1 + 0, 0, 0, open', '06-10: 1 = 1 + 0, 0, 0, closed'])
})

test('a day that cannot be closed stays open for all to see, and the days around it close', async () => {
  await bring('2026-06-10T08:00:00.000Z', lineOf({ id: 'N-1' }))
  await scanWaiting(house, 'politie')
  house.itIs('2026-06-11T08:00:00.000Z')
  // A text that the scan trips over: nothing of its batch is marked as read.
  await receive(house, 'politie', [{ sourceId: 'N-2', text: 'x' }])
  const trips = { ...house, catalogue: { ...house.catalogue, matcher: undefined as never } }
  house.itIs('2026-06-12T08:00:00.000Z')
  await expect(closeDays(trips)).rejects.toThrow(TypeError)
  expect(await days()).toEqual([
    '06-12: 0 = 0 + 0, 0, 0, open',
    '06-11: 1 = 0 + 1, 0, 0, open',
    '06-10: 1 = 1 + 0, 0, 0, closed',
  ])
})

test('closing at the same time as another closes once', async () => {
  await bring('2026-06-10T08:00:00.000Z', FILE)
  house.itIs('2026-06-11T08:00:00.000Z')
  await Promise.all([closeDays(house), closeDays(house)])
  const { rows } = await sql`select day from spoor.day_balance`.execute(house.stores.politie)
  expect(rows).toEqual([{ day: '2026-06-10' }])
})
