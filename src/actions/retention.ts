import type { OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { atDutchTime, dayOf, plusDays, type Day } from '#core/time.ts'
import { MACHINE } from '#process/event.ts'
import type { Refusal } from '#process/refusal.ts'
import { clockOf, plusPeriod, termOf } from '#process/retention.ts'
import { lapseAudit } from '#store/audit.ts'
import { inTransaction, type Reader } from '#store/database.ts'
import { codeOf } from '#store/faults.ts'
import {
  clearAway,
  confirmRun as confirmRow,
  countDue,
  databaseDay,
  endGoingDuties,
  executeRun,
  findRun,
  keepClocks,
  listConfirmed,
  listGoing,
  listRuns as listRows,
  openGoingDuty,
  plannedIds,
  proposeRun as proposeRow,
  type Counts,
  type RunKind,
  type RunRow,
} from '#store/retention.ts'
import { orDenied } from './access.ts'
import { audited, ofJob, type Audited } from './audit.ts'
import { eachOrganisation } from './each-organisation.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { deleteFiles, filesDue } from './retention-files.ts'
import { retentionLaw } from './retention-law.ts'
import { sealFigures } from './sealed-figures.ts'

/** Who may propose and confirm what is removed and destroyed; destruction always takes two of them. */
export const KEEPERS = ['privacy-officer', 'functional-manager']

const PAGE = 50

/** What a run of today would take away, by category: the dry run. */
export interface Plan {
  readonly kind: RunKind
  readonly day: Day
  readonly counts: Counts
}

/** Counts what is due, and changes nothing. */
export async function planRun(house: House, organisation: OrganisationId, kind: RunKind): Promise<Plan> {
  const db = house.stores[organisation]
  const files = kind === 'destroy' ? (await filesDue(house, organisation)).length : 0
  const counts = await countDue(db, kind)
  return { kind, day: await databaseDay(db), counts: files === 0 ? counts : { ...counts, file: files } }
}

/** A person proposes what is due; another confirms it. Null: nothing is due. */
export async function proposeRun(
  house: House,
  caller: Caller,
  kind: RunKind,
): Promise<Outcome<RunRow | null, Refusal>> {
  if (!isKeeper(caller)) return refuse('role-missing')
  const files = await dueFiles(house, caller.organisation, kind)
  const run = { id: house.newId(), kind, by: caller.member.id, at: nowOf(house) }
  return inTransaction({ db: house.stores[caller.organisation] }, async (tx) => {
    const id = await proposeRow(tx, run, files)
    return done(id === null ? null : ((await findRun(tx, id)) ?? null))
  })
}

/** One pair of eyes more on a run: who proposed or confirmed it before is no second person. */
export async function confirmRun(
  house: House,
  caller: Caller,
  runId: string,
): Promise<Outcome<RunRow, Refusal>> {
  if (!isKeeper(caller)) return refuse('role-missing')
  const { id: task = null, purpose = 'accountability' } = caller.task ?? {}
  const about = { ...auditOf(house, 'change', runId), what: 'besluitOpschoning', task, purpose }
  try {
    const outcome = await audited(house, caller, about, async (tx): Promise<Outcome<RunRow, Refusal>> => {
      if (!(await findRun(tx, runId))) return refuse('not-found')
      const isConfirmed = await confirmRow(tx, runId, caller.member.id, nowOf(house))
      const run = await findRun(tx, runId)
      return isConfirmed && run ? done(run) : refuse('already-resolved')
    })
    return await orDenied(house, caller, about.what, about.record, outcome)
  } catch (error) {
    if (codeOf(error) === '23514') return refuse('needs-another-person')
    throw error
  }
}

/** Runs of the own organisation: those that wait first, then the newest. */
export async function listRuns(
  house: House,
  { organisation }: Pick<Caller, 'organisation'>,
): Promise<readonly RunRow[]> {
  return listRows(house.stores[organisation], PAGE)
}

/**
 * Carries out what enough people confirmed: the files, the audit log, then all the rest in one transaction, with the row in
 * the audit log and the proof. May be killed at any moment and run again.
 *
 * @param worker As spoor_worker, who alone lets the audit log lapse; null: that is left for a run of the jobs.
 * @returns how many runs were carried out.
 */
export async function executeRuns(
  house: House,
  organisation: OrganisationId,
  worker: Reader | null,
): Promise<number> {
  const db = house.stores[organisation]
  const runs = await listConfirmed(db)
  for (const run of runs) {
    await deleteFiles(house, organisation, await plannedIds(db, run.id, 'file'))
    if (worker && run.report['audit-day']) await lapse(house, organisation, worker, run)
    const executed = await audited(
      house,
      { organisation, member: { id: MACHINE } },
      auditOf(house, 'delete', run.id),
      async (tx) => done(await executeRun(tx, run.id, nowOf(house))),
    )
    if (!executed.ok) throw new Error(`a run of retention: ${executed.refusal}`)
  }
  if (worker && runs.length > 0) await clearAway(worker)
  return runs.length
}

/**
 * The daily work of retention: the clocks, what people confirmed, what is due now, the questions about open signals whose
 * content goes, and the figures of a month that is over. Nothing depends on it for what may be read: the database itself
 * keeps what is past its term from view.
 */
export async function keepRetention(
  house: House,
  worker: Reader | null,
  organisations?: readonly OrganisationId[],
): Promise<void> {
  await eachOrganisation(async (organisation) => {
    await inTransaction({ db: house.stores[organisation] }, keepClocks)
    await executeRuns(house, organisation, worker)
    for (const kind of ['remove', 'destroy'] as const) await proposeDue(house, organisation, kind)
    await askAboutGoing(house, organisation)
    await sealFigures(house, organisation)
  }, organisations)
}

async function proposeDue(house: House, organisation: OrganisationId, kind: RunKind): Promise<void> {
  const files = await dueFiles(house, organisation, kind)
  const run = { id: house.newId(), kind, by: MACHINE, at: nowOf(house) }
  await inTransaction({ db: house.stores[organisation] }, (tx) => proposeRow(tx, run, files))
}

/**
 * Somebody is asked in time what is to be done with an open signal whose content goes: end it, let it go on under another
 * article, or have it held. At the term the content goes all the same; the signal, its owner and its duty stay.
 */
async function askAboutGoing(house: House, organisation: OrganisationId): Promise<void> {
  const at = nowOf(house)
  const law = retentionLaw(house, dayOf(at))
  const until = plusPeriod(dayOf(at), termOf('warn-before', law))
  const review = clockOf('wpg-10', law).review ?? 'P1Y'
  await inTransaction({ db: house.stores[organisation] }, async (tx) => {
    const going = await listGoing(tx, organisation, until, review)
    await endGoingDuties(
      tx,
      organisation,
      going.map(({ signalId }) => signalId),
      at,
    )
    for (const { signalId, unit, on } of going) {
      const dueAt = atDutchTime(plusDays(on, -1), '17:00')
      await openGoingDuty(tx, organisation, { id: house.newId(), signalId, unit, dueAt }, at)
    }
  })
}

async function lapse(house: House, organisation: OrganisationId, worker: Reader, run: RunRow): Promise<void> {
  const years = Number.parseInt(termOf('audit', retentionLaw(house, run.day)).slice(1), 10)
  const day = run.day.endsWith('-02-29') ? plusDays(run.day, -1) : run.day
  const before = `${Number(day.slice(0, 4)) - years}${day.slice(4)}`
  await lapseAudit(worker, organisation, before, nowOf(house), run.id)
}

function dueFiles(
  house: House,
  organisation: OrganisationId,
  kind: RunKind,
): Promise<readonly string[]> | readonly string[] {
  return kind === 'destroy' ? filesDue(house, organisation) : []
}

function isKeeper({ member }: Caller): boolean {
  return KEEPERS.some((role) => member.roles.includes(role))
}

function auditOf(house: House, act: Audited['act'], runId: string): Audited {
  return ofJob(house, {
    ...{ act, what: 'retention', purpose: 'accountability', activity: 'keep-and-destroy' },
    record: { kind: 'retention-run', id: runId },
  })
}
