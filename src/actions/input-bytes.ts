import { Readable, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { HEAD_BYTES, looksLikeText } from '#core/text-file.ts'

/** Why a file as a whole could not be read (any further). What was read of it before stays, and is counted. */
export const IMPORT_FAULTS = [
  'not-text',
  'broken-gzip',
  'columns-missing',
  'mapping-unusable',
  'file-missing',
  'unpacks-too-large',
  'too-heavy',
  'too-slow',
] as const
export type ImportFault = (typeof IMPORT_FAULTS)[number]

/** Stops an import. A file that is broken is bad input, not a fault of ours. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
  readonly fault: ImportFault

  constructor(fault: ImportFault) {
    super(`the file cannot be read: ${fault}`)
    this.fault = fault
  }
}

/**
 * The text of a file as bytes: unpacked when it is gzip, whatever its name. The first chunk is at least as long as
 * the head that is looked at, or all there is.
 * @throws {UnreadableFile} `not-text` before anything is given, `broken-gzip` and `unpacks-too-large` as soon as it shows.
 */
export async function* textBytes(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = chunks[Symbol.asyncIterator]()
  const first = await headOf(source, 2)
  const bytes = isGzip(first) ? unpacked(rest(first, source)) : rest(first, source)
  const plain = bytes[Symbol.asyncIterator]()
  try {
    const head = await headOf(plain, HEAD_BYTES)
    if (!looksLikeText(head)) throw new UnreadableFile('not-text')
    yield* rest(head, plain)
  } finally {
    await plain.return?.(undefined)
  }
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/** Reads until there are `wanted` bytes, or no more. */
export async function headOf(source: AsyncIterator<Uint8Array>, wanted: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (let length = 0; length < wanted;) {
    const next = await source.next()
    if (next.done) break
    pieces.push(next.value)
    length += next.value.length
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

/** What was read as a head, and then what comes after it. */
export async function* rest(
  head: Uint8Array,
  source: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (head.length > 0) yield head
    for (;;) {
      const next = await source.next()
      if (next.done) return
      yield next.value
    }
  } finally {
    await source.return?.(undefined)
  }
}

/** Text becomes a tenth, a very even file a fiftieth. What becomes less than a hundredth was made to fill a disk. */
export const UNPACKED_RATIO_MAX = 100
/** Below this the ratio says nothing. */
const UNPACKED_FREE_BYTES = 64 * 1024 * 1024
/** No day of any organisation comes near. */
export const UNPACKED_BYTES_MAX = 8 * 1024 * 1024 * 1024

async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip({ chunkSize: 128 * 1024 })
  let [packedBytes, bytes] = [0, 0]
  // What goes wrong on the way comes out of the iterator below.
  pipeline(Readable.from(counted(chunks, (length) => (packedBytes += length))), gunzip, () => undefined)
  try {
    for await (const chunk of gunzip) {
      bytes += (chunk as Uint8Array).length
      const most = Math.max(UNPACKED_FREE_BYTES, packedBytes * UNPACKED_RATIO_MAX)
      if (bytes > Math.min(most, UNPACKED_BYTES_MAX)) throw new UnreadableFile('unpacks-too-large')
      yield chunk as Uint8Array
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    throw code.startsWith('Z_') ? new UnreadableFile('broken-gzip') : error
  }
}

/** The same bytes; `add` hears how many there were. */
export async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  add: (length: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    add(chunk.length)
    yield chunk
  }
}
