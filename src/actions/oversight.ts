import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { RUNNING_INVESTIGATION } from '#process/access-record.ts'
import { MACHINE, type MemberId } from '#process/event.ts'
import { hearingOf, knowersOf, type Circle, type Hearing, type Keeper } from '#process/keeping.ts'
import { dueAt } from '#process/working-days.ts'
import type { Reader, Tx } from '#store/database.ts'
import {
  endKeepingDuty,
  findKeepers,
  listAccessDecisions,
  listKept,
  lockKept,
  openKeepingDuty,
  type AccessDecisionRow,
  type KeptRow,
} from '#store/keeping.ts'
import { accessTerms } from './access-terms.ts'
import { audited, ofJob } from './audit.ts'
import { eachOrganisation } from './each-organisation.ts'
import { nowOf, type House } from './house.ts'

const PAGE = 500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Sees to it that of every signal that is kept to few somebody who leads knows, so that what climbs is heard: where
 * nobody does (any more) it is a duty of those who know of it to name somebody, and of the privacy officer when none of
 * them is left or they did not. May run late, twice, or not for a day.
 *
 * @returns how many duties began or ended.
 */
export async function watchKept(house: House): Promise<number> {
  let changed = 0
  await eachOrganisation(async (organisation) => {
    let after = FIRST_ID
    for (;;) {
      const kept = await listKept(house.stores[organisation], RUNNING_INVESTIGATION, after, PAGE)
      for (const signalId of kept) changed += await watchOne(house, organisation, signalId)
      if (kept.length < PAGE) break
      after = kept.at(-1)!
    }
  })
  return changed
}

async function watchOne(house: House, organisation: OrganisationId, signalId: string): Promise<number> {
  const entry = ofJob(house, {
    ...{ act: 'change', what: 'watch-kept', purpose: 'accountability', activity: 'account-for' },
    record: { kind: 'signal', id: signalId },
  })
  const job = { organisation, member: { id: MACHINE } }
  const work = async (tx: Tx): Promise<Outcome<null, 'nothing-changed'>> =>
    (await watchOver(house, organisation, tx, signalId, MACHINE)) ? done(null) : refuse('nothing-changed')
  const outcome = await audited(house, job, entry, work)
  if (!outcome.ok && outcome.refusal === 'log-unavailable')
    throw new Error('a duty that cannot be written down')
  return outcome.ok ? 1 : 0
}

/** Begins or ends the duty to name somebody who leads, as it is needed now. False: it is as it must be. */
export async function watchOver(
  house: House,
  organisation: OrganisationId,
  tx: Tx,
  signalId: string,
  by: MemberId,
): Promise<boolean> {
  const kept = await lockKept(tx, signalId, RUNNING_INVESTIGATION)
  if (!kept) return false
  const circle = await circleOf(house, tx, await listAccessDecisions(tx, signalId))
  const at = nowOf(house)
  const needed = neededFrom(kept, hearingOf(knowersOf(circle)), at)
  const { duty, unit } = kept
  if (duty && needed !== null && duty.role === needed.role) return false
  if (!duty && needed === null) return false
  if (duty) await endKeepingDuty(tx, duty.id, by, at)
  if (needed) {
    const due = dueAt(at, accessTerms(house).nameOverseerWithin.value, house.calendar)
    const { role } = needed
    await openKeepingDuty(tx, organisation, { id: house.newId(), signalId, unit, role, dueAt: due }, at)
  }
  return true
}

/** Whose duty it is to name somebody: `role` null: of those who know of it. */
function neededFrom(
  { isKept, isWaiting, duty }: KeptRow,
  hearing: Hearing,
  now: string,
): { readonly role: 'privacy-officer' | null } | null {
  if (!isKept || !isWaiting || hearing === 'heard') return null
  // Who knew of it let it pass: then it is the privacy officer's, and stays so.
  const isPassed = duty !== null && (duty.role !== null || duty.dueAt <= now)
  return { role: hearing === 'unknown' || isPassed ? 'privacy-officer' : null }
}

/** Who may know of a signal now, by what was decided of it. */
export async function circleOf(
  house: House,
  db: Reader,
  decisions: readonly AccessDecisionRow[],
): Promise<Circle> {
  const standing = decisions.filter(({ endedAt }) => endedAt === null)
  const ids = standing.flatMap(({ member }) => member ?? [])
  const keepers = new Map((await keepersOf(house, db, ids)).map((one) => [one.id, one]))
  const of = (kind: AccessDecisionRow['kind']) =>
    standing.flatMap((row) => (row.kind === kind ? (keepers.get(row.member ?? '') ?? []) : []))
  return { lead: of('lead')[0] ?? null, named: of('named'), overseers: of('overseer') }
}

/** Colleagues, with whether they signed in of late. */
export async function keepersOf(
  house: House,
  db: Reader,
  ids: readonly MemberId[],
): Promise<readonly Keeper[]> {
  const { goneAfter } = accessTerms(house)
  const now = nowOf(house)
  return (await findKeepers(db, ids)).map(({ seenAt, ...keeper }) => ({
    ...keeper,
    gone: dueAt(seenAt, goneAfter.value, house.calendar) <= now,
  }))
}
