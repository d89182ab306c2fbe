import type { Line } from '#core/lines.ts'
import { readRegistrationLine, type RejectReason } from '#core/registration.ts'
import { type Catalogue, scanRegistration, signalIn } from '#scan/scan.ts'

/** Lines on their way to a scanner: their bytes one after the other, so that they travel to a thread without a copy. */
export interface LineBatch {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where each line ends in `bytes`. */
  readonly ends: readonly number[]
  readonly numbers: readonly number[]
  /** Numbers of the lines that were too long to keep. */
  readonly cut: readonly number[]
}

export interface RejectedLine {
  readonly number: number
  readonly reason: RejectReason
  readonly bytes: Uint8Array
}

/** What came of a batch. `output`: NDJSON, in the order of the lines. */
export interface BatchResult {
  readonly output: Uint8Array<ArrayBuffer>
  readonly lines: number
  readonly signals: number
  readonly rejected: readonly RejectedLine[]
}

/** Gathers lines into batches of about `size` bytes; a longer line is a batch of its own. */
export class Batcher {
  readonly #size: number
  #lines: Line[] = []
  #bytes = 0

  constructor(size: number) {
    this.#size = size
  }

  /** Takes a line; gives the batch that it completes. */
  add(line: Line): LineBatch | undefined {
    this.#lines.push(line)
    this.#bytes += line.bytes.length
    return this.#bytes >= this.#size ? this.flush() : undefined
  }

  /** The lines gathered so far, if any. */
  flush(): LineBatch | undefined {
    if (this.#lines.length === 0) return undefined
    const bytes = new Uint8Array(this.#bytes)
    const ends: number[] = []
    let at = 0
    for (const line of this.#lines) {
      bytes.set(line.bytes, at)
      at += line.bytes.length
      ends.push(at)
    }
    const numbers = this.#lines.map(({ number }) => number)
    const cut = this.#lines.filter((line) => line.cut).map(({ number }) => number)
    this.#lines = []
    this.#bytes = 0
    return { bytes, ends, numbers, cut }
  }
}

/** Scans a batch. `all`: also the registrations that are no signal. */
export function scanBatch(catalogue: Catalogue, batch: LineBatch, all: boolean): BatchResult {
  const output: string[] = []
  const rejected: RejectedLine[] = []
  let signals = 0
  let start = 0
  for (const [index, end] of batch.ends.entries()) {
    const bytes = batch.bytes.subarray(start, end)
    const number = batch.numbers[index]!
    start = end
    const read = batch.cut.includes(number) ? tooLong : readRegistrationLine(bytes)
    if (!read.ok) {
      rejected.push({ number, reason: read.reason, bytes })
      continue
    }
    const result = all
      ? scanRegistration(catalogue, read.registration)
      : signalIn(catalogue, read.registration)
    if (result?.isSignal) signals += 1
    if (result) output.push(JSON.stringify(result), '\n')
  }
  return { output: new TextEncoder().encode(output.join('')), lines: batch.ends.length, signals, rejected }
}

const tooLong = { ok: false, reason: 'field-too-long' } as const
