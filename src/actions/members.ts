import type { OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf } from '#core/time.ts'
import { ROLES } from '#process/authority.ts'
import type { Qualified } from '#process/duty.ts'
import { inTransaction, type Reader } from '#store/database.ts'
import { upsertMember } from '#store/members.ts'
import { listQualifications } from '#store/qualifications.ts'
import { nowOf, type Caller, type House } from './house.ts'

/** Who somebody is according to the identity provider of their organisation. */
export interface Identity {
  readonly organisation: OrganisationId
  readonly subject: string
  readonly name: string
  readonly unit: string
  readonly roles: readonly string[]
}

export type ArrivalRefusal = 'unit-unknown' | 'roles-unknown'

/**
 * Keeps who came in, as the identity provider describes them today. Roles that Spoor does not know are left out;
 * somebody without any role that it knows, or of a unit that the way of working does not know, has no work here.
 */
export async function arriveMember(
  house: House,
  identity: Identity,
): Promise<Outcome<Caller, ArrivalRefusal>> {
  const { organisation, subject, name, unit } = identity
  const seenAt = nowOf(house)
  const rules = house.ways.inForce(organisation, dayOf(seenAt))
  if (!rules.units.some(({ id }) => id === unit)) return refuse('unit-unknown')
  // Beside those that take steps, the roles to which an overdue duty climbs.
  const known = new Set([...ROLES, ...rules.roles.map(({ id }) => id)])
  const roles = [...known].filter((role) => identity.roles.includes(role))
  if (roles.length === 0) return refuse('roles-unknown')
  const arriving = { id: house.newId(), organisation, subject, name, unit, roles, seenAt }
  return inTransaction({ db: house.stores[organisation] }, async (tx) => {
    const id = await upsertMember(tx, arriving)
    const qualifications = await qualificationsOf(tx, id)
    return done({ organisation, task: null, member: { id, name, unit, roles, qualifications } })
  })
}

/** What somebody has learned, as the deciders ask for it; also what has run out. */
export async function qualificationsOf(db: Reader, memberId: string): Promise<readonly Qualified[]> {
  const rows = await listQualifications(db, memberId)
  return rows.map(({ qualification, validUntil }) => ({ id: qualification, until: validUntil }))
}
