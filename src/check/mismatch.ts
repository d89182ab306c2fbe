import type { Rule } from './rule.ts'

/** One line of `spoor check --json`. Ids and codes only. Source: formats.md. */
export interface Mismatch {
  /** Empty where the fault is of no one signal: a way of working, a balance. */
  readonly signal: string
  /** Number of the event, or null where the fault lies beside the events. */
  readonly event: number | null
  readonly rule: Rule
  readonly expected: string
  readonly found: string
}

export type Tell = (mismatch: Mismatch) => void

/** Says what does not hold of one event. */
export type Fault = (rule: Rule, expected: string, found: string) => void
