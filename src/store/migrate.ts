import { Logger, runMigrations } from 'graphile-worker'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import pg from 'pg'
import { openPool } from './database.ts'
import { ensureLogins, GROUP, loginUrl } from './logins.ts'
import { MIGRATIONS_DIR, readMigrations, type MigrationFile } from './migration-files.ts'
import { OperatorError } from './operator-error.ts'
import { keepRetentionLaw } from './retention-law.ts'

/** Where Kysely and we keep what was applied; apart, so that schema `spoor` holds the subject only. */
const KEPT = 'spoor_migrations'
/** One number for "somebody migrates this database": any will do, as long as it stays the same. */
const LOCK = 4_771_020_001
const OLDEST_SERVER = 150_000

export interface MigrateOptions {
  /** Folder of `NNNN_subject.sql`; those of this checkout when absent. */
  readonly migrationsDir?: string
}

/**
 * Brings a database up to date: logins, our own schema, the job queue's schema. Gives the names of our migrations
 * that it applied; all of them or, after an exception, none. Safe when many do it at once (they wait for each other)
 * and when there is nothing to do. A migration may write names without a schema: they fall in `spoor`.
 *
 * Throws an OperatorError when the server is too old, when an applied file was changed, or when the database is ahead
 * of this checkout.
 */
export async function migrate(
  ownerUrl: string,
  secretsDir: string,
  options: MigrateOptions = {},
): Promise<readonly string[]> {
  const files = readMigrations(options.migrationsDir ?? MIGRATIONS_DIR)
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 2,
    application_name: 'spoor migrate',
    // An owner who is no superuser sees no rows behind forced row-level security. Better an error than a data
    // migration that silently changes nothing.
    options: '-c search_path=spoor -c row_security=off -c client_min_messages=warning',
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const lock = await pool.connect()
  try {
    await refuseOldServer(lock)
    await lock.query('select pg_advisory_lock($1)', [LOCK])
    await ensureLogins(ownerUrl, secretsDir)
    await admitLogins(lock)
    const applied = await applyOurs(pool, files)
    await keepRetentionLaw(lock)
    await applyQueue(lock, loginUrl(ownerUrl, 'spoor_worker', secretsDir))
    return applied
  } finally {
    // Ending the session lets go of the lock, whatever happened.
    lock.release(true)
    await pool.end()
  }
}

async function refuseOldServer(client: pg.ClientBase): Promise<void> {
  const found = await client.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  )
  const version = found.rows[0]
  if (version && version.number >= OLDEST_SERVER) return
  throw new OperatorError(`Spoor needs PostgreSQL 15 or newer; DATABASE_URL leads to ${version?.name}.`)
}

/**
 * Who may connect to this database: our logins. A database made from a template does not take this over from it,
 * hence its own function.
 */
export async function admitLogins(client: pg.ClientBase): Promise<void> {
  const found = await client.query<{ name: string }>(`select quote_ident(current_database()) as name`)
  const name = found.rows[0]?.name
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect on database ${name} to ${GROUP}, spoor_worker, spoor_check`)
}

async function applyOurs(pool: pg.Pool, files: readonly MigrationFile[]): Promise<readonly string[]> {
  // Never destroyed: that would end the pool, which is its caller's.
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  await sql`create schema if not exists ${sql.id(KEPT)}`.execute(db)
  await sql`create table if not exists ${sql.id(KEPT, 'content')} (name text primary key, sha256 text not null)`.execute(
    db,
  )
  await refuseChanged(db, files)
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => Object.fromEntries(files.map((file) => [file.name, migrationOf(file)])),
    },
    migrationTableSchema: KEPT,
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')
    throw new Error(`migration ${failed?.migrationName ?? ''} failed: ${messageOf(error)}`, { cause: error })
  }
  return (results ?? []).map((result) => result.migrationName)
}

function migrationOf(file: MigrationFile): Migration {
  return {
    async up(db) {
      await sql.raw(file.sql).execute(db)
      await sql`insert into ${sql.id(KEPT, 'content')} (name, sha256) values (${file.name}, ${file.sha256})`.execute(
        db,
      )
    },
  }
}

async function refuseChanged(db: Kysely<unknown>, files: readonly MigrationFile[]): Promise<void> {
  const kept = await sql<{ name: string; sha256: string }>`
    select name, sha256 from ${sql.id(KEPT, 'content')} order by name`.execute(db)
  for (const { name, sha256 } of kept.rows) {
    const file = files.find((candidate) => candidate.name === name)
    if (!file) {
      throw new OperatorError(
        `The database already has migration ${name}, which this version of Spoor does not know. Start the newer version.`,
      )
    }
    if (file.sha256 !== sha256) {
      throw new OperatorError(
        `Migration ${name} was changed after it was applied to this database. Put the file back and add a new migration.`,
      )
    }
  }
}

/** graphile-worker's own migrations, run as spoor_worker so that the queue is its own and nobody else's. */
async function applyQueue(owner: pg.ClientBase, workerUrl: string): Promise<void> {
  const found = await owner.query<{ name: string }>(`select quote_ident(current_database()) as name`)
  const name = found.rows[0]?.name
  // A pool of ours: it does not wait for the end of one that it makes itself. Its ordinary logger prints every job.
  const pgPool = openPool(workerUrl, { max: 2, applicationName: 'spoor migrate' })
  await owner.query(`grant create on database ${name} to spoor_worker`)
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => undefined) })
  } finally {
    await pgPool.end()
    await owner.query(`revoke create on database ${name} from spoor_worker`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
