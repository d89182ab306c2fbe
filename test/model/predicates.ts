import type { SignalEvent } from '#process/event.ts'
import type { Signal } from '#process/state.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { InvariantId } from './invariants.ts'
import type { Happening, Kept } from './world.ts'

// What must hold of a signal and its events, told from these alone: nothing here is borrowed from src/process.

const ENDED: readonly Signal['state'][] = ['closed', 'handed-over']
const hasEnded = ({ state }: Signal) => ENDED.includes(state)

/** The duty of each state. Written from docs/process.md. */
const DUTY_OF: Readonly<Record<string, string>> = {
  offered: 'answer-handover',
  proposed: 'answer-proposal',
  'set-aside-proposed': 'confirm-set-aside',
  confirmed: 'start-enrichment',
  enriching: 'finish-enrichment',
  weighing: 'weigh',
  'stop-proposed': 'confirm-stop',
  shelved: 'review-shelved',
  interviewing: 'hold-interview',
  investigating: 'conclude-investigation',
  held: 'review-hold',
  'handing-over': 'await-acceptance',
}

const newest = (events: readonly SignalEvent[], type: string) =>
  events.findLast(({ data }) => data.type === type)

interface Seen extends Happening {
  readonly after: Signal
  /** What happened before the event. */
  readonly past: readonly SignalEvent[]
  readonly rules: WayOfWorking
}

/** What is wrong, in words; undefined: nothing. */
type Predicate = (seen: Seen) => string | undefined

export const PREDICATES: readonly (readonly [InvariantId, Predicate])[] = [
  [
    'INV-01',
    ({ after, rules, kept }) => {
      const ours = rules.units.some(({ id }) => id === after.unit) && rules.organisation === kept.organisation
      return ours ? undefined : `owned by "${after.unit}"`
    },
  ],
  [
    'INV-11',
    ({ before, after, event: { data }, past }) => {
      if (!before || before.unit === after.unit) return undefined
      const asked = newest(past, 'unit-offered')?.data
      const right =
        data.type === 'unit-accepted' && asked?.type === 'unit-offered' && asked.unit === after.unit
      return right ? undefined : `${data.type} moved it to ${after.unit}`
    },
  ],
  [
    'INV-02',
    ({ after }) => {
      if (hasEnded(after)) return undefined
      if (!after.duty) return `${after.state} without a duty`
      const { kind, unit, dueAt } = after.duty
      if (kind !== DUTY_OF[after.state]) return `${after.state} with the duty ${kind}`
      if (Number.isNaN(Date.parse(dueAt))) return `due "${dueAt}"`
      return unit === after.unit ? undefined : `a duty of ${unit}, a signal of ${after.unit}`
    },
  ],
  [
    'INV-03',
    ({ after, before, event }) => {
      if (before && hasEnded(before) && !AFTERWARDS.has(event.data.type))
        return `${event.data.type} after an end`
      if (!hasEnded(after)) return undefined
      const work = after.sideDuties.filter(({ kind }) => kind !== 'second-look')
      if (after.duty || work.length > 0) return 'an ended signal with a duty'
      return after.state === 'closed' && !after.outcome ? 'closed without an outcome' : undefined
    },
  ],
  [
    'INV-04',
    ({ event: { data }, before }) => {
      if (!before?.duty || !('duty' in data) || data.duty === null) return undefined
      if (data.type !== 'unit-accepted' && data.type !== 'urgency-set') return undefined
      return data.duty.dueAt > before.duty.dueAt ? `${data.type} put the duty off` : undefined
    },
  ],
  [
    'INV-05',
    ({ after, event: { data, at }, before, rules }) => {
      const known = new Set([after.duty?.id, ...after.sideDuties.map(({ id }) => id)])
      if (after.escalations.some(({ of }) => !known.has(of))) return 'an escalation of nothing'
      if (data.type !== 'escalated') return undefined
      const duty = [before?.duty, ...(before?.sideDuties ?? [])].find((one) => one?.id === data.overdue)
      if (!duty || duty.dueAt > at) return 'climbed before its time'
      const { unit, role } = data.escalation
      const named = rules.escalation.some((step) => step.unit === unit && step.role === role)
      return named ? undefined : `climbed to ${role} of ${unit}`
    },
  ],
  [
    'INV-06',
    ({ after }) => {
      const open = new Set(after.sideDuties.map(({ id }) => id))
      const waiting = [after.unitOffer, after.crossingOffer, after.secondLook]
      if (waiting.some((one) => one && !open.has(one.duty))) return 'what waits for an answer has no duty'
      const kinds = after.sideDuties.map(({ kind }) => kind)
      return new Set(kinds).size === kinds.length ? undefined : `twice the same side duty: ${kinds.join()}`
    },
  ],
  [
    'INV-09',
    ({ event: { data, at }, before, rules }) => {
      const asks = data.type === 'recall-requested' || data.type === 'handover-returned'
      if (!asks || data.because !== 'silence') return undefined
      if (data.type === 'recall-requested')
        return before?.duty && before.duty.dueAt > at ? 'asked back too soon' : undefined
      const [first] = rules.escalation
      return data.escalation?.role === first?.role ? undefined : 'nobody hears of the silence'
    },
  ],
  [
    'INV-12',
    ({ event, past }) => (ANSWERS_STOP.has(event.data.type) ? alone(event, proposals(past)) : undefined),
  ],
  ['INV-13', ({ event, past }) => answered(event, past, ['routing-reviewed'], 'routed')],
  [
    'INV-14',
    ({ event, past }) => answered(event, past, ['crossing-accepted', 'crossing-refused'], 'crossing-offered'),
  ],
  [
    'INV-15',
    ({ event, past, kept, rules, before }) => {
      const { data, by } = event
      if (data.type === 'second-look-drawn') {
        const twice = past.some((one) => one.data.type === 'second-look-drawn' && one.data.of === data.of)
        if (twice) return 'drawn twice'
        const decided = before?.unit
        return (data.opens ?? []).some(({ unit }) => unit === decided) ? 'of the same unit' : undefined
      }
      if (data.type !== 'second-look-taken') return undefined
      const decision = kept.events[data.of - 1]
      const proposal = past.findLast(
        ({ seq, data: { type } }) =>
          seq < data.of && (type === 'set-aside-proposed' || type === 'stop-proposed'),
      )
      if (by === decision?.by || by === proposal?.by) return 'by who decided'
      return rules.units.length > 0 ? undefined : 'of no unit'
    },
  ],
  [
    'INV-16',
    ({ event, past }) => {
      const offer = newest(past, 'handover-offered')
      if (event.data.type !== 'handover-accepted' || offer?.data.type !== 'handover-offered') return undefined
      return offer.data.via === 'document' && offer.by === event.by ? 'by who offered it' : undefined
    },
  ],
  [
    'INV-17',
    ({ event: { by, data } }) => {
      if (by !== 'spoor' || MACHINE_MAY.has(data.type)) return undefined
      return `${data.type} by the machine`
    },
  ],
  [
    'INV-22',
    ({ event: { data } }) => {
      if (data.type === 'held') return undefined
      const reason = 'reason' in data ? data.reason : null
      const said = [reason, 'criterion' in data && data.criterion, 'outcome' in data && data.outcome]
      const asked = 'answers' in data ? Object.keys(data.answers) : []
      return [...said, ...asked].includes('capacity') ? `capacity in ${data.type}` : undefined
    },
  ],
  [
    'INV-26',
    ({ event, past, after }) => {
      if (event.seq !== past.length + 1 || after.seq !== event.seq)
        return `number ${event.seq} after ${past.length}`
      const last = past.at(-1)
      return last && last.at > event.at ? 'earlier than what came before' : undefined
    },
  ],
  [
    'INV-27',
    ({ kept, after }) => {
      const [birth] = kept.events
      const named = birth && 'wayOfWorking' in birth.data ? birth.data.wayOfWorking : ''
      return after.wayOfWorking === named ? undefined : `judged under ${after.wayOfWorking}`
    },
  ],
  [
    'INV-28',
    ({ before, after, event: { data } }) => {
      if (!before || !hasEnded(before) || hasEnded(after)) return undefined
      return data.type === 'registration-changed' || data.type === 'second-look-taken'
        ? undefined
        : `${data.type} opened it again`
    },
  ],
]

const AFTERWARDS = new Set([
  'registration-changed',
  'escalated',
  'handover-reported',
  'second-look-drawn',
  'second-look-taken',
])

const ANSWERS_STOP = new Set([
  'set-aside-confirmed',
  'set-aside-rejected',
  'shelved',
  'stop-rejected',
  'closed',
])

const MACHINE_MAY = new Set([
  'signal-proposed',
  'signal-offered',
  'offer-recalled',
  'registration-changed',
  'escalated',
  'handover-received',
  'handover-accepted',
  'handover-refused',
  'recall-requested',
  'handover-returned',
  'handover-reported',
  'second-look-drawn',
])

function proposals(past: readonly SignalEvent[]): SignalEvent | undefined {
  const last = past.findLast(({ data: { type } }) => type in ENDS_PROPOSAL || type in PROPOSES)
  return last && last.data.type in PROPOSES ? last : undefined
}

const PROPOSES: Readonly<Record<string, true>> = { 'set-aside-proposed': true, 'stop-proposed': true }
const ENDS_PROPOSAL: Readonly<Record<string, true>> = {
  'set-aside-rejected': true,
  'stop-rejected': true,
  shelved: true,
  closed: true,
  'set-aside-confirmed': true,
}

function alone({ by, data }: SignalEvent, proposal: SignalEvent | undefined): string | undefined {
  const concluded = data.type === 'closed' && data.proposedBy === null
  if (!proposal) return concluded ? undefined : `${data.type} of what nobody proposed`
  return proposal.by === by ? `${data.type} by who proposed it` : undefined
}

function answered(
  event: SignalEvent,
  past: readonly SignalEvent[],
  answers: readonly string[],
  asks: string,
): string | undefined {
  if (!answers.includes(event.data.type)) return undefined
  return newest(past, asks)?.by === event.by ? `${event.data.type} by who asked` : undefined
}

/** Where the balance does not hold; every signal is closed, open with an owner, or accepted by another. */
export function faultInBalance(signals: readonly Kept[]): string | undefined {
  const lost = signals.filter(({ signal, events }) => {
    if (signal.state === 'closed') return !signal.outcome
    if (signal.state === 'handed-over') return newest(events, 'handover-accepted') === undefined
    return signal.unit === '' || !signal.duty
  })
  return lost.length === 0 ? undefined : `${lost.length} of ${signals.length} signals are nowhere`
}

/** Where both sides of a handover, or neither, would have it. `there`: the receiver's signal of it. */
export function faultInHandover(here: Kept, there: Kept | undefined, handover: string): string | undefined {
  const of = (kept: Kept | undefined, type: string) =>
    (kept?.events ?? []).some(
      ({ data }) => data.type === type && (!('handover' in data) || data.handover === handover),
    )
  const accepted = of(there, 'offer-accepted')
  if (of(here, 'handover-accepted') && !accepted) return 'handed over to nobody'
  const back = of(here, 'handover-refused') || of(here, 'handover-returned')
  return accepted && back ? 'with both' : undefined
}
