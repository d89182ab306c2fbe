import type { EventData } from './event.ts'
import { isNegative } from './second-look.ts'
import { isOpen, type HandingOver, type OpenSignal, type Signal, type WorkState } from './state.ts'

/** What every state has: who, since when, what was done so far. */
export type Known = Omit<OpenSignal, 'state' | 'duty'>

/** What every state has, without the facts of the state that is left behind. */
export function bare(signal: Known): Known {
  const { id, seq, origin, receivedAt, channel, law, from, registrations, forms, wayOfWorking } = signal
  const { unit, assignee, phase, urgency, acts, circumstances, answers, enrichedFurther, contacts } = signal
  const { interviewHeld, complaintMade, qualification, routed, unitOffer, crossingOffer, share } = signal
  const { crossed, stayed, restsOn, secondLook, sideDuties, escalations } = signal
  return {
    ...{ id, seq, origin, receivedAt, channel, law, from, registrations, forms, wayOfWorking },
    ...{ unit, assignee, phase, urgency, acts, circumstances, answers, enrichedFurther, contacts },
    ...{ interviewHeld, complaintMade, qualification, routed, unitOffer, crossingOffer, share },
    ...{ crossed, stayed, restsOn, secondLook, sideDuties, escalations },
  }
}

/** @throws when the signal has ended: no event of work fits it. */
export function stillOpen(signal: Signal): OpenSignal {
  if (!isOpen(signal)) throw new Error(`work on a signal that is ${signal.state}`)
  return signal
}

/** The state of work that is left, to come back to. @throws when it is none. */
export function workState(signal: Signal): WorkState {
  switch (signal.state) {
    case 'confirmed':
    case 'enriching':
    case 'weighing':
    case 'interviewing':
    case 'investigating':
      return signal.state
    default:
      throw new Error(`no work to leave in a signal that is ${signal.state}`)
  }
}

/** @throws when it is not on its way to another organisation. */
export function handing(signal: Signal): HandingOver {
  if (signal.state !== 'handing-over') throw new Error(`a handover of a signal that is ${signal.state}`)
  return signal
}

/** By which decision not to follow up a signal rests after an event: one that was overtaken is judged by nobody. */
export function restsOn({ seq, state }: Signal, data: EventData, before: number | null): number | null {
  if (isNegative({ data })) return seq
  return (state === 'closed' || state === 'shelved') && data.type !== 'closed' ? before : null
}
