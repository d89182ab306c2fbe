import type { StepRequest } from '#contract/step.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { decide } from '#process/decide.ts'
import type { Refusal } from '#process/refusal.ts'
import { inTransaction } from '#store/database.ts'
import { holdSignal, saveStep } from '#store/signals.ts'
import { circumstancesOf, nowOf, type Caller, type House } from './house.ts'

/**
 * Takes one step on a signal in one transaction: load with the version that the person saw, decide, append, project.
 * The signal is judged by the way of working that it remembers. `not-found` also for what belongs to another.
 */
export async function takeStep(
  house: House,
  caller: Caller,
  signalId: string,
  { version, step }: StepRequest,
): Promise<Outcome<{ readonly version: number }, Refusal>> {
  const { organisation, member } = caller
  return inTransaction({ db: house.stores[organisation] }, async (tx) => {
    const held = await holdSignal(tx, signalId)
    if (!held) return refuse('not-found')
    if (held.signal.seq !== version) return refuse('changed-since-you-looked')
    const at = nowOf(house)
    const now = circumstancesOf(house, house.ways.byId(held.signal.wayOfWorking), at)
    const decision = decide(held.signal, step, member, now)
    if (!decision.ok) return decision
    const event = decision.value
    const after = await saveStep(tx, organisation, held, { eventId: house.newId(), event, by: member.id, at })
    return done({ version: after.seq })
  })
}
