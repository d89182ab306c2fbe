import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { OperatorError } from '../operator-error.ts'
import { type Account, canDieWithParent, commandAs } from './account.ts'
import { ENVIRONMENT, type Places } from './cluster.ts'
import { isPostgresIn, processesIn, signal, waitUntil } from './processes.ts'

/** Recovery after a crash can take long; the server says so meanwhile, and its end is noticed. */
const START_MS_MAX = 600_000
const FAST_MS_MAX = 30_000
const AT_ONCE_MS_MAX = 10_000
const LOG_BYTES_MAX = 5_000_000

/** Starts a postmaster, in a session of its own: Ctrl-C in our terminal is for us, we stop it when we are done. */
export function launch(places: Places, account: Account, command: readonly string[]): ChildProcess {
  if (existsSync(places.log) && statSync(places.log).size > LOG_BYTES_MAX) {
    renameSync(places.log, `${places.log}.1`)
  }
  const log = openSync(places.log, 'a', 0o600)
  try {
    const [program, ...args] = commandAs(account, canDieWithParent(), command)
    const child = spawn(program, args, {
      cwd: '/',
      env: ENVIRONMENT,
      detached: true,
      stdio: ['ignore', log, log],
    })
    child.on('error', () => undefined)
    // A process that has nothing else to do may end; what stopsWithUs promises then happens.
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** Resolves when the owner can log in. Throws an OperatorError when the server ended or its password is another. */
export async function untilReady(child: ChildProcess, ownerUrl: string, places: Places): Promise<void> {
  const started = performance.now()
  while (performance.now() - started < START_MS_MAX) {
    if (hasEnded(child)) throw new OperatorError(`The embedded database did not start: ${lastWords(places)}`)
    const refusal = await tryLogin(ownerUrl)
    if (refusal === undefined) return
    if (refusal === '28P01') {
      throw new OperatorError(
        `The embedded database does not accept the password in ${places.ownerPassword}. Put the file back from your back-up.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new OperatorError(`The embedded database was not ready in time: ${lastWords(places)}`)
}

/** undefined when the login works, else the SQLSTATE or the system's error code. */
export async function tryLogin(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The port of a postmaster that says in its pid file that it takes connections: line 4 port, line 8 state. */
export function servedPort(places: Places): number | undefined {
  try {
    const lines = readFileSync(join(places.pgData, 'postmaster.pid'), 'utf8').split('\n')
    return lines[7]?.trim() === 'ready' ? Number(lines[3]) : undefined
  } catch {
    return undefined
  }
}

export function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

/** Why the server ended, in the last line that it wrote about that; its log holds no personal data (settings.ts). */
function lastWords(places: Places): string {
  const lines = readFileSync(places.log, 'utf8').trim().split('\n')
  const reason = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? ''
  return `${reason} (see ${places.log})`
}

/** Fast shutdown of our own child; when it hangs, at once (the next start recovers, nothing committed is lost). */
export async function shutDown(child: ChildProcess): Promise<void> {
  for (const [name, limit] of [
    ['SIGINT', FAST_MS_MAX],
    ['SIGQUIT', AT_ONCE_MS_MAX],
    ['SIGKILL', AT_ONCE_MS_MAX],
  ] as const) {
    if (hasEnded(child)) return
    if (child.pid !== undefined) signal(child.pid, name)
    if (await waitUntil(() => hasEnded(child), limit)) return
  }
}

/**
 * Stops the postmaster that a killed process of ours left on this folder, and waits for every backend: two servers
 * on one folder would destroy the data. Call only when holding the lock.
 *
 * Stopping rather than adopting: one way of starting, in which the server has today's settings and dies with us.
 */
export async function clearOrphan(places: Places, log: (line: string) => void): Promise<void> {
  const pidFile = join(places.pgData, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10)
  if (pid > 0 && isPostgresIn(pid, places.pgData)) {
    log(`stopping the database that an earlier process left running (pid ${pid})`)
    signal(pid, 'SIGINT')
    const gone = () => !isPostgresIn(pid, places.pgData)
    if (!(await waitUntil(gone, FAST_MS_MAX))) {
      signal(pid, 'SIGQUIT')
      await waitUntil(gone, AT_ONCE_MS_MAX)
    }
  }
  const left = () => processesIn(places.pgData)
  if (!(await waitUntil(() => left().length === 0, AT_ONCE_MS_MAX))) {
    throw new OperatorError(
      `An earlier database still works in ${places.pgData} (pid ${left().join(', ')}) and does not stop. End it first.`,
    )
  }
  // PostgreSQL removes stale files itself, unless the pid in them is alive again as another program or as a zombie.
  if (pid > 0 && isPostgresIn(pid, places.pgData)) return
  rmSync(pidFile, { force: true })
  for (const name of readdirSync(places.dataDir)) {
    if (/^\.s\.PGSQL\.\d+(\.lock)?$/.test(name)) rmSync(join(places.dataDir, name), { force: true })
  }
}
