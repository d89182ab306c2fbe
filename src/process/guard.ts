import { saysMore, type ContactResult } from './contact.ts'
import type { Refusal } from './refusal.ts'
import type { Choice, Label, Origin } from './sourced.ts'

/** What must be answered before a signal may end. */
export const GUARDS = ['possible-victim-contact', 'comensha', 'reflection-period', 'non-punishment'] as const

export type GuardId = (typeof GUARDS)[number]

export interface GuardAnswer extends Choice {
  /** Whether a reference to what was done must come with it: an act, a letter, a number. */
  readonly needsReference: boolean
  /** What it says of contact with the possible victim: no more than was written down. Absent: nothing. */
  readonly contact?: ContactResult
}

/** A question before an outcome, answered from a closed list (NL: waarborg); there is no free "not applicable". */
export interface GuardRule extends Origin {
  readonly id: GuardId
  readonly question: Label
  readonly answers: readonly GuardAnswer[]
}

/** What a person answered to one guard, with a reference to what was done (an act, a letter, a number). */
export interface Guarded {
  readonly answer: string
  readonly reference: string
}

/** Answers by the id of the guard. */
export type GuardAnswers = Readonly<Record<string, Guarded>>

/**
 * Whether the guards that an outcome demands have been answered: each with an answer of its own closed list, with a
 * reference where that answer asks for one, and saying no more of contact than was written down. Null: they have.
 *
 * @param contact  The most that was written down of contact with the possible victim; undefined: nothing.
 */
export function faultInGuards(
  demanded: readonly GuardId[],
  rules: readonly GuardRule[],
  answers: GuardAnswers,
  contact: ContactResult | undefined,
): Refusal | null {
  const asked = rules.filter(({ id }) => demanded.includes(id))
  const given = asked.map(({ id, answers: choices }) => choices.find((one) => one.id === answers[id]?.answer))
  if (given.includes(undefined)) return 'guards-unanswered'
  const unproved = asked.some(({ id }, at) => given[at]?.needsReference && !answers[id]?.reference.trim())
  if (unproved) return 'guard-reference-missing'
  const claimed = given.flatMap((one) => one?.contact ?? [])
  return claimed.some((one) => saysMore(one, contact)) ? 'guard-contradicts' : null
}

/** The codes for the ledger and the words beside it, of the guards that were demanded. */
export function recordedGuards(demanded: readonly GuardId[], answers: GuardAnswers) {
  const asked = Object.entries(answers).filter(([id]) => demanded.some((one) => one === id))
  return {
    codes: Object.fromEntries(asked.map(([id, { answer }]) => [id, answer])),
    references: Object.fromEntries(
      asked.flatMap(([id, { reference }]) => (reference.trim() === '' ? [] : [[`guard-${id}`, reference]])),
    ) as Readonly<Record<string, string>>,
  }
}
