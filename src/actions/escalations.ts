import type { OrganisationId } from '#core/organisation.ts'
import type { Circumstances } from '#process/duty.ts'
import { escalate } from '#process/escalation.ts'
import { MACHINE, type NewEvent } from '#process/event.ts'
import { lapse } from '#process/handover.ts'
import { isOpen, type Signal } from '#process/state.ts'
import { inTransaction } from '#store/database.ts'
import { listOverdue } from '#store/overdue.ts'
import { holdSignal } from '#store/signals.ts'
import { eachOrganisation } from './each-organisation.ts'
import { circumstancesOf, nowOf, type House } from './house.ts'
import { saveEvent } from './save-event.ts'

const PAGE = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Lets every overdue duty climb as far as its ladder says, and asks back what another organisation did not answer in
 * time. There are no timers to lose: each run looks at the due moments themselves, so that it does no harm when it comes
 * late, twice at once, or not for a day.
 *
 * @returns how many duties climbed or came back.
 */
export async function escalateOverdue(house: House): Promise<number> {
  let climbed = 0
  await eachOrganisation(async (organisation) => {
    const db = house.stores[organisation]
    let after = FIRST_ID
    for (;;) {
      const overdue = await listOverdue(db, nowOf(house), after, PAGE)
      for (const signalId of overdue) climbed += await escalateOne(house, organisation, signalId)
      if (overdue.length < PAGE) break
      after = overdue.at(-1)!
    }
  })
  return climbed
}

/** All that is overdue of one signal, in one transaction: its own duty, those beside it, and what was offered. */
async function escalateOne(house: House, organisation: OrganisationId, signalId: string): Promise<number> {
  return inTransaction({ db: house.stores[organisation] }, async (tx) => {
    const at = nowOf(house)
    for (let climbed = 0; ; climbed++) {
      const held = await holdSignal(tx, signalId)
      // Somebody did the work between the list and the lock.
      if (!held) return climbed
      const rules = house.ways.byId(held.signal.wayOfWorking)
      const event = nextOverdue(held.signal, circumstancesOf(house, rules, at))
      if (!event) return climbed
      await saveEvent(house, organisation, tx, held, { event, by: MACHINE, at })
    }
  })
}

/** What silence brings first: an offer that comes back is no longer waited for. */
function nextOverdue(signal: Signal, now: Circumstances): NewEvent | null {
  return (isOpen(signal) ? lapse(signal, now) : null) ?? escalate(signal, now)
}
