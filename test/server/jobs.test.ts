import { sql } from 'kysely'
import { Writable } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { receiveUpload, searchHandovers, searchSignals } from '../reads.ts'
import { startJobs, type Jobs } from '#server/jobs.ts'
import { openLog } from '#server/log.ts'
import type { Database } from '#store/database.ts'
import { releaseDeadWorkers, SAY_ALIVE } from '#store/queue.ts'
import { aPair, aSignalAt, mustStep, signalOf } from '../a-handover.ts'
import { aHouse, receive, TELLING_TEXT, type TestHouse } from '../a-house.ts'
import { STEP_EXAMPLES } from '../a-signal.ts'
import { checkpointsOf } from '../an-audit-log.ts'

let house: TestHouse
let worker: Database
let jobs: Jobs | undefined
let logged = ''
const stream = new Writable({
  write(chunk: Buffer, _encoding, done) {
    logged += chunk.toString()
    done()
  },
})

beforeAll(async () => {
  house = await aHouse()
  worker = house.database.as('spoor_worker')
})
afterEach(async () => {
  await jobs?.stop()
  jobs = undefined
})
afterAll(() => house.close())

const start = async () => {
  jobs = await startJobs(house, worker, checkpointsOf(house), openLog(stream))
}
const SOON = { timeout: 10_000, interval: 50 }

test('a file that was sent in is imported and scanned, and becomes proposals', async () => {
  const caller = await house.colleague('Sanne de Wit')
  await start()
  const line = {
    id: 'PL-1',
    organisation: 'politie',
    registeredAt: '2026-06-10T10:00:00+02:00',
    text: TELLING_TEXT,
  }
  const bytes = Buffer.from(`${JSON.stringify(line)}\n{"id":"PL-2"}\n`)
  const about = { source: 'day.ndjson', bytesTotal: bytes.length, format: 'ndjson' } as const
  await receiveUpload(
    house,
    caller,
    about,
    (async function* () {
      yield bytes
    })(),
  )
  const total = async () => (await searchSignals(house, caller, {})).total
  await expect.poll(total, SOON).toBe(1)
})

test('what waited when nobody worked is scanned at the start', async () => {
  const caller = await house.colleague('Bram Veldhuis', 'kmar')
  await receive(house, 'kmar', [{ sourceId: 'KMAR-1', text: TELLING_TEXT }])
  await start()
  const total = async () => (await searchSignals(house, caller, {})).total
  await expect.poll(total, SOON).toBe(1)
})

test('what one organisation offers reaches the other soon, and so does the answer', async () => {
  const pair = await aPair(house, 'politie')
  const there = await house.colleague('Daan', 'arbeidsinspectie')
  await start()
  const id = await aSignalAt(house, 'handing-over', pair)
  const inbox = async () => (await searchHandovers(house, there, { box: 'in' })).handovers
  await expect.poll(async () => (await inbox()).length, SOON).toBe(1)
  const [offer] = await inbox()
  await mustStep(house, there, offer!.signalId, STEP_EXAMPLES['accept-handover'])
  await expect.poll(async () => (await signalOf(house, 'politie', id)).state, SOON).toBe('handed-over')
})

test('a job holds opaque ids, and a job that fails keeps none of what went wrong', async () => {
  await sql`select graphile_worker.add_job('scan', '{"organisation":"nobody","id":"x"}')`.execute(worker.db)
  logged = ''
  await start()
  await expect.poll(() => logged, SOON).toContain('"place":"job scan"')
  const { rows } = await sql<{ last_error: string }>`
    select last_error from graphile_worker._private_jobs where last_error is not null`.execute(worker.db)
  expect(rows.map(({ last_error }) => last_error)).toEqual(['job scan failed'])
})

/** A job that `name` took `seconds` ago and never gave back. */
async function takenBy(name: string, seconds: number): Promise<void> {
  await sql`
    with job as (select * from graphile_worker.add_job('later', '{}', run_at => now() + interval '1 day'))
    select from job`.execute(worker.db)
  await sql`
    update graphile_worker._private_jobs
       set locked_by = ${name}, locked_at = now() - make_interval(secs => ${seconds})
     where locked_by is null and run_at > now() + interval '1 hour'`.execute(worker.db)
}

async function holders(): Promise<readonly string[]> {
  const { rows } = await sql<{ locked_by: string }>`
    select locked_by from graphile_worker._private_jobs where locked_by is not null order by 1`.execute(
    worker.db,
  )
  return rows.map(({ locked_by }) => locked_by)
}

test('what a killed worker held is handed back; a living one keeps its own', async () => {
  // The queue notes the end of a job a moment after it has stopped.
  await expect.poll(holders, SOON).toEqual([])
  const living = await worker.pool.connect()
  try {
    await living.query(SAY_ALIVE, ['pool-living'])
    await takenBy('pool-living', 60)
    await takenBy('pool-killed', 60)
    await takenBy('pool-young', 0)
    expect(await holders()).toEqual(['pool-killed', 'pool-living', 'pool-young'])
    expect(await releaseDeadWorkers(worker.db)).toBe(1)
    expect(await holders()).toEqual(['pool-living', 'pool-young'])
  } finally {
    living.release(true)
  }
  // Its connection is gone, and with it the sign of life.
  await expect.poll(() => releaseDeadWorkers(worker.db), SOON).toBe(1)
  expect(await holders()).not.toContain('pool-living')
})

test('a worker says that it lives', async () => {
  const signs = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from pg_locks l join pg_stat_activity a using (pid)
       where l.locktype = 'advisory' and a.usename = 'spoor_worker' and a.datname = current_database()`.execute(
      house.database.as('owner').db,
    )
    return rows[0]!.n
  }
  const before = await signs()
  await start()
  await expect.poll(signs, SOON).toBe(before + 1)
})
