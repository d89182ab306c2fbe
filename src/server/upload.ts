import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { ApiRefusal } from './refusals.ts'

/** Registrations as they are, one a line. Gzip is recognised by its first bytes, whatever its name. */
export const LINE_TYPES = ['application/x-ndjson', 'text/csv', 'application/gzip'] as const
export const UPLOAD_TYPES = ['multipart/form-data', ...LINE_TYPES] as const

/** A file on its way in: what the sender said of it, and its bytes as they come. */
export interface IncomingFile {
  readonly source: string
  readonly bytesTotal: number | null
  readonly format: 'ndjson' | 'csv'
  readonly mapping?: unknown
  readonly stream: AsyncIterable<Uint8Array>
}

/** The stream held more bytes than may be sent at once. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError'
}

/** The sender stopped before the end. */
export class BrokenOffError extends Error {
  override readonly name = 'BrokenOffError'
}

/** The file in an upload: a part of a form, or the body itself. Nothing has been read of it yet. */
export async function fileIn(
  request: FastifyRequest,
  bytesMax: number,
): Promise<Outcome<IncomingFile, ApiRefusal>> {
  if (!request.isMultipart()) {
    const format = formatOf(request)
    const bytesTotal = Number(request.headers['content-length']) || null
    return done({ source: `upload.${format}`, bytesTotal, format, stream: linesIn(request, bytesMax) })
  }
  const part = await request.file().catch(noForm)
  if (!part) return refuse('unreadable-body')
  const mapping = mappingIn(part.fields.mapping)
  if (mapping === UNREADABLE) return refuse('unreadable-body')
  return done({
    source: nameOf(part.filename),
    // The parts of a form do not say how long they are.
    bytesTotal: null,
    format: isCsv(part.mimetype) || /\.csv(\.gz)?$/i.test(part.filename) ? 'csv' : 'ndjson',
    ...(mapping === undefined ? {} : { mapping }),
    stream: limited(part.file, bytesMax),
  })
}

/** How the lines of a body are written, by its media type. */
export function formatOf(request: FastifyRequest): IncomingFile['format'] {
  return isCsv(request.headers['content-type']) ? 'csv' : 'ndjson'
}

/** The body in pieces; fails with TooLargeError beyond `bytesMax`, with BrokenOffError when its sender goes away. */
export function linesIn(request: FastifyRequest, bytesMax: number): AsyncIterable<Uint8Array> {
  return limited(request.body as Readable, bytesMax)
}

function limited(stream: Readable, bytesMax: number): AsyncIterable<Uint8Array> {
  // Whoever reads hears of a fault when it reads on; until then nobody may have listened.
  stream.on('error', () => undefined)
  return piecesOf(stream, bytesMax)
}

async function* piecesOf(stream: Readable, bytesMax: number): AsyncGenerator<Uint8Array, void, undefined> {
  // Destroying the stream of a request would close the line over which the answer must go.
  const pieces: AsyncIterator<Uint8Array> = stream.iterator({ destroyOnReturn: false })
  for (let bytes = 0; ;) {
    const next = await pieces.next().catch(() => {
      throw new BrokenOffError()
    })
    if (next.done) return
    bytes += next.value.length
    if (bytes > bytesMax) throw new TooLargeError()
    yield next.value
  }
}

const UNREADABLE = Symbol('unreadable')

/** What the parser of forms throws of its own has a status; what its parts throw means that this is no form. */
function noForm(error: unknown): undefined {
  if ((error as { statusCode?: number }).statusCode !== undefined) throw error
}

function mappingIn(field: unknown): unknown {
  const value = typeof field === 'object' && field !== null ? (field as { value?: unknown }).value : undefined
  if (value === undefined || value === '') return undefined
  if (typeof value !== 'string') return UNREADABLE
  try {
    return JSON.parse(value) as unknown
  } catch {
    return UNREADABLE
  }
}

function isCsv(type: string | undefined): boolean {
  return /^text\/csv\b/i.test(type ?? '')
}

/** The last part of a path, without characters that could do something on a screen or in a terminal. */
function nameOf(filename: string): string {
  const name = filename.split(/[/\\]/).at(-1) ?? ''
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200) || 'bestand'
}
