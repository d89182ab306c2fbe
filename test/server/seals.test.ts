import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aHouse, type TestHouse } from '../a-house.ts'
import { checkedAudit, checkpointsOf, looks } from '../an-audit-log.ts'
import { areSealsLate } from '#actions/health.ts'
import { startJobs, type Jobs } from '#server/jobs.ts'
import { openLog } from '#server/log.ts'

let house: TestHouse
let jobs: Jobs[] = []
let logged = ''
const stream = new Writable({
  write(chunk: Buffer, _encoding, done) {
    logged += chunk.toString()
    done()
  },
})

beforeEach(async () => {
  logged = ''
  house = await aHouse('2026-06-08T10:00:00.000Z')
  await looks(house, 'politie', 3)
  house.itIs('2026-06-09T10:00:00.000Z')
})
afterEach(async () => {
  for (const one of jobs) await one.stop()
  jobs = []
  await house.close()
})

const start = async () => {
  jobs.push(await startJobs(house, house.database.as('spoor_worker'), checkpointsOf(house), openLog(stream)))
}
const stopAll = async () => {
  for (const one of jobs.splice(0)) await one.stop()
}
const SOON = { timeout: 10_000, interval: 50 }
const folder = () => join(checkpointsOf(house).folder, 'politie')
const sealed = (day: string) => existsSync(join(folder(), `${day}.json`))

test('the day that passed is sealed at the start', async () => {
  await start()
  await expect.poll(() => sealed('2026-06-08'), SOON).toBe(true)
  expect(sealed('2026-06-09')).toBe(false)
  await expect.poll(async () => (await checkedAudit(house)).found, SOON).toEqual([])
  expect(await areSealsLate(house)).toBe(false)
})

test('two workers at once, and a start weeks later, make one seal for each day and change none', async () => {
  await Promise.all([start(), start()])
  await expect.poll(() => sealed('2026-06-08'), SOON).toBe(true)
  const first = readFileSync(join(folder(), '2026-06-08.json'), 'utf8')
  await stopAll()
  house.itIs('2026-06-20T10:00:00.000Z')
  await start()
  await expect.poll(() => sealed('2026-06-19'), SOON).toBe(true)
  expect(readFileSync(join(folder(), '2026-06-08.json'), 'utf8')).toBe(first)
  expect(readdirSync(folder())).toHaveLength(12)
  await expect.poll(async () => (await checkedAudit(house)).found, SOON).toEqual([])
})

test('a folder in which nothing can be written is told in health and in the log, and the seal comes when it can', async () => {
  const { folder: checkpoints } = checkpointsOf(house)
  // Root writes everywhere; where a file lies no folder can be made.
  writeFileSync(checkpoints, '')
  await start()
  await expect.poll(() => logged, SOON).toContain('"place":"job seal-days"')
  expect(logged).toMatch(/"code":"(ENOTDIR|EEXIST)"/)
  house.itIs('2026-06-09T10:06:00.000Z')
  expect(await areSealsLate(house)).toBe(true)
  await stopAll()
  rmSync(checkpoints)
  await start()
  await expect.poll(() => sealed('2026-06-08'), SOON).toBe(true)
  await expect.poll(() => areSealsLate(house), SOON).toBe(false)
  await expect.poll(async () => (await checkedAudit(house)).found, SOON).toEqual([])
})

test('a seal of which the file lies there already and is not ours stops the sealing, with its path in the log', async () => {
  mkdirSync(folder(), { recursive: true })
  const path = join(folder(), '2026-06-08.json')
  writeFileSync(path, '{"checkpoint":{}}')
  await start()
  await expect.poll(() => logged, SOON).toContain(path)
  expect(readFileSync(path, 'utf8')).toBe('{"checkpoint":{}}')
})

test('nobody who does the jobs: after a day that is told too', async () => {
  expect(await areSealsLate(house)).toBe(false)
  house.itIs('2026-06-10T10:00:00.000Z')
  expect(await areSealsLate(house)).toBe(true)
})
