import { createHash } from 'node:crypto'
import type { AuditDayRow, AuditRow } from './audit-rows.ts'
import type { AuditRule, DayFault } from './audit-rule.ts'
import { orderedJson } from './chain.ts'
import { dutchDay } from './working-days.ts'

/** Rows from one mark in a checkpoint to the next. */
const MARK_EVERY = 1000

export const NOWHERE = '0'.repeat(64)

/**
 * Goes along the chain of one day: numbered from 1 without gaps, each row tied to the one before, the head at its end. A
 * fault that goes on from row to row is told once, where it begins and where it ends.
 */
export class AuditChain {
  readonly #fault: DayFault
  readonly #marks: readonly string[]
  readonly #runs = new Map<AuditRule, Run>()
  #rows = 0
  #seq = 0
  #isParted = false
  #previous = NOWHERE

  /** @param marks The hashes of every MARK_EVERYth row, when a checkpoint vouches for them. */
  constructor(fault: DayFault, marks: readonly string[] = []) {
    this.#fault = fault
    this.#marks = marks
  }

  add(row: AuditRow): void {
    this.#rows++
    const { seq } = row
    if (seq !== this.#seq + 1) this.#note('rows are numbered without gaps', row, this.#seq + 1, seq)
    if (row.previous !== this.#previous)
      this.#note('a row is tied to the one before', row, this.#previous, row.previous)
    const hash = hashOf(row)
    if (row.hash !== hash) this.#note('the hash is that of the row', row, hash, row.hash)
    const day = dutchDay(row.at)
    if (row.day !== day) this.#note('a row lies in the day of its moment', row, day, row.day)
    const mark = seq % MARK_EVERY === 0 ? this.#marks[seq / MARK_EVERY - 1] : undefined
    if (mark !== undefined && mark !== row.hash) this.#parted(row, mark)
    this.#seq = seq
    this.#previous = row.hash
  }

  /** After the last row of the day. */
  end(day: AuditDayRow | undefined): void {
    for (const run of this.#runs.values()) this.#tell(run)
    if (!day) {
      this.#fault('the day of a row is there', 'a day', 'none')
    } else if (day.lapsed_at !== null) {
      if (this.#rows > 0) this.#fault('a day lapses whole', 'no rows', this.#rows)
    } else if (day.rows !== this.#rows) {
      this.#fault('a day has as many rows as it says', day.rows, this.#rows)
    } else if (day.head !== this.#previous) {
      this.#fault('the head of a day is its last row', this.#previous, day.head)
    }
  }

  /** The chain that was sealed is another one, from somewhere after the mark before: after the first it stays another. */
  #parted({ seq, hash }: AuditRow, mark: string): void {
    if (this.#isParted) return
    this.#isParted = true
    const from = seq - MARK_EVERY + 1
    this.#fault(
      'a row is what its checkpoint says',
      mark,
      `${hash}, after a change in rows ${from} to ${seq}`,
      seq,
    )
  }

  #note(rule: AuditRule, { seq }: AuditRow, expected: unknown, found: unknown): void {
    const run = this.#runs.get(rule)
    if (run?.place === this.#rows - 1) {
      this.#runs.set(rule, { ...run, place: this.#rows, last: seq })
      return
    }
    if (run) this.#tell(run)
    this.#runs.set(rule, { rule, first: seq, last: seq, place: this.#rows, expected, found })
  }

  #tell({ rule, first, last, expected, found }: Run): void {
    this.#fault(rule, expected, last === first ? found : `${String(found)}, and so on to row ${last}`, first)
  }
}

/** The same fault in rows that follow each other. */
interface Run {
  readonly rule: AuditRule
  readonly first: number
  readonly last: number
  /** Of the last one, among the rows that are there. */
  readonly place: number
  readonly expected: unknown
  readonly found: unknown
}

/** The hash as docs/audit.md describes it; the database writes the same in spoor.audit_hash. */
function hashOf(row: AuditRow): string {
  const said = orderedJson({
    v: 1,
    organisation: row.organisation,
    day: row.day,
    seq: row.seq,
    id: row.id,
    at: row.at,
    actor: row.actor,
    act: row.act,
    what: row.what,
    purpose: row.purpose,
    task: row.task_id,
    recordKind: row.record_kind,
    record: row.record_id,
    recipient: row.recipient,
    processing: row.processing_id,
    emergency: row.emergency,
    previous: row.previous,
  })
  return createHash('sha256').update(said).digest('hex')
}
