import type { OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { Circumstances } from '#process/duty.ts'
import { escalate } from '#process/escalation.ts'
import { MACHINE, type NewEvent } from '#process/event.ts'
import { lapse } from '#process/handover.ts'
import { isOpen, type Signal } from '#process/state.ts'
import { listOverdue } from '#store/overdue.ts'
import { holdSignal } from '#store/signals.ts'
import { audited, ofJob, type Audited } from './audit.ts'
import { eachOrganisation } from './each-organisation.ts'
import { circumstancesOf, nowOf, type House } from './house.ts'
import { recipientOf, saveEvent } from './save-event.ts'

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

/** What happened to one signal, and who outside heard of it. */
interface Climbed {
  readonly times: number
  readonly told: readonly string[]
}

/** All that is overdue of one signal, in one transaction: its own duty, those beside it, and what was offered. */
async function escalateOne(house: House, organisation: OrganisationId, signalId: string): Promise<number> {
  const job = { organisation, member: { id: MACHINE } }
  const rowsOf = ({ told }: Climbed) => rowsAbout(house, signalId, told)
  const outcome = await audited(
    house,
    job,
    rowsOf,
    async (tx, span): Promise<Outcome<Climbed, 'nothing-overdue'>> => {
      const at = nowOf(house)
      const told: string[] = []
      for (let times = 0; ; times++) {
        const held = await holdSignal(tx, signalId)
        const rules = held && house.ways.byId(held.signal.wayOfWorking)
        const event = held && rules && nextOverdue(held.signal, circumstancesOf(house, rules, at))
        // Somebody did the work between the list and the lock, or all has climbed.
        if (!event) return times === 0 ? refuse('nothing-overdue') : done({ times, told })
        const after = await saveEvent(house, organisation, tx, held, { event, by: MACHINE, at, span })
        const recipient = recipientOf(held.signal, event, after)
        if (recipient !== null) told.push(recipient)
      }
    },
  )
  if (outcome.ok) return outcome.value.times
  if (outcome.refusal === 'log-unavailable') throw new Error('an escalation that cannot be written down')
  return 0
}

/** That it climbed or was asked back changes it; what another organisation hears of it is disclosed as well. */
function rowsAbout(house: House, signalId: string, told: readonly string[]): readonly Audited[] {
  const changed = ofJob(house, {
    ...{ act: 'change', what: 'escalate', purpose: 'follow-up', activity: 'follow-up' },
    record: { kind: 'signal', id: signalId },
  })
  return [changed, ...told.map((recipient) => ({ ...changed, act: 'disclose', recipient }) as const)]
}

/** What silence brings first: an offer that comes back is no longer waited for. */
function nextOverdue(signal: Signal, now: Circumstances): NewEvent | null {
  return (isOpen(signal) ? lapse(signal, now) : null) ?? escalate(signal, now)
}
