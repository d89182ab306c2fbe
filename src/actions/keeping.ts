import type { OverseerNamed, SignalAccess, SignalAccessChange } from '#contract/keeping.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { RUNNING_INVESTIGATION } from '#process/access-record.ts'
import type { MemberId } from '#process/event.ts'
import {
  changesFor,
  faultInChange,
  hearingOf,
  membersOf,
  type Circle,
  type Keeper,
} from '#process/keeping.ts'
import type { Refusal } from '#process/refusal.ts'
import { insertSignalAccess, type NewSignalAccess } from '#store/access.ts'
import type { Tx } from '#store/database.ts'
import { endSignalAccess, listAccessDecisions, lockKept, type AccessDecisionRow } from '#store/keeping.ts'
import { withSignal, type Doing } from './access.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { circleOf, keepersOf, watchOver } from './oversight.ts'

const READ: Doing = { act: 'keep-signal', as: 'consult', what: 'leesToegang' }
const CHANGE: Doing = { act: 'keep-signal', as: 'change', what: 'regelToegang' }

/** Who may know of a signal, with what was decided of that and what the caller may change. */
export function readSignalAccess(
  house: House,
  caller: Caller,
  signalId: string,
): Promise<Outcome<SignalAccess, Refusal>> {
  return withSignal(house, caller, READ, signalId, async (tx, record) => {
    const decisions = await listAccessDecisions(tx, signalId)
    const standing = decisions.filter(({ endedAt }) => endedAt === null)
    const lead = standing.find(({ kind }) => kind === 'lead')
    return done({
      confidentiality: record.confidentiality,
      named: standing.filter(({ kind }) => kind === 'named').flatMap((row) => memberOf(row) ?? []),
      investigation: record.investigation && {
        lead: lead ? memberOf(lead) : null,
        released: record.investigation.released,
      },
      decisions: decisions.map((row) => ({
        ...{ kind: row.kind, at: row.at, endedAt: row.endedAt, ground: row.ground },
        member: memberOf(row),
        by: { id: row.by, name: row.byName },
      })),
      overseers: standing.filter(({ kind }) => kind === 'overseer').flatMap((row) => memberOf(row) ?? []),
      mayChange: [...changesFor(record, caller.member, await circleOf(house, tx, decisions))],
    })
  })
}

/**
 * Names the lead of a running investigation, releases it, keeps a signal to named people, ends that, or names who hears
 * beside them that something is late (NL: toegang regelen): by its lead, or by who leads the unit while nobody leads it. `not-found` also for a colleague who is none.
 */
export function changeSignalAccess(
  house: House,
  caller: Caller,
  signalId: string,
  change: SignalAccessChange,
): Promise<Outcome<null, Refusal>> {
  return withSignal(house, caller, CHANGE, signalId, async (tx, record) => {
    const named = await keepersOf(house, tx, membersOf(change))
    const circle = await circleOf(house, tx, await listAccessDecisions(tx, signalId))
    const fault = faultInChange(record, change, caller.member, named, circle)
    if (fault) return refuse(fault)
    await carryOut(house, caller, tx, signalId, circle, change)
    await watchOver(house, caller.organisation, tx, signalId, caller.member.id)
    return done(null)
  })
}

const NAME: Doing = { act: 'name-overseer', as: 'change', what: 'benoemMeekijker' }

/**
 * The privacy officer names who leads, of a signal of which nobody who may know of it is left, or they let it pass: without
 * reading it. `not-found` where that is no duty.
 */
export function nameOverseer(
  house: House,
  caller: Caller,
  signalId: string,
  { member, ground }: OverseerNamed,
): Promise<Outcome<null, Refusal>> {
  return withSignal(house, caller, NAME, signalId, async (tx) => {
    const kept = await lockKept(tx, signalId, RUNNING_INVESTIGATION)
    if (kept?.duty?.role !== 'privacy-officer') return refuse('not-found')
    if (ground.trim() === '') return refuse('ground-missing')
    const asked = await keepersOf(house, tx, [member])
    if (asked.length === 0) return refuse('not-found')
    if (hearingOf(asked) !== 'heard') return refuse('nobody-leads')
    const circle = await circleOf(house, tx, await listAccessDecisions(tx, signalId))
    await carryOut(house, caller, tx, signalId, circle, { type: 'name-overseer', member, ground })
    await watchOver(house, caller.organisation, tx, signalId, caller.member.id)
    return done(null)
  })
}

async function carryOut(
  house: House,
  { organisation, member: { id: by } }: Caller,
  tx: Tx,
  signalId: string,
  { lead, named, overseers }: Circle,
  change: SignalAccessChange,
): Promise<void> {
  const at = nowOf(house)
  const { ground } = change
  const write = (kind: NewSignalAccess['kind'], member: MemberId | null) => {
    const row = { id: house.newId(), signalId, kind, member, ground, by, at, until: null }
    return insertSignalAccess(tx, organisation, row)
  }
  switch (change.type) {
    case 'name-lead':
      await endSignalAccess(tx, signalId, 'lead', by, at)
      await write('lead', change.member)
      // Who leads it must be able to read it.
      if (named.length > 0 && !has(named, change.member)) await write('named', change.member)
      return
    case 'release':
      return write('released', null)
    case 'name-people': {
      const all = new Set([by, ...(lead === null ? [] : [lead.id]), ...change.members])
      for (const one of all) if (!has(named, one)) await write('named', one)
      return
    }
    case 'end-names':
      return endSignalAccess(tx, signalId, 'named', by, at)
    case 'name-overseer':
      if (!has(overseers, change.member)) await write('overseer', change.member)
  }
}

function has(keepers: readonly Keeper[], id: MemberId): boolean {
  return keepers.some((one) => one.id === id)
}

function memberOf({ member, memberName }: AccessDecisionRow) {
  return member === null ? null : { id: member, name: memberName ?? '' }
}
