import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { codeOf } from '#store/faults.ts'
import { OperatorError } from '#store/operator-error.ts'
import { RAW_HEADERS } from './headers.ts'
import { problemOf } from './problem.ts'
import type { ApiRefusal } from './refusals.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A certificate with those above it, and its private key, both PEM. */
export interface Tls {
  readonly cert: string
  readonly key: string
}

/** Forward secrecy and authenticated encryption alone, as the NCSC has it; those of TLS 1.3 are so by themselves. */
export const CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
] as const

/** The port, taken before anything else is started. Until `open` everybody hears that we are not ready yet. */
export interface FrontDoor {
  readonly port: number
  readonly open: (answer: Answer) => void
  /** Lets the answers that are being written finish, for a while. */
  readonly close: () => Promise<void>
}

/** A large file over a slow line may take this long. */
export const REQUEST_MS_MAX = 3_600_000
export const HEADERS_MS_MAX = 30_000
const CLOSE_MS_MAX = 5_000

/** Speaks TLS with a certificate, else HTTP. Throws an OperatorError when the port cannot be had. */
export async function openFrontDoor(host: string, port: number, tls?: Tls): Promise<FrontDoor> {
  let answer: Answer = (_request, response) => refuse(response, 'unavailable')
  const limits = { requestTimeout: REQUEST_MS_MAX, headersTimeout: HEADERS_MS_MAX }
  const onRequest = (req: IncomingMessage, res: ServerResponse) => answer(req, res)
  const server = tls
    ? createTlsServer({ ...limits, ...tls, minVersion: 'TLSv1.2', ciphers: CIPHERS.join(':') }, onRequest)
    : createServer(limits, onRequest)
  server.on('clientError', refuseGarbage)
  // Node would answer an `Expect` that it does not know by itself, without a body; we may pass over it (RFC 9110, 10.1.1).
  server.on('checkExpectation', (req: IncomingMessage, res: ServerResponse) => answer(req, res))
  await listen(server, host, port)
  const address = server.address()
  let closing: Promise<void> | undefined
  return {
    port: typeof address === 'object' && address ? address.port : port,
    open(next) {
      answer = next
    },
    close: () => (closing ??= closeServer(server)),
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(plainly(error, host, port)))
    server.listen(port, host, resolve)
  })
}

function plainly(error: Error, host: string, port: number): Error {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new PortError(`Port ${port} on ${host} is in use by another program. Choose another with PORT.`)
    case 'EACCES':
      return new PortError(`Port ${port} may not be used by this account. Choose one above 1023 with PORT.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new PortError(`HOST=${host} is no address of this machine.`)
    default:
      return error
  }
}

/** There is no listening here. */
export class PortError extends OperatorError {}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), CLOSE_MS_MAX)
    server.close(() => {
      clearTimeout(patience)
      resolve()
    })
    server.closeIdleConnections()
  })
}

function refuse(response: ServerResponse, refusal: ApiRefusal): void {
  const problem = problemOf(refusal)
  response.writeHead(problem.status, { ...RAW_HEADERS, 'Retry-After': '2', Connection: 'close' })
  response.end(JSON.stringify(problem))
}

/** What is no HTTP gets an answer as well, and not a word back of what it said. */
function refuseGarbage(error: Error, socket: Socket): void {
  if (!socket.writable || codeOf(error) === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const body = JSON.stringify(problemOf('unreadable-body'))
  const headers = { ...RAW_HEADERS, 'Content-Length': Buffer.byteLength(body), Connection: 'close' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
