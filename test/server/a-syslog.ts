// A system that takes syslog over TLS, as an organisation has one to which its machines send what they log.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import type { KeyAndCertificate } from './a-ca.ts'

export interface SyslogServer {
  readonly port: number
  /** The messages so far, taken apart by the octets that are counted before each. @throws when that does not fit. */
  readonly messages: () => readonly string[]
  /** Stops to read, and to tell that it does. */
  readonly sleep: (asleep: boolean) => void
  /** Breaks the lines that are open. */
  readonly breakOff: () => void
  readonly close: () => Promise<void>
}

export async function aSyslog(pair: KeyAndCertificate, port = 0): Promise<SyslogServer> {
  const open = new Set<TLSSocket>()
  const heard: Buffer[][] = []
  let asleep = false
  const server = createServer({ ...pair, minVersion: 'TLSv1.2' }, (socket) => {
    open.add(socket)
    const chunks: Buffer[] = []
    heard.push(chunks)
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    if (asleep) socket.pause()
  }).listen(port, '127.0.0.1')
  server.on('tlsClientError', () => undefined)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    messages: () => heard.flatMap((chunks) => messagesIn(Buffer.concat(chunks))),
    sleep(next) {
      asleep = next
      for (const socket of open) void (next ? socket.pause() : socket.resume())
    },
    breakOff() {
      for (const socket of open) socket.destroy()
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

/** RFC 5425, 4.3: MSG-LEN SP SYSLOG-MSG. What is not whole yet is left. */
function messagesIn(bytes: Buffer): readonly string[] {
  const found: string[] = []
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at)
    if (space === -1) break
    const length = bytes.toString('latin1', at, space)
    if (!/^[1-9]\d{0,6}$/.test(length)) throw new Error('no length in octets before a message')
    const end = space + 1 + Number(length)
    if (end > bytes.length) break
    found.push(bytes.toString('utf8', space + 1, end))
    at = end
  }
  return found
}
