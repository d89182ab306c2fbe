import { isOrganisation, type OrganisationId } from '#core/organisation.ts'
import { LineSplitter, type Line } from '#core/lines.ts'
import { readRegistrationLine, type ReadLine } from '#core/registration.ts'
import { guessDelimiter, rowReader, type CsvMapping, type RowReader } from './csv-mapping.ts'
import { CsvSplitter, type CsvRow } from './csv-rows.ts'
import { counted, textBytes, UnreadableFile } from './input-bytes.ts'

/** One line (of CSV: one row) of input, read. Blank ones are no input and do not come here. */
export interface InputLine {
  readonly number: number
  /** As it came, without its line end; may be a view on a larger chunk. */
  readonly bytes: Uint8Array
  readonly read: ReadLine
  /** The organisation that it names, also when it cannot be read. */
  readonly named: OrganisationId | undefined
}

export interface InputFormat {
  readonly format: 'ndjson' | 'csv'
  readonly mapping?: CsvMapping
}

/**
 * The lines of a file (gzip or not), a handful at a time, with the bytes of the file read so far.
 * `organisation`: whose rows they are when a CSV file does not say so.
 * @throws {UnreadableFile} when the file as a whole cannot be read.
 */
export async function* inputLines(
  chunks: AsyncIterable<Uint8Array>,
  { format, mapping }: InputFormat,
  organisation?: OrganisationId,
): AsyncGenerator<{ readonly lines: readonly InputLine[]; readonly bytesRead: number }, void, undefined> {
  let bytesRead = 0
  const reader = format === 'csv' ? new CsvReader(mapping ?? {}, organisation) : new JsonReader()
  for await (const chunk of textBytes(counted(chunks, (length) => (bytesRead += length))))
    yield { lines: reader.push(chunk), bytesRead }
  yield { lines: reader.end(), bytesRead }
}

interface Reader {
  readonly push: (chunk: Uint8Array) => readonly InputLine[]
  readonly end: () => readonly InputLine[]
}

class JsonReader implements Reader {
  readonly #splitter = new LineSplitter()

  push(chunk: Uint8Array): readonly InputLine[] {
    return this.#splitter.push(chunk).map(readLine)
  }

  end(): readonly InputLine[] {
    return this.#splitter.end().map(readLine)
  }
}

function readLine({ number, bytes, cut }: Line): InputLine {
  if (cut) return { number, bytes, read: { ok: false, reason: 'field-too-long' }, named: undefined }
  const read = readRegistrationLine(bytes)
  return { number, bytes, read, named: read.ok ? read.registration.organisation : namedIn(bytes) }
}

/** The organisation that a bad line names, if it is an object at all. */
function namedIn(bytes: Uint8Array): OrganisationId | undefined {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as { readonly organisation?: unknown } | null
    return isOrganisation(value?.organisation) ? value.organisation : undefined
  } catch {
    return undefined
  }
}

class CsvReader implements Reader {
  readonly #mapping: CsvMapping
  readonly #organisation: OrganisationId | undefined
  #splitter: CsvSplitter | undefined
  #readRow: RowReader | undefined

  constructor(mapping: CsvMapping, organisation: OrganisationId | undefined) {
    this.#mapping = mapping
    this.#organisation = organisation
  }

  push(chunk: Uint8Array): readonly InputLine[] {
    if (this.#splitter) return this.#splitter.push(chunk).flatMap((row) => this.#read(row))
    const bytes = withoutByteOrderMark(chunk)
    this.#splitter = new CsvSplitter(this.#mapping.delimiter ?? guessDelimiter(firstLine(bytes)))
    return this.#splitter.push(bytes).flatMap((row) => this.#read(row))
  }

  end(): readonly InputLine[] {
    return this.#splitter?.end().flatMap((row) => this.#read(row)) ?? []
  }

  #read(row: CsvRow): readonly InputLine[] {
    if (!this.#readRow) {
      this.#readRow = rowReader(row, this.#mapping, this.#organisation)
      if (!this.#readRow) throw new UnreadableFile('columns-missing')
      return []
    }
    const mapped = this.#readRow(row)
    return mapped ? [{ number: row.number, bytes: row.bytes, ...mapped }] : []
  }
}

function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

function firstLine(bytes: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 64 * 1024))
  return text.trimStart().split('\n', 1)[0] ?? ''
}
