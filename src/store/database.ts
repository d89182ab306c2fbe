import { Kysely, PostgresDialect, type IsolationLevel, type Transaction } from 'kysely'
import pg from 'pg'
import { isPassing } from './faults.ts'

/**
 * Queries are written as SQL with Kysely's template tag, `` sql<Row>`select …`.execute(tx) ``: values become
 * parameters, the row type stands beside the query, and the SQL is the same that an administrator can run. The
 * query builder itself adds little where row-level security, functions and triggers do the work.
 */
export interface Database {
  readonly pool: pg.Pool
  readonly db: Reader
  readonly close: () => Promise<void>
}

/** What a read needs; a transaction is one too. */
export type Reader = Kysely<unknown>

/** What a write needs: it cannot happen outside a transaction. */
export type Tx = Transaction<unknown>

export interface PoolOptions {
  /** Connections at most; the embedded server has 60 for everybody together. */
  readonly max: number
  /** Shown in pg_stat_activity. */
  readonly applicationName: string
  /** A connection broke while nobody used it. The next query gets a new one, so that doing nothing is right. */
  readonly onError?: (error: Error) => void
}

/**
 * A pool in which values come back as the rest of Spoor means them:
 * `timestamptz` an Instant (UTC, milliseconds), `date` a Day, `bigint` and `count(*)` a number (RangeError beyond
 * 2^53), `numeric` text. Times without a zone stay text. The search path is the schema `spoor`.
 */
export function openPool(url: string, options: PoolOptions): pg.Pool {
  const onError = options.onError ?? (() => undefined)
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.applicationName,
    connectionTimeoutMillis: 15_000,
    options: '-c search_path=spoor -c timezone=UTC -c datestyle=ISO',
    types: { getTypeParser: parserOf },
  })
  // Without a listener a broken connection would end the process: one for idle ones, one for those in use.
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

export function openDatabase(url: string, options: PoolOptions): Database {
  const pool = openPool(url, options)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  return { pool, db, close: () => db.destroy() }
}

/**
 * One transaction: what `work` returns after the commit, or its exception after the rollback. Runs again when it
 * clashed with another transaction, so `work` must do nothing outside the database.
 */
export function inTransaction<T>(
  database: Pick<Database, 'db'>,
  work: (tx: Tx) => Promise<T>,
  isolation: IsolationLevel = 'read committed',
): Promise<T> {
  return withRetry(() => database.db.transaction().setIsolationLevel(isolation).execute(work))
}

/** Tries again after a serialization failure or a deadlock (the database undid everything), at most `tries` times. */
export async function withRetry<T>(work: () => Promise<T>, tries = 6): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= tries || !isPassing(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** attempt))
    }
  }
}

const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184
const TEXT_ARRAY: number = 1009
const OWN_PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: safeInteger,
  [DATE]: (text) => text,
  [TIMESTAMPTZ]: instantOf,
  1016: arrayOf(safeInteger),
  1182: arrayOf((text) => text),
  1185: arrayOf(instantOf),
  // timestamp without time zone: a wall clock nobody knows the place of; a Date would invent one.
  1114: (text) => text,
}

function parserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const own = format === 'binary' ? undefined : OWN_PARSERS[oid]
  return own ?? (pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown)
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a JavaScript number`)
  return value
}

/** `2026-01-05 08:30:00.123456+00` as `2026-01-05T08:30:00.123Z`; `infinity` stays as it is. */
function instantOf(text: string): string {
  const moment = new Date(text)
  return Number.isNaN(moment.getTime()) ? text : moment.toISOString()
}

function arrayOf(parse: (text: string) => unknown): (text: string) => unknown {
  const texts = pg.types.getTypeParser(TEXT_ARRAY as never, 'text') as (text: string) => (string | null)[]
  return (text) => texts(text).map((item) => (item === null ? null : parse(item)))
}
