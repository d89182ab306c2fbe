import type { OrganisationId } from '#core/organisation.ts'
import { atDutchTime, dayOf, plusDays, type Day } from '#core/time.ts'
import {
  daysWithoutCheckpoint,
  keepCheckpoint,
  ledgerHeads,
  lockCheckpoints,
  newestCheckpoint,
  rowHashes,
  sealAuditDays,
} from '#store/audit.ts'
import { inTransaction, type Tx } from '#store/database.ts'
import { NOWHERE } from '#store/ledger.ts'
import { MARK_EVERY, writeCheckpoint, type Checkpoints } from './checkpoint-file.ts'
import { eachOrganisation } from './each-organisation.ts'
import { nowOf, type House } from './house.ts'

/** A day is sealed when it has been over for so long: what began before midnight is written down by then. */
const AFTER_MIDNIGHT_MS = 5 * 60_000

/** Checkpoints in one transaction, so that a long absence is made up for in parts. */
const DAYS_AT_ONCE = 50

/**
 * Seals every day that is over and has no checkpoint yet: nothing is added to its audit log any more, and a signed
 * checkpoint of it, and of what happened that day in the ledger, is written outside the database. A day on which nothing
 * happened gets one too. May run late, twice at once, and be killed: what is left is done by the next run.
 *
 * @throws OperatorError when another checkpoint lies where one must come, after the other organisations were done.
 */
export async function sealDays(
  house: House,
  checkpoints: Checkpoints,
  organisations?: readonly OrganisationId[],
): Promise<void> {
  await eachOrganisation((organisation) => sealDaysOf(house, checkpoints, organisation), organisations)
}

async function sealDaysOf(
  house: House,
  checkpoints: Checkpoints,
  organisation: OrganisationId,
): Promise<void> {
  const store = { db: house.stores[organisation] }
  const settled = new Date(house.clock().getTime() - AFTER_MIDNIGHT_MS).toISOString()
  const last = plusDays(dayOf(settled), -1)
  // In a transaction of its own: a checkpoint must never be of a day to which something can still be added.
  await inTransaction(store, (tx) => sealAuditDays(tx, last, nowOf(house)))
  for (let left = DAYS_AT_ONCE; left === DAYS_AT_ONCE;) {
    left = await inTransaction(store, (tx) => writeCheckpoints(tx, checkpoints, organisation))
  }
}

/** @returns how many were written. */
async function writeCheckpoints(
  tx: Tx,
  checkpoints: Checkpoints,
  organisation: OrganisationId,
): Promise<number> {
  await lockCheckpoints(tx, organisation)
  let previous = (await newestCheckpoint(tx, organisation)) ?? NOWHERE
  const days = (await daysWithoutCheckpoint(tx, organisation)).slice(0, DAYS_AT_ONCE)
  for (const sealed of days) {
    const heads = await headsOf(tx, organisation, sealed.day)
    const marks = await rowHashes(tx, organisation, sealed, MARK_EVERY)
    previous = writeCheckpoint(checkpoints, { organisation, ...sealed, marks, previous }, heads)
    await keepCheckpoint(tx, sealed.day, previous)
  }
  return days.length
}

function headsOf(tx: Tx, organisation: OrganisationId, day: Day) {
  return ledgerHeads(tx, organisation, atDutchTime(day, '00:00'), atDutchTime(plusDays(day, 1), '00:00'))
}
