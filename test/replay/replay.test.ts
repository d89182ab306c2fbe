import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#store/testing.ts'
import { tamper } from './by-hand.ts'
import { replay, type Replayed } from './replay.ts'

/** The short form of `npm run prove -- replay`. */
const HOW = { processes: 2, seconds: 12, events: 600, seed: 20260611, days: 30 }

let database: TestDatabase
let replayed: Replayed
beforeAll(async () => {
  database = await testDatabase()
  replayed = await replay(database, HOW)
}, 180_000)
afterAll(() => database.drop())

test('histories of several processes on one database, killed at random moments, are clean', () => {
  expect(replayed.faults).toEqual([])
  expect(replayed.mismatches).toEqual([])
  expect(replayed.kills).toBeGreaterThan(0)
  expect(replayed.report.events).toBeGreaterThanOrEqual(600)
})

test('received is closed, open and handed over, in each organisation', () => {
  const all = replayed.report.balances.filter(({ form }) => form === null)
  expect(new Set(all.map(({ organisation }) => organisation)).size).toBe(3)
  for (const { received, closed, open, handedOver } of all) expect(closed + open + handedOver).toBe(received)
})

test('the check names every row that is changed or deleted by hand', async () => {
  const { unnamed, tampered } = await tamper(database, replayed, 2)
  expect(unnamed).toEqual([])
  expect(tampered).toBeGreaterThan(15)
  expect(await replayed.check()).toEqual([])
}, 120_000)
