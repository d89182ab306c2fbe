import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf, isDay, type Day } from '#core/time.ts'
import { ACTIVITY_OF } from '#process/processing-activity.ts'
import type { Refusal } from '#process/refusal.ts'
import { plusPeriod, termOf } from '#process/retention.ts'
import type { Tx } from '#store/database.ts'
import {
  confirmHold as confirmRow,
  consentMove,
  endHold as endRow,
  endMove as endMoveRow,
  hasRecord,
  insertHold,
  insertMove,
  lockHold,
  lockMove,
  openVault,
  showNecessity as showRow,
  type HoldRow,
  type MoveRow,
  type NewHold,
  type NewMove,
  type Reuse,
} from '#store/retention-decisions.ts'
import { mayDo, mayReach, orDenied } from './access.ts'
import { audited, type Audited } from './audit.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { KEEPERS } from './retention.ts'
import { retentionLaw } from './retention-law.ts'

/** Who may consent that a signal goes on under another article. */
export const CONSENTERS = ['team-lead']
/** Words behind a hold: enough to say why, and no file of their own. */
const WORDS_MAX = 2000

type Made = Outcome<{ readonly id: string }, Refusal>
type Answered = Outcome<null, Refusal>

/** What is asked to be kept; `until` is its last day. */
export type HoldRequest = Pick<NewHold, 'recordKind' | 'recordId' | 'reason' | 'words' | 'until'>

/**
 * A person asks that something is kept past its term. It counts when another has confirmed it. `not-found` also for what they
 * may not know of: a hold tells that it is there.
 */
export async function placeHold(house: House, caller: Caller, hold: HoldRequest): Promise<Made> {
  if (!has(caller, KEEPERS)) return refuse('role-missing')
  const today = dayOf(nowOf(house))
  const law = retentionLaw(house, today)
  if (hold.words.trim() === '' || hold.words.length > WORDS_MAX) return refuse('ground-missing')
  if (!law.holdReasons.some(({ id }) => id === hold.reason)) return refuse('keep-reason-unknown')
  if (!isDay(hold.until) || hold.until <= today) return refuse('days-invalid')
  if (hold.until > plusPeriod(today, termOf('hold', law))) return refuse('hold-too-long')
  const id = house.newId()
  const about = auditOf(house, caller, 'plaatsBewaarbesluit', { kind: hold.recordKind, id: hold.recordId })
  const outcome = await audited(house, caller, about, async (tx): Promise<Made> => {
    if (!(await mayKnow(house, caller, tx, hold))) return refuse('not-found')
    const whole = { ...hold, id, from: today, by: caller.member.id }
    await insertHold(tx, caller.organisation, whole, nowOf(house))
    return done({ id })
  })
  return orDenied(house, caller, about.what, about.record, outcome)
}

/** Who accounts for it knows of every record of the organisation; anybody else of what they may read themselves. */
async function mayKnow(house: House, caller: Caller, tx: Tx, hold: HoldRequest): Promise<boolean> {
  const { recordKind, recordId } = hold
  if (mayDo(house, caller, 'see-removed').ok) return hasRecord(tx, recordKind, recordId)
  return recordKind === 'signal' && (await mayReach(house, tx, caller, 'see-signal', recordId)).ok
}

/** Another person agrees: from now on nothing of it goes before the day after its last one. */
export async function confirmHold(house: House, caller: Caller, id: string): Promise<Answered> {
  return onHold(house, caller, id, async (tx, { placedBy, confirmedBy, endedBy }) => {
    if (confirmedBy !== null || endedBy !== null) return refuse('already-resolved')
    if (placedBy === caller.member.id) return refuse('needs-another-person')
    await confirmRow(tx, id, caller.member.id, nowOf(house))
    return done(null)
  })
}

/** It is no longer needed: what is past its term goes with the next run. */
export async function endHold(house: House, caller: Caller, id: string): Promise<Answered> {
  return onHold(house, caller, id, async (tx, { endedBy }) => {
    if (endedBy !== null) return refuse('already-resolved')
    await endRow(tx, id, caller.member.id, nowOf(house))
    return done(null)
  })
}

/** A signal goes on under art. 9 or 10, for a purpose that is written down elsewhere under `reference`. */
export type MoveRequest = Pick<NewMove, 'signalId' | 'regime' | 'reference'>

/** Who works on a signal decides that it goes on under another article. It counts when a team lead has consented. */
export async function decideMove(house: House, caller: Caller, move: MoveRequest): Promise<Made> {
  if (move.reference.trim() === '') return refuse('reference-missing')
  const id = house.newId()
  const about = moveAudit(house, caller, 'zetVoort', { kind: 'signal', id: move.signalId })
  const outcome = await audited(house, caller, about, async (tx): Promise<Made> => {
    const reached = await mayReach(house, tx, caller, 'move-signal', move.signalId)
    if (!reached.ok) return reached
    // What Supervision has stays under the AVG: no article of the Wpg holds for it.
    if (reached.value.regime === 'avg') return refuse('not-in-this-state')
    const on = dayOf(nowOf(house))
    const whole = { ...move, id, by: caller.member.id, on }
    const isFirst = await insertMove(tx, caller.organisation, whole, nowOf(house))
    return isFirst ? done({ id }) : refuse('already-resolved')
  })
  return orDenied(house, caller, about.what, about.record, outcome)
}

/** The official who may consent does so: the clock of that article holds from now on. */
export async function consentToMove(house: House, caller: Caller, id: string): Promise<Answered> {
  return onMove(house, caller, id, CONSENTERS, async (tx, { decidedBy, consentedBy }) => {
    if (consentedBy !== null || decidedBy === null) return refuse('already-resolved')
    if (decidedBy === caller.member.id) return refuse('needs-another-person')
    await consentMove(tx, id, caller.member.id, nowOf(house))
    return done(null)
  })
}

/** Something showed on a day that a signal under art. 10 is needed still: its five years begin again. */
export async function showNecessity(house: House, caller: Caller, id: string, on: Day): Promise<Answered> {
  return onMove(house, caller, id, null, async (tx, { decidedBy, consentedBy, lastNecessity }) => {
    // What nobody consented to is in force nowhere; a started investigation ends by itself.
    if (decidedBy !== null && consentedBy === null) return refuse('not-in-this-state')
    if (!isDay(on) || on > dayOf(nowOf(house)) || on < lastNecessity) return refuse('days-invalid')
    await showRow(tx, id, on)
    return done(null)
  })
}

/** It is needed under that article no longer. */
export async function endMove(house: House, caller: Caller, id: string): Promise<Answered> {
  return onMove(house, caller, id, null, async (tx, { decidedBy }) => {
    if (decidedBy === null) return refuse('not-in-this-state')
    await endMoveRow(tx, id, dayOf(nowOf(house)))
    return done(null)
  })
}

/** What is asked of the vault, and why. */
export type ReuseRequest = Omit<Reuse, 'id' | 'by'>

/** Removed data are read again: for a complaint, an audit, or an order of the competent authority. */
export async function reuseRemoved(
  house: House,
  caller: Caller,
  request: ReuseRequest,
): Promise<Outcome<unknown, Refusal>> {
  const may = mayDo(house, caller, 'see-removed')
  if (!may.ok) return may
  if (request.reference.trim() === '') return refuse('reference-missing')
  const about: Audited = {
    ...auditOf(house, caller, 'openVerwijderd', { kind: request.recordKind, id: request.recordId }),
    act: 'consult',
  }
  const outcome = await audited<unknown>(house, caller, about, async (tx) => {
    const content = await openVault(tx, { ...request, id: house.newId(), by: caller.member.id }, nowOf(house))
    return content === undefined ? refuse('not-found') : done(content)
  })
  return orDenied(house, caller, about.what, about.record, outcome)
}

async function onHold(
  house: House,
  caller: Caller,
  id: string,
  work: (tx: Tx, hold: HoldRow) => Promise<Answered>,
): Promise<Answered> {
  if (!has(caller, KEEPERS)) return refuse('role-missing')
  const [what, about] = ['besluitBewaarbesluit', { kind: 'legal-hold', id }]
  const outcome = await audited(house, caller, auditOf(house, caller, what, about), async (tx) => {
    const hold = await lockHold(tx, id)
    return hold ? work(tx, hold) : refuse('not-found')
  })
  return orDenied(house, caller, what, about, outcome)
}

async function onMove(
  house: House,
  caller: Caller,
  id: string,
  roles: readonly string[] | null,
  work: (tx: Tx, move: MoveRow) => Promise<Answered>,
): Promise<Answered> {
  // Asked before it is looked up: the same answer for what exists and what does not.
  const may = mayDo(house, caller, 'move-signal')
  if (!may.ok) return may
  const [what, about] = ['besluitVoortzetting', { kind: 'retention-move', id }]
  const outcome = await audited(house, caller, moveAudit(house, caller, what, about), async (tx) => {
    const move = await lockMove(tx, id)
    if (!move) return refuse('not-found')
    // Who may not know of the signal does not know of what was decided about it either.
    const reached = await mayReach(house, tx, caller, 'move-signal', move.signalId)
    if (!reached.ok) return reached
    if (roles !== null && !has(caller, roles)) return refuse('role-missing')
    return move.endedOn === null ? work(tx, move) : refuse('already-resolved')
  })
  return orDenied(house, caller, what, about, outcome)
}

/** To go on under another article is part of following up. */
function moveAudit(house: House, caller: Caller, what: string, record: Audited['record']): Audited {
  return { ...auditOf(house, caller, what, record), activity: ACTIVITY_OF['move-signal'] }
}

function has({ member }: Caller, roles: readonly string[]): boolean {
  return roles.some((role) => member.roles.includes(role))
}

function auditOf(house: House, { task }: Caller, what: string, record: Audited['record']): Audited {
  return {
    act: 'change',
    what,
    purpose: task?.purpose ?? 'accountability',
    task: task?.id ?? null,
    record,
    recipient: null,
    processing: house.newId(),
    emergency: false,
    activity: 'keep-and-destroy',
  }
}
