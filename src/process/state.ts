import type { Form } from '#core/form.ts'
import type { Day, Instant } from '#core/time.ts'
import type {
  ActResult,
  Escalation,
  MemberId,
  NextDuty,
  RegistrationId,
  SignalEvent,
  SignalId,
} from './event.ts'
import type { Phase } from './way-of-working.ts'

/**
 * A signal (NL: signaal): information that may point to human trafficking. Each state holds exactly the facts that
 * exist by then, and every open state holds a duty. Drawn in docs/process.md.
 */
export type Signal = OpenSignal | Closed

export type OpenSignal =
  | Proposed
  | SetAsideProposed
  | Confirmed
  | Enriching
  | Weighing
  | StopProposed
  | Shelved
  | Interviewing
  | Investigating

interface Known {
  readonly id: SignalId
  readonly seq: number
  readonly origin: 'scan' | 'officer'
  readonly receivedAt: Instant
  readonly registrations: readonly RegistrationId[]
  readonly forms: readonly Form[]
  readonly wayOfWorking: string
  readonly unit: string
  readonly assignee: MemberId | null
  /** Phase reached so far: weighing and shelving keep the phase they came from. */
  readonly phase: Phase
  readonly acts: Readonly<Record<string, ActResult>>
  readonly interviewHeld: boolean
  readonly complaintMade: boolean
  /** Where an overdue duty has climbed to; null while nothing is overdue. */
  readonly escalation: Escalation | null
}

interface Open extends Known {
  readonly duty: NextDuty
}

export interface Proposed extends Open {
  readonly state: 'proposed'
}
export interface SetAsideProposed extends Open {
  readonly state: 'set-aside-proposed'
  readonly criterion: string
  readonly proposedBy: MemberId
}
export interface Confirmed extends Open {
  readonly state: 'confirmed'
}
export interface Enriching extends Open {
  readonly state: 'enriching'
}
export interface Weighing extends Open {
  readonly state: 'weighing'
}
export interface StopProposed extends Open {
  readonly state: 'stop-proposed'
  readonly outcome: string
  readonly reviewOn: Day | null
  readonly proposedBy: MemberId
  readonly cameFrom: 'weighing' | 'investigating'
}
export interface Shelved extends Open {
  readonly state: 'shelved'
  readonly reviewOn: Day
}
export interface Interviewing extends Open {
  readonly state: 'interviewing'
}
export interface Investigating extends Open {
  readonly state: 'investigating'
}
export interface Closed extends Known {
  readonly state: 'closed'
  readonly outcome: string
  readonly duty: null
}

export const SIGNAL_STATES = [
  'proposed',
  'set-aside-proposed',
  'confirmed',
  'enriching',
  'weighing',
  'stop-proposed',
  'shelved',
  'interviewing',
  'investigating',
  'closed',
] as const satisfies readonly Signal['state'][]

export type SignalState = Signal['state']

/** The outcome of a proposal that two people set aside. The other outcomes come from the way of working. */
export const SET_ASIDE = 'set-aside'

/** The current state is a pure fold over the events. @throws when the history is empty or does not begin with a birth. */
export function fold(id: SignalId, events: readonly SignalEvent[]): Signal {
  const [birth, ...later] = events
  if (!birth) throw new Error('a signal without events')
  return later.reduce(evolve, born(id, birth))
}

function born(id: SignalId, { seq, at, data }: SignalEvent): Signal {
  if (data.type !== 'signal-proposed' && data.type !== 'signal-registered') {
    throw new Error(`a history that begins with ${data.type}`)
  }
  const known = {
    id,
    seq,
    receivedAt: at,
    registrations: [data.registration],
    forms: data.forms,
    wayOfWorking: data.wayOfWorking,
    unit: data.unit,
    assignee: null,
    phase: 'signal' as const,
    acts: {},
    interviewHeld: false,
    complaintMade: false,
    escalation: null,
    duty: data.duty,
  }
  return data.type === 'signal-proposed'
    ? { ...known, state: 'proposed', origin: 'scan' }
    : { ...known, state: 'confirmed', origin: 'officer' }
}

/** One event further. @throws when a signal is born twice, or when an event does not fit the state it meets. */
export function evolve(signal: Signal, { seq, by, data }: SignalEvent): Signal {
  const known = knownOf(signal, seq)
  switch (data.type) {
    case 'signal-proposed':
    case 'signal-registered':
      throw new Error('a signal that is born twice')
    case 'signal-confirmed':
      return { ...known, state: 'confirmed', duty: data.duty }
    case 'set-aside-proposed':
      return {
        ...known,
        state: 'set-aside-proposed',
        criterion: data.criterion,
        proposedBy: by,
        duty: data.duty,
      }
    case 'set-aside-confirmed':
      return { ...known, state: 'closed', outcome: SET_ASIDE, duty: null }
    case 'set-aside-rejected':
      return { ...known, state: 'proposed', duty: data.duty }
    case 'enrichment-started':
      return { ...known, state: 'enriching', phase: 'enrichment', duty: data.duty }
    case 'act-recorded':
      return { ...signal, seq, acts: { ...signal.acts, [data.act]: data.result } }
    case 'enrichment-finished':
    case 'interview-finished':
    case 'shelf-reviewed':
      return { ...known, state: 'weighing', duty: data.duty }
    case 'weighed':
      return data.decision === 'interview'
        ? { ...known, state: 'interviewing', phase: 'interview', duty: data.duty }
        : { ...known, state: 'enriching', phase: 'enrichment', duty: data.duty }
    case 'stop-proposed':
      return {
        ...known,
        state: 'stop-proposed',
        outcome: data.outcome,
        reviewOn: data.reviewOn,
        proposedBy: by,
        cameFrom: signal.state === 'investigating' ? 'investigating' : 'weighing',
        duty: data.duty,
      }
    case 'shelved': {
      const reviewOn = signal.state === 'stop-proposed' ? signal.reviewOn : null
      if (reviewOn === null) throw new Error('shelved without a review date')
      return { ...known, state: 'shelved', reviewOn, duty: data.duty }
    }
    case 'stop-rejected': {
      const back = signal.state === 'stop-proposed' ? signal.cameFrom : 'weighing'
      return { ...known, state: back, duty: data.duty }
    }
    case 'interview-recorded':
      return {
        ...signal,
        seq,
        interviewHeld: signal.interviewHeld || data.held,
        complaintMade: signal.complaintMade || data.complaint === 'made',
      }
    case 'investigation-started':
      return { ...known, state: 'investigating', phase: 'investigation', duty: data.duty }
    case 'closed':
      return { ...known, state: 'closed', outcome: data.outcome, duty: null }
    case 'registration-changed': {
      const registrations = [...new Set([...signal.registrations, data.registration])]
      if (data.duty === null) return { ...signal, seq, registrations }
      return { ...known, registrations, state: 'weighing', duty: data.duty }
    }
    case 'escalated':
      return { ...signal, seq, escalation: data.escalation }
    case 'taken-up':
      return { ...signal, seq, assignee: data.assignee }
    case 'unit-changed':
      if (signal.state === 'closed') throw new Error('a closed signal that changes unit')
      return { ...signal, seq, unit: data.unit, assignee: null, duty: data.duty }
  }
}

/** What every state has, without the facts of the state that is left behind: its duty is done, so its escalation too. */
function knownOf(signal: Signal, seq: number): Known {
  const { id, origin, receivedAt, registrations, forms, wayOfWorking, unit, assignee } = signal
  const { phase, acts, interviewHeld, complaintMade } = signal
  return {
    id,
    seq,
    origin,
    receivedAt,
    registrations,
    forms,
    wayOfWorking,
    unit,
    assignee,
    phase,
    acts,
    interviewHeld,
    complaintMade,
    escalation: null,
  }
}
