/**
 * One line of a file, as bytes without its line end (`\n` or `\r\n`) and, on the first line, without a byte order mark.
 * `number`: counted from 1 over all lines of the file, blank ones included, so that an editor finds it.
 * `bytes`: may be a view on the chunk it came in: copy it to keep it beyond the next chunk.
 * `cut`: the line was longer than the limit; `bytes` holds its beginning only, and it must be rejected (`field-too-long`).
 */
export interface Line {
  readonly number: number
  readonly bytes: Uint8Array
  readonly cut: boolean
}

/**
 * The longest line that is kept whole. Eight times the longest field (formats.md), because JSON may escape every
 * character of a field; anything longer would only serve to exhaust the memory.
 */
export const LINE_BYTES_MAX = 64 * 1024 * 1024

const LF = 0x0a
const CR = 0x0d

/**
 * Cuts a stream of bytes into lines. Blank lines (nothing but spaces and tabs) are skipped, not counted as input.
 * Holds at most one line of `limit` bytes, however long the line in the file is.
 */
export class LineSplitter {
  readonly #limit: number
  #number = 0
  #pieces: Uint8Array[] = []
  #held = 0
  #cut = false

  constructor(limit = LINE_BYTES_MAX) {
    this.#limit = limit
  }

  /** The lines that this chunk completes. */
  push(chunk: Uint8Array): readonly Line[] {
    const lines: Line[] = []
    let start = 0
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      // A file of nothing but line ends must not cost more than one of text.
      if (end === start && this.#held === 0 && !this.#cut) {
        this.#number += 1
        start = end + 1
        continue
      }
      this.#hold(chunk.subarray(start, end))
      this.#complete(lines)
      start = end + 1
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start))
    return lines
  }

  /** The last line, when the file does not end with a line end. */
  end(): readonly Line[] {
    const lines: Line[] = []
    if (this.#held > 0 || this.#cut) this.#complete(lines)
    return lines
  }

  #hold(piece: Uint8Array): void {
    // One byte of room above the limit, for the CR of a line end that is not part of the line.
    const room = this.#limit + 1 - this.#held
    const kept = piece.length > room ? piece.subarray(0, room) : piece
    if (kept.length < piece.length) this.#cut = true
    if (kept.length === 0) return
    this.#pieces.push(kept)
    this.#held += kept.length
  }

  #complete(lines: Line[]): void {
    this.#number += 1
    const whole = this.#pieces.length === 1 ? this.#pieces[0]! : joined(this.#pieces, this.#held)
    let cut = this.#cut
    this.#pieces = []
    this.#held = 0
    this.#cut = false

    let bytes = this.#number === 1 ? withoutByteOrderMark(whole) : whole
    if (!cut && bytes.at(-1) === CR) bytes = bytes.subarray(0, -1)
    if (bytes.length > this.#limit) {
      bytes = bytes.subarray(0, this.#limit)
      cut = true
    }
    if (cut || !isBlank(bytes)) lines.push({ number: this.#number, bytes, cut })
  }
}

/** The lines of a stream, one after the other; the next chunk is asked for when its lines are used up. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limit = LINE_BYTES_MAX,
): AsyncGenerator<Line, void, undefined> {
  const splitter = new LineSplitter(limit)
  for await (const chunk of chunks) yield* splitter.push(chunk)
  yield* splitter.end()
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === CR)
}
