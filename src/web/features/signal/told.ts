import type { SignalDetail, TimelineEntry } from '#contract/signal.ts'
import type { Text } from '../../shared/text.ts'

/** An event, and what its codes are looked up in. */
export interface Told {
  readonly signal: SignalDetail
  readonly entry: TimelineEntry
  readonly text: Text
  readonly unit: (id: string) => string
  readonly role: (id: string) => string
  readonly person: (id: string) => string
}

interface Named {
  readonly id: string
  readonly label: { readonly nl: string; readonly en: string }
}

/** The label of a code of a list; the code itself where the list does not know it. */
export function labelIn(list: readonly Named[], value: unknown, { text }: Told): string {
  const known = list.find(({ id }) => id === value)
  return known ? text.label(known.label) : codeOf(value)
}

export function labelsIn(list: readonly Named[], values: unknown, told: Told): string {
  return Array.isArray(values) ? values.map((one) => labelIn(list, one, told)).join('; ') : ''
}

/** A code without words is shown as it is. */
export function codeOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Each question with its answer, one a line; no sum, for no sum decides. */
export function answersIn(questions: readonly Named[], value: unknown, told: Told): string {
  return Object.entries((value ?? {}) as Record<string, unknown>)
    .map(([id, answer]) => `${labelIn(questions, id, told)} ${told.text.word('answer', codeOf(answer))}`)
    .join('\n')
}
