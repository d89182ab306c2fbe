import { connect } from 'node:net'
import type { Wild } from './requests.ts'

export interface Heard {
  /** 0: nothing came back. */
  readonly status: number
  readonly head: string
  readonly body: string
}

/** Long for an answer, short for a test that hangs; the machine may be busy with others. */
const SECONDS_MAX = 60

/** Writes a request to a socket, byte for byte, and reads until the other side has had enough. */
export function overTheWire(
  port: number,
  host: string,
  { method, path, headers, body }: Omit<Wild, 'operationId' | 'browser'>,
): Promise<Heard> {
  const isChunked = headers.some(([name]) => name === 'Transfer-Encoding')
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    ...(isChunked ? [] : [`Content-Length: ${body.length}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ]
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  const size = Buffer.from(`${body.length.toString(16)}\r\n`)
  const chunk = body.length === 0 ? [] : [size, body, Buffer.from('\r\n')]
  const chunked = Buffer.concat([...chunk, Buffer.from('0\r\n\r\n')])
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1')
    const done = () => {
      socket.destroy()
      resolve(read(Buffer.concat(chunks)))
    }
    socket.setTimeout(SECONDS_MAX * 1000, done)
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('end', done)
    // Cut off while it still wrote: what was said before that counts.
    socket.on('error', done)
    socket.write(Buffer.concat([head, isChunked ? chunked : body]))
  })
}

function read(bytes: Buffer): Heard {
  const text = bytes.toString('utf8')
  const end = text.indexOf('\r\n\r\n')
  const head = end < 0 ? text : text.slice(0, end)
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
  const raw = end < 0 ? '' : text.slice(end + 4)
  return { status, head, body: /transfer-encoding: chunked/i.test(head) ? unchunked(raw) : raw }
}

function unchunked(text: string): string {
  const [, size = '0'] = /^([0-9a-f]+)\r\n/i.exec(text) ?? []
  // Answers of errors are short: one chunk.
  return text.slice(size.length + 2, size.length + 2 + Number.parseInt(size, 16))
}
