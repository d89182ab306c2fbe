import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { MemberId } from '#process/event.ts'
import type { GlassReason, GlassVerdict } from '#process/glass.ts'
import type { Reader, Tx } from './database.ts'

/** Somebody opens what they may not see, or tries to. Its words stand with the access that it gives. */
export interface NewGlass {
  readonly id: string
  /** As it was entered. */
  readonly signalId: string
  readonly accessId: string
  readonly opened: boolean
  readonly reason: GlassReason
  readonly words: string
  readonly unit: string
  readonly by: MemberId
  readonly at: Instant
  readonly until: Instant
}

/** A duty that it gives, or to which an overdue one climbs. */
export interface GlassDuty {
  readonly id: string
  readonly kind: 'answer-glass' | 'review-glass' | 'escalation'
  readonly unit: string
  readonly role: string
  readonly dueAt: Instant
  /** Of an escalation: the duty that it is about. */
  readonly escalates: string | null
}

export async function insertGlass(
  tx: Tx,
  organisation: OrganisationId,
  { id, signalId, accessId, opened, reason, words, unit, by, at, until }: NewGlass,
): Promise<void> {
  await sql`
    insert into spoor.signal_access (organisation, id, signal_id, kind, member, ground, granted_by, granted_at, until)
    values (${organisation}, ${accessId}, ${opened ? signalId : null}, 'emergency', ${by}, ${words}, ${by}, ${at},
            ${until})`.execute(tx)
  await sql`
    insert into spoor.glass (organisation, id, signal_id, access_id, opened, reason, unit, used_by, used_at, until)
    values (${organisation}, ${id}, ${signalId}, ${accessId}, ${opened}, ${reason}, ${unit}, ${by}, ${at}, ${until})`.execute(
    tx,
  )
}

export async function insertGlassDuty(
  tx: Tx,
  organisation: OrganisationId,
  glass: string,
  { id, kind, unit, role, dueAt, escalates }: GlassDuty,
  at: Instant,
): Promise<void> {
  await sql`
    insert into spoor.duty (id, organisation, kind, unit, role, due_at, opened_at, glass, escalates)
    values (${id}, ${organisation}, ${kind}, ${unit}, ${role}, ${dueAt}, ${at}, ${glass}, ${escalates})`.execute(
    tx,
  )
}

/** One use of emergency access, with what was said of it as long as those words are kept. */
export interface GlassRow {
  readonly id: string
  readonly signalId: string
  readonly accessId: string
  readonly opened: boolean
  readonly reason: GlassReason
  readonly words: string | null
  readonly unit: string
  readonly usedBy: MemberId
  readonly usedByName: string
  readonly usedAt: Instant
  readonly until: Instant
  /** When somebody ended it before its time. */
  readonly endedAt: Instant | null
  readonly answeredBy: MemberId | null
  readonly answeredByName: string | null
  readonly answeredAt: Instant | null
  readonly answer: string | null
  readonly verdict: GlassVerdict | null
  readonly reviewedBy: MemberId | null
  readonly reviewedByName: string | null
  readonly reviewedAt: Instant | null
  readonly ground: string | null
  readonly reviewDueAt: Instant
}

const ROWS = sql`
  select g.id, g.signal_id as "signalId", g.access_id as "accessId", g.opened, g.reason, a.ground as words, g.unit,
         g.used_by as "usedBy", u.name as "usedByName", g.used_at as "usedAt", g.until, a.ended_at as "endedAt",
         g.answered_by as "answeredBy", w.name as "answeredByName", g.answered_at as "answeredAt",
         t.ground as answer, g.verdict, g.reviewed_by as "reviewedBy", r.name as "reviewedByName",
         g.reviewed_at as "reviewedAt", d.ground, d.due_at as "reviewDueAt"
    from spoor.glass g
    join spoor.signal_access a on a.id = g.access_id
    join spoor.member u on u.id = g.used_by
    join spoor.duty d on d.glass = g.id and d.kind = 'review-glass'
    join spoor.duty t on t.glass = g.id and t.kind = 'answer-glass'
    left join spoor.member w on w.id = g.answered_by
    left join spoor.member r on r.id = g.reviewed_by`

export async function findGlass(db: Reader, id: string): Promise<GlassRow | undefined> {
  const { rows } = await sql<GlassRow>`${ROWS} where g.id = ${id}`.execute(db)
  return rows[0]
}

/** Held until the transaction ends, so that two do not answer at once. */
export async function lockGlass(tx: Tx, id: string): Promise<void> {
  await sql`select from spoor.glass where id = ${id} for update`.execute(tx)
}

/** Uses, newest first: those that wait for a review, those that had it, or (null) all. Indexes glass_open, glass_used. */
export async function listGlass(
  db: Reader,
  reviewed: boolean | null,
  after: { readonly usedAt: string; readonly id: string } | null,
  limit: number,
): Promise<readonly GlassRow[]> {
  const { rows } = await sql<GlassRow>`
    ${ROWS}
     where (${reviewed}::boolean is null or (g.verdict is not null) = ${reviewed}::boolean)
       and (${after === null}
            or (g.used_at, g.id) < (${after?.usedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
     order by g.used_at desc, g.id desc
     limit ${limit}`.execute(db)
  return rows
}

/** How many wait for a review, and for how many of those it is late. */
export async function countGlass(
  db: Reader,
  now: Instant,
): Promise<{ readonly waiting: number; readonly late: number }> {
  const { rows } = await sql<{ waiting: number; late: number }>`
    select count(*)::integer as waiting, count(*) filter (where d.due_at < ${now}::timestamptz)::integer as late
      from spoor.glass g join spoor.duty d on d.glass = g.id and d.kind = 'review-glass'
     where g.verdict is null`.execute(db)
  return rows[0] ?? { waiting: 0, late: 0 }
}

/** Whether a duty about it is or was of this unit in one of these roles. */
export async function hasGlassDuty(
  db: Reader,
  id: string,
  unit: string,
  roles: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    select from spoor.duty
     where glass = ${id} and unit = ${unit} and role = any(${roles as string[]}::text[]) limit 1`.execute(db)
  return rows.length > 0
}

/** Somebody else than who used it has seen the alarm; with `ends` it stands open no longer. */
export async function answerGlass(
  tx: Tx,
  { id, accessId }: Pick<GlassRow, 'id' | 'accessId'>,
  answer: { readonly by: MemberId; readonly ground: string; readonly ends: boolean },
  at: Instant,
): Promise<void> {
  const { by, ground, ends } = answer
  await sql`update spoor.glass set answered_by = ${by}, answered_at = ${at} where id = ${id}`.execute(tx)
  await endGlassDuty(tx, id, 'answer-glass', by, ground, at)
  if (!ends) return
  await sql`
    update spoor.signal_access set ended_by = ${by}, ended_at = ${at}
     where id = ${accessId} and ended_at is null`.execute(tx)
}

export async function reviewGlass(
  tx: Tx,
  id: string,
  review: { readonly by: MemberId; readonly verdict: GlassVerdict; readonly ground: string },
  at: Instant,
): Promise<void> {
  const { by, verdict, ground } = review
  await sql`
    update spoor.glass set verdict = ${verdict}, reviewed_by = ${by}, reviewed_at = ${at}
     where id = ${id}`.execute(tx)
  await endGlassDuty(tx, id, 'review-glass', by, ground, at)
}

/** Ends a duty with what was said, and with it that to which it climbed. */
async function endGlassDuty(
  tx: Tx,
  glass: string,
  kind: GlassDuty['kind'],
  by: MemberId,
  ground: string,
  at: Instant,
): Promise<void> {
  await sql`
    with ended as (
      update spoor.duty set done_at = ${at}, done_by = ${by}, ground = ${ground}
       where glass = ${glass} and kind = ${kind} and done_at is null
      returning id
    )
    update spoor.duty set done_at = ${at}, done_by = ${by}
     where escalates in (select id from ended) and done_at is null`.execute(tx)
}

/** A duty about emergency access that is late, with the step of the ladder to which it climbed. */
export interface LateGlassDuty {
  readonly id: string
  readonly glass: string
  readonly dueAt: Instant
  readonly escalation: string | null
  readonly unit: string | null
  readonly role: string | null
}

/** Those that are late, of all or of one use, the oldest first. Index duty_glass_due. */
export async function listLateGlass(
  db: Reader,
  now: Instant,
  glass: string | null = null,
): Promise<readonly LateGlassDuty[]> {
  const { rows } = await sql<LateGlassDuty>`
    select d.id, d.glass, d.due_at as "dueAt", e.id as escalation, e.unit, e.role
      from spoor.duty d
      left join spoor.duty e on e.escalates = d.id and e.done_at is null
     where d.glass is not null and d.escalates is null and d.done_at is null and d.due_at <= ${now}::timestamptz
       and (${glass}::uuid is null or d.glass = ${glass}::uuid)
     order by d.due_at, d.id`.execute(db)
  return rows
}

/** An escalation makes room for the next one up. */
export async function endEscalation(tx: Tx, id: string, at: Instant): Promise<void> {
  await sql`update spoor.duty set done_at = ${at}, done_by = 'spoor' where id = ${id}`.execute(tx)
}
