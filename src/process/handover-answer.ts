import type { OrganisationId } from '#core/organisation.ts'
import { DUTY_IN, nextDuty, type Circumstances } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { HandoverMessage } from './handover-message.ts'
import { returned } from './handover.ts'
import { receiveOffer } from './offer.ts'
import type { HandingOver, Signal } from './state.ts'

/**
 * What a message does to our side of the handover. `too-early`: what it answers has not arrived; keep it and try again.
 * `nothing`: it changes nothing any more, as of a second copy or of an answer that another answer overtook.
 */
export type Reception = { readonly event: NewEvent } | 'too-early' | 'nothing'

/**
 * Receives one message, in whatever order they come. `signal`: our signal of this handover, null while there is none.
 * Of a recall and an acceptance that cross, the acceptance holds: exactly one side ends up accountable.
 */
export function receiveMessage(
  signal: Signal | null,
  message: HandoverMessage,
  from: OrganisationId,
  now: Circumstances,
): Reception {
  if (message.kind === 'offer') {
    return signal === null ? { event: receiveOffer(message, from, now) } : 'nothing'
  }
  if (signal === null) return 'too-early'
  if (message.kind === 'recall') return receiveRecall(signal, from, message.handover)
  if (message.kind === 'outcome') {
    return receiveOutcome(signal, message.handover, message.outcome)
  }
  if (signal.state !== 'handing-over' || signal.handover !== message.handover) return 'nothing'
  return receiveAnswer(signal, message, now)
}

/** After the acceptance that it follows. */
function receiveOutcome(signal: Signal, handover: string, outcome: string): Reception {
  const isThis = 'handover' in signal && signal.handover === handover
  if (isThis && signal.state === 'handing-over') return 'too-early'
  if (isThis && signal.state === 'handed-over' && signal.reported === outcome) return 'nothing'
  return { event: { data: { type: 'handover-reported', handover, outcome }, content: null } }
}

function receiveAnswer(
  signal: HandingOver,
  message: Exclude<HandoverMessage, { kind: 'offer' | 'recall' | 'outcome' }>,
  now: Circumstances,
): Reception {
  const { handover } = message
  switch (message.kind) {
    case 'received':
      return signal.received
        ? 'nothing'
        : { event: { data: { type: 'handover-received', handover }, content: null } }
    case 'accept':
      return { event: { data: { type: 'handover-accepted', handover }, content: null } }
    case 'refuse': {
      const duty = nextDuty(DUTY_IN[signal.cameFrom], signal, now)
      const data = { type: 'handover-refused', handover, reason: message.reason, duty } as const
      return { event: { data, content: { says: message.words } } }
    }
    case 'recall-confirmed': {
      const because = signal.recall ?? 'recalled'
      return { event: { data: returned(signal, because, now), content: null } }
    }
  }
}

/** Not answered yet: gone, and confirmed. Answered already: that answer is on its way, and it holds. */
function receiveRecall(signal: Signal, to: OrganisationId, handover: string): Reception {
  if (signal.state !== 'offered') return 'nothing'
  return {
    event: {
      data: { type: 'offer-recalled' },
      content: null,
      sends: { kind: 'recall-confirmed', handover, to },
    },
  }
}
