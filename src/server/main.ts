import { randomInt, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { pino, type DestinationStream } from 'pino'
import { buildHouse } from '#actions/build-house.ts'
import type { Checkpoints } from '#actions/checkpoint-file.ts'
import { readCheckpointKey } from '#actions/checkpoint-key.ts'
import type { House } from '#actions/house.ts'
import { refuseMissingSecrets } from '#actions/secrets.ts'
import { seedColleagues, seedDemo } from '#actions/seed.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { databaseIdentity, isUnused } from '#store/facts.ts'
import { openStore, type Store } from '#store/open.ts'
import { OperatorError } from '#store/operator-error.ts'
import { buildApp, type AppParts } from './app.ts'
import { builtScreens } from './build-screens.ts'
import { readColleagues } from './demo/colleagues.ts'
import { demoProvider } from './demo/provider.ts'
import { refuseMixing, refuseOpenDemo, type DatabaseFacts } from './demo/refuse.ts'
import { openFrontDoor } from './front-door.ts'
import { addLastResort } from './last-resort.ts'
import { API_VERSION } from './headers.ts'
import { startJobs } from './jobs.ts'
import { openLog, type ServerLog } from './log.ts'
import { openApiDocument } from './openapi.ts'
import { REQUESTS_PER_MINUTE, UPLOAD_BYTES_MAX, warningsOf, type ServerSettings } from './settings.ts'
import { relyingParty, type ProviderSettings } from './sign-in/provider.ts'
import type { SignIn } from './sign-in/routes.ts'
import { openSyslog } from './syslog.ts'
import { refusePlainHttp, refusePlainOutside, siteOf, type Site } from './site.ts'

export type ServerOptions = ServerSettings & Told
export type WorkerOptions = Pick<
  ServerSettings,
  'dataDir' | 'databaseUrl' | 'secretsDir' | 'logFile' | 'checkpointDir' | 'syslog'
> &
  Told

interface Told {
  /** Plain lines for the person who starts Spoor. */
  readonly log: (line: string) => void
  /** Called with a sentence when something without which we cannot serve ended by itself. */
  readonly onCollapse?: (reason: string) => void
}

export interface RunningServer {
  readonly url: string
  /** Stops everything that was started, in the reverse order; safe to call again. */
  readonly stop: () => Promise<void>
}

const LOG_BYTES_MAX = 50_000_000
/** In the demo everybody is the same few colleagues. */
const DEMO_SESSIONS = 1000
/** As fine as a drawn number can be: the most that `randomInt` takes. */
const RANDOM_STEPS = 2 ** 48 - 1

/** Stops what was started, the last first. */
class Started {
  readonly #stops: (() => Promise<unknown>)[] = []
  #stopping: Promise<void> | undefined

  add(stop: () => Promise<unknown>): void {
    this.#stops.push(stop)
  }

  readonly stop = (): Promise<void> => (this.#stopping ??= this.#all())

  async #all(): Promise<void> {
    let fault: unknown
    for (const stop of this.#stops.toReversed()) await stop().catch((error: unknown) => (fault ??= error))
    if (fault !== undefined) throw fault
  }
}

/**
 * Starts the server with its jobs, and resolves when the first page can be used. Throws an OperatorError with a
 * sentence for the person who starts it (PortError: the port); whatever was started by then is stopped.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const started = new Started()
  try {
    return await start(options, started)
  } catch (error) {
    await started.stop().catch(() => undefined)
    throw error
  }
}

/** The jobs alone, beside a server on the same database and data folder. */
export async function startWorker(options: WorkerOptions): Promise<Pick<RunningServer, 'stop'>> {
  // Also beside a demo: what that made is there before anybody can see that it started.
  refuseMissingSecrets(options)
  const started = new Started()
  try {
    const log = openServerLog(options, started)
    started.add(addLastResort(log, options.onCollapse))
    const store = await openDatabase(options, 'join')
    started.add(() => store.stop())
    const house = houseOn(store, options.dataDir)
    await house.ways.refresh()
    const jobs = await startJobs(house, store.worker, checkpointsOf(options, store), log)
    started.add(() => jobs.stop())
    return { stop: started.stop }
  } catch (error) {
    await started.stop().catch(() => undefined)
    throw error
  }
}

async function start(options: ServerOptions, started: Started): Promise<RunningServer> {
  if (options.demo) refuseOpenDemo(options.host)
  const warnings = warningsOf(options)
  for (const warning of warnings) options.log(`warning: ${warning}`)
  // The port first: when it is taken nothing else needs to be started.
  refusePlainOutside(options.host, options.tls !== undefined)
  const door = await openFrontDoor(options.host, options.port, options.tls)
  started.add(() => door.close())
  const site = siteOf(options.host, door.port, options.publicUrl, options.tls !== undefined)
  if (!options.demo) {
    refusePlainHttp(site)
    refuseMissingSecrets(options)
  }
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const log = openServerLog(options, started)
  started.add(addLastResort(log, options.onCollapse))
  const screens = builtScreens(options.log)
  // Awaited below; a fault in it must not count as nobody's while the database starts.
  screens.catch(() => undefined)

  const store = await openDatabase(options)
  started.add(() => store.stop())
  const house = houseOn(store, options.dataDir)
  refuseMixing(options.demo, options.dataDir, await factsOf(house))
  await house.ways.refresh()
  const colleagues = options.demo ? readColleagues() : []
  const embedded = options.demo ? await demoProvider(house, site, colleagues) : undefined
  const app = await buildApp({
    api: apiOf(house, options),
    site,
    signIn: embedded
      ? { ...signInWith(embedded.settings, site, house), sessionsAtOnce: DEMO_SESSIONS }
      : signInWith(options.identityProvider, site, house),
    demoProvider: embedded,
    screens: await screens,
    log,
    requestsPerMinute: options.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    trustProxy: options.trustProxy,
    networks: options.networks,
    feedNetworks: options.feedNetworks,
  })
  started.add(() => app.close())
  if (options.demo) {
    await seedColleagues(house, colleagues)
    await seedDemo(house)
  }
  const jobs = await startJobs(house, store.worker, checkpointsOf(options, store), log)
  started.add(() => jobs.stop())

  door.open((request, response) => app.routing(request, response))
  // Once more, so that the door is what closes first.
  started.add(() => door.close())
  for (const warning of warnings) log.note(`warning: ${warning}`)
  log.note('started')
  return { url: site.origin, stop: started.stop }
}

function openDatabase(
  { dataDir, databaseUrl, secretsDir, log, onCollapse }: WorkerOptions,
  whenInUse: 'refuse' | 'join' = 'refuse',
): Promise<Store> {
  return openStore({
    dataDir,
    log,
    whenInUse,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(secretsDir === undefined ? {} : { secretsDir }),
    ...(onCollapse ? { onDatabaseExit: onCollapse } : {}),
  })
}

function checkpointsOf({ checkpointDir }: WorkerOptions, { secretsDir }: Store): Checkpoints {
  return { folder: checkpointDir, key: readCheckpointKey(secretsDir) }
}

/** The house as it is for real: this is where the clock and chance come in. */
function houseOn(store: Pick<Store, 'organisations' | 'secretsDir'>, dataDir: string): House {
  const stores = ORGANISATIONS.map((organisation) => [organisation, store.organisations[organisation].db])
  return buildHouse({
    stores: Object.fromEntries(stores) as House['stores'],
    clock: () => new Date(),
    newId: randomUUID,
    random: () => randomInt(RANDOM_STEPS) / RANDOM_STEPS,
    dataDir,
    secretsDir: store.secretsDir,
  })
}

async function factsOf(house: House): Promise<DatabaseFacts> {
  const stores = ORGANISATIONS.map((organisation) => house.stores[organisation])
  const unused = await Promise.all(stores.map(isUnused))
  return { identity: await databaseIdentity(house.stores.politie), isEmpty: unused.every(Boolean) }
}

function apiOf(house: House, { demo, uploadBytesMax = UPLOAD_BYTES_MAX }: ServerOptions): AppParts['api'] {
  let made: Promise<string> | undefined
  const document = () => (made ??= openApiDocument())
  return { house, demo, version: API_VERSION, uploadBytesMax, document }
}

function signInWith(provider: ProviderSettings | undefined, site: Site, { clock }: House): SignIn {
  if (!provider)
    throw new OperatorError('Nobody could sign in: there is no identity provider (docs/deploy.md).')
  return { relyingParty: relyingParty(provider, site, clock), claims: provider.claims, acr: provider.acr }
}

/** Requests and faults, one JSON object a line, also sent on to another system where that is asked for. */
function openServerLog(options: WorkerOptions, started: Started): ServerLog {
  const file = logFileOf(options, started)
  if (!options.syslog) return openLog(file)
  const syslog = openSyslog({
    ...options.syslog,
    machine: hostname(),
    process: process.pid,
    tell: (sentence) => log.note(sentence),
  })
  started.add(() => syslog.stop())
  const log = openLog({
    write(line) {
      file.write(line)
      syslog.send(line)
    },
  })
  return log
}

/** A file that grew too long makes room at the next start. */
function logFileOf({ dataDir, logFile }: WorkerOptions, started: Started): DestinationStream {
  const path = logFile ?? join(dataDir, 'server.log')
  if (path === '-') return pino.destination({ dest: 2, sync: true })
  if (existsSync(path) && statSync(path).size > LOG_BYTES_MAX) renameSync(path, `${path}.1`)
  const destination = pino.destination({ dest: path, sync: false, mode: 0o600 })
  let isOpen = true
  started.add(async () => {
    isOpen = false
    destination.end()
  })
  // What is still said after the end is nobody's to read, and must not break the stop.
  return { write: (line) => void (isOpen && destination.write(line)) }
}
