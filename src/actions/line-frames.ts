import type { OrganisationId } from '#core/organisation.ts'
import type { ReadLine } from '#core/registration.ts'
import type { ImportFault } from './input-bytes.ts'
import type { InputFormat, InputLine } from './input-lines.ts'

// What the reading process (input-process.ts) says, and how: frames of a JSON head and the bytes of the lines as they
// came. Only our own two ends speak it.

/** How a file is to be read; the process is given it when it starts. */
export interface ReadingOrder {
  readonly format: InputFormat
  /** Whose rows they are when a CSV file does not say so. */
  readonly organisation?: OrganisationId | undefined
}

/** Lines of a file with the bytes of the file read so far; or the end, with the reason when it came too early. */
export type Frame =
  | { readonly lines: readonly InputLine[]; readonly bytesRead: number }
  | { readonly end: true; readonly fault: ImportFault | null }

interface Head {
  readonly lines?: readonly {
    readonly number: number
    readonly length: number
    readonly read: ReadLine
    readonly named?: OrganisationId
  }[]
  readonly bytesRead?: number
  readonly fault?: ImportFault | null
}

/** Two lengths, 4 bytes each: of the head and of the lines. */
const LENGTHS = 8

export function frameOf(frame: Frame): readonly Uint8Array[] {
  const lines = 'end' in frame ? [] : frame.lines
  const head: Head =
    'end' in frame
      ? { fault: frame.fault }
      : {
          bytesRead: frame.bytesRead,
          lines: lines.map(({ number, bytes, read, named }) => ({
            number,
            length: bytes.length,
            read,
            ...(named === undefined ? {} : { named }),
          })),
        }
  const json = Buffer.from(JSON.stringify(head))
  const bytes = Buffer.concat(lines.map((line) => line.bytes))
  const lengths = Buffer.alloc(LENGTHS)
  lengths.writeUInt32LE(json.length, 0)
  lengths.writeUInt32LE(bytes.length, 4)
  return [lengths, json, bytes]
}

/** The frames in a stream of bytes. Ends without an end frame when the other side broke off. */
export async function* framesIn(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Frame, void, undefined> {
  let pieces: Uint8Array[] = []
  let held = 0
  let wanted = LENGTHS
  for await (const piece of stream) {
    pieces.push(piece)
    held += piece.length
    while (held >= wanted) {
      const all =
        pieces.length === 1
          ? Buffer.from(pieces[0]!.buffer, pieces[0]!.byteOffset, held)
          : Buffer.concat(pieces)
      const [head, lines] = [all.readUInt32LE(0), all.readUInt32LE(4)]
      wanted = LENGTHS + head + lines
      pieces = [all]
      if (held < wanted) break
      yield frameFrom(all.subarray(LENGTHS, LENGTHS + head), all.subarray(LENGTHS + head, wanted))
      pieces = [all.subarray(wanted)]
      held -= wanted
      wanted = LENGTHS
    }
  }
}

function frameFrom(head: Buffer, bytes: Uint8Array): Frame {
  const { lines, bytesRead = 0, fault = null } = JSON.parse(head.toString('utf8')) as Head
  if (!lines) return { end: true, fault }
  let end = 0
  return {
    bytesRead,
    lines: lines.map(({ number, length, read, named }) => {
      end += length
      return { number, bytes: bytes.subarray(end - length, end), read, named }
    }),
  }
}
