import type { SignalDetail, TimelineEntry } from '#contract/signal.ts'
import type { StepRequest } from '#contract/step.ts'

type RecordAct = Extract<StepRequest['step'], { type: 'record-act' }>
type FactCodes = Omit<NonNullable<RecordAct['provenance']>, 'obtainedBy' | 'howObtained'>

/** What was written down of an act, the last time that it was recorded. */
export interface RecordedAct {
  readonly act: string
  readonly result: RecordAct['result']
  readonly at: TimelineEntry['at']
  readonly by: string
  readonly unit: string | null
  readonly reason: string | null
  /** null: not done, or recorded before facts had a provenance. */
  readonly provenance: FactCodes | null
  /** Requirements that were not met, by their place in the list. */
  readonly unmet: readonly number[]
  /** Whether who did it had the qualification asked for; null: none is. */
  readonly qualified: boolean | null
  readonly obtainedBy: string
  readonly howObtained: string
  readonly unqualifiedBecause: string
  readonly words: string
}

/** By act; an act that was recorded again shows what was recorded last. */
export function recordedActs({ timeline }: Pick<SignalDetail, 'timeline'>): ReadonlyMap<string, RecordedAct> {
  return new Map(
    timeline.flatMap((entry) => {
      const { act } = entry.data
      return entry.type === 'act-recorded' && typeof act === 'string' ? [[act, recorded(act, entry)]] : []
    }),
  )
}

function recorded(act: string, { at, by, data, content }: TimelineEntry): RecordedAct {
  // The ledger holds these as codes of this shape; the oldest events lack most of them.
  const codes = data as {
    readonly result: RecordedAct['result']
    readonly unit?: string
    readonly reason?: string | null
    readonly provenance?: FactCodes | null
    readonly unmet?: readonly number[]
    readonly qualified?: boolean | null
  }
  return {
    act,
    at,
    by: by.name,
    result: codes.result,
    unit: codes.unit ?? null,
    reason: codes.reason ?? null,
    provenance: codes.provenance ?? null,
    unmet: codes.unmet ?? [],
    qualified: codes.qualified ?? null,
    obtainedBy: content?.obtainedBy ?? '',
    howObtained: content?.howObtained ?? '',
    unqualifiedBecause: content?.unqualifiedBecause ?? '',
    words: content?.ground ?? '',
  }
}
