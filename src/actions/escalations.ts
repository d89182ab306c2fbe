import type { OrganisationId } from '#core/organisation.ts'
import { escalate } from '#process/escalation.ts'
import { MACHINE } from '#process/event.ts'
import { inTransaction } from '#store/database.ts'
import { listOverdue } from '#store/overdue.ts'
import { holdSignal, saveStep } from '#store/signals.ts'
import { eachOrganisation } from './each-organisation.ts'
import { circumstancesOf, nowOf, type House } from './house.ts'

const PAGE = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Lets every overdue duty climb as far as its ladder says. There are no timers to lose: each run looks at the due
 * moments themselves, so that it does no harm when it comes late, twice at once, or not for a day.
 *
 * @returns how many duties climbed.
 */
export async function escalateOverdue(house: House): Promise<number> {
  let climbed = 0
  await eachOrganisation(async (organisation) => {
    const db = house.stores[organisation]
    let after = FIRST_ID
    for (;;) {
      const overdue = await listOverdue(db, nowOf(house), after, PAGE)
      for (const signalId of overdue) climbed += (await escalateOne(house, organisation, signalId)) ? 1 : 0
      if (overdue.length < PAGE) break
      after = overdue.at(-1)!
    }
  })
  return climbed
}

async function escalateOne(house: House, organisation: OrganisationId, signalId: string): Promise<boolean> {
  return inTransaction({ db: house.stores[organisation] }, async (tx) => {
    const held = await holdSignal(tx, signalId)
    // Somebody did the work between the list and the lock.
    if (!held || held.signal.state === 'closed') return false
    const at = nowOf(house)
    const rules = house.ways.byId(held.signal.wayOfWorking)
    const event = escalate(held.signal, circumstancesOf(house, rules, at))
    if (!event) return false
    await saveStep(tx, organisation, held, { eventId: house.newId(), event, by: MACHINE, at })
    return true
  })
}
