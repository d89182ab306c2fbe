import type { Choice, Label, Origin } from './sourced.ts'

/** What must be answered before a signal may end. */
export const GUARDS = ['possible-victim-contact', 'comensha', 'reflection-period', 'non-punishment'] as const

export type GuardId = (typeof GUARDS)[number]

export interface GuardAnswer extends Choice {
  /** Whether a reference to what was done must come with it: an act, a letter, a number. */
  readonly needsReference: boolean
}

/** A question before an outcome, answered from a closed list (NL: waarborg); there is no free "not applicable". */
export interface GuardRule extends Origin {
  readonly id: GuardId
  readonly question: Label
  readonly answers: readonly GuardAnswer[]
}
