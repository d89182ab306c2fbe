import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from './database.ts'

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
