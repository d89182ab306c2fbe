import { sql } from 'kysely'
import type { Form } from '#core/form.ts'
import type { Instant } from '#core/time.ts'
import type { SignalState } from '#process/state.ts'
import type { Reader } from './database.ts'

/** An investigation under the public prosecutor. */
export interface SubmittedRow {
  readonly id: string
  readonly title: string
  readonly forms: readonly Form[]
  readonly unit: string
  readonly state: SignalState
  readonly startedAt: Instant
  readonly outcome: string | null
}

const ROWS = sql`
  select s.id, coalesce(r.title, '') as title, s.forms, s.unit, s.state, s.outcome, b.at as "startedAt"
    from spoor.signal s
    left join spoor.registration r on r.id = s.registration_id
    join lateral (
      select max(e.at) as at from spoor.event e
       where e.organisation = s.organisation and e.signal_id = s.id and e.type = 'investigation-started'
    ) b on b.at is not null
   where s.phase = 'investigation'`

/** Newest first; at most `limit` behind `after`. */
export async function listSubmitted(
  db: Reader,
  after: { readonly startedAt: string; readonly id: string } | null,
  limit: number,
): Promise<readonly SubmittedRow[]> {
  const { rows } = await sql<SubmittedRow>`
    ${ROWS}
       and (${after === null}
            or (b.at, s.id) < (${after?.startedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
     order by b.at desc, s.id desc
     limit ${limit}`.execute(db)
  return rows
}

export async function findSubmitted(db: Reader, signalId: string): Promise<SubmittedRow | undefined> {
  const { rows } = await sql<SubmittedRow>`${ROWS} and s.id = ${signalId}`.execute(db)
  return rows[0]
}
