import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Login } from '#store/logins.ts'
import type { TestDatabase } from '#store/testing.ts'
import { STEM, STEM_IN_HEX, wordsIn } from './canary.ts'

/** Words of canaries, each with the columns in which it stands. */
export type Found = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Every column of every table, view and partition of Spoor, read from the catalogue of the database: a new one is looked
 * into by itself.
 */
const COLUMNS = `
  select c.relname as "table", a.attname as "column", t.typcategory in ('N', 'D', 'T', 'B') or t.typname in ('uuid', '_uuid') as plain
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
   where c.relnamespace = 'spoor'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')`

export interface Column {
  readonly table: string
  readonly column: string
}

/** Columns in which words can stand: not a number, a moment, a yes or no, a random id. */
export async function columnsWithText(database: TestDatabase): Promise<readonly Column[]> {
  const { rows } = await database
    .as('owner')
    .pool.query<Column>(`select "table", "column" from (${COLUMNS}) x where not plain order by 1, 2`)
  return rows
}

/** All that a login can read of canaries, with SQL of its own: whatever column it has, behind its wall. */
export async function readAs(database: TestDatabase, login: Login | 'owner'): Promise<Found> {
  const { db } = database.as(login)
  const { rows: tables } = await sql<{ table: string; lines: string }>`
    select "table", string_agg(format('(%L, t.%I::text)', "column", "column"), ', ') as lines
      from (${sql.raw(COLUMNS)}) x
     where not plain and has_column_privilege('spoor.' || quote_ident("table"), "column", 'select')
     group by "table"`.execute(db)
  const parts = tables.map(
    ({ table, lines }) => `
      select '${table}.' || l.name as place, convert_to(l.line, 'UTF8') as bytes
        from spoor."${table}" t, lateral (values ${lines}) l (name, line)
       where l.line like '%${STEM}%' or l.line like '%${STEM_IN_HEX}%'`,
  )
  const { rows } = await sql<{ place: string; bytes: Buffer }>`${sql.raw(parts.join(' union all '))}`.execute(
    db,
  )
  const found = new Map<string, Set<string>>()
  for (const { place, bytes } of rows) {
    for (const word of wordsIn(bytes)) found.set(word, (found.get(word) ?? new Set()).add(place))
  }
  return found
}

/** Canaries in what the planner remembers of the columns, and in the texts of the catalogue. */
export async function readSamples(database: TestDatabase): Promise<ReadonlySet<string>> {
  const { rows } = await database
    .as('owner')
    .pool.query<{ sample: string }>(
      `select concat_ws(' ', most_common_vals::text, histogram_bounds::text, most_common_elems::text) as sample from pg_stats`,
    )
  return wordsIn(Buffer.from(rows.map(({ sample }) => sample).join('\n')))
}

/** Canaries in the files below a folder, and in their names. */
export function readFolder(folder: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    for (const word of wordsIn(Buffer.from(entry.name))) found.add(word)
    if (!entry.isFile()) continue
    for (const word of wordsIn(readFileSync(join(entry.parentPath, entry.name)))) found.add(word)
  }
  return found
}

const PAGE = 8192

/**
 * Canaries in the files of this database: tables, what is too long for them, indexes, the catalogue. Free space in a page
 * is passed over: what lies there belongs to nothing, and is written over in time.
 */
export async function readDatabaseFiles(database: TestDatabase): Promise<ReadonlySet<string>> {
  const { pool } = database.as('owner')
  await pool.query('checkpoint')
  const { rows } = await pool.query<{ folder: string }>(
    `select current_setting('data_directory') || '/base/' || oid as folder from pg_database where datname = current_database()`,
  )
  const found = new Set<string>()
  const folder = rows[0]!.folder
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name))
    if (!bytes.includes(STEM)) continue
    for (let page = 0; page + PAGE <= bytes.length; page += PAGE) {
      // pd_lower and pd_upper of the header of a page: between them is nothing.
      const [lower, upper] = [bytes.readUInt16LE(page + 12), bytes.readUInt16LE(page + 14)]
      bytes.fill(0, page + lower, page + upper)
    }
    for (const word of wordsIn(bytes)) found.add(word)
  }
  return found
}
