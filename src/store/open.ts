import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { type Database, openDatabase } from './database.ts'
import { joinEmbedded, startEmbedded } from './embedded/launch.ts'
import { codeOf } from './faults.ts'
import { type Login, loginOf, loginUrl } from './logins.ts'
import { migrate } from './migrate.ts'
import { OperatorError } from './operator-error.ts'
import { readSecret } from './secret-file.ts'

/** Where the data are: the folder of the embedded database and of the passwords, and another server if there is one. */
export interface StorePlace {
  readonly dataDir: string
  readonly databaseUrl?: string
  /** A folder in which a vault puts the secrets; absent: `secrets` in the data folder. */
  readonly secretsDir?: string
}

export interface StoreOptions extends StorePlace {
  /** Plain lines for the person who runs Spoor. */
  readonly log: (line: string) => void
  /** Called with a sentence when the embedded database ends though nobody stopped it. */
  readonly onDatabaseExit?: (reason: string) => void
  /**
   * What to do when another Spoor runs the embedded database on `dataDir`: `refuse` (the server), or `join` it (a
   * command beside the server, such as an import).
   */
  readonly whenInUse?: 'refuse' | 'join'
}

/** A running database server, nothing opened on it yet. */
export interface DatabaseServer {
  readonly ownerUrl: string
  readonly secretsDir: string
  readonly stop: () => Promise<void>
}

/** A migrated database with a pool for each login; a pool connects when it is first used. */
export interface Store {
  readonly ownerUrl: string
  readonly secretsDir: string
  readonly url: (login: Login) => string
  readonly organisations: Readonly<Record<OrganisationId, Database>>
  /** Sees the queue with opaque ids only; what a job does, it does through its organisation's pool. */
  readonly worker: Database
  readonly check: Database
  /** Closes the pools, then the embedded server if it is ours; safe to call again. */
  readonly stop: () => Promise<void>
}

/** Connections per login. Together with the owner's two and one more Spoor beside us they stay below 60. */
export const ORGANISATION_CONNECTIONS = 8
const WORKER_CONNECTIONS = 5
const CHECK_CONNECTIONS = 2

/**
 * SPOOR_DATA (else `.spoor` in the checkout), DATABASE_URL (else the embedded database), and the folder of a vault:
 * SPOOR_SECRETS, else the credentials that systemd gives. There the file `database-url` stands for DATABASE_URL.
 */
export function placeFrom(environment: Readonly<Record<string, string | undefined>>): StorePlace {
  const checkout = fileURLToPath(new URL('../../', import.meta.url))
  const dataDir = resolve(environment.SPOOR_DATA || join(checkout, '.spoor'))
  const vault = environment.SPOOR_SECRETS || environment.CREDENTIALS_DIRECTORY
  const secretsDir = vault ? resolve(vault) : undefined
  const inVault = secretsDir === undefined ? undefined : readSecret(join(secretsDir, 'database-url'))?.trim()
  const databaseUrl = environment.DATABASE_URL || inVault
  return { dataDir, ...(databaseUrl ? { databaseUrl } : {}), ...(secretsDir ? { secretsDir } : {}) }
}

/** Where the secrets of a place are. */
export function secretsFolder({ dataDir, secretsDir }: Pick<StorePlace, 'dataDir' | 'secretsDir'>): string {
  return secretsDir ?? join(dataDir, 'secrets')
}

/** Starts or joins the embedded server, or takes the given one. Throws an OperatorError when there is no using it. */
export async function openServer(options: StoreOptions): Promise<DatabaseServer> {
  const { dataDir, databaseUrl } = options
  const secretsDir = secretsFolder(options)
  if (databaseUrl) {
    refuseOpenLine(databaseUrl)
    return { ownerUrl: databaseUrl, secretsDir, stop: async () => undefined }
  }
  const joined = options.whenInUse === 'join' ? await joinEmbedded(dataDir) : undefined
  const onExit = options.onDatabaseExit
  const embedded =
    joined ?? (await startEmbedded({ dataDir, log: options.log, ...(onExit ? { onExit } : {}) }))
  return { ownerUrl: embedded.ownerUrl, secretsDir, stop: embedded.stop }
}

/** Throws an OperatorError when passwords and content would go over a network that others may listen to. */
function refuseOpenLine(databaseUrl: string): void {
  const url = URL.parse(databaseUrl)
  // The driver prefers a host among the parameters, which may also be the folder of a socket.
  const host = url?.searchParams.get('host') ?? url?.hostname ?? ''
  const isHere = host.startsWith('/') || /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)?$/.test(host)
  if (isHere || url?.searchParams.get('sslmode') === 'verify-full') return
  throw new OperatorError(
    'DATABASE_URL leads to another machine: add ?sslmode=verify-full, so that the line is closed and the server is the right one.',
  )
}

/**
 * Opens the store: server, migrations as the owner (who has gone before the first query is served), pools.
 * Throws an OperatorError with a sentence for the one who runs Spoor.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const server = await openServer(options)
  try {
    for (const name of await migrateServer(server)) options.log(`migration ${name} applied`)
    return poolsOn(server)
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** As `migrate`, with a plain sentence when the server of DATABASE_URL cannot be used. */
export async function migrateServer(server: DatabaseServer): Promise<readonly string[]> {
  try {
    return await migrate(server.ownerUrl, server.secretsDir)
  } catch (error) {
    throw plainly(error)
  }
}

function poolsOn(server: DatabaseServer): Store {
  const { ownerUrl, secretsDir } = server
  const url = (login: Login) => loginUrl(ownerUrl, login, secretsDir)
  const open = (login: Login, max: number) => openDatabase(url(login), { max, applicationName: login })
  const organisations = Object.fromEntries(
    ORGANISATIONS.map((id) => [id, open(loginOf(id), ORGANISATION_CONNECTIONS)]),
  ) as Record<OrganisationId, Database>
  const worker = open('spoor_worker', WORKER_CONNECTIONS)
  const check = open('spoor_check', CHECK_CONNECTIONS)
  let stopping: Promise<void> | undefined
  const end = async () => {
    await Promise.all([...Object.values(organisations), worker, check].map((database) => database.close()))
    await server.stop()
  }
  return { ownerUrl, secretsDir, url, organisations, worker, check, stop: () => (stopping ??= end()) }
}

/** What is wrong with the server, in words, for the codes that an administrator can do something about. */
const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no PostgreSQL listens there',
  ENOTFOUND: 'its host is not known',
  ETIMEDOUT: 'it does not answer',
  '28P01': 'it does not accept that user and password',
  '28000': 'it does not let that user in',
  '3D000': 'it has no database of that name',
}

function plainly(error: unknown): unknown {
  const sentence = SENTENCES[codeOf(error) ?? '']
  return sentence
    ? new OperatorError(`The database server cannot be used: ${sentence}. See DATABASE_URL.`)
    : error
}
