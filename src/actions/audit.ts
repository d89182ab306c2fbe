import { refuse, type Outcome } from '#core/outcome.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { childOf, Trace, type Span } from '#core/trace.ts'
import type { MemberId } from '#process/event.ts'
import type { ActivityId } from '#process/processing-activity.ts'
import type { Refusal } from '#process/refusal.ts'
import { recordAudit, type AuditEntry } from '#store/audit.ts'
import { inTransaction, type Tx } from '#store/database.ts'
import { codeOf, isPassing } from '#store/faults.ts'
import { nowOf, type House } from './house.ts'
import { logProcessing, type Circumstance } from './processing-log.ts'

/** Who does something: a caller, or a job with 'spoor' for its member. */
export interface AuditActor {
  readonly organisation: OrganisationId
  readonly member: { readonly id: MemberId }
  /** The trace that it belongs to; absent: it begins one. */
  readonly trace?: Trace
  /** The action of another organisation that it follows from. */
  readonly foreign?: Circumstance['foreign']
}

/** What is written down of an act: all of the row but who, when and its own id; and for the Logboek Dataverwerkingen: */
export interface Audited extends Omit<AuditEntry, 'id' | 'actor'> {
  /** As the register of processing activities calls it; null: nobody's data were shown or changed. */
  readonly activity: ActivityId | null
  /** People of whom data come in that are in no record yet, as registered. */
  readonly persons?: readonly unknown[]
}

/** The row of what the machine does: for no task, with nobody. */
export function ofJob(
  house: House,
  about: Pick<Audited, 'act' | 'what' | 'purpose' | 'record' | 'activity'> & Partial<Audited>,
): Audited {
  return { task: null, recipient: null, processing: house.newId(), emergency: false, ...about }
}

/** What is known before, or follows from what the work found: one row for each record of a list. */
export type ToAudit<T> = Audited | readonly Audited[] | ((value: T) => Audited | readonly Audited[])

/** The log could not be written; it takes the work with it. */
class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable'
}

/** Undoes what a refused work may have done: nothing is kept of which nothing is written down. */
class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: string

  constructor(refusal: string) {
    super(refusal)
    this.refusal = refusal
  }
}

/**
 * Does something with personal data and writes it down, in one transaction: the work, then its lines in the Logboek
 * Dataverwerkingen and its rows in the audit log, the commit, and only then the value is handed out. When one of the logs
 * cannot be written nothing was done and nothing is shown: `log-unavailable`. A work that refuses is undone and leaves
 * neither.
 *
 * @param work Runs again when it clashed with another transaction: it must do nothing outside the database, and keep the
 *   value to itself.
 */
export async function audited<T, R extends string = Refusal>(
  house: House,
  { organisation, member, trace = new Trace(house.newId), foreign = null }: AuditActor,
  toAudit: ToAudit<T>,
  work: (tx: Tx, span: Span) => Promise<Outcome<T, R>>,
): Promise<Outcome<T, R | 'log-unavailable'>> {
  let isWritten = false
  const begun = { span: trace.next(), startedAt: nowOf(house), foreign }
  try {
    return await inTransaction({ db: house.stores[organisation] }, async (tx) => {
      isWritten = false
      const outcome = await work(tx, begun.span)
      if (!outcome.ok) throw new Refused(outcome.refusal)
      const acts = actsOf(toAudit, outcome.value)
      // One moment for both, so that a line and its row are of one day, and lapse together.
      const endedAt = nowOf(house)
      await logActs(house, tx, organisation, acts, { ...begun, endedAt }).catch(asUnavailable)
      // Last, for others wait from here to the commit.
      await recordAudit(tx, organisation, endedAt, rowsOf(house, member.id, acts)).catch(asUnavailable)
      isWritten = true
      return outcome
    })
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal as R)
    // A disk can be full as late as the commit: then the rows are gone as well.
    if (error instanceof LogUnavailable || (isWritten && isOutOfRoom(error))) return refuse('log-unavailable')
    throw error
  }
}

function actsOf<T>(toAudit: ToAudit<T>, value: T): readonly Audited[] {
  const acts = [typeof toAudit === 'function' ? toAudit(value) : toAudit].flat()
  if (acts.length === 0) throw new Error('an act of which nothing is written down')
  return acts
}

function rowsOf(house: House, actor: MemberId, acts: readonly Audited[]): readonly AuditEntry[] {
  return acts.map(({ activity: _activity, persons: _persons, ...act }) => ({
    ...act,
    id: house.newId(),
    actor,
  }))
}

/** Of the rows that are one processing, one line with those below it; the second processing comes from the first. */
async function logActs(
  house: House,
  tx: Tx,
  organisation: OrganisationId,
  acts: readonly Audited[],
  circumstance: Circumstance,
): Promise<void> {
  const processings = Map.groupBy(acts, ({ processing }) => processing)
  let { span } = circumstance
  for (const [processing, rows] of processings) {
    const [{ activity, what }] = rows as [Audited]
    if (activity === null) continue
    const records = rows.map(({ record }) => record)
    const persons = rows.flatMap((row) => row.persons ?? [])
    const about = { activity, what, processing, records, persons }
    await logProcessing(house, tx, organisation, about, { ...circumstance, span })
    span = childOf(circumstance.span, house.newId)
  }
}

/** @throws what came, when trying again helps, when the database is away as a whole, or when the row itself is wrong. */
function asUnavailable(error: unknown): never {
  const code = codeOf(error) ?? ''
  const isOurs = /^(22|23)...$/.test(code)
  const isAway = !/^[0-9A-Z]{5}$/.test(code) || /^(08...|57P0.)$/.test(code)
  throw isPassing(error) || isOurs || isAway ? error : new LogUnavailable('', { cause: error })
}

/** SQLSTATE classes 53 (disk, memory, connections) and 58 (the system below), and a database that turned read-only. */
function isOutOfRoom(error: unknown): boolean {
  return /^(53...|58...|25006)$/.test(codeOf(error) ?? '')
}
