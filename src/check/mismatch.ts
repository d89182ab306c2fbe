/** One line of `spoor check --json`. Ids and codes only. Source: formats.md. */
export interface Mismatch {
  readonly signal: string
  /** Number of the event, or null where the fault lies beside the events. */
  readonly event: number | null
  readonly rule: string
  readonly expected: string
  readonly found: string
}
