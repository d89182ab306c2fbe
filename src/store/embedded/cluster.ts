import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { newPassword } from '../logins.ts'
import { OperatorError } from '../operator-error.ts'
import { placeSecret, readSecret } from '../secret-file.ts'
import { type Account, commandAs, NOBODY } from './account.ts'
import type { Binaries } from './binaries.ts'

/** The embedded server's first login: makes and migrates, never serves. */
export const OWNER = 'spoor_owner'

/** The files of one embedded database, all below `dataDir`. */
export interface Places {
  readonly dataDir: string
  readonly pgData: string
  readonly lock: string
  readonly port: string
  readonly ownerPassword: string
  readonly log: string
}

export function placesIn(dataDir: string): Places {
  return {
    dataDir,
    pgData: join(dataDir, 'pg'),
    lock: join(dataDir, 'lock'),
    port: join(dataDir, 'port'),
    ownerPassword: join(dataDir, 'owner.password'),
    log: join(dataDir, 'postgres.log'),
  }
}

/** The environment of PostgreSQL: nothing of ours, no PGDATA or PGPORT of somebody else. */
export const ENVIRONMENT: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

/** Makes the database cluster when there is none yet. Throws an OperatorError with initdb's reason. */
export function makeCluster(places: Places, account: Account, binaries: Binaries, durable: boolean): void {
  if (existsSync(places.pgData)) {
    // A back-up that was put back may have lost this, and PostgreSQL insists on it.
    chmodSync(places.pgData, 0o700)
    return
  }
  const draft = `${places.pgData}.new`
  // What an interrupted initdb left cannot be used; only a whole cluster gets the real name.
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  // One that was put in place before counts.
  if (readSecret(places.ownerPassword) === undefined) placeSecret(places.ownerPassword, newPassword())
  if (account === 'nobody') for (const path of [draft, places.ownerPassword]) chownSync(path, NOBODY, NOBODY)
  const [command, ...args] = commandAs(account, false, [
    binaries.initdb,
    `--pgdata=${draft}`,
    `--username=${OWNER}`,
    `--pwfile=${places.ownerPassword}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ])
  const made = spawnSync(command, args, { encoding: 'utf8', env: ENVIRONMENT, cwd: '/' })
  if (made.status !== 0) {
    const reason = made.error?.message ?? made.stderr.trim()
    throw new OperatorError(`The database could not be made in ${places.dataDir}: ${reason}`)
  }
  renameSync(draft, places.pgData)
}

/**
 * Makes the data folder, closed to others. The account `nobody` must be able to pass through it and to reach
 * PostgreSQL; throws an OperatorError when it cannot.
 */
export function openFolder(places: Places, account: Account, binaries: Binaries): void {
  mkdirSync(places.dataDir, { recursive: true, mode: 0o700 })
  chmodSync(places.dataDir, account === 'nobody' ? 0o711 : 0o700)
  if (account !== 'nobody') return
  for (const path of [places.dataDir, binaries.postgres]) {
    const [command, ...args] = commandAs(account, false, ['test', '-x', path])
    if (spawnSync(command, args, { cwd: '/' }).status === 0) continue
    throw new OperatorError(
      `PostgreSQL cannot run as root, and the account nobody cannot reach ${path}. Run Spoor under an ordinary ` +
        'account, move it and SPOOR_DATA to a folder that others may enter, or set DATABASE_URL.',
    )
  }
}

export function readOwnerPassword(places: Places): string {
  try {
    return readFileSync(places.ownerPassword, 'utf8').trim()
  } catch {
    throw new OperatorError(
      `The password of the embedded database is gone (${places.ownerPassword}). Put the file back from your back-up.`,
    )
  }
}

/** The port of last time when it is still free, else one that the system chooses; kept for the next time. */
export async function choosePort(places: Places): Promise<number> {
  const kept = existsSync(places.port) ? Number(readFileSync(places.port, 'utf8')) : 0
  const port =
    Number.isInteger(kept) && kept > 0 && kept < 65_536
      ? await freePort(kept).catch(() => freePort(0))
      : await freePort(0)
  writeFileSync(places.port, `${port}\n`, { mode: 0o600 })
  return port
}

function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : wanted
      probe.close(() => resolve(port))
    })
  })
}
