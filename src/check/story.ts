import type { Instant } from '#core/time.ts'
import type { Answers, Climb, Duty } from './event-data.ts'

/** Two people decided not to follow up, or to shelve. */
export interface Negative {
  readonly type: string
  readonly deciders: readonly string[]
  readonly unit: string
}

/** How much is told of contact with the possible victim, least first. */
export const CONTACT: readonly string[] = ['not-possible', 'attempted', 'spoken']

/** An offer of a handover that this signal made. */
export interface Offered {
  readonly by: string
  readonly partner: string
  readonly via: string
  /** Whether the duty goes with it when it is accepted; of what is shared it stays. */
  readonly moves: boolean
  readonly seq: number
  readonly at: Instant
  readonly answerBy: Instant
  receivedAt: Instant | null
  recalledAt: Instant | null
  answeredAt: Instant | null
  recall: string | null
  /** accepted, refused, recalled, silence or ended; null: not answered. */
  answer: string | null
  reason: string | null
  reported: string | null
}

/**
 * What the events of one signal come to, read by this room's own fold. It changes with each event, so that a long
 * history costs no more per event than a short one.
 */
export interface Story {
  readonly signal: string
  readonly organisation: string
  seq: number
  /** `unborn` before the first event. */
  state: string
  left: string
  phase: string
  origin: string
  unit: string
  outcome: string | null
  receivedAt: Instant
  forms: readonly string[]
  wayOfWorking: string
  /** null: from before the kind of registration was written down, and with it the rules that lean on it. */
  channel: string | null
  urgency: readonly string[]
  duty: Duty | null
  readonly sides: Map<string, Duty>
  /** By the duty that climbed. */
  readonly climbs: Map<string, Climb>
  /** Every duty that there ever was, with the number of the event that opened it. */
  readonly dutyIds: Map<string, number>
  readonly acts: Map<string, { readonly result: string; readonly unit: string | null }>
  readonly circumstances: Set<string>
  /** Circumstances that were answered "yes". */
  readonly holds: Set<string>
  /** Phases with a contact, an attempt, or the reason for none. */
  readonly contacts: Set<string>
  /** The most that was told of contact with the possible victim, as its place in CONTACT; -1: nothing. */
  contact: number
  /** The answers of the last weighing. */
  answers: Answers
  /** How often a weighing asked for more enrichment, since it was born or opened again. */
  enrichedFurther: number
  interviewHeld: boolean
  complaintMade: boolean
  proposal: { readonly by: string; readonly outcome: string; readonly reviewOn: string | null } | null
  reviewOn: string | null
  holdReason: string | null
  routed: { readonly lane: string; readonly by: string; readonly reviewed: boolean } | null
  unitOffer: { readonly unit: string; readonly duty: string } | null
  crossing: {
    readonly crossing: string
    readonly acts: readonly string[]
    readonly by: string
    readonly duty: string
  } | null
  /** What was shared and is not answered yet. */
  share: { readonly handover: string; readonly duty: string } | null
  /** Acts of which it was decided whether the other arm may know. */
  readonly crossed: Set<string>
  /** By the number of the event of the decision. */
  readonly negatives: Map<number, Negative>
  look: { readonly look: string; readonly of: number; readonly duty: string } | null
  readonly looks: Map<number, { readonly look: string; verdict: string | null }>
  /** By which handover it came; null: our own. */
  from: { readonly organisation: string; readonly handover: string } | null
  /** Of what came by handover: until when the sender waits. */
  firstDue: Instant
  /** Its answer to the organisation that offered it. */
  answer: { readonly answer: string; readonly at: Instant; readonly reason: string | null } | null
  /** The handover with which it is away. */
  away: string | null
  readonly offers: Map<string, Offered>
}

export function unborn(organisation: string, signal: string): Story {
  return {
    ...{ signal, organisation, seq: 0, state: 'unborn', left: 'unborn', phase: 'signal', origin: '' },
    ...{ unit: '', outcome: null, receivedAt: '', forms: [], wayOfWorking: '', channel: null },
    ...{ urgency: [], duty: null, sides: new Map(), climbs: new Map(), dutyIds: new Map() },
    ...{ acts: new Map(), circumstances: new Set(), holds: new Set(), contacts: new Set() },
    ...{
      answers: {},
      enrichedFurther: 0,
      contact: -1,
      interviewHeld: false,
      complaintMade: false,
      proposal: null,
      reviewOn: null,
      holdReason: null,
    },
    ...{
      routed: null,
      unitOffer: null,
      crossing: null,
      share: null,
      crossed: new Set(),
      negatives: new Map(),
    },
    ...{
      look: null,
      looks: new Map(),
      from: null,
      firstDue: '',
      answer: null,
      away: null,
      offers: new Map(),
    },
  }
}
