import type { SignalDetail, TimelineEntry } from '#contract/signal.ts'

export type State = SignalDetail['state']

/** Which states can follow which. A test compares this with what the process does. */
export const NEXT: Readonly<Record<State, readonly State[]>> = {
  offered: ['confirmed', 'closed'],
  proposed: ['confirmed', 'set-aside-proposed'],
  'set-aside-proposed': ['closed', 'proposed'],
  confirmed: ['enriching', 'held', 'handing-over'],
  enriching: ['weighing', 'held', 'handing-over'],
  weighing: ['interviewing', 'enriching', 'investigating', 'stop-proposed', 'held', 'handing-over'],
  'stop-proposed': ['closed', 'shelved', 'weighing', 'investigating'],
  shelved: ['weighing'],
  interviewing: ['weighing', 'held', 'handing-over'],
  investigating: ['closed', 'stop-proposed', 'held', 'handing-over'],
  held: ['confirmed', 'enriching', 'weighing', 'interviewing', 'investigating'],
  'handing-over': ['handed-over', 'confirmed', 'enriching', 'weighing', 'interviewing', 'investigating'],
  'handed-over': ['weighing'],
  closed: ['weighing', 'confirmed'],
}

/** Events after which the state is always the same one. */
const AFTER: Readonly<Record<string, State>> = {
  'signal-offered': 'offered',
  'signal-proposed': 'proposed',
  'signal-registered': 'confirmed',
  'offer-accepted': 'confirmed',
  'offer-refused': 'closed',
  'offer-recalled': 'closed',
  'signal-confirmed': 'confirmed',
  'set-aside-proposed': 'set-aside-proposed',
  'set-aside-confirmed': 'closed',
  'set-aside-rejected': 'proposed',
  'enrichment-started': 'enriching',
  'enrichment-finished': 'weighing',
  'interview-finished': 'weighing',
  'shelf-reviewed': 'weighing',
  'stop-proposed': 'stop-proposed',
  shelved: 'shelved',
  'investigation-started': 'investigating',
  held: 'held',
  'handover-offered': 'handing-over',
  'handover-accepted': 'handed-over',
  closed: 'closed',
}

/** Events that bring a signal back to where it was before it waited, was offered or was proposed to stop. */
const BACK: readonly string[] = ['resumed', 'handover-refused', 'handover-returned', 'stop-rejected']
const ASIDE: readonly State[] = ['held', 'handing-over', 'stop-proposed']

/** The states that a signal went through, in order, as its events tell; the last one is where it is now. */
export function pathOf(timeline: readonly Pick<TimelineEntry, 'type' | 'data'>[]): readonly State[] {
  const path: State[] = []
  for (const entry of timeline) {
    const next = stateAfter(entry, path)
    if (next !== undefined && next !== path.at(-1)) path.push(next)
  }
  return path
}

function stateAfter(
  { type, data }: Pick<TimelineEntry, 'type' | 'data'>,
  path: readonly State[],
): State | undefined {
  if (BACK.includes(type)) return path.findLast((state) => !ASIDE.includes(state))
  if (type === 'weighed') return data.decision === 'interview' ? 'interviewing' : 'enriching'
  // Only with a new duty do these open the signal again.
  if (type === 'registration-changed' || type === 'second-look-taken') {
    const duty = isDuty(data.duty) ? data.duty : undefined
    return duty && (duty.kind === 'start-enrichment' ? 'confirmed' : 'weighing')
  }
  return AFTER[type]
}

function isDuty(value: unknown): value is { readonly kind?: unknown } {
  return typeof value === 'object' && value !== null
}
