import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import type { EventData, SignalEvent } from '#process/event.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'

/** What a rule says of one history. `geschonden`: the number of the event that breaks it, with why in Dutch. */
export type Verdict =
  'niet-van-toepassing' | 'voldaan' | { readonly geschonden: number; readonly want: string }

/**
 * A rule of the Aanwijzing mensenhandel, of the letter or of a way of working, as a predicate over what was recorded.
 * It reads only events and the dated rules: no fold, no decider, no database, so that it can judge the real ledger too.
 */
export interface PolicyRule {
  readonly id: string
  readonly regel: string
  readonly bron: string
  readonly voor: readonly OrganisationId[]
  readonly toets: (history: readonly SignalEvent[], rules: WayOfWorking) => Verdict
}

export const ALLE: readonly OrganisationId[] = ORGANISATIONS

type Type = EventData['type']
type DataOf<T extends Type> = EventData extends infer One
  ? One extends { readonly type: infer Own }
    ? Own extends T
      ? One
      : T extends Own
        ? One
        : never
    : never
  : never

/** One event with all that was recorded before it. */
export interface Seen<T extends Type = Type> extends SignalEvent {
  readonly data: DataOf<T>
  readonly before: readonly SignalEvent[]
}

/** undefined: the rule says nothing about this event; null: it is kept; a sentence: why it is broken. */
export type Finding = string | null | undefined

/** A rule that looks at every event; the first reason is the violation. */
export function each(look: (seen: Seen, rules: WayOfWorking) => Finding): PolicyRule['toets'] {
  return (history, rules) => {
    let applied = false
    for (const [at, event] of history.entries()) {
      const found = look({ ...event, data: event.data as Seen['data'], before: history.slice(0, at) }, rules)
      if (typeof found === 'string') return { geschonden: event.seq, want: found }
      if (found === null) applied = true
    }
    return applied ? 'voldaan' : 'niet-van-toepassing'
  }
}

/** A rule about events of some types. */
export function on<T extends Type>(
  types: readonly T[],
  look: (seen: Seen<T>, rules: WayOfWorking) => Finding,
): PolicyRule['toets'] {
  return each((seen, rules) =>
    types.some((type) => type === seen.data.type) ? look(seen as unknown as Seen<T>, rules) : undefined,
  )
}

/** Kept when it holds, else broken for this reason. */
export function must(holds: boolean, otherwise: string): Finding {
  return holds ? null : otherwise
}
