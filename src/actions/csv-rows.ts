/**
 * One row of a CSV file. `number`: the line of the file on which it begins, counted from 1.
 * `bytes`: the row as it came, without its line end. `fields`: the bytes of each field, still with its doubled quotes;
 * null: the row cannot be told apart (a quote that is opened and not closed, more fields than a row can have), and `bytes` is its first line only.
 * All bytes may be views on the chunk they came in.
 */
export interface CsvRow {
  readonly number: number
  readonly bytes: Uint8Array
  readonly fields: readonly Uint8Array[] | null
}

/** Room for two fields of the longest kind; a quote that is not closed by then was never meant to be open. */
export const ROW_BYTES_MAX = 16 * 1024 * 1024

/** More columns than a registration has parts. A row of nothing but delimiters would fill the memory with fields. */
export const FIELDS_MAX = 2000

const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x22

interface Field {
  readonly bytes: Uint8Array
  /** Where the delimiter or the line end stands. */
  readonly end: number
}

/** A row at a place in what is held: its last byte is before `end`, the next row begins at `next`. */
interface Place {
  readonly fields: readonly Uint8Array[] | null
  readonly end: number
  readonly next: number
}

/**
 * Cuts a stream of bytes into rows (RFC 4180, any one-byte delimiter, LF or CRLF). Written for what must not happen
 * here: a quote that somebody forgot to close swallows its own line and nothing behind it, and the bytes of a bad
 * row stay as they were. Lines without any character are skipped. Holds about twice `limit` bytes at most.
 */
export class CsvSplitter {
  readonly #delimiter: number
  readonly #limit: number
  #held: Uint8Array = new Uint8Array(0)
  #line = 1
  #isLast = false
  /** In the rest of a line that was longer than the limit. */
  #isSkipping = false
  /** Reading a long row again for every chunk would cost its length squared: wait until there is twice as much. */
  #wait = 0

  constructor(delimiter: string, limit = ROW_BYTES_MAX) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#limit = limit
  }

  /** The rows that this chunk completes. */
  push(chunk: Uint8Array): readonly CsvRow[] {
    this.#held = this.#held.length === 0 ? chunk : joined(this.#held, chunk)
    return this.#held.length < this.#wait ? [] : this.#rows()
  }

  /** The last row, when the file does not end with a line end. */
  end(): readonly CsvRow[] {
    this.#isLast = true
    return this.#rows()
  }

  #rows(): readonly CsvRow[] {
    const rows: CsvRow[] = []
    let at = this.#isSkipping ? this.#skip(0) : 0
    while (at < this.#held.length) {
      const place = this.#rowAt(at)
      if (place === undefined) break
      const { fields, end, next } = place
      if (end > at) rows.push({ number: this.#line, bytes: this.#held.subarray(at, end), fields })
      this.#line += countLineEnds(this.#held, at, next)
      at = this.#isSkipping ? this.#skip(next) : next
    }
    // A copy, so that the chunk it came in can go.
    this.#held = this.#held.slice(at)
    this.#wait = this.#held.length * 2
    return rows
  }

  /** The row that begins at `start`; undefined when its end has not come in yet. */
  #rowAt(start: number): Place | undefined {
    const bytes = this.#held
    const fields: Uint8Array[] = []
    for (let at = start; ;) {
      const field = bytes[at] === QUOTE ? this.#quoted(at) : this.#plain(at)
      if (field === 'broken') return this.#firstLine(start)
      if (field === 'cut off') {
        return this.#isLast || bytes.length - start > this.#limit ? this.#firstLine(start) : undefined
      }
      fields.push(field.bytes)
      if (fields.length > FIELDS_MAX) return this.#firstLine(start)
      const { end } = field
      if (bytes[end] === this.#delimiter) at = end + 1
      else return { fields, end, next: Math.min(end + (bytes[end] === CR ? 2 : 1), bytes.length) }
    }
  }

  #quoted(start: number): Field | 'broken' | 'cut off' {
    const bytes = this.#held
    for (let at = start + 1; ;) {
      const quote = bytes.indexOf(QUOTE, at)
      if (quote < 0) return 'cut off'
      const end = quote + 1
      if (bytes[end] === QUOTE) at = end + 1
      else if (bytes[end] === this.#delimiter || this.#isLineEnd(end)) {
        return { bytes: bytes.subarray(start + 1, quote), end }
      } else return this.#mayGoOn(end) ? 'cut off' : 'broken'
    }
  }

  #plain(start: number): Field | 'cut off' {
    const bytes = this.#held
    let end = start
    while (end < bytes.length && bytes[end] !== this.#delimiter && bytes[end] !== LF) end++
    if (end >= bytes.length && !this.#isLast) return 'cut off'
    if (end > start && this.#isLineEnd(end - 1)) end--
    return { bytes: bytes.subarray(start, end), end }
  }

  /** Where a row cannot be read: its first line only, so that the next row begins on the next line. */
  #firstLine(start: number): Place | undefined {
    const bytes = this.#held
    const lineEnd = bytes.indexOf(LF, start)
    if (lineEnd >= 0) {
      return { fields: null, end: this.#isLineEnd(lineEnd - 1) ? lineEnd - 1 : lineEnd, next: lineEnd + 1 }
    }
    if (!this.#isLast && bytes.length - start <= this.#limit) return undefined
    this.#isSkipping = !this.#isLast
    return { fields: null, end: Math.min(bytes.length, start + this.#limit), next: bytes.length }
  }

  /** Where the line after the one that is skipped begins; the end of what is held when it has not come in yet. */
  #skip(from: number): number {
    const lineEnd = this.#held.indexOf(LF, from)
    if (lineEnd < 0) return this.#held.length
    this.#isSkipping = false
    this.#line++
    return lineEnd + 1
  }

  #isLineEnd(at: number): boolean {
    const bytes = this.#held
    if (at >= bytes.length) return this.#isLast
    if (bytes[at] === LF) return true
    return bytes[at] === CR && (bytes[at + 1] === LF || (this.#isLast && at + 1 === bytes.length))
  }

  /** Whether the bytes to come may still make a row of what ends at `at`. */
  #mayGoOn(at: number): boolean {
    const bytes = this.#held
    if (this.#isLast) return false
    return at >= bytes.length || (bytes[at] === CR && at + 1 === bytes.length)
  }
}

function countLineEnds(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0
  for (let at = bytes.indexOf(LF, from); at >= 0 && at < to; at = bytes.indexOf(LF, at + 1)) lines++
  return lines
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}
