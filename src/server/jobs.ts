import { EventEmitter } from 'node:events'
import { Logger, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import { closeDays } from '#actions/days.ts'
import { escalateOverdue } from '#actions/escalations.ts'
import { escalateGlass } from '#actions/glass-escalations.ts'
import { checkFeeds, takeInFolders } from '#actions/feeds.ts'
import type { Checkpoints } from '#actions/checkpoint-file.ts'
import type { House } from '#actions/house.ts'
import { clearUp, runImportJob } from '#actions/imports.ts'
import { askForScans } from '#actions/reconcile.ts'
import { watchKept } from '#actions/oversight.ts'
import { keepRetention } from '#actions/retention.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { drawSamples, escalateSamples } from '#actions/samples.ts'
import { sealDays } from '#actions/seal-days.ts'
import { drawSecondLooks } from '#actions/second-looks.ts'
import { isOrganisation, type OrganisationId } from '#core/organisation.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import type { Database } from '#store/database.ts'
import { releaseDeadWorkers, SAY_ALIVE } from '#store/queue.ts'
import type { ServerLog } from './log.ts'

/** Two cores: while one job waits for the database the other works. */
const JOBS_AT_ONCE = 2
/** A job that still works so long after we were asked to stop is cut off; it was made for that. */
const STOP_MS_MAX = 8_000

/** By then the worker listens; well before its first job would be thought abandoned (store/queue.ts). */
const LISTENING_MS = 300

/**
 * Every minute the feeds, what is overdue and what organisations tell each other; after midnight the day that ended, of
 * which a sample is drawn then.
 * Midnight in the Netherlands is 22 or 23 hours UTC, and closing a day that has not ended does nothing, so that both are
 * tried. In the night what is past its term is dealt with, and it is drawn which decisions are weighed again. Days are
 * sealed right after they ended; every hour, so that one that could not be (a full disk) does not wait for a day.
 */
const TIMETABLE = `
* * * * * every-minute ?max=1
5 22,23 * * * close-days
10 * * * * seal-days ?max=1
40 2 * * * retention
15 3 * * * second-looks
`

export interface Jobs {
  /** Lets what is running finish, or cuts it off; what is not finished is taken up at the next start. */
  readonly stop: () => Promise<void>
}

/** Works the queue: scans, imports, and what must happen at its time. */
export async function startJobs(
  house: House,
  worker: Database,
  checkpoints: Checkpoints,
  log: ServerLog,
): Promise<Jobs> {
  await releaseDeadWorkers(worker.db)
  await askForScans(house)
  const runner = await run({
    pgPool: worker.pool,
    concurrency: JOBS_AT_ONCE,
    taskList: tasksOf(house, worker, checkpoints, log),
    crontab: TIMETABLE,
    noHandleSignals: true,
    // Its own logger prints every job and the whole of every error.
    logger: new Logger(() => () => undefined),
    events: sayingAlive(log),
  })
  runner.promise.catch((error: unknown) => log.fault('jobs', error))
  // What fell due while nobody was here.
  await runner.addJob('close-days', {}, { jobKey: 'close-days', maxAttempts: 3 })
  await runner.addJob('seal-days', {}, { jobKey: 'seal-days', maxAttempts: 1 })
  await runner.addJob('retention', {}, { jobKey: 'retention', maxAttempts: 3 })
  await runner.addJob('second-looks', {}, { jobKey: 'second-looks', maxAttempts: 3 })
  await runner.addJob('every-minute', {}, { jobKey: 'every-minute', maxAttempts: 1 })
  return { stop: () => stopRunner(runner) }
}

function tasksOf(house: House, worker: Database, checkpoints: Checkpoints, log: ServerLog): TaskList {
  const noted = (name: string, work: (payload: unknown) => Promise<unknown>) => async (payload: unknown) => {
    try {
      await work(payload)
    } catch (error) {
      log.fault(`job ${name}`, error)
      // The queue keeps what an error says, and what it says may hold a row: only our own words go there.
      throw new Error(`job ${name} failed`)
    }
  }
  return {
    scan: noted('scan', (payload) => scanWaiting(house, organisationIn(payload))),
    import: noted('import', (payload) => runImportJob(house, organisationIn(payload), idIn(payload))),
    deliver: noted('deliver', () => deliverMessages(house)),
    'close-days': noted('close-days', () => eachOf([closeDays, drawSamples], house)),
    'seal-days': noted('seal-days', () => sealDays(house, checkpoints)),
    retention: noted('retention', () => keepRetention(house, worker.db)),
    'second-looks': noted('second-looks', () => drawSecondLooks(house)),
    'every-minute': noted('every-minute', async () => {
      await releaseDeadWorkers(worker.db)
      await eachOf(
        [
          ...[refreshWays, clearUp, takeInFolders, checkFeeds, deliverMessages],
          ...[escalateOverdue, escalateGlass, watchKept, escalateSamples],
        ],
        house,
      )
    }),
  }
}

/** A version that another process let enter into force. */
function refreshWays({ ways }: House): Promise<void> {
  return ways.refresh()
}

/** One after the other; what goes wrong in one does not keep the others from being done. */
async function eachOf(works: readonly ((house: House) => Promise<unknown>)[], house: House): Promise<void> {
  const errors: unknown[] = []
  for (const work of works) await work(house).catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw errors[0]
}

function organisationIn(payload: unknown): OrganisationId {
  const { organisation } = payload as { organisation?: unknown }
  if (!isOrganisation(organisation)) throw new Error('a job without an organisation')
  return organisation
}

function idIn(payload: unknown): string {
  const { id } = payload as { id?: unknown }
  if (typeof id !== 'string') throw new Error('a job without an id')
  return id
}

/** The connection on which the worker listens carries the lock that says that it lives. */
function sayingAlive(log: ServerLog): WorkerEvents {
  const events: WorkerEvents = new EventEmitter()
  let soon: NodeJS.Timeout | undefined
  events.on('pool:listen:success', ({ workerPool, client }) => {
    const say = () =>
      client.query(SAY_ALIVE, [workerPool.id]).catch((error: unknown) => log.fault('jobs', error))
    // The worker is about to begin listening on it, and a connection does one thing at a time.
    soon = setTimeout(() => void say(), LISTENING_MS)
  })
  events.on('stop', () => clearTimeout(soon))
  return events
}

/** Running jobs may finish; one that takes too long goes back to the queue, for whoever starts next. */
async function stopRunner(runner: Runner): Promise<void> {
  let tooLong: NodeJS.Timeout | undefined
  const cutOff = new Promise<void>((resolve) => {
    tooLong = setTimeout(() => resolve(runner.kill()), STOP_MS_MAX)
  })
  await Promise.race([runner.stop(), cutOff]).catch(() => undefined)
  clearTimeout(tooLong)
}
