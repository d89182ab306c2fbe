import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf } from '#core/time.ts'
import type { Span } from '#core/trace.ts'
import { ACTS, type AccessAct } from '#process/access-act.ts'
import { INFORMANT, ofChannel, RUNNING_INVESTIGATION, type AccessRecord } from '#process/access-record.ts'
import { ACTIVITY_OF } from '#process/processing-activity.ts'
import { authorise, isLeader, type Person } from '#process/authorisation.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Arm, UnitRule } from '#process/unit.ts'
import { findSignalAccess, openedTo, type Sight } from '#store/access.ts'
import type { AuditAct, AuditRecord } from '#store/audit.ts'
import type { Reader, Tx } from '#store/database.ts'
import { audited, type Audited } from './audit.ts'
import { nowOf, type Caller, type House } from './house.ts'

/** What is done, for the rules of access and for the log. */
export interface Doing {
  readonly act: AccessAct
  /** As the log names it (Wpg art. 32a). */
  readonly as: AuditAct
  /** The operationId of the API. */
  readonly what: string
  /** With whom it is shared; null: with nobody. */
  readonly recipient?: string | null
}

/** Who calls, as the rules of access see them. */
export function personOf(house: House, { organisation, member }: Caller): Person {
  const { id, unit, roles } = member
  return { id, organisation, unit, arm: unitOf(house, organisation, unit)?.arm ?? null, roles }
}

/** Whether somebody may do this at all, whatever the record: by their roles and by what they said it is for. */
export function mayDo(house: House, caller: Caller, act: AccessAct): Outcome<null, Refusal> {
  const purpose = caller.task?.purpose ?? null
  const verdict = authorise({ person: personOf(house, caller), act, purpose, record: null })
  return verdict.allowed ? done(null) : refuse(told(verdict.denial))
}

/** All that somebody may do at all: what the screens offer. */
export function actsOf(house: House, caller: Caller): AccessAct[] {
  return (Object.keys(ACTS) as AccessAct[]).filter((act) => mayDo(house, caller, act).ok)
}

/**
 * Whether somebody may do this with one signal. `not-found` for what they may not know of, exactly as for what does not
 * exist. `askedUnits`: units that have a duty on it of which the others may not know.
 */
export async function mayReach(
  house: House,
  db: Reader,
  caller: Caller,
  act: AccessAct,
  signalId: string,
  askedUnits: readonly string[] = [],
): Promise<Outcome<AccessRecord, Refusal>> {
  const may = mayDo(house, caller, act)
  if (!may.ok) return may
  const found = await recordOf(house, db, caller.organisation, signalId)
  if (!found) return refuse('not-found')
  const record = { ...found, askedUnits: [...found.askedUnits, ...askedUnits] }
  const purpose = caller.task?.purpose ?? null
  const verdict = authorise({ person: personOf(house, caller), act, purpose, record })
  if (verdict.allowed) return done(record)
  return refuse(verdict.knows ? told(verdict.denial) : 'not-found')
}

/** What is known of a signal that decides who may see it; undefined when there is none to see. */
export async function recordOf(
  house: House,
  db: Reader,
  organisation: OrganisationId,
  signalId: string,
): Promise<AccessRecord | undefined> {
  const row = await findSignalAccess(db, signalId, nowOf(house))
  if (!row) return undefined
  const { channel, named, overseers, openedTo, lead, released, ...rest } = row
  const unit = unitOf(house, organisation, row.unit)
  const { regime, runs, sourceProtected } = ofChannel(channel, unit?.regime ?? 'Wpg')
  return {
    ...rest,
    regime,
    arm: armOf(house, organisation, unit),
    confidentiality: named === null ? 'task' : 'named',
    named: [...(named ?? []), ...(overseers ?? [])],
    openedTo: openedTo ?? [],
    investigation: runs ? { lead, released } : null,
    victimTrack: false,
    sourceProtected,
  }
}

/** Who looks at a list of signals: the list, its count and each signal by itself say the same. */
export function sightOf(house: House, caller: Caller): Sight {
  const { id, unit, arm, roles } = personOf(house, caller)
  const isOwnArm = (one: UnitRule) => one.arm === null || one.arm === arm
  const ownArm = unitsOf(house, caller.organisation).flatMap((one) => (isOwnArm(one) ? [one.id] : []))
  return {
    member: id,
    unit,
    reads: mayDo(house, caller, 'see-signal').ok,
    keeps: mayDo(house, caller, 'see-removed').ok,
    leads: isLeader(roles),
    ownArm: arm === null ? null : ownArm,
    running: RUNNING_INVESTIGATION,
    informant: INFORMANT,
    now: nowOf(house),
  }
}

/** A row of the log: who did what, for which task. */
export function auditOf(
  house: House,
  { task }: Caller,
  { act, as, what, recipient = null }: Doing,
  record: AuditRecord,
  emergency = false,
): Audited {
  const { id = null, purpose = UNSAID } = task ?? {}
  return {
    act: as,
    what,
    purpose,
    task: id,
    record,
    recipient,
    processing: house.newId(),
    emergency,
    activity: ACTIVITY_OF[act],
  }
}

/** What stands in the log where somebody tried without saying for what. */
const UNSAID = 'unsaid'

/**
 * Does something with one signal: asks whether this person may, does it and writes it down, in one transaction. What is
 * not theirs and what does not exist are answered alike, and both are written down as tried.
 *
 * @param rowsOf What else was done by it than the one thing that is always written down.
 */
export async function withSignal<T>(
  house: House,
  caller: Caller,
  doing: Doing,
  signalId: string,
  work: (tx: Tx, record: AccessRecord, span: Span) => Promise<Outcome<T, Refusal>>,
  rowsOf: (entry: Audited, value: T) => readonly Audited[] = (entry) => [entry],
): Promise<Outcome<T, Refusal>> {
  const about = { kind: 'signal', id: signalId }
  let emergency = false
  const outcome = await audited(
    house,
    caller,
    (value: T) => rowsOf(auditOf(house, caller, doing, about, emergency), value),
    async (tx, span) => {
      const reached = await mayReach(house, tx, caller, doing.act, signalId)
      if (!reached.ok) return reached
      emergency = reached.value.openedTo.includes(caller.member.id)
      return work(tx, reached.value, span)
    },
  )
  return orDenied(house, caller, doing.what, about, outcome)
}

/**
 * Shows a list, and writes down what it showed before it leaves.
 *
 * @param rowsOf Of what it shows; never none.
 */
export function listed<T>(
  house: House,
  caller: Caller,
  doing: Doing,
  rowsOf: (value: T) => readonly Audited[],
  work: (tx: Tx) => Promise<T>,
): Promise<Outcome<T, Refusal>> {
  let opened: ReadonlyMap<string, unknown> = new Map()
  const rows = (value: T) =>
    rowsOf(value).map((row) => ({ ...row, emergency: opened.has(row.record.id ?? '') }))
  return audited(house, caller, rows, async (tx): Promise<Outcome<T, Refusal>> => {
    const may = mayDo(house, caller, doing.act)
    if (!may.ok) return may
    opened = await openedTo(tx, caller.member.id, nowOf(house))
    return done(await work(tx))
  })
}

/** The rows of a list: one for each signal that it showed, or one that says that it showed none; one processing. */
export function shown(
  house: House,
  caller: Caller,
  doing: Doing,
  ids: readonly string[],
): readonly Audited[] {
  const entry = auditOf(house, caller, doing, { kind: 'signal', id: null })
  if (ids.length === 0) return [entry]
  return [...new Set(ids)].map((id) => ({ ...entry, record: { kind: 'signal', id } }))
}

/** What is answered as if it does not exist, after it was written down that somebody asked; whether it exists or not. */
export async function orDenied<T, R extends string>(
  house: House,
  caller: Caller,
  what: string,
  record: AuditRecord,
  outcome: Outcome<T, R>,
): Promise<Outcome<T, R | Refusal>> {
  if (outcome.ok || outcome.refusal !== 'not-found') return outcome
  const noted = await noteDenied(house, caller, what, record)
  return noted.ok ? outcome : noted
}

/** Ends the name of an operation in the log that was tried and not done. */
export const DENIED = '-denied'

/** Somebody tried what they may not: written down, and not told. */
export function noteDenied(
  house: House,
  caller: Caller,
  what: string,
  record: AuditRecord,
): Promise<Outcome<null, Refusal>> {
  const tried = { act: 'see-oneself', as: 'consult', what: `${what}${DENIED}` } as const
  return audited(house, caller, auditOf(house, caller, tried, record), async () => done(null))
}

/** Of a denial that may be told. */
function told(denial: string): Refusal {
  return denial === 'purpose-missing' || denial === 'purpose-other' ? denial : 'role-missing'
}

function unitsOf(house: House, organisation: OrganisationId): readonly UnitRule[] {
  return house.ways.inForce(organisation, dayOf(nowOf(house))).units
}

function unitOf(house: House, organisation: OrganisationId, id: string): UnitRule | undefined {
  return unitsOf(house, organisation).find((one) => one.id === id)
}

/** Of a unit that is no more: no arm's own, where there are arms. */
function armOf(
  house: House,
  organisation: OrganisationId,
  unit: UnitRule | undefined,
): Arm | 'unknown' | null {
  if (unit) return unit.arm
  return unitsOf(house, organisation).some(({ arm }) => arm !== null) ? 'unknown' : null
}
