import { done, refuse, type Outcome } from '#core/outcome.ts'
import { sideDutiesOf } from './duty.ts'
import type { NewEvent } from './event.ts'
import type { Refusal } from './refusal.ts'
import type { Share, Signal } from './state.ts'
import type { StepOf } from './step.ts'

type Decision = Outcome<NewEvent, Refusal>

/** Any open state that keeps what went to a partner, unchanged: it is asked back before the partner answered. */
export function recallShare(signal: Signal, share: Share, step: StepOf<'recall-handover'>): Decision {
  if (share.accepted) return refuse('not-in-this-state')
  const { handover } = share
  return done({
    data: { type: 'share-recalled', handover, ends: sideDutiesOf(signal, 'await-receipt') },
    content: { ground: step.ground },
  })
}

/**
 * What a partner who takes no duty over answered, entered by hand with what shows it; the signal goes on meanwhile. An
 * answer ends the duty to wait for it. What came of it may be told as long as the signal is known, also when it ended.
 */
export function enterShareReceipt(
  signal: Signal,
  share: Share,
  step: StepOf<'enter-receipt'>,
  content: Readonly<Record<string, string>>,
): Decision {
  const { handover, accepted, received } = share
  if (accepted !== (step.receipt === 'outcome')) return refuse('not-in-this-state')
  if (step.receipt === 'received') {
    if (received) return refuse('already-resolved')
    return done({ data: { type: 'share-received', handover }, content })
  }
  const ends = sideDutiesOf(signal, 'await-receipt')
  if (step.receipt === 'accepted') {
    return done({ data: { type: 'share-answered', handover, answer: 'accepted', ends }, content })
  }
  if (step.says.trim() === '') return refuse('reason-missing')
  const told = { ...content, says: step.says }
  if (step.receipt === 'refused') {
    return done({ data: { type: 'share-answered', handover, answer: 'refused', ends }, content: told })
  }
  return done({
    data: { type: 'handover-reported', handover, outcome: 'told-by-partner' },
    content: told,
  })
}
