import type { OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf } from '#core/time.ts'
import { climb } from '#process/escalation.ts'
import { MACHINE } from '#process/event.ts'
import type { Tx } from '#store/database.ts'
import { endEscalation, insertGlassDuty, listLateGlass, lockGlass, type LateGlassDuty } from '#store/glass.ts'
import { audited, ofJob } from './audit.ts'
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
    const late = await listLateGlass(house.stores[organisation], nowOf(house))
    for (const glass of new Set(late.map((one) => one.glass))) {
      climbed += await climbAll(house, organisation, glass)
    }
  })
  return climbed
}

/** All that is late about one use, in one transaction. */
async function climbAll(house: House, organisation: OrganisationId, glass: string): Promise<number> {
  const entry = ofJob(house, {
    ...{ act: 'change', what: 'escalate-glass', purpose: 'accountability', activity: 'account-for' },
    record: { kind: 'glass', id: glass },
  })
  const job = { organisation, member: { id: MACHINE } }
  const outcome = await audited(
    house,
    job,
    entry,
    async (tx): Promise<Outcome<number, 'nothing-overdue'>> => {
      let climbed = 0
      await lockGlass(tx, glass)
      for (const late of await listLateGlass(tx, nowOf(house), glass)) {
        if (await climbOne(house, organisation, tx, late)) climbed += 1
      }
      return climbed === 0 ? refuse('nothing-overdue') : done(climbed)
    },
  )
  if (outcome.ok) return outcome.value
  if (outcome.refusal === 'log-unavailable') throw new Error('an escalation that cannot be written down')
  return 0
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
