import type { SignalAccess, SignalAccessChange } from '#contract/keeping.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { AccessRecord } from '#process/access-record.ts'
import type { MemberId } from '#process/event.ts'
import { changesFor, faultInChange, membersOf } from '#process/keeping.ts'
import type { Refusal } from '#process/refusal.ts'
import { insertSignalAccess, type NewSignalAccess } from '#store/access.ts'
import type { Tx } from '#store/database.ts'
import { endSignalAccess, findKeepers, listAccessDecisions, type AccessDecisionRow } from '#store/keeping.ts'
import { withSignal, type Doing } from './access.ts'
import { nowOf, type Caller, type House } from './house.ts'

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
      mayChange: [...changesFor(record, caller.member)],
    })
  })
}

/**
 * Names the lead of a running investigation, releases it, keeps a signal to named people, or ends that (NL: toegang
 * regelen): by its lead, or by who leads the unit while nobody leads it. `not-found` also for a colleague who is none.
 */
export function changeSignalAccess(
  house: House,
  caller: Caller,
  signalId: string,
  change: SignalAccessChange,
): Promise<Outcome<null, Refusal>> {
  return withSignal(house, caller, CHANGE, signalId, async (tx, record) => {
    const named = await findKeepers(tx, membersOf(change))
    const fault = faultInChange(record, change, caller.member, named)
    if (fault) return refuse(fault)
    await carryOut(house, caller, tx, signalId, record, change)
    return done(null)
  })
}

async function carryOut(
  house: House,
  { organisation, member: { id: by } }: Caller,
  tx: Tx,
  signalId: string,
  record: AccessRecord,
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
      if (record.confidentiality === 'named' && !record.named.includes(change.member)) {
        await write('named', change.member)
      }
      return
    case 'release':
      return write('released', null)
    case 'name-people': {
      const lead = record.investigation?.lead ?? null
      const all = new Set([by, ...(lead === null ? [] : [lead]), ...change.members])
      for (const one of all) if (!record.named.includes(one)) await write('named', one)
      return
    }
    case 'end-names':
      return endSignalAccess(tx, signalId, 'named', by, at)
  }
}

function memberOf({ member, memberName }: AccessDecisionRow) {
  return member === null ? null : { id: member, name: memberName ?? '' }
}
