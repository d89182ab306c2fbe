import type { EventData, SignalEvent } from './event.ts'
import { bare, handing, workState, type Known } from './fold-known.ts'
import { OFFER_RECALLED, OFFER_REFUSED, type Signal } from './state.ts'

/** Events of a handover between organisations, on either side. */
export type HandoverEvent = Extract<
  EventData,
  { readonly type: `handover-${string}` | 'recall-requested' | `offer-${string}` | `share-${string}` }
>

/** One event of a handover further. @throws when it does not fit the state it meets. */
export function evolveHandover(
  signal: Signal,
  { seq, by }: Pick<SignalEvent, 'seq' | 'by'>,
  data: HandoverEvent,
): Signal {
  const known: Known = { ...signal, seq }
  switch (data.type) {
    case 'offer-accepted': {
      const registrations = [data.registration]
      return { ...bare(known), registrations, state: 'confirmed', duty: data.duty }
    }
    case 'offer-refused':
      return { ...bare(known), state: 'closed', outcome: OFFER_REFUSED, duty: null }
    case 'offer-recalled':
      return { ...bare(known), state: 'closed', outcome: OFFER_RECALLED, duty: null }
    case 'handover-offered': {
      const { handover, partner, via, duty } = data
      const offer = { state: 'handing-over', handover, partner, via, received: false, recall: null } as const
      return { ...bare(known), ...offer, offeredBy: by, cameFrom: workState(signal), duty }
    }
    case 'handover-received':
      return { ...handing(signal), seq, received: true }
    case 'recall-requested':
      return { ...handing(signal), seq, recall: data.because }
    case 'handover-accepted': {
      const { handover, partner, via } = handing(signal)
      const gone = { state: 'handed-over', handover, partner, via, reported: null, duty: null } as const
      return { ...bare(known), ...gone }
    }
    case 'handover-refused':
      return { ...bare(known), state: handing(signal).cameFrom, duty: data.duty }
    case 'handover-returned': {
      const up = data.escalation === null ? [] : [{ ...data.escalation, of: data.duty.id }]
      const back = { ...bare(known), state: handing(signal).cameFrom, duty: data.duty }
      return { ...back, escalations: [...back.escalations, ...up] }
    }
    case 'handover-reported': {
      // A signal that was opened again keeps what the other told; it changes nothing of what is open here.
      const { handover, outcome: reported } = data
      if (signal.share?.handover === handover) return { ...signal, seq, share: { ...signal.share, reported } }
      const isThis = signal.state === 'handed-over' && signal.handover === handover
      return isThis ? { ...signal, seq, reported } : { ...signal, seq }
    }
    case 'share-offered': {
      const { handover, partner } = data
      const share = { handover, partner, received: false, accepted: false, reported: null }
      return { ...signal, seq, share }
    }
    case 'share-received':
      return { ...signal, seq, share: signal.share && { ...signal.share, received: true } }
    case 'share-answered': {
      const accepted = data.answer === 'accepted'
      return { ...signal, seq, share: signal.share && accepted ? { ...signal.share, accepted } : null }
    }
    case 'share-recalled':
      return { ...signal, seq, share: null }
  }
}
