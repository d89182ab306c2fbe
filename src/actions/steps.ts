import type { StepRequest } from '#contract/step.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { Span } from '#core/trace.ts'
import { decide } from '#process/decide.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Step } from '#process/step.ts'
import type { Tx } from '#store/database.ts'
import { hasMember } from '#store/members.ts'
import { holdSignal } from '#store/signals.ts'
import { withSignal, type Doing } from './access.ts'
import type { Audited } from './audit.ts'
import { circumstancesOf, nowOf, type Caller, type House } from './house.ts'
import { registerOffer } from './offered-registration.ts'
import { recipientOf, saveEvent } from './save-event.ts'

const TAKE_STEP: Doing = { act: 'work-on-signal', as: 'change', what: 'zetStap' }

/**
 * Takes one step on a signal in one transaction: load with the version that the person saw, decide, append, project,
 * and tell the other side of a handover. The signal is judged by the way of working that it remembers. `not-found` also
 * for what belongs to another.
 */
export async function takeStep(
  house: House,
  caller: Caller,
  signalId: string,
  { version, step }: StepRequest,
): Promise<Outcome<{ readonly version: number }, Refusal>> {
  const { organisation, member } = caller
  const work = async (tx: Tx, span: Span): Promise<Outcome<Taken, Refusal>> => {
    const held = await holdSignal(tx, signalId)
    if (!held) return refuse('not-found')
    if (held.signal.seq !== version) return refuse('changed-since-you-looked')
    if (!(await isSecondKnown(tx, step))) return refuse('not-found')
    const at = nowOf(house)
    const now = circumstancesOf(house, house.ways.byId(held.signal.wayOfWorking), at)
    const decision = decide(held.signal, step, member, now)
    if (!decision.ok) return decision
    const event = decision.value
    const registration = await registerOffer(house, organisation, tx, held.signal, event.data, at)
    const happening = { event, by: member.id, at, span, ...(registration && { registration }) }
    const after = await saveEvent(house, organisation, tx, held, happening)
    return done({ version: after.seq, recipient: recipientOf(held.signal, event, after) })
  }
  const taken = await withSignal(
    house,
    caller,
    TAKE_STEP,
    signalId,
    (tx, _record, span) => work(tx, span),
    rowsOf,
  )
  return taken.ok ? done({ version: taken.value.version }) : taken
}

interface Taken {
  readonly version: number
  readonly recipient: string | null
}

/** A step that tells somebody outside of the signal discloses it too. */
function rowsOf(changed: Audited, { recipient }: Taken): readonly Audited[] {
  return recipient === null ? [changed] : [changed, { ...changed, act: 'disclose', recipient }]
}

/** Whether the second person at an interview, if one is named, is a colleague of the same organisation. */
async function isSecondKnown(tx: Tx, step: Step): Promise<boolean> {
  if (step.type !== 'record-interview' || step.second === null) return true
  return hasMember(tx, step.second)
}
