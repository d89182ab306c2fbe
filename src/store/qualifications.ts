import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'

/** What a colleague has learned; `validUntil` null: no end known. */
export interface MemberQualification {
  readonly qualification: string
  readonly obtainedOn: Day
  readonly validUntil: Day | null
}

export interface EnteredQualification extends MemberQualification {
  readonly member: string
  readonly enteredBy: string
  readonly enteredAt: Instant
}

/** All that one colleague has learned, the newest of each first; also what has run out. */
export async function listQualifications(
  db: Reader,
  member: string,
): Promise<readonly MemberQualification[]> {
  const { rows } = await sql<{ qualification: string; obtained_on: Day; valid_until: Day | null }>`
    select qualification, obtained_on, valid_until from spoor.member_qualification
     where member = ${member}
     order by qualification, obtained_on desc`.execute(db)
  return rows.map((row) => ({
    qualification: row.qualification,
    obtainedOn: row.obtained_on,
    validUntil: row.valid_until,
  }))
}

/** Keeps a qualification. False: it was entered before, with this day. */
export async function insertQualification(
  tx: Tx,
  organisation: OrganisationId,
  entered: EnteredQualification,
): Promise<boolean> {
  const { member, qualification, obtainedOn, validUntil, enteredBy, enteredAt } = entered
  const { rows } = await sql`
    insert into spoor.member_qualification (organisation, member, qualification, obtained_on, valid_until, entered_by,
                                            entered_at)
    values (${organisation}, ${member}, ${qualification}, ${obtainedOn}, ${validUntil}, ${enteredBy}, ${enteredAt})
    on conflict (member, qualification, obtained_on) do nothing
    returning member`.execute(tx)
  return rows.length === 1
}
