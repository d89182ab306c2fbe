/**
 * What must hold of the audit log, in the words of `spoor check --audit`. A closed list: docs/audit.md says of each what it
 * proves, and a test compares the two and plants a fault against every one.
 */
export const AUDIT_RULES = [
  // The rows.
  'rows are numbered without gaps',
  'a row is tied to the one before',
  'the hash is that of the row',
  'a row lies in the day of its moment',
  // The days.
  'the day of a row is there',
  'a day has as many rows as it says',
  'the head of a day is its last row',
  'no day is missing',
  'a past day is sealed',
  'a day lapses whole',
  'a day lapses after its term',
  // The Logboek Dataverwerkingen.
  'the operation of a row is known',
  'a processing of persons has its lines in the Logboek',
  'a line of the Logboek has its row',
  // The checkpoints.
  'a sealed day has its checkpoint',
  'a checkpoint is of a sealed day',
  'a checkpoint can be read',
  'a checkpoint has our signature',
  'a checkpoint is the one that was kept',
  'a checkpoint is tied to the one before',
  'a day is what its checkpoint says',
  'a row is what its checkpoint says',
  // The ledger.
  'the list of ledger heads is that of its checkpoint',
  'the ledger still holds what was sealed',
] as const

export type AuditRule = (typeof AUDIT_RULES)[number]

/** One line of `spoor check --audit --json`. Ids and codes only. */
export interface AuditMismatch {
  /** Of the ledger, where that is what does not hold; else empty, and null. */
  readonly signal: string
  readonly event: number | null
  readonly organisation: string
  readonly day: string
  /** Number of the row in its day; null where the fault is of no one row. */
  readonly seq: number | null
  readonly rule: AuditRule
  readonly expected: string
  readonly found: string
}

export type AuditTell = (mismatch: AuditMismatch) => void

/** Says what does not hold of one day. */
export type DayFault = (rule: AuditRule, expected: unknown, found: unknown, seq?: number) => void

export function dayFault(tell: AuditTell, organisation: string, day: string): DayFault {
  return (rule, expected, found, seq) =>
    tell({
      ...{ signal: '', event: null, organisation, day, seq: seq ?? null, rule },
      ...{ expected: String(expected), found: String(found) },
    })
}
