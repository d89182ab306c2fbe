import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { OrganisationId } from '#core/organisation.ts'
import { headOf, isGzip, rest, UnreadableFile, type ImportFault } from './input-bytes.ts'
import { inputLines, type InputFormat, type InputLine } from './input-lines.ts'
import { framesIn, type ReadingOrder } from './line-frames.ts'

/** What reading a file may cost. Lines, fields and what gzip unpacks to have limits of their own where they are read. */
export interface Bounds {
  /** Of V8's heap, in MiB: the longest line that is kept, as text and as values, several times over. */
  readonly heapMiB: number
  /** So many milliseconds may the reading take in a file, or give lines, without doing either. */
  readonly quietMs: number
}

export const BOUNDS: Bounds = { heapMiB: 512, quietMs: 30_000 }

/** A file that is no longer than this can do no harm, whatever is in it, and starting a process would take longer. */
export const HARMLESS_BYTES = 256 * 1024

type Lines = { readonly lines: readonly InputLine[]; readonly bytesRead: number }

/**
 * The lines of a file as `inputLines` gives them, read in a process of its own with bounds on memory and time: what
 * somebody sends can end its own import, and nothing else. Not in a thread: V8 ends the whole process when a thread
 * asks for too much at once.
 * @throws {UnreadableFile} when the file as a whole cannot be read; `too-heavy`, `too-slow` when a bound is reached.
 */
export async function* boundedLines(
  chunks: AsyncIterable<Uint8Array>,
  format: InputFormat,
  organisation?: OrganisationId,
  bounds: Bounds = BOUNDS,
): AsyncGenerator<Lines, void, undefined> {
  const source = chunks[Symbol.asyncIterator]()
  const head = await headOf(source, HARMLESS_BYTES + 1)
  const whole = rest(head, source)
  if (head.length <= HARMLESS_BYTES && !isGzip(head)) {
    yield* inputLines(whole, format, organisation)
    return
  }
  const reading = new Reading(whole, { format, organisation }, bounds)
  try {
    yield* reading.lines()
  } finally {
    await reading.stop()
  }
}

const PROGRAM = fileURLToPath(new URL('./input-process.ts', import.meta.url))
const CODE = fileURLToPath(new URL('../', import.meta.url))
const PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url))
/** How often it is looked whether anything moved, in the time that it may be quiet. */
const LOOKS = 4

class Reading {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>
  readonly #chunks: AsyncGenerator<Uint8Array, void, undefined>
  readonly #ended: Promise<unknown>
  readonly #watch: NodeJS.Timeout
  /** Who is to move: the source of the file, whoever takes the lines, or the process. Only that one is in a hurry. */
  #sourceIsToMove = true
  #takerIsToMove = true
  #quietLooks = 0
  #fault: ImportFault | undefined
  #sourceError: { readonly error: unknown } | undefined

  constructor(
    chunks: AsyncGenerator<Uint8Array, void, undefined>,
    order: ReadingOrder,
    { heapMiB, quietMs }: Bounds,
  ) {
    const bounds = [`--max-old-space-size=${heapMiB}`, '--permission']
    const readable = [CODE, PACKAGE].map((path) => `--allow-fs-read=${path}`)
    const args = [...bounds, ...readable, PROGRAM, JSON.stringify(order)]
    this.#process = spawn(process.execPath, args, { env: {}, stdio: ['pipe', 'pipe', 'ignore'] })
    this.#chunks = chunks
    this.#ended = once(this.#process, 'close').catch(() => undefined)
    // It may break off before it has read all; why, it says in its last frame or by how it ended.
    this.#process.stdin.on('error', () => undefined)
    this.#watch = setInterval(() => this.#look(), quietMs / LOOKS)
    void this.#feed()
  }

  async *lines(): AsyncGenerator<Lines, void, undefined> {
    for await (const frame of framesIn(this.#pieces())) {
      if ('end' in frame) {
        if (this.#sourceError) throw this.#sourceError.error
        if (frame.fault) throw new UnreadableFile(frame.fault)
        return
      }
      this.#takerIsToMove = true
      yield frame
      this.#takerIsToMove = false
    }
    await this.#brokenOff()
  }

  async stop(): Promise<void> {
    clearInterval(this.#watch)
    this.#process.kill('SIGKILL')
    await this.#ended
    // A source that is waiting for bytes would keep us waiting.
    void this.#chunks.return(undefined).catch(() => undefined)
  }

  async *#pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    this.#takerIsToMove = false
    for await (const piece of this.#process.stdout) {
      this.#quietLooks = 0
      yield piece as Uint8Array
    }
  }

  async #feed(): Promise<void> {
    const { stdin } = this.#process
    try {
      for await (const chunk of this.#chunks) {
        this.#sourceIsToMove = false
        this.#quietLooks = 0
        if (stdin.destroyed) return
        if (!stdin.write(chunk))
          await Promise.race([once(stdin, 'drain'), this.#ended]).catch(() => undefined)
        this.#sourceIsToMove = true
      }
    } catch (error) {
      this.#sourceError = { error }
    }
    this.#sourceIsToMove = false
    stdin.end()
  }

  #look(): void {
    if (this.#sourceIsToMove || this.#takerIsToMove) this.#quietLooks = 0
    else if (++this.#quietLooks > LOOKS) {
      this.#fault = 'too-slow'
      this.#process.kill('SIGKILL')
    }
  }

  /** It ended without a word: V8 aborts when the heap is full, the kernel kills when the machine is. */
  async #brokenOff(): Promise<never> {
    await this.#ended
    const { exitCode, signalCode } = this.#process
    if (this.#fault) throw new UnreadableFile(this.#fault)
    if (signalCode !== null) throw new UnreadableFile('too-heavy')
    throw new Error(`the process that reads files ended with ${exitCode}`)
  }
}
