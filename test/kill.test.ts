import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '#store/open.ts'
import { testDatabase, type TestDatabase } from '#store/testing.ts'
import {
  aDataFolder,
  after,
  aMixedFile,
  betweenBatches,
  claimedPath,
  postmasterOf,
  seeded,
  spoor,
  stateOf,
} from './killed.ts'

/** Fifty in all, of which some together with the database server. */
const KILLS = { import: 23, dailyRun: 23, withDatabase: 4 }
/** So often one database is hit before the work on it is let finish. */
const HITS = 6
const LINES = 2500
const FILE = aMixedFile(LINES)
const folders: string[] = []
const file = join(aFolder(), 'dag.ndjson')

const databases: TestDatabase[] = []

beforeAll(() => writeFileSync(file, FILE))
afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()))
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function aFolder(secretsDir?: string): string {
  const folder = aDataFolder(secretsDir)
  folders.push(folder)
  return folder
}

/** What is killed: how it is prepared in an empty database, and its command. */
interface Work {
  readonly args: readonly string[]
  readonly done: number
  readonly prepare: (dataDir: string) => void
}

const IMPORT: Work = { args: ['import', '--as', 'politie', file], done: 3, prepare: () => undefined }
const DAILY_RUN: Work = {
  args: ['scan-day', '--organisation', 'politie'],
  done: 0,
  prepare: (dataDir) => writeFileSync(claimedPath(dataDir, randomUUID()), FILE),
}

async function anEmptyDatabase(work: Work) {
  const database = await testDatabase()
  databases.push(database)
  const dataDir = aFolder(database.secretsDir)
  work.prepare(dataDir)
  const environment = { DATABASE_URL: database.ownerUrl, SPOOR_DATA: dataDir }
  const { db, pool } = database.as('spoor_politie')
  const state = () => stateOf(db, database.url('spoor_check'))
  const linesIn = async () => {
    const { rows } = await sql<{ lines_in: number }>`select lines_in from spoor.import`.execute(db)
    return rows.map((row) => row.lines_in)
  }
  return { pool, environment, state, linesIn }
}

/** How it ends when nobody interrupts it, and how long that takes. */
async function uninterrupted(work: Work) {
  const { environment, state } = await anEmptyDatabase(work)
  const ran = await spoor(work.args, environment)
  expect(ran, ran.output).toMatchObject({ status: work.done })
  return { state: await state(), milliseconds: ran.milliseconds }
}

/** Kills the work again and again at random moments, in one database after another, until it was killed often enough. */
async function killed(work: Work, kills: number, random: () => number) {
  const whole = await uninterrupted(work)
  let usual = whole.milliseconds
  const halfway = new Set<number>()
  for (let count = 0; count < kills;) {
    const { pool, environment, state, linesIn } = await anEmptyDatabase(work)
    for (let hit = 0; hit < HITS && count < kills; hit++) {
      // The first part of its time a process only gets ready. Every third time it is hit in the midst of an import.
      const moment = count % 3 === 0 ? betweenBatches(pool, usual) : after(usual * (0.45 + 0.55 * random()))
      const ran = await spoor(work.args, environment, moment)
      // It was done before it could be killed: the machine is less busy than it was.
      if (!ran.killed) usual = ran.milliseconds
      else count++
      for (const lines of await linesIn()) halfway.add(lines)
    }
    const last = await spoor(work.args, environment)
    expect(last, last.output).toMatchObject({ status: work.done })
    expect(await state()).toEqual(whole.state)
  }
  return { whole, halfway }
}

describe.concurrent('kill -9 at random moments: nothing lost, nothing double', () => {
  test('during import', async () => {
    const { whole, halfway } = await killed(IMPORT, KILLS.import, seeded(1))
    expect(whole.state).toMatchObject({ ownerless: [], mismatches: [], totals: [{ balanced: true }] })
    expect(whole.state.signals).not.toEqual([])
    // At least once between two batches, or this shows little.
    expect([...halfway].filter((lines) => lines > 0 && lines < LINES)).not.toEqual([])
  }, 300_000)

  test('during the daily run', async () => {
    const { whole, halfway } = await killed(DAILY_RUN, KILLS.dailyRun, seeded(2))
    expect(whole.state).toMatchObject({ ownerless: [], mismatches: [], totals: [{ balanced: true }] })
    expect([...halfway].filter((lines) => lines > 0 && lines < LINES)).not.toEqual([])
  }, 300_000)

  test('together with the embedded database', async () => {
    const random = seeded(3)
    const whole = await uninterrupted(IMPORT)
    for (let count = 0; count < KILLS.withDatabase;) {
      const dataDir = aFolder()
      const environment = { SPOOR_DATA: dataDir }
      await spoor(['migrate'], environment)
      for (let hit = 0; hit < 2; hit++) {
        const moment = after(whole.milliseconds * (0.4 + 0.8 * random()))
        const { killed: isKilled } = await spoor(IMPORT.args, environment, moment, () =>
          postmasterOf(dataDir),
        )
        if (isKilled) count++
      }
      const last = await spoor(IMPORT.args, environment)
      expect(last, last.output).toMatchObject({ status: IMPORT.done })
      const store = await openStore({ dataDir, log: () => undefined })
      try {
        const { db } = store.organisations.politie
        expect(await stateOf(db, store.url('spoor_check'))).toEqual(whole.state)
      } finally {
        await store.stop()
      }
    }
  }, 300_000)
})
