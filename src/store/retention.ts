import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'

export type RunKind = 'remove' | 'destroy'

/** How many of each category. */
export type Counts = Readonly<Record<string, number>>

/** A run of retention: what is due, who confirmed it, what was done. Ids and counts only. */
export interface RunRow {
  readonly id: string
  readonly kind: RunKind
  /** What is due by this day. */
  readonly day: Day
  readonly report: Counts
  readonly proposedBy: string
  readonly plannedAt: Instant
  readonly confirmedBy: string | null
  readonly secondedBy: string | null
  readonly executedAt: Instant | null
  readonly done: Counts | null
  /** sha256, hexadecimal; docs/retention.md says over what. */
  readonly proof: string | null
}

/** The day by which the database lets things go: the machine's, and never an earlier one than it has seen. */
export async function databaseDay(db: Reader): Promise<Day> {
  const { rows } = await sql<{ day: Day }>`select spoor.today() as day`.execute(db)
  return rows[0]!.day
}

/**
 * Brings the clocks up to date: the day, and all of them when the law says something else than the last time. Takes the
 * number of the incident from signals whose source is out of use.
 *
 * @returns whether the clocks were set again.
 */
export async function keepClocks(tx: Tx): Promise<boolean> {
  await sql`select spoor.reach_day()`.execute(tx)
  const { rows } = await sql<{ reckoned: boolean }>`select spoor.reckon_retention() as reckoned`.execute(tx)
  await sql`select spoor.forget_incidents()`.execute(tx)
  return rows[0]?.reckoned === true
}

/** What is due today behind this login's wall; nothing is planned. */
export async function countDue(db: Reader, kind: RunKind): Promise<Counts> {
  const { rows } = await sql<{ category: string; due: number }>`
    select category, count(*)::integer as due from spoor.retention_due(${kind})
     group by category order by category`.execute(db)
  return Object.fromEntries(rows.map(({ category, due }) => [category, due]))
}

/**
 * Proposes what is due.
 *
 * @param files On disk, by the id of the import that they came in by.
 * @returns the run that waits for people; null: nothing is due.
 */
export async function proposeRun(
  tx: Tx,
  run: { readonly id: string; readonly kind: RunKind; readonly by: string; readonly at: Instant },
  files: readonly string[],
): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select spoor.propose_run(${run.id}, ${run.kind}, ${run.by}, ${run.at}, ${files as string[]}::uuid[]) as id`.execute(
    tx,
  )
  return rows[0]?.id ?? null
}

/**
 * One pair of eyes more. The database refuses with SQLSTATE 23514 who had a part in it before. False: there is no such
 * run, or nothing is left to confirm.
 */
export async function confirmRun(tx: Tx, id: string, by: string, at: Instant): Promise<boolean> {
  const { rows } = await sql<{ confirmed: boolean }>`
    select spoor.confirm_run(${id}, ${by}, ${at}) as confirmed`.execute(tx)
  return rows[0]?.confirmed === true
}

/** Runs that enough people confirmed and nobody carried out yet, removal first. */
export async function listConfirmed(db: Reader): Promise<readonly RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${COLUMNS} from spoor.retention_run
     where executed_at is null and confirmed_by is not null
       and (kind = 'remove' or proposed_by <> 'spoor' or seconded_by is not null)
     order by kind desc`.execute(db)
  return rows
}

/** The newest runs, those that wait before those that were carried out. */
export async function listRuns(db: Reader, limit: number): Promise<readonly RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${COLUMNS} from spoor.retention_run
     order by executed_at is not null, planned_at desc, kind desc
     limit ${limit}`.execute(db)
  return rows
}

export async function findRun(db: Reader, id: string): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`select ${COLUMNS} from spoor.retention_run where id = ${id}`.execute(db)
  return rows[0]
}

/** The ids of one category of a run, as planned. */
export async function plannedIds(db: Reader, runId: string, category: string): Promise<readonly string[]> {
  const { rows } = await sql<{ ids: string[] }>`
    select planned::text[] as ids from spoor.retention_part
     where run_id = ${runId} and category = ${category}`.execute(db)
  return rows[0]?.ids ?? []
}

/** Carries out a run, once. The database refuses (23514) one that too few people confirmed. */
export async function executeRun(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const { rows } = await sql<{ executed: boolean }>`
    select spoor.execute_run(${id}, ${at}) as executed`.execute(tx)
  return rows[0]?.executed === true
}

/**
 * Lets PostgreSQL clear away what a run left dead, from tables and indexes, and take new samples for its planner.
 *
 * @param worker As spoor_worker, outside a transaction; before PostgreSQL 17 it may not, and PostgreSQL does it in its own
 *   time.
 */
export async function clearAway(worker: Reader): Promise<void> {
  await sql`
    vacuum (analyze) spoor.registration, spoor.scan_result, spoor.signal_registration, spoor.signal, spoor.event_content,
      spoor.message_content, spoor.quarantine_line, spoor.import, spoor.duty, spoor.member, spoor.vault, spoor.legal_hold,
      spoor.reuse, spoor.retention_move, spoor.signal_access`.execute(worker)
}

/** Content of an open signal that goes, or must be looked at, on a day. */
export interface Going {
  readonly signalId: string
  readonly unit: string
  readonly on: Day
}

/**
 * Open signals of which content goes by `until`, each with the first day on which something does; and those under art. 10
 * whose necessity was shown too long ago. What is held counts from the end of the hold.
 */
export async function listGoing(
  db: Reader,
  organisation: OrganisationId,
  until: Day,
  review: string,
): Promise<readonly Going[]> {
  const { rows } = await sql<Going>`
    with days as (
      select o.signal_id, greatest(r.remove_on, r.held_until + 1) as day
        from spoor.registration r
        join spoor.signal_registration o on o.organisation = r.organisation and o.source_id = r.source_id
       where r.organisation = ${organisation} and r.remove_on <= ${until}::date
       union all
      select e.signal_id, greatest(c.remove_on, c.held_until + 1)
        from spoor.event_content c
        join spoor.event e on e.id = c.event_id
       where c.organisation = ${organisation} and c.remove_on <= ${until}::date
       union all
      select m.signal_id, (m.last_necessity_on + ${review}::interval)::date
        from spoor.retention_move m
       where m.organisation = ${organisation} and m.regime = 'wpg-10' and m.consented_at is not null
         and m.ended_on is null
    )
    select s.id as "signalId", s.unit, min(d.day) as "on"
      from days d
      join spoor.signal s on s.id = d.signal_id
     where s.state not in ('closed', 'handed-over') and d.day <= ${until}::date and d.day > spoor.today()
     group by s.id, s.unit
     order by min(d.day), s.id`.execute(db)
  return rows
}

/** Asks what is to be done with a signal whose content goes; once for each day on which it does. */
export async function openGoingDuty(
  tx: Tx,
  organisation: OrganisationId,
  { id, signalId, unit, dueAt }: { readonly id: string; readonly dueAt: Instant } & Omit<Going, 'on'>,
  at: Instant,
): Promise<void> {
  await sql`
    insert into spoor.duty (id, organisation, kind, unit, due_at, opened_at, retention_of)
    select ${id}, ${organisation}, 'retention-decision', ${unit}, ${dueAt}, ${at}, ${signalId}
     where not exists (select from spoor.duty d where d.retention_of = ${signalId} and d.kind = 'retention-decision' and d.due_at = ${dueAt})
    on conflict (retention_of, kind) where done_at is null and retention_of is not null do nothing`.execute(
    tx,
  )
}

/** Ends the questions about signals that are not among these any more: ended, moved, held, or too late. */
export async function endGoingDuties(
  tx: Tx,
  organisation: OrganisationId,
  still: readonly string[],
  at: Instant,
): Promise<void> {
  await sql`
    update spoor.duty set done_at = ${at}, done_by = 'spoor'
     where organisation = ${organisation} and kind = 'retention-decision' and done_at is null
       and retention_of <> all(${still as string[]}::uuid[])`.execute(tx)
}

const COLUMNS = sql.raw(`id, kind, day, report, proposed_by as "proposedBy", planned_at as "plannedAt",
  confirmed_by as "confirmedBy", seconded_by as "secondedBy", executed_at as "executedAt", done,
  encode(proof, 'hex') as proof`)
