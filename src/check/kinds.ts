import type { EventData } from './event-data.ts'

// Which event may come in which state and where it leads: this room's own table, written from docs/process.md.

/** States in which the signal is being worked on: it can be held or handed over from here, and comes back here. */
const WORK = ['confirmed', 'enriching', 'weighing', 'interviewing', 'investigating']
const OURS = ['set-aside-proposed', ...WORK, 'stop-proposed', 'shelved', 'held', 'handing-over']
const OPEN = ['offered', 'proposed', ...OURS]
export const ENDED: readonly string[] = ['closed', 'handed-over']

/** What was shared with a partner is answered meanwhile, wherever the signal is by then. */
const SHARING = [...WORK, 'stop-proposed', 'shelved', 'held', 'handing-over']

const CONTACT = 'contact-possible-victim'

interface Kind {
  readonly from: readonly string[]
  /** The state that it leads to; `back`: the one that was left; none: it stays where it is. */
  readonly to?: string
  /** What the machine may write itself; all else is a person's. */
  readonly machine?: true
  /** The kind of side duty that it opens; the event is not complete without it. */
  readonly opens?: string
  /** Kinds that it opens where there is a reason: what comes forward, or passes to another unit. */
  readonly may?: readonly string[]
}

export const KINDS: Readonly<Record<string, Kind>> = {
  'signal-proposed': { from: ['unborn'], to: 'proposed', machine: true },
  'signal-registered': { from: ['unborn'], to: 'confirmed', opens: CONTACT },
  'signal-offered': { from: ['unborn'], to: 'offered', machine: true },
  'offer-accepted': { from: ['offered'], to: 'confirmed', opens: CONTACT },
  'offer-refused': { from: ['offered'], to: 'closed' },
  'offer-recalled': { from: ['offered'], to: 'closed', machine: true },
  'signal-confirmed': { from: ['proposed'], to: 'confirmed', opens: CONTACT },
  'set-aside-proposed': { from: ['proposed'], to: 'set-aside-proposed' },
  'set-aside-confirmed': { from: ['set-aside-proposed'], to: 'closed' },
  'set-aside-rejected': { from: ['set-aside-proposed'], to: 'proposed' },
  'enrichment-started': { from: ['confirmed'], to: 'enriching' },
  'act-recorded': { from: ['confirmed', 'enriching', 'interviewing', 'investigating'] },
  'circumstances-recorded': { from: ['enriching', 'interviewing', 'investigating'] },
  'contact-recorded': { from: OURS },
  'urgency-set': { from: OPEN, may: [CONTACT] },
  'enrichment-finished': { from: ['enriching'], to: 'weighing' },
  weighed: { from: ['weighing'], may: [CONTACT] },
  'stop-proposed': { from: ['weighing', 'investigating'], to: 'stop-proposed', may: [CONTACT] },
  shelved: { from: ['stop-proposed'], to: 'shelved' },
  'stop-rejected': { from: ['stop-proposed'], to: 'back' },
  'shelf-reviewed': { from: ['shelved'], to: 'weighing' },
  'interview-recorded': { from: ['enriching', 'weighing', 'interviewing', 'investigating'] },
  'interview-finished': { from: ['interviewing'], to: 'weighing' },
  'investigation-started': { from: ['weighing'], to: 'investigating', may: [CONTACT] },
  closed: { from: ['stop-proposed', 'investigating'], to: 'closed' },
  'registration-changed': { from: [...OPEN, ...ENDED], machine: true, may: [CONTACT] },
  escalated: { from: [...OPEN, 'closed'], machine: true },
  'taken-up': { from: OPEN },
  'unit-changed': { from: OPEN },
  'unit-offered': { from: OPEN, opens: 'answer-unit' },
  'unit-accepted': { from: OPEN, may: [CONTACT, 'review-routing', 'await-receipt'] },
  'unit-refused': { from: OPEN },
  'unit-recalled': { from: OPEN },
  held: { from: WORK, to: 'held' },
  resumed: { from: ['held'], to: 'back' },
  routed: { from: ['enriching', 'weighing', 'investigating'], opens: 'review-routing' },
  'routing-reviewed': { from: OPEN },
  'crossing-offered': { from: ['enriching', 'weighing', 'investigating'], opens: 'accept-crossing' },
  'crossing-accepted': { from: OPEN },
  'crossing-refused': { from: OPEN },
  'handover-offered': { from: WORK, to: 'handing-over' },
  'handover-received': { from: ['handing-over'], machine: true },
  'handover-accepted': { from: ['handing-over'], to: 'handed-over', machine: true },
  'handover-refused': { from: ['handing-over'], to: 'back', machine: true },
  'recall-requested': { from: ['handing-over'], machine: true },
  'handover-returned': { from: ['handing-over'], to: 'back', machine: true },
  'handover-reported': { from: [...OPEN, ...ENDED], machine: true },
  'share-offered': { from: WORK, opens: 'await-receipt' },
  'share-received': { from: SHARING },
  'share-answered': { from: SHARING },
  'share-recalled': { from: SHARING },
  'second-look-drawn': { from: ['closed', 'shelved'], machine: true, opens: 'second-look' },
  'second-look-taken': { from: ['closed', 'shelved'], may: [CONTACT] },
}

/** What may come after an end: what is told to us, and what looks at the end itself. */
export const AFTER_END: readonly string[] = [
  'registration-changed',
  'escalated',
  'handover-reported',
  'second-look-drawn',
  'second-look-taken',
]

/** What a signal waits for in each open state. */
export const DUTY_OF: Readonly<Record<string, string>> = {
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

/** The phase that a signal is in once it has reached a state; the others keep the phase they came from. */
export const PHASE_OF: Readonly<Record<string, string>> = {
  enriching: 'enrichment',
  interviewing: 'interview',
  investigating: 'investigation',
}

export interface Place {
  readonly state: string
  /** The state that was left, and to which `back` leads. */
  readonly left: string
  readonly outcome: string | null
}

/** Where an event leads from where it meets a signal. */
export function stateAfter(type: string, data: EventData, at: Place): string {
  switch (type) {
    case 'weighed':
      return data.decision === 'interview' ? 'interviewing' : 'enriching'
    case 'registration-changed':
      if (!data.duty) return at.state
      // What was never enriched begins at the beginning.
      return data.duty.kind === 'start-enrichment' ? 'confirmed' : 'weighing'
    case 'second-look-taken':
      if (!data.duty) return at.state
      // What was set aside was never enriched: it begins at the beginning.
      return at.state === 'closed' && at.outcome === 'set-aside' ? 'confirmed' : 'weighing'
    default: {
      const to = KINDS[type]?.to
      return to === undefined ? at.state : to === 'back' ? at.left : to
    }
  }
}
