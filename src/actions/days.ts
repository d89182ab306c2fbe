import type { DayBalance, DayPage } from '#contract/intake.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, plusDays, type Day } from '#core/time.ts'
import { inTransaction, type Reader } from '#store/database.ts'
import { closeDay, countOpenDays, firstReceivedOn, listClosedDays, type DayRow } from '#store/days.ts'
import { firstImportAt } from '#store/imports.ts'
import { lockIntake } from '#store/registrations.ts'
import { eachOrganisation } from './each-organisation.ts'
import { viewFeeds } from './feed-views.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { scanWaiting } from './scan-waiting.ts'

/** How many days the page shows at most, besides those that are open. */
const PAGE = 60
/** A day is closed when it has been over for so long: what began before midnight is stored by then. */
export const AFTER_MIDNIGHT_MS = 5 * 60_000

/** The balance of each day, newest first: open days as they stand, closed ones as they were closed. */
export async function listDays(house: House, caller: Caller): Promise<DayPage> {
  const db = house.stores[caller.organisation]
  const open = await openDays(db, dayOf(nowOf(house)))
  const closed = await listClosedDays(db, PAGE)
  const days = [...open, ...closed].toSorted((a, b) => (a.day < b.day ? 1 : -1))
  return { days: days.map(viewOf), feeds: [...(await viewFeeds(house, caller.organisation))] }
}

/** The balance of one organisation's day as it stands, closed or not. */
export async function readDay(house: House, organisation: OrganisationId, day: Day): Promise<DayBalance> {
  const db = house.stores[organisation]
  const [row] = await countOpenDays(db, day, day)
  const found = row ?? (await listClosedDays(db, PAGE)).find((one) => one.day === day)
  return viewOf(
    found ?? { day, received: 0, scanned: 0, proposed: 0, rejected: 0, catalogues: [], closedAt: null },
  )
}

/**
 * Closes every day that is over and whose registrations are all scanned; scans first what was left. A day that
 * cannot be closed stays open, for all to see. May run twice at once, and be killed.
 */
export async function closeDays(house: House, organisations?: readonly OrganisationId[]): Promise<void> {
  await eachOrganisation((organisation) => closeDaysOf(house, organisation), organisations)
}

async function closeDaysOf(house: House, organisation: OrganisationId): Promise<void> {
  const db = house.stores[organisation]
  const over = () => {
    const settled = new Date(house.clock().getTime() - AFTER_MIDNIGHT_MS).toISOString()
    return openDays(db, plusDays(dayOf(settled), -1))
  }
  const days = await over()
  if (days.length === 0) return
  try {
    if (days.some(({ received, scanned }) => received > scanned)) await scanWaiting(house, organisation)
  } finally {
    // Also when the scan failed: the days that it did finish can be closed.
    await closeScanned(house, organisation, days.at(-1)!.day, days[0]!.day)
  }
}

async function closeScanned(
  house: House,
  organisation: OrganisationId,
  first: Day,
  last: Day,
): Promise<void> {
  await inTransaction({ db: house.stores[organisation] }, async (tx) => {
    await lockIntake(tx, organisation)
    const at = nowOf(house)
    for (const day of await countOpenDays(tx, first, last)) {
      if (day.received === day.scanned) await closeDay(tx, organisation, day, at)
    }
  })
}

/** Days that are not closed, from the first that there was up to `last`. */
async function openDays(db: Reader, last: Day): Promise<readonly DayRow[]> {
  const firstImport = await firstImportAt(db)
  const firsts = [firstImport && dayOf(firstImport), await firstReceivedOn(db)].filter((day) => day !== null)
  // The database counts days by itself: none when the first comes after the last.
  return countOpenDays(db, firsts.toSorted()[0] ?? last, last)
}

function viewOf({ catalogues, ...day }: DayRow): DayBalance {
  return { ...day, waiting: day.received - day.scanned, catalogues: [...catalogues] }
}
