import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Reader, Tx } from './database.ts'

/** Jobs and queues that a worker took less than this ago are left to it: it may not have said its name yet. */
const YOUNG_SECONDS = 2

/**
 * Says that this worker lives, for as long as this connection does: a lock in the database under its name, which
 * ends with the connection, whatever happens to the process.
 */
export const SAY_ALIVE = 'select pg_advisory_lock(hashtextextended($1, 0))'

/**
 * Hands back what workers held that are gone. The queue itself would wait four hours, since it cannot know that a
 * process was killed. Gives how many workers that were.
 */
export async function releaseDeadWorkers(db: Reader): Promise<number> {
  const { rows } = await sql<{ worker: string }>`
    with held as (
      select locked_by as worker, max(locked_at) as at
        from (select locked_by, locked_at from graphile_worker._private_jobs
              union all
              select locked_by, locked_at from graphile_worker._private_job_queues) as locks
       where locked_by is not null
       group by locked_by
    )
    select worker from held
     where at < now() - make_interval(secs => ${YOUNG_SECONDS})
       and not exists (
         select from pg_locks
          where locktype = 'advisory' and granted and objsubid = 1
            and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32) | objid::bigint = hashtextextended(worker, 0))`.execute(db)
  const dead = rows.map(({ worker }) => worker)
  if (dead.length > 0) {
    await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`.execute(db)
  }
  return dead.length
}

/**
 * Adds a job in the caller's own transaction.
 *
 * @param id   A uuid, a day or a short code: never a number of a register.
 * @param key  One job with this key waits at a time.
 */
export async function enqueue(
  tx: Tx,
  task: string,
  organisation: OrganisationId,
  id: string,
  key: string,
): Promise<void> {
  await sql`
    select spoor.enqueue(${task}, jsonb_build_object('organisation', ${organisation}::text, 'id', ${id}::text),
                         ${key})`.execute(tx)
}
