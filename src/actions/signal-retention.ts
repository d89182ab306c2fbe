import type {
  MoveDecided,
  MoveDecision,
  NewMove,
  RetentionMove,
  SignalRetention,
} from '#contract/signal-retention.ts'
import { done, type Outcome } from '#core/outcome.ts'
import { dayOf } from '#core/time.ts'
import type { AccessRecord } from '#process/access-record.ts'
import type { Refusal } from '#process/refusal.ts'
import { plusPeriod } from '#process/retention.ts'
import { namesOf } from '#store/members.ts'
import { listMoves, sourceClock, type MovedRow } from '#store/retention-decisions.ts'
import { mayDo, withSignal, type Doing } from './access.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { consentToMove, CONSENTERS, decideMove, endMove, showNecessity } from './retention-decisions.ts'
import { retentionLaw } from './retention-law.ts'

const READ: Doing = { act: 'see-signal', as: 'consult', what: 'leesBewaartermijn' }
const ARTICLES = ['wpg-9', 'wpg-10'] as const

/** Under which article a signal is processed, when its content goes, what was decided of that, and what the caller may decide. */
export function readSignalRetention(
  house: House,
  caller: Caller,
  signalId: string,
): Promise<Outcome<SignalRetention, Refusal>> {
  return withSignal(house, caller, READ, signalId, async (tx, record) => {
    const source = await sourceClock(tx, signalId)
    const moves = await listMoves(tx, signalId)
    const members = moves.flatMap(({ decidedBy, consentedBy }) => [decidedBy, consentedBy])
    const names = await namesOf(
      tx,
      members.filter((id) => id !== null),
    )
    const law = retentionLaw(house, dayOf(nowOf(house)))
    const held = source?.heldUntil ? plusPeriod(source.heldUntil, 'P1D') : null
    const isHeld = held !== null && source?.removeOn !== null && held > (source?.removeOn ?? held)
    return done({
      article: law.clocks.find(({ id }) => id === source?.regime)?.label ?? null,
      removeOn: isHeld ? held : (source?.removeOn ?? null),
      isHeld,
      moves: moves.map((move) => moveOf(move, mayOf(house, caller, move), names)),
      mayMoveTo: articlesFor(house, caller, record, moves),
    })
  })
}

/** A signal goes on under art. 9 or 10, for a purpose that is written down elsewhere. */
export function moveSignal(
  house: House,
  caller: Caller,
  signalId: string,
  { article, reference }: NewMove,
): Promise<Outcome<MoveDecided, Refusal>> {
  return decideMove(house, caller, { signalId, regime: article, reference })
}

/** Consents to a move, shows that it is needed still, or ends it. */
export function decideAboutMove(
  house: House,
  caller: Caller,
  id: string,
  asked: MoveDecision,
): Promise<Outcome<null, Refusal>> {
  switch (asked.decision) {
    case 'consent':
      return consentToMove(house, caller, id)
    case 'needed':
      return showNecessity(house, caller, id, asked.on)
    case 'end':
      return endMove(house, caller, id)
  }
}

function articlesFor(
  house: House,
  caller: Caller,
  { regime }: AccessRecord,
  moves: readonly MovedRow[],
): SignalRetention['mayMoveTo'] {
  if (regime === 'avg' || !mayDo(house, caller, 'move-signal').ok) return []
  return ARTICLES.filter((article) => !moves.some((move) => move.regime === article && move.endedOn === null))
}

/** As the actions would answer; asking them first would write down what nobody did. */
function mayOf(
  house: House,
  caller: Caller,
  { regime, decidedBy, consentedBy, endedOn }: MovedRow,
): RetentionMove['may'] {
  if (endedOn !== null || !mayDo(house, caller, 'move-signal').ok) return []
  const may: RetentionMove['may'] = []
  const isOpen = decidedBy !== null && consentedBy === null
  if (isOpen && has(caller, CONSENTERS) && decidedBy !== caller.member.id) may.push('consent')
  if (!isOpen && regime === 'wpg-10') may.push('needed')
  if (decidedBy !== null) may.push('end')
  return may
}

function moveOf(
  { id, regime, reference, decidedBy, decidedAt, consentedBy, lastNecessity, endedOn }: MovedRow,
  may: RetentionMove['may'],
  names: ReadonlyMap<string, string>,
): RetentionMove {
  const person = (member: string | null) =>
    member === null ? null : { id: member, name: names.get(member) ?? '' }
  const waits = decidedBy !== null && consentedBy === null
  return {
    ...{ id, article: regime, reference, decidedAt, endedOn, may },
    decidedBy: person(decidedBy),
    consentedBy: person(consentedBy),
    neededOn: lastNecessity,
    state: endedOn !== null ? 'ended' : waits ? 'waiting' : 'in-force',
  }
}

function has({ member }: Caller, roles: readonly string[]): boolean {
  return roles.some((role) => member.roles.includes(role as never))
}
