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
 * @throws {UnreadableFile} `not-text` before anything is given, `broken-gzip` as soon as it shows.
 */
export async function* textBytes(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = chunks[Symbol.asyncIterator]()
  const first = await headOf(source, 2)
  const isGzip = first[0] === 0x1f && first[1] === 0x8b
  const bytes = isGzip ? unpacked(rest(first, source)) : rest(first, source)
  const plain = bytes[Symbol.asyncIterator]()
  try {
    const head = await headOf(plain, HEAD_BYTES)
    if (!looksLikeText(head)) throw new UnreadableFile('not-text')
    yield* rest(head, plain)
  } finally {
    await plain.return?.(undefined)
  }
}

/** Reads until there are `wanted` bytes, or no more. */
async function headOf(source: AsyncIterator<Uint8Array>, wanted: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (let length = 0; length < wanted;) {
    const next = await source.next()
    if (next.done) break
    pieces.push(next.value)
    length += next.value.length
  }
  return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
}

async function* rest(
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

async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip({ chunkSize: 128 * 1024 })
  // What goes wrong on the way comes out of the iterator below.
  pipeline(Readable.from(chunks), gunzip, () => undefined)
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    throw code.startsWith('Z_') ? new UnreadableFile('broken-gzip') : error
  }
}
