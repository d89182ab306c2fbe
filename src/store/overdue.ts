import { sql } from 'kysely'
import type { Instant } from '#core/time.ts'
import type { Reader } from './database.ts'

/**
 * Signals with a duty, the main one or one beside it, that is overdue and has not climbed, or whose escalation has
 * passed its own due moment. In order of id, at most `limit` behind `after`; indexes duty_main_one, duty_side_one or
 * duty_due, and duty_escalation_one.
 */
export async function listOverdue(
  db: Reader,
  now: Instant,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ signal_id: string }>`
    select distinct d.signal_id
      from spoor.duty d
      left join spoor.duty e on e.escalates = d.id and e.done_at is null
     where d.done_at is null and d.place in ('main', 'side') and d.signal_id > ${after}::uuid
       and d.due_at <= ${now}::timestamptz and (e.id is null or e.due_at <= ${now}::timestamptz)
     order by d.signal_id
     limit ${limit}`.execute(db)
  return rows.map(({ signal_id }) => signal_id)
}
