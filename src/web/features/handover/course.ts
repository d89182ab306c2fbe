import type { HandoverView } from '#contract/handover.ts'
import type { TimelineEntry } from '#contract/signal.ts'

/** One thing that happened to a handover, as our own ledger tells it. */
export interface CourseEvent {
  readonly what: (typeof EVENTS)[number]
  readonly at: TimelineEntry['at']
  readonly by: string
  /** A code: why it was refused, why it came back, with what outcome it ended there. */
  readonly code: string | null
  /** Words of the other side, or by what a receipt can be found. */
  readonly says: string
  readonly reference: string
}

const EVENTS = [
  'signal-offered',
  'offer-accepted',
  'offer-refused',
  'offer-recalled',
  'handover-offered',
  'handover-received',
  'handover-accepted',
  'handover-refused',
  'recall-requested',
  'handover-returned',
  'handover-reported',
  'share-offered',
  'share-received',
  'share-answered',
  'share-recalled',
] as const

/** What a handover still waits for; null: nothing any more. */
export type Waiting =
  | 'receipt'
  | 'answer'
  | 'shared'
  | 'our-answer'
  | 'confirmation'
  | 'outcome'
  | 'shared-outcome'
  | 'our-outcome'

/** What happened to this handover, in order. A signal can have been offered before: those events are left out. */
export function courseOf(
  { id, direction }: Pick<HandoverView, 'id' | 'direction'>,
  timeline: readonly TimelineEntry[],
): readonly CourseEvent[] {
  return timeline.flatMap((entry) => {
    const what = EVENTS.find((one) => one === entry.type)
    const ours = direction === 'out' && entry.data.handover === id
    const theirs = direction === 'in' && (entry.type.startsWith('offer-') || entry.data.handover === id)
    if (what === undefined || !(ours || theirs)) return []
    const { reason, because, outcome, answer } = entry.data
    const code = [reason, because, outcome, answer].find((one) => typeof one === 'string')
    return [
      {
        what,
        at: entry.at,
        by: entry.by.name,
        code: typeof code === 'string' ? code : null,
        says: entry.content?.says ?? '',
        reference: entry.content?.reference ?? '',
      },
    ]
  })
}

export function waitsFor({
  direction,
  moves,
  stage,
}: Pick<HandoverView, 'direction' | 'moves' | 'stage'>): Waiting | null {
  switch (stage) {
    case 'offered':
      return direction === 'in' ? 'our-answer' : moves ? 'receipt' : 'shared'
    case 'received':
      return direction === 'in' ? 'our-answer' : moves ? 'answer' : 'shared'
    case 'recalling':
      return direction === 'in' ? 'our-answer' : 'confirmation'
    case 'accepted':
      return direction === 'in' ? 'our-outcome' : moves ? 'outcome' : 'shared-outcome'
    case 'refused':
    case 'returned':
    case 'reported':
    case 'ended':
      return null
  }
}
