import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { answerSample } from '#actions/sample-reading.ts'
import { drawSamples, escalateSamples } from '#actions/samples.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { AForger } from '../../test/a-forger.ts'
import { aHouse, mustBeClean, ORDINARY_TEXT, receive, type TestHouse } from '../../test/a-house.ts'
import { FAULTS_IN_SAMPLES } from '../../test/ledger-faults-sample.ts'
import { checkLedger, type CheckOptions } from './check.ts'
import type { Mismatch } from './mismatch.ts'

let house: TestHouse
let forger: AForger
const ids: Record<string, string> = {}

/** The scan reads so many on a day; what is drawn of them on the day after. Gives the sample. */
async function sampleOf(day: string, next: string): Promise<string> {
  house.itIs(`${day}T07:00:00.000Z`)
  const texts = Array.from({ length: 12 }, (_, n) => ({
    sourceId: `${day}-${n}`,
    text: `${ORDINARY_TEXT} ${n}`,
  }))
  await receive(house, 'politie', texts)
  await scanWaiting(house, 'politie')
  house.itIs(`${next}T07:00:00.000Z`)
  await drawSamples(house)
  const { rows } = await sql<{ id: string }>`select id from spoor.sample where day = ${day}::date`.execute(
    house.stores.politie,
  )
  return rows[0]!.id
}

beforeAll(async () => {
  house = await aHouse('2026-06-10T07:00:00.000Z')
  ids.read = await sampleOf('2026-06-10', '2026-06-11')
  const readers = [await house.colleague('Sanne'), await house.colleague('Mo')]
  const items = sql<{
    id: string
  }>`select id from spoor.sample_item where sample_id = ${ids.read} order by place`
  for (const { id } of (await items.execute(house.stores.politie)).rows) {
    for (const reader of readers)
      await answerSample(house, reader, id, { answer: 'nothing', reason: 'explained' })
  }
  ids.waiting = await sampleOf('2026-06-11', '2026-06-12')
  const other = sql<{ id: string }>`
    select r.id from spoor.registration r
     where r.source_id like '2026-06-11-%' and not exists (
       select from spoor.sample_item i where i.registration_id = r.id)`
  ids.other = (await other.execute(house.stores.politie)).rows[0]!.id
  forger = await AForger.of(house.database)
})
afterEach(() => forger.undo())
afterAll(() => house.close())

async function mismatches(options: CheckOptions = {}): Promise<readonly Mismatch[]> {
  const found: Mismatch[] = []
  await checkLedger(house.database.url('spoor_check'), (mismatch) => found.push(mismatch), options)
  return found
}

test('drawn and read, and drawn and waiting: the independent reader draws the same', async () => {
  await expect(mustBeClean(house)).resolves.toBeUndefined()
})

test('what is late and has climbed is no mismatch', async () => {
  const now = '2026-06-30T09:00:00.000Z'
  house.itIs(now)
  await escalateSamples(house)
  house.itIs('2026-06-12T07:00:00.000Z')
  expect(await mismatches({ now })).toEqual([])
})

test('registrations that are gone, drawn or not, are no mismatch: the others keep their order', async () => {
  await forger.sql(`
    update spoor.sample_item set registration_id = null where sample_id = '${ids.waiting}' and place = 2;
    delete from spoor.scan_result where registration_id not in (select registration_id from spoor.sample_item
      where registration_id is not null) and registration_id <> '${ids.other}'`)
  const found = await mismatches()
  expect(found.filter(({ rule }) => rule === 'a sample is drawn by its lots')).toEqual([])
})

test.each(FAULTS_IN_SAMPLES)('$rule: somebody $what', async ({ rule, now, statements }) => {
  if (now !== undefined) {
    house.itIs(now)
    await escalateSamples(house)
    house.itIs('2026-06-12T07:00:00.000Z')
  }
  await forger.sql(statements.replaceAll(/\$(\w+)/g, (_, name: string) => `'${ids[name]}'`))
  const found = await mismatches(now === undefined ? {} : { now })
  expect(found.filter((one) => one.rule === rule)).not.toEqual([])
  expect(found.filter((one) => one.rule !== rule)).toEqual([])
})
