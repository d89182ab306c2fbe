import type { OrganisationId } from '#core/organisation.ts'
import type { RejectReason } from '#core/registration.ts'
import { findImport, insertImport, type ImportRow, type NewImport } from '#store/imports.ts'
import { boundedLines } from './bounded-lines.ts'
import { nowOf, type House } from './house.ts'
import { Intake } from './import-lines.ts'
import { UnreadableFile, type ImportFault } from './input-bytes.ts'
import type { InputFormat, InputLine } from './input-lines.ts'

/** How far an import is, for the one who waits for it. */
export interface Progress {
  readonly bytesRead: number
  readonly linesIn: number
  readonly rejected: number
}

export interface Watch {
  readonly onProgress?: (progress: Progress) => void
  /** A line that is rejected: its number and the reason, never what stands in it. */
  readonly onReject?: (line: number, reason: RejectReason) => void
}

/** Where the lines come from: how to read them, and the file's bytes. */
export interface Source {
  readonly format: InputFormat
  readonly chunks: AsyncIterable<Uint8Array>
}

/** What the row of an import says of where it came from. */
export type Origin = Omit<NewImport, 'id' | 'state'>

/** Begins an import; goes on with it when a killed process had begun it before. */
export async function importFile(
  house: House,
  organisation: OrganisationId,
  importId: string,
  origin: Origin,
  open: () => Promise<Source>,
  watch: Watch = {},
): Promise<ImportRow> {
  const db = house.stores[organisation]
  await insertImport(db, organisation, { id: importId, state: 'running', ...origin }, nowOf(house))
  const row = await findImport(db, importId)
  if (!row) throw new Error('an import that is not there')
  return row.state === 'finished' || row.state === 'failed'
    ? row
    : goOn(house, organisation, row, open, watch)
}

/** Takes the lines of an import from where it is to its end. */
export async function goOn(
  house: House,
  organisation: OrganisationId,
  row: ImportRow,
  open: () => Promise<Source>,
  watch: Watch = {},
): Promise<ImportRow> {
  const tally = tallyOf(watch)
  const intake = new Intake(house, organisation, row.id, {
    linesBefore: row.linesIn,
    onReject: tally.onReject,
  })
  const { bytesRead, fault } = await eachLine(open, tally, organisation, (line, bytes) =>
    intake.take(line, bytes),
  )
  return intake.end(bytesRead, fault)
}

/**
 * Splits a mixed file over the organisations that its lines name, each with an import of its own. What names none
 * goes to the quarantine of `fallback`. Gives the imports that were needed: none for a file without lines.
 */
export async function importSplit(
  house: House,
  fallback: OrganisationId,
  origin: Origin,
  open: () => Promise<Source>,
  watch: Watch = {},
): Promise<{ readonly imports: readonly SplitImport[]; readonly fault: ImportFault | null }> {
  const tally = tallyOf(watch)
  const intakes = new Map<OrganisationId, Intake>()
  const begin = async (organisation: OrganisationId) => {
    const id = house.newId()
    await insertImport(
      house.stores[organisation],
      organisation,
      { id, state: 'running', ...origin },
      nowOf(house),
    )
    const intake = new Intake(house, organisation, id, { onReject: tally.onReject })
    intakes.set(organisation, intake)
    return intake
  }
  const { bytesRead, fault } = await eachLine(open, tally, undefined, (line, bytes) => {
    const organisation = line.named ?? fallback
    const intake = intakes.get(organisation)
    return intake ? intake.take(line, bytes) : begin(organisation).then((begun) => begun.take(line, bytes))
  })
  const imports: SplitImport[] = []
  for (const [organisation, intake] of intakes) {
    imports.push({ organisation, row: await intake.end(bytesRead, fault) })
  }
  return { imports, fault }
}

export interface SplitImport {
  readonly organisation: OrganisationId
  readonly row: ImportRow
}

interface Tally {
  readonly onLines: (lines: number, bytesRead: number) => void
  readonly onReject: (line: number, reason: RejectReason) => void
}

function tallyOf({ onProgress, onReject }: Watch): Tally {
  let linesIn = 0
  let rejected = 0
  return {
    onLines(lines, bytesRead) {
      linesIn += lines
      onProgress?.({ bytesRead, linesIn, rejected })
    },
    onReject(line, reason) {
      rejected++
      onReject?.(line, reason)
    },
  }
}

/** Reads to the end, or to where the file cannot be read any further: that is a fault of the file, kept with its import. */
async function eachLine(
  open: () => Promise<Source>,
  tally: Tally,
  organisation: OrganisationId | undefined,
  take: (line: InputLine, bytesRead: number) => Promise<void> | undefined,
): Promise<{ readonly bytesRead: number; readonly fault: ImportFault | null }> {
  let bytesRead = 0
  try {
    const { format, chunks } = await open()
    for await (const read of boundedLines(chunks, format, organisation)) {
      bytesRead = read.bytesRead
      for (const line of read.lines) {
        const stored = take(line, bytesRead)
        if (stored) await stored
      }
      tally.onLines(read.lines.length, bytesRead)
    }
    return { bytesRead, fault: null }
  } catch (error) {
    if (error instanceof UnreadableFile) return { bytesRead, fault: error.fault }
    throw error
  }
}
