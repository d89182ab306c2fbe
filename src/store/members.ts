import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'
import type { MemberQualification } from './qualifications.ts'

/** A colleague as the sign-in just told us; the organisation's own identity provider is the source. */
export interface ArrivingMember {
  readonly id: string
  readonly organisation: OrganisationId
  readonly subject: string
  readonly name: string
  readonly unit: string
  readonly roles: readonly string[]
  readonly seenAt: Instant
}

/** Keeps what the identity provider says of a colleague, and gives the id: the known one, or `id` for a newcomer. */
export async function upsertMember(tx: Tx, member: ArrivingMember): Promise<string> {
  const { id, organisation, subject, name, unit, roles, seenAt } = member
  const { rows } = await sql<{ id: string }>`
    insert into spoor.member (id, organisation, subject, name, unit, roles, seen_at)
    values (${id}, ${organisation}, ${subject}, ${name}, ${unit}, ${roles as string[]}::text[], ${seenAt})
    on conflict on constraint member_subject do update
       set name = excluded.name, unit = excluded.unit, roles = excluded.roles, seen_at = excluded.seen_at
    returning id`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('a member that was neither inserted nor updated')
  return row.id
}

/** A colleague with all that they have learned, the newest of each first. */
export interface MemberRow {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly roles: readonly string[]
  readonly qualifications: readonly MemberQualification[]
}

/** Colleagues by name, of one unit or of all; at most `limit`. */
export async function listMembers(
  db: Reader,
  unit: string | null,
  limit: number,
): Promise<readonly MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select m.id, m.name, m.unit, m.roles, coalesce(q.learned, '[]') as qualifications
      from spoor.member m
      left join lateral (
        select jsonb_agg(jsonb_build_object('qualification', l.qualification, 'obtainedOn', l.obtained_on,
                                            'validUntil', l.valid_until)
                         order by l.qualification, l.obtained_on desc) as learned
          from spoor.member_qualification l where l.member = m.id
      ) q on true
     where ${unit === null} or m.unit = ${unit}
     order by m.name, m.id
     limit ${limit}`.execute(db)
  return rows
}

/** One colleague; undefined: there is none to see. */
export async function findMember(
  db: Reader,
  id: string,
): Promise<Omit<MemberRow, 'qualifications'> | undefined> {
  const { rows } = await sql<Omit<MemberRow, 'qualifications'>>`
    select id, name, unit, roles from spoor.member where id = ${id}`.execute(db)
  return rows[0]
}

/** Names by id; of whom the name has had its term there is an empty one. */
export async function namesOf(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from spoor.member where id = any(${ids as string[]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whether there is such a colleague to see. */
export async function hasMember(db: Reader, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from spoor.member where id = ${id}`.execute(db)
  return rows.length === 1
}
