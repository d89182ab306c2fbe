import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { TestDatabase } from '#store/testing.ts'

/** An event as somebody with the owner's powers sees it: all of it can be changed. */
export interface ForgedEvent {
  type: string
  at: string
  by: string
  // A forger writes whatever JSON there is.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any
}

const TABLES = [
  'event',
  'ledger_head',
  'signal',
  'duty',
  'handover',
  'message',
  'message_handled',
  'second_look_draw',
  'way_of_working_version',
  'registration',
  'scan_result',
  'event_content',
  'message_content',
  'quarantine_line',
  'vault',
  'retention_run',
  'retention_part',
  'retention_move',
  'legal_hold',
  'sealed_figure',
  'glass',
  'signal_access',
  'sample',
  'sample_item',
  'sample_reading',
]

/**
 * Does what only the owner of the database can: switches the triggers off and writes the past anew, hashes and heads
 * included, so that no chain shows it. Puts everything back as it was.
 */
export class AForger {
  readonly #pool: pg.Pool
  readonly #columns = new Map<string, string>()

  private constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** Keeps all tables as they are now. */
  static async of(database: TestDatabase): Promise<AForger> {
    const forger = new AForger(database.as('owner').pool)
    for (const table of TABLES) {
      const { rows } = await forger.#pool.query<{ columns: string }>(
        `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
          where table_schema = 'spoor' and table_name = $1 and is_generated = 'NEVER'`,
        [table],
      )
      forger.#columns.set(table, rows[0]?.columns ?? '*')
      await forger.#pool.query(`create table public.kept_${table} as table spoor.${table}`)
    }
    return forger
  }

  async undo(): Promise<void> {
    const back = [...this.#columns].map(
      ([table, columns]) =>
        `delete from spoor.${table}; insert into spoor.${table} (${columns}) select ${columns} from public.kept_${table}`,
    )
    await this.sql(back.join(';'))
  }

  /** Any statements, with the triggers off. */
  async sql(statements: string): Promise<void> {
    await this.#pool.query(`begin; set local session_replication_role = replica; ${statements}; commit`)
  }

  async events(signalId: string): Promise<readonly (ForgedEvent & { readonly seq: number })[]> {
    const { rows } = await this.#pool.query<ForgedEvent & { seq: number }>(
      `select seq, type, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, by_member as by, data
         from spoor.event where signal_id = $1 order by seq`,
      [signalId],
    )
    return rows
  }

  /** Writes the history of a signal anew, as if it had always been so. */
  async rewrite(
    signalId: string,
    change: (events: ForgedEvent[]) => ForgedEvent[],
    organisation?: string,
  ): Promise<void> {
    const { rows } = await this.#pool.query<{ organisation: string }>(
      'select organisation from spoor.event where signal_id = $1 limit 1',
      [signalId],
    )
    const of = organisation ?? rows[0]!.organisation
    const old = await this.events(signalId)
    const events = change(old.map(({ type, at, by, data }) => ({ type, at, by, data })))
    let previous = '0'.repeat(64)
    let sql = `delete from spoor.event where signal_id = '${signalId}';
               delete from spoor.ledger_head where signal_id = '${signalId}';`
    events.forEach(({ type, at, by, data }, index) => {
      const seq = index + 1
      const id = randomUUID()
      const said = { v: 1, organisation: of, signal: signalId, seq, id, type, at, by, data, content: null }
      const hash = createHash('sha256')
        .update(ordered({ ...said, previous }))
        .digest('hex')
      sql += `insert into spoor.event (organisation, signal_id, seq, id, type, at, by_member, data, previous, hash)
              values ('${of}', '${signalId}', ${seq}, '${id}', '${type}', '${at}', '${by}',
                      '${JSON.stringify(data)}', '\\x${previous}', '\\x${hash}');`
      previous = hash
    })
    sql += `insert into spoor.ledger_head values ('${of}', '${signalId}', ${events.length}, '\\x${previous}')`
    await this.sql(sql)
  }
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
