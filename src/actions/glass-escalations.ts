import type { OrganisationId } from '#core/organisation.ts'
import { dayOf } from '#core/time.ts'
import { climb } from '#process/escalation.ts'
import { inTransaction, type Tx } from '#store/database.ts'
import { endEscalation, insertGlassDuty, listLateGlass, type LateGlassDuty } from '#store/glass.ts'
import { eachOrganisation } from './each-organisation.ts'
import { circumstancesOf, nowOf, type House } from './house.ts'

/**
 * Lets an alarm or a review of emergency access that is late climb the ladder of today's way of working. Does no harm when
 * it comes late or twice.
 *
 * @returns how many climbed.
 */
export async function escalateGlass(house: House): Promise<number> {
  let climbed = 0
  await eachOrganisation(async (organisation) => {
    climbed += await inTransaction({ db: house.stores[organisation] }, async (tx) => {
      let ours = 0
      for (const late of await listLateGlass(tx, nowOf(house))) {
        if (await climbOne(house, organisation, tx, late)) ours += 1
      }
      return ours
    })
  })
  return climbed
}

async function climbOne(
  house: House,
  organisation: OrganisationId,
  tx: Tx,
  { id, glass, dueAt, escalation, unit, role }: LateGlassDuty,
): Promise<boolean> {
  const at = nowOf(house)
  const rules = house.ways.inForce(organisation, dayOf(at))
  const level = rules.escalation.findIndex((step) => step.unit === unit && step.role === role) + 1
  const next = climb({ id, dueAt }, level, circumstancesOf(house, rules, at))
  if (!next) return false
  if (escalation !== null) await endEscalation(tx, escalation, at)
  const duty = { id: next.id, unit: next.unit, role: next.role, dueAt: next.dueAt, escalates: id } as const
  await insertGlassDuty(tx, organisation, glass, { ...duty, kind: 'escalation' }, at)
  return true
}
