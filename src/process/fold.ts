import { saysMore } from './contact.ts'
import type { EventData, SignalEvent, SignalId } from './event.ts'
import { evolveHandover } from './fold-handover.ts'
import { bare, restsOn, stillOpen, workState, type Known } from './fold-known.ts'
import { isOpen, SET_ASIDE, type OpenSignal, type Signal, type WorkState } from './state.ts'

/** The current state is a pure fold over the events. @throws when the history is empty or does not begin with a birth. */
export function fold(id: SignalId, events: readonly SignalEvent[]): Signal {
  const [birth, ...later] = events
  if (!birth) throw new Error('a signal without events')
  return later.reduce(evolve, born(id, birth))
}

const NOTHING_YET = {
  registrations: [],
  from: null,
  assignee: null,
  phase: 'signal',
  urgency: [],
  acts: {},
  circumstances: {},
  answers: {},
  enrichedFurther: 0,
  contacts: {},
  interviewHeld: false,
  complaintMade: false,
  qualification: null,
  routed: null,
  unitOffer: null,
  crossingOffer: null,
  share: null,
  crossed: [],
  stayed: [],
  restsOn: null,
  secondLook: null,
  sideDuties: [],
  escalations: [],
} as const

function born(id: SignalId, { seq, at, data }: SignalEvent): Signal {
  if (!('wayOfWorking' in data)) throw new Error(`a history that begins with ${data.type}`)
  const { forms, wayOfWorking, unit, duty, channel = null, law = null, opens = [] } = data
  const known = { ...NOTHING_YET, id, seq, receivedAt: at, forms, wayOfWorking, unit, channel, law, duty }
  switch (data.type) {
    case 'signal-proposed':
      return {
        ...known,
        registrations: [data.registration],
        sideDuties: opens,
        state: 'proposed',
        origin: 'sample' in data && data.sample !== undefined ? 'sample' : 'scan',
      }
    case 'signal-registered':
      return {
        ...known,
        registrations: [data.registration],
        sideDuties: opens,
        state: 'confirmed',
        origin: 'officer',
      }
    case 'signal-offered': {
      const from = { organisation: data.from, handover: data.handover }
      return { ...known, from, sideDuties: opens, state: 'offered', origin: 'handover' }
    }
  }
}

/** One event further. @throws when a signal is born twice, or when an event does not fit the state it meets. */
export function evolve(signal: Signal, event: SignalEvent): Signal {
  return settled(signal, step(signal, event), event.data)
}

function step(signal: Signal, { seq, by, data }: SignalEvent): Signal {
  const known: Known = { ...signal, seq }
  switch (data.type) {
    case 'signal-proposed':
    case 'signal-registered':
    case 'signal-offered':
      throw new Error('a signal that is born twice')
    case 'signal-confirmed': {
      const urgency = data.urgency ?? known.urgency
      return { ...bare(known), urgency, state: 'confirmed', duty: data.duty }
    }
    case 'set-aside-proposed': {
      const { criterion, duty } = data
      return { ...bare(known), state: 'set-aside-proposed', criterion, proposedBy: by, duty }
    }
    case 'set-aside-confirmed':
      return { ...bare(known), state: 'closed', outcome: SET_ASIDE, duty: null }
    case 'set-aside-rejected':
      return { ...bare(known), state: 'proposed', duty: data.duty }
    case 'enrichment-started':
      return { ...bare(known), state: 'enriching', phase: 'enrichment', duty: data.duty }
    case 'act-recorded': {
      const done = { result: data.result, reason: data.reason ?? null, unit: data.unit ?? null }
      // Done anew, it is known anew: nobody has decided yet whether that reaches the other arm.
      const crossed = signal.crossed.filter((act) => act !== data.act)
      const stayed = signal.stayed.filter((act) => act !== data.act)
      return { ...signal, seq, acts: { ...signal.acts, [data.act]: done }, crossed, stayed }
    }
    case 'circumstances-recorded':
      return { ...signal, seq, circumstances: { ...signal.circumstances, ...data.circumstances } }
    case 'contact-recorded':
      return { ...signal, seq, contacts: contactsAfter(signal, data) }
    case 'urgency-set':
      return { ...stillOpen(signal), seq, urgency: data.urgency, duty: data.duty }
    case 'enrichment-finished':
    case 'interview-finished':
    case 'shelf-reviewed':
      return { ...bare(known), state: 'weighing', duty: data.duty }
    case 'weighed': {
      const { answers, urgency = signal.urgency, duty } = data
      const told = { answers, urgency, duty }
      if (data.decision === 'interview')
        return { ...bare(known), ...told, state: 'interviewing', phase: 'interview' }
      const enrichedFurther = signal.enrichedFurther + 1
      return { ...bare(known), ...told, enrichedFurther, state: 'enriching', phase: 'enrichment' }
    }
    case 'stop-proposed': {
      const { outcome, reviewOn, answers, urgency = signal.urgency, duty } = data
      const cameFrom = signal.state === 'investigating' ? 'investigating' : 'weighing'
      const proposal = { state: 'stop-proposed', outcome, reviewOn, proposedBy: by, cameFrom } as const
      return { ...bare(known), ...proposal, answers: { ...signal.answers, ...answers }, urgency, duty }
    }
    case 'shelved': {
      const reviewOn = signal.state === 'stop-proposed' ? signal.reviewOn : null
      if (reviewOn === null) throw new Error('shelved without a review date')
      return { ...bare(known), state: 'shelved', reviewOn, duty: data.duty }
    }
    case 'stop-rejected': {
      const back = signal.state === 'stop-proposed' ? signal.cameFrom : 'weighing'
      return { ...bare(known), state: back, duty: data.duty }
    }
    case 'interview-recorded': {
      const interviewHeld = signal.interviewHeld || data.held
      const complaintMade = signal.complaintMade || data.complaint === 'made'
      return { ...signal, seq, interviewHeld, complaintMade }
    }
    case 'investigation-started': {
      const { answers, urgency = signal.urgency, duty, qualification = null } = data
      const phase = 'investigation'
      return { ...bare(known), state: 'investigating', phase, answers, urgency, qualification, duty }
    }
    case 'closed':
      return { ...bare(known), state: 'closed', outcome: data.outcome, duty: null }
    case 'registration-changed': {
      const registrations = [...new Set([...signal.registrations, data.registration])]
      if (data.duty === null) return { ...signal, seq, registrations }
      // What was never enriched begins at the beginning.
      const state = data.duty.kind === 'start-enrichment' ? 'confirmed' : 'weighing'
      return { ...bare(known), registrations, enrichedFurther: 0, state, duty: data.duty }
    }
    case 'escalated':
      return {
        ...signal,
        seq,
        escalations: [
          ...signal.escalations.filter(({ of }) => of !== data.overdue),
          { ...data.escalation, of: data.overdue },
        ],
      }
    case 'taken-up':
      return { ...signal, seq, assignee: data.assignee }
    case 'unit-changed':
    case 'unit-accepted':
      return movedTo(stillOpen(signal), seq, data)
    case 'unit-offered':
      return {
        ...signal,
        seq,
        unitOffer: { unit: data.unit, by, duty: openedDuty(data, 'answer-unit') },
      }
    case 'unit-refused':
    case 'unit-recalled':
      return { ...signal, seq, unitOffer: null }
    case 'held': {
      const { reason, reviewOn, duty } = data
      return { ...bare(known), state: 'held', reason, reviewOn, cameFrom: workState(signal), duty }
    }
    case 'resumed':
      return { ...bare(known), state: cameFrom(signal), duty: data.duty }
    case 'routed':
      return { ...signal, seq, routed: { lane: data.lane, by, reviewed: false } }
    case 'routing-reviewed': {
      const routed = signal.routed && data.agrees ? { ...signal.routed, reviewed: true } : null
      return { ...signal, seq, routed }
    }
    case 'crossing-offered': {
      const { crossing, acts } = data
      const crossingOffer = { crossing, acts, by, duty: openedDuty(data, 'accept-crossing') }
      return { ...signal, seq, crossingOffer }
    }
    case 'crossing-accepted': {
      const crossed = [...new Set([...signal.crossed, ...data.acts])]
      const stayed = signal.stayed.filter((act) => !data.acts.includes(act))
      return { ...signal, seq, crossed, stayed, crossingOffer: null }
    }
    case 'crossing-refused': {
      // What has crossed is known there, whatever is refused later.
      const refused = (signal.crossingOffer?.acts ?? []).filter((act) => !signal.crossed.includes(act))
      const stayed = [...new Set([...signal.stayed, ...refused])]
      return { ...signal, seq, stayed, crossingOffer: null }
    }
    case 'offer-accepted':
    case 'offer-refused':
    case 'offer-recalled':
    case 'handover-offered':
    case 'handover-received':
    case 'recall-requested':
    case 'handover-accepted':
    case 'handover-refused':
    case 'handover-returned':
    case 'handover-reported':
    case 'share-offered':
    case 'share-received':
    case 'share-answered':
    case 'share-recalled':
      return evolveHandover(signal, { seq, by }, data)
    case 'second-look-drawn': {
      const { look, of, deciders } = data
      return { ...signal, seq, secondLook: { look, of, deciders, duty: openedDuty(data, 'second-look') } }
    }
    case 'second-look-taken': {
      if (data.duty === null) return { ...signal, seq, secondLook: null }
      const asideAgain = signal.state === 'closed' && signal.outcome === SET_ASIDE
      const state = asideAgain ? 'confirmed' : 'weighing'
      const { urgency = signal.urgency, duty } = data
      return { ...bare(known), secondLook: null, enrichedFurther: 0, state, urgency, duty }
    }
  }
}

/**
 * The side duties that the event opened and ended; an escalation lasts until its duty is done. What ended for this
 * organisation keeps no side duties of its work, and what opens again needs no second look any more.
 */
function settled(before: Signal, after: Signal, data: EventData): Signal {
  const { opens = [], ends = [] } = data
  const ended = isOpen(before) && !isOpen(after)
  const reopened = !isOpen(before) && isOpen(after)
  const kept = ended || reopened ? [] : before.sideDuties.filter(({ id }) => !ends.includes(id))
  const sideDuties = [...kept, ...opens]
  const alive = new Set([after.duty?.id, ...sideDuties.map(({ id }) => id)])
  const rest = {
    restsOn: restsOn(after, data, before.restsOn),
    sideDuties,
    escalations: after.escalations.filter(({ of }) => alive.has(of)),
    unitOffer: alive.has(after.unitOffer?.duty) ? after.unitOffer : null,
    crossingOffer: alive.has(after.crossingOffer?.duty) ? after.crossingOffer : null,
    secondLook: alive.has(after.secondLook?.duty) ? after.secondLook : null,
    share: after.share?.accepted || isAwaited(sideDuties) ? after.share : null,
  }
  return { ...after, ...rest }
}

const isAwaited = (duties: Signal['sideDuties']) => duties.some(({ kind }) => kind === 'await-receipt')

type Move = Extract<EventData, { type: 'unit-changed' | 'unit-accepted' }>

/** The unit changes and its duties with it; what is overdue stays overdue under its new id. */
function movedTo(signal: OpenSignal, seq: number, { unit, duty, opens = [], ends = [] }: Move): Signal {
  const moved = new Map([[signal.duty.id, duty.id]])
  for (const { id, kind } of signal.sideDuties.filter((one) => ends.includes(one.id))) {
    const again = opens.find((one) => one.kind === kind)
    if (again) moved.set(id, again.id)
  }
  const escalations = signal.escalations.map((one) => ({ ...one, of: moved.get(one.of) ?? one.of }))
  return { ...signal, seq, unit, assignee: null, unitOffer: null, escalations, duty }
}

function openedDuty({ opens = [] }: EventData, kind: string): string {
  const duty = opens.find((one) => one.kind === kind)
  if (!duty) throw new Error(`an event that opens no ${kind}`)
  return duty.id
}

function contactsAfter(
  { contacts }: Signal,
  data: Extract<EventData, { type: 'contact-recorded' }>,
): Signal['contacts'] {
  const { phase, result } = data
  if (data.with !== 'possible-victim' || !saysMore(result, contacts[phase])) return contacts
  return { ...contacts, [phase]: result }
}

function cameFrom(signal: Signal): WorkState {
  if (signal.state !== 'held') throw new Error(`nothing to resume in a signal that is ${signal.state}`)
  return signal.cameFrom
}
