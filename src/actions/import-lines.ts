import { hash } from 'node:crypto'
import { incidentKey } from '#core/incident.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { canonicalContent, type ReadLine, type RejectReason, type Registration } from '#core/registration.ts'
import { done } from '#core/outcome.ts'
import { dayOf, type Instant } from '#core/time.ts'
import { Trace } from '#core/trace.ts'
import { MACHINE } from '#process/event.ts'
import { dueAt } from '#process/working-days.ts'
import { inTransaction, type Tx } from '#store/database.ts'
import { addDelivery } from '#store/feeds.ts'
import { advanceImport, endImport, enqueueScan, type ImportRow } from '#store/imports.ts'
import { quarantineLines, type RejectedLine } from '#store/quarantine.ts'
import { lockIntake, storeRegistrations, type NewRegistration } from '#store/registrations.ts'
import { audited, ofJob, type Audited } from './audit.ts'
import { nowOf, type House } from './house.ts'
import type { ImportFault } from './input-bytes.ts'
import type { InputLine } from './input-lines.ts'
import { pastTerm, type PastTerm } from './past-term.ts'

/** One transaction holds so many lines, or so many bytes of them: bounded memory, and few enough commits to be fast. */
const BATCH_LINES = 1000
const BATCH_BYTES = 4 * 1024 * 1024

/** Another process went on with this import, or ended it: what this one has in hand is not stored by this one. */
export class Superseded extends Error {
  override readonly name = 'Superseded'
}

export interface IntakeOptions {
  /** Lines that an earlier, interrupted run of this import stored: those are passed over. */
  readonly linesBefore?: number
  /** Told of each line that is rejected: number and reason, never what stands in it. */
  readonly onReject?: (line: number, reason: RejectReason) => void
}

/**
 * Takes the lines of one import, stores them batch by batch, and keeps its balance: the batch, its counts and the
 * request to scan it are one transaction, so that a killed process leaves nothing half done. While one batch is
 * being stored the next is read.
 */
export class Intake {
  readonly #house: House
  readonly #organisation: OrganisationId
  readonly #importId: string
  readonly #onReject: (line: number, reason: RejectReason) => void
  readonly #isPastTerm: PastTerm
  readonly #trace: Trace
  #toSkip: number
  #stored: number
  #batch: Batch = emptyBatch()
  #writing: Promise<void> = Promise.resolve()

  constructor(house: House, organisation: OrganisationId, importId: string, options: IntakeOptions = {}) {
    this.#house = house
    this.#organisation = organisation
    this.#importId = importId
    this.#toSkip = options.linesBefore ?? 0
    this.#stored = options.linesBefore ?? 0
    this.#onReject = options.onReject ?? (() => undefined)
    this.#isPastTerm = pastTerm(house)
    this.#trace = new Trace(house.newId)
  }

  /**
   * Takes one line. What it gives must be awaited before the next line; undefined: go on at once.
   * `bytesRead`: how far the file is read.
   */
  take(line: InputLine, bytesRead: number): Promise<void> | undefined {
    if (this.#toSkip > 0) {
      this.#toSkip--
      return undefined
    }
    const batch = this.#batch
    const readable = acceptable(this.#organisation, line.read, this.#isPastTerm)
    batch.lines++
    batch.bytes += line.bytes.length
    if (typeof readable === 'string') {
      batch.rejected.push(rejectedLine(this.#house, line, readable))
      this.#onReject(line.number, readable)
    } else batch.registrations.push(newRegistration(this.#house, readable, line.number))
    const isFull = batch.lines >= BATCH_LINES || batch.bytes >= BATCH_BYTES
    return isFull ? this.#flush(bytesRead) : undefined
  }

  /** Stores what is left and ends the import; gives it as it ended. `fault`: why the file could not be read to its end. */
  async end(bytesRead: number, fault: ImportFault | null): Promise<ImportRow> {
    if (this.#batch.lines > 0) await this.#flush(bytesRead)
    await this.#writing
    return inTransaction({ db: this.#house.stores[this.#organisation] }, async (tx) => {
      const at = nowOf(this.#house)
      const ended = await endImport(tx, this.#importId, this.#stored, bytesRead, fault, at)
      if (!ended) throw new Superseded()
      if (ended.feed !== null && fault === null) {
        const { feed, startedAt, linesIn } = ended
        await addDelivery(tx, this.#organisation, feed, dayOf(startedAt), linesIn, startedAt)
      }
      return ended
    })
  }

  async #flush(bytesRead: number): Promise<void> {
    const batch = this.#batch
    this.#batch = emptyBatch()
    await this.#writing
    this.#writing = this.#write(batch, bytesRead)
    // Whoever takes the next batch, or the end, meets the error; nobody may be there yet.
    this.#writing.catch(() => undefined)
  }

  async #write(batch: Batch, bytesRead: number): Promise<void> {
    const before = this.#stored
    const [house, organisation] = [this.#house, this.#organisation]
    const job = { organisation, member: { id: MACHINE }, trace: this.#trace }
    const stored = await audited(house, job, collected(house, this.#importId, batch), async (tx) => {
      await storeBatch(house, organisation, this.#importId, batch, before, bytesRead, tx)
      return done(null)
    })
    if (!stored.ok) throw new Error('a batch that cannot be written down')
    this.#stored = before + batch.lines
  }
}

interface Batch {
  lines: number
  bytes: number
  readonly registrations: NewRegistration[]
  readonly rejected: RejectedLine[]
}

function emptyBatch(): Batch {
  return { lines: 0, bytes: 0, registrations: [], rejected: [] }
}

/** One row for a batch, and a line for everybody whom its registrations name. */
function collected(house: House, importId: string, { registrations }: Batch): Audited {
  return ofJob(house, {
    ...{ act: 'collect', what: 'import', purpose: 'intake', activity: 'take-in' },
    record: { kind: 'import', id: importId },
    persons: registrations.flatMap(({ persons }) => persons),
  })
}

async function storeBatch(
  house: House,
  organisation: OrganisationId,
  importId: string,
  { lines, registrations, rejected }: Batch,
  before: number,
  bytesRead: number,
  tx: Tx,
): Promise<void> {
  await lockIntake(tx, organisation)
  // Asked under the lock: no day is closed while something comes in on it.
  const at = nowOf(house)
  const { accepted, corrections } = await storeRegistrations(tx, organisation, registrations, importId, at)
  await quarantineLines(tx, organisation, importId, rejected, quarantineDuty(house, organisation, at), at)
  const counts = {
    linesIn: lines,
    accepted,
    corrections,
    alreadyKnown: registrations.length - accepted,
    rejected: rejected.length,
  }
  if (!(await advanceImport(tx, importId, before, counts, bytesRead, at))) throw new Superseded()
  if (accepted > 0) await enqueueScan(tx, organisation)
}

function quarantineDuty(house: House, organisation: OrganisationId, at: Instant) {
  const { unit, term } = house.ways.inForce(organisation, dayOf(at)).quarantine
  return { id: house.newId(), unit, dueAt: dueAt(at, term.value, house.calendar) }
}

/** What was read, when this organisation can take it; else why not. */
export function acceptable(
  organisation: OrganisationId,
  read: ReadLine,
  isPastTerm: PastTerm,
): Registration | RejectReason {
  if (!read.ok) return read.reason
  const { registration } = read
  if (registration.organisation !== organisation) return 'other-organisation'
  const registeredAt = instantOf(registration.registeredAt)
  if (registeredAt === undefined) return 'no-moment'
  return isPastTerm(organisation, registration.kind, registeredAt) ? 'past-term' : registration
}

/** A registration as it is stored; `lineNumber` null: it did not come from a file. */
export function newRegistration(
  house: House,
  registration: Registration,
  lineNumber: number | null,
): NewRegistration {
  const { id, organisation, registeredAt } = registration
  return {
    id: house.newId(),
    sourceId: id,
    contentHash: hash('sha256', canonicalContent(registration), 'hex'),
    kind: registration.kind,
    registeredAt: instantOf(registeredAt) ?? '',
    registeredAtText: registeredAt,
    incident: registration.incident,
    incidentKey: incidentKey(organisation, id),
    title: registration.title,
    text: registration.text,
    persons: registration.persons,
    vehicles: registration.vehicles,
    lineNumber,
  }
}

function rejectedLine(house: House, { number, bytes }: InputLine, reason: RejectReason): RejectedLine {
  // A copy: the chunk that it stands in goes on to be used.
  return {
    id: house.newId(),
    lineNumber: number,
    reason,
    // What may not be processed any more is not kept either; its hash says that it came.
    bytes: reason === 'past-term' ? new Uint8Array() : bytes.slice(),
    bytesHash: hash('sha256', bytes, 'hex'),
  }
}

const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::(\d{2}))?(?:[.,](\d+))?(?:Z|([+-])(\d{2}):?(\d{2}))$/

/** The moment as UTC; undefined when its offset carries it out of the years that we count. */
function instantOf(text: string): Instant | undefined {
  const [, minute, second = '00', fraction = '', sign, hours = '0', minutes = '0'] = MOMENT.exec(text) ?? []
  const local = Date.parse(`${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`)
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
  const moment = new Date(local - offset)
  if (Number.isNaN(moment.getTime())) return undefined
  const iso = moment.toISOString()
  return /^(?!0000)\d{4}-/.test(iso) ? iso : undefined
}
