import type { ClientBase } from 'pg'
import type { Day, Instant } from '#core/time.ts'

/** A row of the audit log as it lies in the table. Hashes are hexadecimal, `at` is ISO 8601 in UTC with milliseconds. */
export interface AuditRow {
  readonly organisation: string
  readonly day: Day
  readonly seq: number
  readonly id: string
  readonly at: Instant
  readonly actor: string
  readonly act: string
  readonly what: string
  readonly purpose: string
  readonly task_id: string | null
  readonly record_kind: string
  readonly record_id: string | null
  readonly recipient: string | null
  readonly processing_id: string
  readonly emergency: boolean
  readonly previous: string
  readonly hash: string
}

/** Where a day stands. */
export interface AuditDayRow {
  readonly day: Day
  readonly rows: number
  readonly head: string
  readonly sealed_at: Instant | null
  readonly checkpoint: string | null
  readonly lapsed_at: Instant | null
}

const ROWS_AT_ONCE = 2000

/** Every organisation of which there is a row or a day. */
export async function auditedOrganisations(client: ClientBase): Promise<readonly string[]> {
  // Of a table of many millions: from each organisation to the next, by the key.
  const { rows } = await client.query<{ organisation: string }>(`
    with recursive found (organisation) as (
      select min(organisation) from spoor.audit
       union all
      select (select min(a.organisation) from spoor.audit a where a.organisation > found.organisation)
        from found where found.organisation is not null
    )
    select organisation from found where organisation is not null
     union select organisation from spoor.audit_day order by 1`)
  return rows.map(({ organisation }) => organisation)
}

export async function readAuditDays(
  client: ClientBase,
  organisation: string,
): Promise<readonly AuditDayRow[]> {
  const { rows } = await client.query<AuditDayRow>(DAYS, [organisation])
  return rows
}

/** The rows of one organisation in order, a page at a time. One snapshot: the caller holds the transaction. */
export async function* readAuditRows(client: ClientBase, organisation: string): AsyncGenerator<AuditRow> {
  await client.query(`declare audit_rows no scroll cursor for ${ROWS}`, [organisation])
  for (;;) {
    const { rows } = await client.query<AuditRow>(`fetch ${ROWS_AT_ONCE} from audit_rows`)
    yield* rows
    if (rows.length < ROWS_AT_ONCE) break
  }
  await client.query('close audit_rows')
}

const instant = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`
const day = `to_char(day, 'YYYY-MM-DD') as day`
const hex = (column: string) => `encode(${column}, 'hex') as ${column}`

const DAYS = `
  select ${day}, rows, ${hex('head')}, ${instant('sealed_at')}, ${hex('checkpoint')}, ${instant('lapsed_at')}
    from spoor.audit_day where organisation = $1 order by audit_day.day`

const ROWS = `
  select organisation, ${day}, seq, id, ${instant('at')}, actor, act, what, purpose, task_id, record_kind, record_id,
         recipient, processing_id, emergency, ${hex('previous')}, ${hex('hash')}
    from spoor.audit where organisation = $1 order by audit.day, seq`
