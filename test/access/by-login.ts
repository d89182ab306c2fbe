import pg from 'pg'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import type { TestHouse } from '../a-house.ts'
import type { Compared } from './by-function.ts'
import { attempt, DENIED, type Attempt } from './attempt.ts'
import { withoutOrganisation } from './by-other-login.ts'
import { callsOf } from './definers.ts'
import { fillEmpty, foreignHash, foreignRows, isForeign, tablesOf, type Table } from './tables.ts'

const TAKEN = '23505'
/** Settings that some program of this kind reads, and those that PostgreSQL itself has for who one is. */
const SETTINGS = [
  'app.agency',
  'app.organisation',
  'spoor.organisation',
  'spoor.member',
  'spoor.role',
  'request.jwt.claims',
  'role',
  'session_authorization',
  'row_security',
  'search_path',
  'session_replication_role',
  'default_transaction_read_only',
  'check_function_bodies',
]

/** As each login: every table, every setting, every function. */
export async function compareLogins(
  house: TestHouse,
  organisations: readonly OrganisationId[] = ORGANISATIONS,
): Promise<Compared> {
  const leaks: string[] = []
  let cases = 0
  const tables = await tablesOf(house.database)
  await fillEmpty(house.database, tables)
  for (const organisation of organisations) {
    const login = new Intruder(house, organisation, tables)
    await login.intrude()
    cases += login.cases
    leaks.push(...login.leaks)
  }
  for (const name of ['spoor_worker', 'spoor_check'] as const) {
    const found = await withoutOrganisation(house, name, tables)
    cases += found.cases
    leaks.push(...found.leaks)
  }
  return { cases, may: 0, leaks }
}

class Intruder {
  readonly leaks: string[] = []
  cases = 0
  readonly house: TestHouse
  readonly organisation: OrganisationId
  readonly tables: readonly Table[]
  readonly #client: pg.Client

  constructor(house: TestHouse, organisation: OrganisationId, tables: readonly Table[]) {
    this.house = house
    this.organisation = organisation
    this.tables = tables
    this.#client = new pg.Client({ connectionString: house.database.url(`spoor_${organisation}`) })
    // A connection that breaks fails the statement that waits for it; that is enough.
    this.#client.on('error', () => undefined)
  }

  async intrude(): Promise<void> {
    const { database } = this.house
    const before = await foreignHash(database, this.tables, this.organisation)
    await this.#client.connect()
    try {
      await this.#everyTable()
      await this.#everySetting()
      await this.#everyRole()
      await this.#everyShadow()
      await this.#everyFunction()
    } finally {
      await this.#client.end()
    }
    if ((await foreignHash(database, this.tables, this.organisation)) !== before) {
      this.leaks.push(`${this.organisation} changed rows of another`)
    }
  }

  async #everyTable(): Promise<void> {
    const rows = await foreignRows(this.house.database, this.tables, this.organisation)
    for (const table of this.tables) {
      if (table.owned === 'all') {
        await this.#sharedTable(table)
        continue
      }
      const row = rows.get(table.name)
      if (row === undefined) this.leaks.push(`no row of another in ${table.name}: nothing is shown of it`)
      const name = `spoor."${table.name}"`
      const foreign = isForeign(table, this.organisation)
      this.#none(await this.#try(`select from ${name} where ${foreign}`), `reads ${table.name}`)
      this.#none(await this.#try(`delete from ${name} where ${foreign}`), `deletes from ${table.name}`)
      for (const column of table.columns) {
        this.#none(
          await this.#try(`update ${name} set "${column}" = "${column}" where ${foreign}`),
          `changes ${table.name}.${column}`,
        )
      }
      for (const other of ORGANISATIONS.filter((one) => one !== this.organisation)) {
        const owner = table.owned === 'one' ? 'organisation' : 'sender'
        this.#none(
          await this.#try(`update ${name} set "${owner}" = '${other}'`),
          `gives ${table.name} to ${other}`,
        )
      }
      if (row !== undefined) {
        const given = table.given.map((column) => `"${column}"`).join(', ')
        const insert = `insert into ${name} (${given}) select ${given} from jsonb_populate_record(null::${name}, $1)`
        const { code } = await this.#try(insert, [row])
        // Refused before a key is looked up: that it is taken would tell that it is there.
        if (code === undefined || code === TAKEN || code === '23503')
          this.leaks.push(`${this.organisation} inserts into ${table.name}: ${code ?? 'done'}`)
      }
      const { code } = await this.#try(`truncate ${name} cascade`)
      if (code !== DENIED) this.leaks.push(`${this.organisation} empties ${table.name}: ${code ?? 'done'}`)
    }
  }

  /** The same for all (the law as data): to be read, and not to be changed. */
  async #sharedTable({ name, columns }: Table): Promise<void> {
    for (const statement of [
      `delete from spoor."${name}"`,
      `update spoor."${name}" set "${columns[0]}" = "${columns[0]}"`,
      `insert into spoor."${name}" default values`,
    ]) {
      const { code } = await this.#try(statement)
      if (code !== DENIED) this.leaks.push(`${this.organisation}: ${statement}: ${code ?? 'done'}`)
    }
  }

  async #everySetting(): Promise<void> {
    const named = await this.house.database.as('owner').pool.query<{ name: string }>(`
      select distinct m[1] as name from (
        select pg_get_functiondef(p.oid) as source from pg_proc p
         where p.pronamespace = 'spoor'::regnamespace and p.prokind in ('f', 'p')
        union all select coalesce(qual, '') || coalesce(with_check, '') from pg_policies where schemaname = 'spoor'
      ) s, regexp_matches(s.source, 'current_setting\\(\\s*''([^'']+)''', 'g') m`)
    const settings = new Set([...SETTINGS, ...named.rows.map(({ name }) => name)])
    for (const setting of settings) {
      for (const value of [
        'kmar',
        'politie',
        'spoor_kmar',
        'spoor_arbeidsinspectie',
        'off',
        'replica',
        'none',
        '{}',
      ]) {
        await this.#try(`select set_config('${setting}', '${value}', false)`)
        await this.#seesNothing(`with ${setting} = ${value}`)
        await this.#asBefore()
      }
    }
  }

  async #everyRole(): Promise<void> {
    const { rows } = await this.house.database
      .as('owner')
      .pool.query<{ name: string }>('select rolname as name from pg_roles')
    for (const { name } of rows) {
      for (const statement of [`set role "${name}"`, `set session authorization "${name}"`]) {
        await this.#try(statement)
        await this.#seesNothing(`after ${statement}`)
        await this.#asBefore()
      }
    }
  }

  /** Names of one's own before those of Spoor. */
  async #everyShadow(): Promise<void> {
    const other = ORGANISATIONS.find((one) => one !== this.organisation) ?? ''
    const statements = [
      ...this.tables.map(({ name }) => `create temp table "${name}" (organisation text)`),
      'create temp view registration as select 1',
      `create function pg_temp.organisation() returns text language sql return 'kmar'`,
      `create function public.organisation() returns text language sql return 'kmar'`,
      `create function spoor.organisation2() returns text language sql return 'kmar'`,
      `create or replace function spoor.organisation() returns text language sql return 'kmar'`,
      'create schema mine',
      'create type pg_temp.date as (x text)',
      'create policy door on spoor.signal using (true)',
      'alter table spoor.signal disable row level security',
      'alter table spoor.signal disable trigger all',
      'create rule door as on select to spoor.signal do instead select 1',
      'create view spoor.door as select * from spoor.signal',
      'create extension dblink',
      `copy spoor.signal to program 'cat'`,
      `copy spoor.signal to '/tmp/spoor-signal'`,
      `select pg_read_file('/etc/passwd')`,
      `select lo_export(1, '/tmp/x')`,
      `grant spoor_${other} to current_user`,
      `alter role spoor_${other} password null`,
      'select * from pg_authid',
      'select * from graphile_worker._private_jobs',
      'select * from graphile_worker.jobs',
    ]
    for (const statement of statements) {
      await this.#client.query('begin')
      const { code } = await this.#try(statement)
      if (code === undefined) this.leaks.push(`${this.organisation} may: ${statement}`)
      await this.#client.query('rollback')
    }
    for (const path of ['pg_temp, spoor', 'public', 'pg_temp', 'mine, spoor']) {
      await this.#try(`set search_path = ${path}`)
      await this.#seesNothing(`with search_path ${path}`)
      await this.#asBefore()
    }
  }

  /** Whatever a function is given of another organisation, it answers as for what does not exist. */
  async #everyFunction(): Promise<void> {
    for (const { statement, foreign, unknown } of await callsOf(this.house.database, this.organisation)) {
      const outcomes: string[] = []
      for (const values of [foreign, unknown]) {
        await this.#client.query('begin')
        const { rows, code } = await this.#try(statement, values)
        outcomes.push(code ?? masked(JSON.stringify(rows), [...foreign, ...unknown].flat()))
        await this.#client.query('rollback')
      }
      // And once for good: what it changes must be of nobody else.
      await this.#try(statement, foreign)
      // A key that another organisation has cannot be given again: told, but only to who knew the random id already.
      if (outcomes[0] !== outcomes[1] && outcomes[0] !== TAKEN) {
        this.leaks.push(`${this.organisation}: ${statement} (${foreign.join()}): ${outcomes.join(' / ')}`)
      }
    }
  }

  /** Of every table at once; where one refuses, each by itself. */
  async #seesNothing(when: string): Promise<void> {
    const walled = this.tables.filter(({ owned }) => owned !== 'all')
    const counted = (table: Table) =>
      `select '${table.name}' as name from spoor."${table.name}" where ${isForeign(table, this.organisation)}`
    const all = await this.#try(walled.map(counted).join(' union all '))
    this.cases += walled.length - 1
    if (all.code === undefined) return this.#none(all, `reads ${when}`)
    for (const table of walled) this.#none(await this.#try(counted(table)), `reads ${table.name} ${when}`)
  }

  async #asBefore(): Promise<void> {
    await this.#client.query('reset session authorization; reset role; reset all')
  }

  #none({ count }: Attempt, what: string): void {
    if (count > 0) this.leaks.push(`${this.organisation} ${what}: ${count} rows`)
  }

  async #try(statement: string, values: readonly unknown[] = []): Promise<Attempt> {
    this.cases++
    return attempt(this.#client, statement, values)
  }
}

/** What was handed in is not told by being handed back. */
function masked(text: string, values: readonly unknown[]): string {
  return values.reduce<string>((rest, value) => rest.replaceAll(String(value), '…'), text)
}
