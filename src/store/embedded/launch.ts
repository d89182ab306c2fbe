import type { ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import pg from 'pg'
import { OperatorError } from '../operator-error.ts'
import { type Account, findAccount } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import {
  choosePort,
  makeCluster,
  openFolder,
  OWNER,
  type Places,
  placesIn,
  readOwnerPassword,
} from './cluster.ts'
import { stopsWithUs } from './going.ts'
import { lockHolder, takeLock } from './lock.ts'
import { clearOrphan, hasEnded, launch, servedPort, shutDown, tryLogin, untilReady } from './postmaster.ts'
import { signal } from './processes.ts'
import { settings } from './settings.ts'

const HOST = '127.0.0.1'
const DATABASE = 'spoor'

export interface EmbeddedOptions {
  readonly dataDir: string
  /** Plain lines for the person who runs Spoor. */
  readonly log: (line: string) => void
  /** Called with a sentence when PostgreSQL ends though nobody stopped it. */
  readonly onExit?: (reason: string) => void
  /** false: faster, and lost when the power fails. For tests only. */
  readonly durable?: boolean
  /** Found here when absent. */
  readonly account?: Account
  readonly binaries?: Binaries
}

export interface EmbeddedDatabase {
  readonly host: string
  readonly port: number
  /** postgres://…, for the owner of everything: migrates, never serves. */
  readonly ownerUrl: string
  /** Fast shutdown; safe to call again. */
  readonly stop: () => Promise<void>
}

/**
 * Starts the embedded PostgreSQL on `dataDir`, which is made when it is not there. What a killed process of ours
 * left running is stopped first. Throws an OperatorError when another Spoor uses the folder or the start fails.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const places = placesIn(resolve(options.dataDir))
  const account = options.account ?? findAccount()
  const binaries = options.binaries ?? findBinaries()
  openFolder(places, account, binaries)
  const lock = takeLock(places.lock)
  if ('heldBy' in lock) {
    throw new OperatorError(
      `Another Spoor (pid ${lock.heldBy}) uses ${places.dataDir}. Stop it first, or choose another folder with SPOOR_DATA.`,
    )
  }
  try {
    makeCluster(places, account, binaries, options.durable ?? true)
    await clearOrphan(places, options.log)
    return await serve(places, account, binaries, options, lock.release)
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * The database that another living Spoor runs on `dataDir`, for a command beside it; undefined when none does.
 * Stopping it is a matter of the other process: `stop` does nothing.
 */
export async function joinEmbedded(dataDir: string): Promise<EmbeddedDatabase | undefined> {
  const places = placesIn(resolve(dataDir))
  // The other may be starting this very moment: wait until it lets us in.
  while (lockHolder(places.lock) !== undefined) {
    const port = servedPort(places)
    if (port !== undefined) {
      const ownerUrl = urlOf(places, port, DATABASE)
      if ((await tryLogin(ownerUrl)) === undefined) {
        return { host: HOST, port, ownerUrl, stop: async () => undefined }
      }
    }
    await new Promise((tryAgain) => setTimeout(tryAgain, 50))
  }
  return undefined
}

async function serve(
  places: Places,
  account: Account,
  binaries: Binaries,
  options: EmbeddedOptions,
  release: () => void,
): Promise<EmbeddedDatabase> {
  const port = await choosePort(places)
  // The account nobody may pass through the data folder, not write in it.
  const socketDir = account === 'nobody' ? undefined : places.dataDir
  const child = launch(places, account, [
    binaries.postgres,
    `-D${places.pgData}`,
    ...settings(port, options.durable ?? true, socketDir).flatMap((setting) => ['-c', setting]),
  ])
  let ready = false
  const onExit = (reason: string) => ready && options.onExit?.(reason)
  const database = keep(child, port, urlOf(places, port, DATABASE), release, onExit)
  try {
    await untilReady(child, urlOf(places, port, 'postgres'), places)
    await makeDatabase(urlOf(places, port, 'postgres'))
    ready = true
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}

function keep(
  child: ChildProcess,
  port: number,
  ownerUrl: string,
  release: () => void,
  onExit: (reason: string) => void,
): EmbeddedDatabase {
  let stopping: Promise<void> | undefined
  const end = async () => {
    await shutDown(child)
    forget()
    release()
  }
  const stop = () => (stopping ??= end())
  const forget = stopsWithUs({
    signal: () => child.pid !== undefined && !hasEnded(child) && signal(child.pid, 'SIGINT'),
    stop,
  })
  child.on('exit', (code, name) => {
    if (stopping) return
    void stop()
    onExit(`The embedded database ended by itself (${name ?? `exit ${code}`}).`)
  })
  return { host: HOST, port, ownerUrl, stop }
}

function urlOf(places: Places, port: number, database: string): string {
  return `postgres://${OWNER}:${encodeURIComponent(readOwnerPassword(places))}@${HOST}:${port}/${database}`
}

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}
