import type { Hold, HoldDecision, RetentionRun, RetentionView } from '#contract/retention.ts'
import { done, type Outcome } from '#core/outcome.ts'
import { dayOf, type Day } from '#core/time.ts'
import { MACHINE } from '#process/event.ts'
import type { Refusal } from '#process/refusal.ts'
import { plusPeriod, termOf } from '#process/retention.ts'
import type { Tx } from '#store/database.ts'
import { namesOf } from '#store/members.ts'
import { listHolds, type HeldRow } from '#store/retention-decisions.ts'
import { listRuns, type Counts, type RunRow } from '#store/retention.ts'
import { auditOf, mayDo, type Doing } from './access.ts'
import { audited } from './audit.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { confirmHold, endHold } from './retention-decisions.ts'
import { planRun } from './retention.ts'
import { retentionLaw } from './retention-law.ts'

const RUNS = 50
const HOLDS = 200

const READ: Doing = { act: 'see-retention', as: 'consult', what: 'leesBewaren' }

/** What is due, what waits for people, what was done with its proof, and what is held. For who decides about it. */
export async function readRetention(house: House, caller: Caller): Promise<Outcome<RetentionView, Refusal>> {
  const [remove, destroy] = [
    await planRun(house, caller.organisation, 'remove'),
    await planRun(house, caller.organisation, 'destroy'),
  ]
  const today = dayOf(nowOf(house))
  const law = retentionLaw(house, today)
  const entry = auditOf(house, caller, READ, { kind: 'retention-run', id: null })
  return audited(house, caller, entry, async (tx) => {
    const may = mayDo(house, caller, READ.act)
    if (!may.ok) return may
    const runs = await listRuns(tx, RUNS)
    const holds = await listHolds(tx, HOLDS)
    const person = await personIn(tx, runs, holds)
    return done({
      day: remove.day,
      due: { remove: countsOf(remove.counts), destroy: countsOf(destroy.counts) },
      runs: runs.map((run) => runOf(run, caller, person)),
      holds: holds.map((hold) => holdOf(hold, caller, today, person)),
      reasons: law.holdReasons.map(({ id, label }) => ({ id, label })),
      holdUntilMax: plusPeriod(today, termOf('hold', law)),
    })
  })
}

/** Another person agrees with a hold, or it is needed no longer. */
export function decideHold(
  house: House,
  caller: Caller,
  id: string,
  { decision }: HoldDecision,
): Promise<Outcome<null, Refusal>> {
  return decision === 'confirm' ? confirmHold(house, caller, id) : endHold(house, caller, id)
}

type PersonOf = (id: string) => { readonly id: string; readonly name: string }

async function personIn(tx: Tx, runs: readonly RunRow[], holds: readonly HeldRow[]): Promise<PersonOf> {
  const ofRuns = runs.flatMap((run) => [run.proposedBy, run.confirmedBy, run.secondedBy])
  const ofHolds = holds.flatMap((hold) => [hold.placedBy, hold.confirmedBy, hold.endedBy])
  const ids = [...ofRuns, ...ofHolds].filter((id) => id !== null && id !== MACHINE)
  const names = await namesOf(tx, ids as string[])
  return (id) => ({ id, name: id === MACHINE ? 'Spoor' : (names.get(id) ?? '') })
}

function runOf(run: RunRow, { member }: Caller, person: PersonOf): RetentionRun {
  const { id, kind, day, plannedAt, executedAt, proof } = run
  const confirmed = [run.confirmedBy, run.secondedBy].filter((one) => one !== null)
  // Who proposed it by hand is the first of the two that destruction takes.
  const asked = kind === 'destroy' && run.proposedBy === MACHINE ? 2 : 1
  const missing = executedAt === null ? asked - confirmed.length : 0
  return {
    ...{ id, kind, day, plannedAt, executedAt, proof, missing },
    report: countsOf(run.report),
    proposedBy: person(run.proposedBy),
    confirmedBy: confirmed.map(person),
    mayConfirm: missing > 0 && ![run.proposedBy, ...confirmed].includes(member.id),
    done: run.done === null ? null : countsOf(run.done),
  }
}

function holdOf(hold: HeldRow, { member }: Caller, today: Day, person: PersonOf): Hold {
  const { id, recordKind, recordId, reason, words, from, until } = hold
  const state = stateOf(hold, today)
  return {
    ...{ id, recordKind, recordId, reason, from, until, state },
    words: words === '' ? null : words,
    placedBy: person(hold.placedBy),
    confirmedBy: hold.confirmedBy === null ? null : person(hold.confirmedBy),
    endedBy: hold.endedBy === null ? null : person(hold.endedBy),
    mayConfirm: state === 'waiting' && hold.placedBy !== member.id,
  }
}

function stateOf({ endedBy, confirmedBy, until }: HeldRow, today: Day): Hold['state'] {
  if (endedBy !== null) return 'ended'
  if (until < today) return 'over'
  return confirmedBy === null ? 'waiting' : 'in-force'
}

function countsOf(counts: Counts): { category: string; count: number }[] {
  return Object.entries(counts)
    .map(([category, count]) => ({ category, count }))
    .toSorted((one, other) => one.category.localeCompare(other.category))
}
