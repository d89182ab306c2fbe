import { sql } from 'kysely'
import { ORGANISATIONS } from '#core/organisation.ts'
import type { TestDatabase } from '#store/testing.ts'

/** A table of Spoor as the catalogue of the database has it; a new one is found by itself. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Columns that a row can be given: all but those that the database works out. */
  readonly given: readonly string[]
  /** True where a row is of one organisation; of two where one sends to the other; false: the same for all. */
  readonly owned: 'one' | 'two' | 'all'
}

export async function tablesOf(database: TestDatabase): Promise<readonly Table[]> {
  const { rows } = await sql<{ name: string; columns: string[]; given: string[] }>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns,
           array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as given
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'spoor'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
     group by c.relname order by c.relname`.execute(database.as('owner').db)
  return rows.map(({ columns, name, given }) => ({ name, columns, given, owned: ownedBy(name, columns) }))
}

/** The law as data: it speaks of organisations, and is the same for all. */
const LAW = ['retention_regime']

function ownedBy(name: string, columns: readonly string[]): Table['owned'] {
  if (LAW.includes(name)) return 'all'
  if (columns.includes('organisation')) return 'one'
  return columns.includes('sender') && columns.includes('receiver') ? 'two' : 'all'
}

/** Rows in which an organisation has no part. */
export function isForeign({ owned }: Table, organisation: string): string {
  switch (owned) {
    case 'one':
      return `organisation is distinct from '${organisation}'`
    case 'two':
      return `'${organisation}' not in (sender, receiver)`
    case 'all':
      return 'false'
  }
}

/** One hash over every row in which an organisation has no part: the same after as before, or something was changed. */
export async function foreignHash(
  database: TestDatabase,
  tables: readonly Table[],
  organisation: string,
): Promise<string> {
  const parts = tables.map(
    (
      table,
    ) => `select '${table.name}' as name, md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) as hash
                  from spoor."${table.name}" t where ${isForeign(table, organisation)}`,
  )
  const { rows } = await sql
    .raw<{ name: string; hash: string }>(`${parts.join(' union all ')} order by 1`)
    .execute(database.as('owner').db)
  return JSON.stringify(rows)
}

/** A row of each table in which an organisation has no part, as JSON; a table without one is named. */
export async function foreignRows(
  database: TestDatabase,
  tables: readonly Table[],
  organisation: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const table of tables) {
    const { rows } = await sql
      .raw<{ row: string }>(
        `select to_jsonb(t)::text as row from spoor."${table.name}" t where ${isForeign(table, organisation)} limit 1`,
      )
      .execute(database.as('owner').db)
    if (rows[0]) found.set(table.name, rows[0].row)
  }
  return found
}

const VALUE_OF: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: `gen_random_uuid()::text`,
  date: `'2026-06-01'`,
  'timestamp with time zone': `'2026-06-01T10:00:00Z'`,
  integer: '1',
  bigint: '1',
  numeric: '0.5',
  boolean: 'false',
  bytea: `sha256(gen_random_uuid()::text::bytea)`,
  jsonb: `'{}'`,
}

/** A row for every organisation (and between every two) in each table that no story of a test came to. */
export async function fillEmpty(database: TestDatabase, tables: readonly Table[]): Promise<void> {
  const owner = database.as('owner').pool
  for (const table of tables.filter(({ owned }) => owned !== 'all')) {
    const pairs = PAIRS.filter(([one, other]) => table.owned === 'two' || one === other)
    for (const [one, other] of pairs) {
      const of = table.owned === 'one' ? { organisation: one } : { sender: one, receiver: other }
      const where = Object.entries(of).map(([column, value]) => `${column} = '${value}'`)
      const has = await owner.query(`select from spoor."${table.name}" where ${where.join(' and ')} limit 1`)
      if (has.rowCount === 0) await plant(database, table, of)
    }
  }
}

const PAIRS = ORGANISATIONS.flatMap((one) => ORGANISATIONS.map((other) => [one, other] as const))

/** By the types of its columns alone: what else a row must be does not matter to the wall. */
async function plant(
  database: TestDatabase,
  { name }: Table,
  of: Readonly<Record<string, string>>,
): Promise<void> {
  const client = await database.as('owner').pool.connect()
  try {
    const checks = await client.query<{ name: string }>(
      `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
      [`spoor."${name}"`],
    )
    for (const check of checks.rows)
      await client.query(`alter table spoor."${name}" drop constraint "${check.name}"`)
    const { rows: columns } = await client.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, null) as type from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [`spoor."${name}"`],
    )
    const values = columns.map((column) =>
      of[column.name] === undefined ? (VALUE_OF[column.type] ?? `'{}'`) : `'${of[column.name]}'`,
    )
    await client.query(`set session_replication_role = replica`)
    await client.query(
      `insert into spoor."${name}" (${columns.map((column) => `"${column.name}"`).join()}) values (${values.join()})`,
    )
  } finally {
    await client.query('set session_replication_role = origin')
    client.release()
  }
}
