import type { EventRow, SignalRow } from './ledger-rows.ts'
import type { Mismatch } from './mismatch.ts'

/** What the events of one signal say, read by this room's own table and nobody else's. */
export interface Reading {
  readonly state: string
  readonly unit: string
  readonly outcome: string | null
  readonly duty: Duty | null
  /** What the duty climbed to when it was overdue. */
  readonly escalation: Escalation | null
}

interface Duty {
  readonly id: string
  readonly kind: string
  readonly unit: string
  readonly dueAt: string
}

interface Escalation {
  readonly id: string
  readonly unit: string
  readonly role: string
  readonly dueAt: string
}

/** Events that leave the signal in a state of their own, whatever it was before. */
const LEADS_TO: Readonly<Record<string, string>> = {
  'signal-proposed': 'proposed',
  'signal-registered': 'confirmed',
  'signal-confirmed': 'confirmed',
  'set-aside-proposed': 'set-aside-proposed',
  'set-aside-confirmed': 'closed',
  'set-aside-rejected': 'proposed',
  'enrichment-started': 'enriching',
  'enrichment-finished': 'weighing',
  'stop-proposed': 'stop-proposed',
  shelved: 'shelved',
  'shelf-reviewed': 'weighing',
  'interview-finished': 'weighing',
  'investigation-started': 'investigating',
  closed: 'closed',
}

/** Events after which the signal stands where it stood. */
const LEAVES = new Set(['act-recorded', 'interview-recorded', 'taken-up', 'unit-changed', 'escalated'])

const BIRTHS = new Set(['signal-proposed', 'signal-registered'])
const SECOND_PERSON = new Set(['set-aside-confirmed', 'set-aside-rejected', 'shelved', 'stop-rejected'])

/** Reads the events in order; faults in the story itself are told as it goes. */
export function readStory(
  signalId: string,
  events: readonly EventRow[],
): { readonly reading: Reading; readonly faults: readonly Mismatch[] } {
  const faults: Mismatch[] = []
  let reading: Reading = { state: 'unborn', unit: '', outcome: null, duty: null, escalation: null }
  let proposer: string | null = null
  let stopFrom = 'weighing'
  for (const event of events) {
    const fault = (rule: string, expected: string, found: string) =>
      faults.push({ signal: signalId, event: event.seq, rule, expected, found })
    const born = reading.state !== 'unborn'
    if (BIRTHS.has(event.type) === born)
      fault('a signal is born once, first', born ? 'a step' : 'a birth', event.type)
    if (reading.state === 'closed' && !(event.type === 'registration-changed')) {
      fault('nothing follows on a closed signal but new text', 'registration-changed', event.type)
    }
    const ends =
      SECOND_PERSON.has(event.type) || (event.type === 'closed' && typeof event.data.proposedBy === 'string')
    if (ends && (proposer === null || proposer === event.by_member)) {
      fault(
        'a decision not to follow up is confirmed by another',
        'another person',
        proposer === null ? 'nobody' : 'the same',
      )
    }
    if (event.type.endsWith('-proposed') && !BIRTHS.has(event.type)) proposer = event.by_member
    if (event.type === 'stop-proposed') stopFrom = reading.state
    const known = event.type in LEADS_TO || LEAVES.has(event.type)
    if (!known && !['weighed', 'stop-rejected', 'registration-changed'].includes(event.type)) {
      fault('the kind of event is known', 'a known kind', event.type)
    }
    reading = further(reading, event, stopFrom)
  }
  return { reading, faults }
}

function further(reading: Reading, event: EventRow, stopFrom: string): Reading {
  const given = event.data.duty as Duty | null | undefined
  const state = stateAfter(reading.state, event, stopFrom)
  const unit = event.data.unit as string | undefined
  return {
    state,
    unit: unit ?? reading.unit,
    outcome: state !== 'closed' ? null : outcomeAfter(reading, event),
    duty: state === 'closed' ? null : (given ?? reading.duty),
    escalation: escalationAfter(reading, event, state),
  }
}

/** An escalation lasts until its duty is done; a duty that only moves to another unit stays overdue. */
function escalationAfter(reading: Reading, event: EventRow, state: string): Escalation | null {
  if (event.type === 'escalated') return event.data.escalation as Escalation
  const another = Boolean(event.data.duty) && event.type !== 'unit-changed'
  return another || state === 'closed' ? null : reading.escalation
}

function stateAfter(state: string, event: EventRow, stopFrom: string): string {
  if (event.type === 'weighed') return event.data.decision === 'interview' ? 'interviewing' : 'enriching'
  if (event.type === 'stop-rejected') return stopFrom
  if (event.type === 'registration-changed') return event.data.duty ? 'weighing' : state
  return LEADS_TO[event.type] ?? state
}

function outcomeAfter(reading: Reading, event: EventRow): string | null {
  if (event.type === 'closed') return String(event.data.outcome)
  return event.type === 'set-aside-confirmed' ? 'set-aside' : reading.outcome
}

/** Compares what the events say with what the rest of Spoor works with. */
export function compare(signal: SignalRow, reading: Reading, lastSeq: number): readonly Mismatch[] {
  const faults: Mismatch[] = []
  const same = (rule: string, expected: unknown, found: unknown) => {
    if (expected === found) return
    faults.push({
      signal: signal.signal_id,
      event: null,
      rule,
      expected: String(expected),
      found: String(found),
    })
  }
  if (signal.state === null) {
    same('every signal of the ledger is in the worklists', reading.state, 'absent')
    return faults
  }
  same('the state is what the events say', reading.state, signal.state)
  same('the owner is what the events say', reading.unit, signal.unit)
  same('the outcome is what the events say', reading.outcome, signal.outcome)
  same('the version is the number of the newest event', lastSeq, signal.seq)
  if (reading.unit === '') same('a signal has an owner', 'a unit', 'none')
  const open = signal.duties
    .map(({ id, kind, unit, role, due }) => `${id} ${kind} ${unit} ${role} ${due}`)
    .sort()
  const { duty, escalation: up } = reading
  const due = duty === null ? [] : [`${duty.id} ${duty.kind} ${duty.unit} null ${duty.dueAt}`]
  if (up !== null) due.push(`${up.id} escalation ${up.unit} ${up.role} ${up.dueAt}`)
  due.sort()
  same('the open duty is what the events say', due.join(', ') || 'none', open.join(', ') || 'none')
  if (reading.state !== 'closed' && duty === null) same('an open signal has a duty', 'a duty', 'none')
  return faults
}
