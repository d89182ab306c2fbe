// Twelve years in one test: in every kind of record a word is planted that stands nowhere else, and on every day on which
// one must go, it is looked for wherever something can be.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordOf } from '#actions/access.ts'
import { escalateOverdue } from '#actions/escalations.ts'
import type { Caller } from '#actions/house.ts'
import { clearUp } from '#actions/imports.ts'
import { watchKept } from '#actions/oversight.ts'
import { confirmRun, keepRetention, listRuns } from '#actions/retention.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { plusDays, type Day } from '#core/time.ts'
import { plusPeriod } from '#process/retention.ts'
import { aPair } from './a-handover.ts'
import { aHouse, mustBeClean, type TestHouse } from './a-house.ts'
import { PlantedLedger } from './a-planted-ledger.ts'
import { FIRST_DAY, plantAll, REMOVED, DESTROYED, type Planted, type Planters } from './canaries.ts'
import { Aviary, type Canary, wordsIn } from './canary.ts'
import { openRegistration, storyOf, type Keepers } from './canary-story.ts'
import {
  columnsWithText,
  readAs,
  readDatabaseFiles,
  readFolder,
  readSamples,
  type Found,
} from './canary-sweep.ts'
import { WITHOUT_WORDS } from './columns-without-words.ts'
import { setDatabaseDay } from './database-day.ts'
import { allStories } from './ledger-stories.ts'
import { provenRuns, sha256 } from './retention-proof.ts'
import { readSignal, searchDuties, searchHandovers, searchQuarantine, searchSignals } from './reads.ts'

const LAST_DAY = '2038-06-11'

let house: TestHouse
let who: Planters
let planted: Planted
let story: ReadonlyMap<Day, () => Promise<void>>
let keepers: Readonly<Record<OrganisationId, Keepers>>
const aviary = new Aviary()
/** Words of the stories: every kind of event there is. */
let words: readonly string[]
/** Columns in which a canary was seen at some time. */
const places = new Set<string>()
/** Figures of a month that is over, as they were when they were first seen. */
const figures = new Map<string, string>()
let today = FIRST_DAY

beforeAll(async () => {
  house = await aHouse()
  const ledger = new PlantedLedger(aviary, house.database, house.clock().toISOString())
  await allStories(ledger)
  words = ledger.words
  who = {
    police: await aPair(house, 'politie'),
    inspectorate: await aPair(house, 'arbeidsinspectie'),
    kmar: await aPair(house, 'kmar'),
  }
  planted = await plantAll(house, aviary, who)
  const keeper = (organisation: OrganisationId, name: string) =>
    house.colleague(name, organisation, ['privacy-officer'])
  const two = async (organisation: OrganisationId) =>
    [organisation, [await keeper(organisation, 'Een'), await keeper(organisation, 'Twee')]] as const
  keepers = Object.fromEntries(await Promise.all(ORGANISATIONS.map(two))) as unknown as typeof keepers
  story = storyOf(house, aviary, who, keepers.politie, planted)
})
afterAll(() => house.close())

/** The next day of a canary, the day before one, of the story, or of a year. */
function dayAfter(day: Day): Day {
  const ofCanaries = aviary.all.flatMap(({ until, destroyed }) => [plusDays(until, -1), until, destroyed])
  const years = Array.from({ length: 13 }, (_, year) => plusPeriod(FIRST_DAY, `P${year}Y`))
  const days = [...ofCanaries, ...years, ...story.keys()].filter((one) => one > day)
  return days.toSorted()[0]!
}

async function travel(day: Day): Promise<void> {
  house.itIs(`${day}T07:00:00.000Z`)
  await setDatabaseDay(house.database, day)
}

/** Duties climb all day long, whatever is kept. */
async function climb(): Promise<void> {
  while ((await escalateOverdue(house)) > 0);
  await watchKept(house)
}

/** All that runs every night, and people who confirm what is due until nothing is. @returns how many runs. */
async function night(): Promise<number> {
  await clearUp(house)
  const worker = house.database.as('spoor_worker').db
  for (let runs = 0; ;) {
    await keepRetention(house, worker)
    let confirmed = 0
    for (const [one, two] of Object.values(keepers)) confirmed += await confirmAll(one, two)
    if (confirmed === 0) return runs
    runs += confirmed
  }
}

async function confirmAll(one: Caller, two: Caller): Promise<number> {
  const waiting = (await listRuns(house, one)).filter(({ executedAt }) => executedAt === null)
  for (const { id, kind } of waiting) {
    expect(await confirmRun(house, one, id)).toMatchObject({ ok: true })
    if (kind === 'destroy') expect(await confirmRun(house, two, id)).toMatchObject({ ok: true })
  }
  return waiting.length
}

/** The canaries among these words that are known by name; of the stories only is known that they end. */
function named(found: Iterable<string>): readonly string[] {
  const ours = new Set(aviary.all.map(({ word }) => word))
  return [...found]
    .filter((word) => ours.has(word))
    .map((word) => aviary.nameOf(word))
    .toSorted()
}

function whichAre(holds: (canary: Canary) => boolean): readonly string[] {
  return aviary.all
    .filter(holds)
    .map(({ what }) => what)
    .toSorted()
}

/** By SQL of their own: each organisation what is its own and has not ended, and nobody else anything. */
async function mustBeReadable(day: Day, isNight: boolean): Promise<void> {
  for (const organisation of ORGANISATIONS) {
    const found = await readAs(house.database, `spoor_${organisation}`)
    const may = whichAre(({ readers, until, by }) => {
      return readers.includes(organisation) && (day < until || (day === until && by === 'run' && !isNight))
    })
    expect([day, organisation, named(found.keys())]).toEqual([day, organisation, may])
  }
  expect([day, (await readAs(house.database, 'spoor_worker')).size]).toEqual([day, 0])
  expect([day, (await readAs(house.database, 'spoor_check')).size]).toEqual([day, 0])
}

/** Wherever it can be, with the powers of the owner. */
async function mustBeThere(day: Day): Promise<Found> {
  const found: Found = await readAs(house.database, 'owner')
  for (const columns of found.values()) for (const place of columns) places.add(place)
  const everywhere = new Set([...found.keys(), ...readFolder(house.dataDir)])
  expect([day, named(everywhere)]).toEqual([day, whichAre(({ destroyed }) => day < destroyed)])
  return found
}

/** In the files of PostgreSQL, and in what its planner remembers of a column. */
async function mustBeCleared(day: Day, found: Found): Promise<void> {
  const inFiles = [...(await readDatabaseFiles(house.database))].filter((word) => !found.has(word))
  expect([day, named(inFiles), inFiles.length]).toEqual([day, [], 0])
  const inUse = (word: string) => [...(found.get(word) ?? [])].some((place) => place !== 'vault.content')
  const sampled = [...(await readSamples(house.database))].filter((word) => !inUse(word))
  expect([day, named(sampled), sampled.length]).toEqual([day, [], 0])
}

/** What was said of a month stays what was said. */
async function mustBeTheSameFigures(): Promise<void> {
  const { rows } = await sql<{ month: string; figure: string }>`
    select organisation || ' ' || month as month, f::text as figure from spoor.sealed_figure f`.execute(
    house.database.as('owner').db,
  )
  for (const [month, figure] of figures) expect(rows).toContainEqual({ month, figure })
  for (const { month, figure } of rows) figures.set(month, figure)
}

/**
 * What happens on every day until this one, and what must hold on each: before anything has run, after what runs at night,
 * and to the reader who trusts nothing.
 */
async function liveUntil(last: Day): Promise<void> {
  for (; today <= last; today = dayAfter(today)) {
    await travel(today)
    await story.get(today)?.()
    await mustBeReadable(today, false)
    await climb()
    await mustBeClean(house)
    const runs = await night()
    const found = await mustBeThere(today)
    if (runs > 0) {
      await mustBeCleared(today, found)
      await mustBeReadable(today, true)
      await mustBeClean(house)
    }
    await mustBeTheSameFigures()
  }
}

/** Everything that the screens of a colleague could show: lists, the worklist, and each signal by itself. */
async function onScreen(caller: Caller): Promise<readonly string[]> {
  const { signals } = await searchSignals(house, caller, { limit: 200 })
  const shown: unknown[] = [
    signals,
    await searchDuties(house, caller, { scope: 'organisation' }),
    await searchHandovers(house, caller, { box: 'in' }),
    await searchHandovers(house, caller, { box: 'out' }),
    await searchQuarantine(house, caller, {}),
  ]
  for (const { id } of signals) shown.push(await readSignal(house, caller, id))
  return named(wordsIn(Buffer.from(JSON.stringify(shown))))
}

/** What the rules of access know of a signal. */
async function stateOf(signal: string) {
  return (await recordOf(house, house.stores.politie, 'politie', signal))?.retention
}

describe('twelve years', () => {
  test('before the day: read by whose work it is', async () => {
    await liveUntil(plusDays(REMOVED, -1))
    expect(await onScreen(who.police[0])).toEqual(
      expect.arrayContaining([
        'person',
        'quote of the scan',
        'text of a registration',
        'title in a pack (refuse-handover)',
      ]),
    )
    expect(await onScreen(who.inspectorate[0])).toContain('text in a pack (accept-handover)')
    expect(await onScreen(who.kmar[0])).toEqual([])
    expect(await stateOf(planted.investigated)).toBe('in-use')
  })

  test('on the day, before any job has run: on no screen any more', async () => {
    await travel(REMOVED)
    const gone = new Set(whichAre(({ until, by }) => until <= REMOVED && by === 'wall'))
    for (const caller of [who.police[0], who.inspectorate[0], who.kmar[0]]) {
      expect((await onScreen(caller)).filter((what) => gone.has(what))).toEqual([])
    }
  })

  test('after the run: through one door only, for a ground that is written down', async () => {
    await liveUntil(REMOVED)
    const open = (caller: Caller, reference = 'Klacht 2031/7') =>
      openRegistration(house, caller, planted, reference)
    const analyst = await house.colleague('Analist', 'politie', ['analyst'])
    expect(await open(analyst)).toEqual({ ok: false, refusal: 'role-missing' })
    expect(await open(keepers.kmar[0])).toEqual({ ok: false, refusal: 'not-found' })
    expect(await open(keepers.politie[0], ' ')).toEqual({ ok: false, refusal: 'reference-missing' })
    const opened = await open(keepers.politie[0])
    expect(named(wordsIn(Buffer.from(JSON.stringify(opened))))).toEqual([
      'incident of a registration',
      'kind of a registration',
      'number of a registration',
      'person',
      'quote of the scan',
      'text of a registration',
      'title of a registration',
      'vehicle',
    ])
  })

  test('a signal that ended goes with its content; an open one stays in its work', async () => {
    expect(await stateOf(planted.investigated)).toBe('removed')
    expect(await stateOf(planted.read.signal)).toBe('in-use')
    expect(await readSignal(house, who.police[0], planted.investigated)).toBeUndefined()
    expect(await readSignal(house, who.police[0], planted.read.signal)).toMatchObject({ registrations: [] })
    const { signals } = await searchSignals(house, who.police[0], { limit: 200 })
    const listed = signals.map(({ id }) => id)
    expect(listed).toContain(planted.read.signal)
    expect(listed).not.toContain(planted.investigated)
  })

  test('after two people had it destroyed: that door opens on nothing', async () => {
    await liveUntil(DESTROYED)
    const opened = await openRegistration(house, keepers.politie[1], planted, 'Klacht 2036/2')
    expect(opened).toEqual({ ok: false, refusal: 'not-found' })
    expect(await stateOf(planted.investigated)).toBe('destroyed')
  })

  test('at the end nothing is left of any case, in all that was written of every kind of event', async () => {
    await liveUntil(LAST_DAY)
    expect(words.length).toBeGreaterThan(300)
    expect([...(await readAs(house.database, 'owner')).keys()]).toEqual([])
    expect(readFolder(house.dataDir)).toEqual(new Set())
    expect(await readDatabaseFiles(house.database)).toEqual(new Set())
  })

  test('and it is still shown that every signal was followed up, and by which proof each run was carried out', async () => {
    await mustBeClean(house)
    expect(figures.size).toBeGreaterThan(400)
    const runs = await provenRuns(house.database)
    expect(runs.length).toBeGreaterThan(20)
    for (const { proof, lines } of runs) expect(sha256(lines.join('\n'))).toBe(proof)
  })
})

test('no column of any table can hold words in which no canary stood', async () => {
  const without = new Set(
    Object.entries(WITHOUT_WORDS).flatMap(([table, columns]) =>
      columns.split(' ').map((one) => `${table}.${one}`),
    ),
  )
  const all = (await columnsWithText(house.database)).map(({ table, column }) => `${table}.${column}`)
  expect(all.filter((one) => !places.has(one) && !without.has(one))).toEqual([])
  expect([...without].filter((one) => places.has(one) || !all.includes(one))).toEqual([])
})
