import { sql } from 'kysely'
import type { Instant } from '#core/time.ts'
import type { Reader } from './database.ts'
import type { Reuse } from './retention-decisions.ts'

/** Content that this login cannot read any more, by the events that tell that it was there. */
export interface RemovedRow {
  readonly recordKind: Reuse['recordKind']
  readonly recordId: string
  readonly event: string | null
  readonly at: Instant
}

/** Of one signal: its registrations, what people wrote and what was sent, in order of time; at most `limit`. */
export async function listRemoved(
  db: Reader,
  signalId: string,
  limit: number,
): Promise<readonly RemovedRow[]> {
  const { rows } = await sql<RemovedRow>`
    with events as (select * from spoor.event where signal_id = ${signalId}::uuid), gone as (
      select 'registration' as kind, (e.data ->> 'registration')::uuid as id, null as event, min(e.at) as at
        from events e
       where e.data ->> 'registration' is not null
         and not exists (select from spoor.registration r where r.id = (e.data ->> 'registration')::uuid)
       group by e.data ->> 'registration'
      union all
      select 'words', e.id, e.type, e.at from events e
       where e.content_hash is not null
         and not exists (select from spoor.event_content c where c.event_id = e.id)
      union all
      select 'message', m.id, m.kind, m.sent_at
        from spoor.message m join spoor.handover h on h.id = m.handover_id and h.signal_id = ${signalId}::uuid
       where m.content_hash is not null and m.sender = h.organisation
         and not exists (select from spoor.message_content c where c.message_id = m.id)
    )
    select kind as "recordKind", id as "recordId", event, at from gone
     where kind <> 'registration' or spoor.has_record('registration', id)
     order by at, kind, id limit ${limit}`.execute(db)
  return rows
}
