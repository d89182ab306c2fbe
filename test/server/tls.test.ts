// Lines that others could read: Spoor speaks TLS itself, and to a database only with a certificate that was checked.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { request as plain } from 'node:http'
import { request } from 'node:https'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFrontDoor, type FrontDoor } from '#server/front-door.ts'
import { openDatabase } from '#store/database.ts'
import { codeOf } from '#store/faults.ts'
import { aCertificateAuthority, type CertificateAuthority, type KeyAndCertificate } from './a-ca.ts'

const ADDRESS = '127.0.0.1'
let ca: CertificateAuthority
let stranger: CertificateAuthority
beforeAll(async () => {
  ca = await aCertificateAuthority('Authority of the tests')
  stranger = await aCertificateAuthority('Authority that nobody knows')
})

describe('the front door with a certificate', () => {
  let door: FrontDoor
  beforeAll(async () => {
    door = await openFrontDoor(ADDRESS, 0, await ca.issue(ADDRESS))
    door.open((_request, response) => void response.end('answered'))
  })
  afterAll(() => door.close())

  const ask = (options: tls.ConnectionOptions, with_ = request) =>
    new Promise<string>((resolve) => {
      const asked = with_({ host: ADDRESS, port: door.port, agent: false, ...options }, (response) => {
        response.resume()
        const { socket } = response
        const how =
          socket instanceof tls.TLSSocket ? `${socket.getProtocol()} ${socket.getCipher().name}` : ''
        resolve(`${response.statusCode} ${how}`.trim())
      })
      asked.on('error', (error) => resolve(codeOf(error) ?? 'refused'))
      asked.end()
    })

  test.each<readonly [string, tls.ConnectionOptions, RegExp]>([
    ['TLS 1.3', {}, /^200 TLSv1\.3 /],
    ['TLS 1.2 with forward secrecy', { maxVersion: 'TLSv1.2' }, /^200 TLSv1\.2 ECDHE-ECDSA-/],
  ])('answers over %s', async (_, options, how) => {
    expect(await ask({ ca: ca.cert, ...options })).toMatch(how)
  })

  test.each<readonly [string, tls.ConnectionOptions]>([
    ['TLS 1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
    ['TLS 1.2 without forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES256-GCM-SHA384' }],
    ['TLS 1.2 with an old way of encrypting', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-SHA' }],
  ])('does not answer over %s', async (_, options) => {
    expect(await ask({ ca: ca.cert, ...options })).not.toMatch(/^200/)
  })

  test('does not answer who speaks HTTP, and whoever does not know the authority does not believe it', async () => {
    expect(await ask({}, plain as typeof request)).not.toMatch(/^200/)
    expect(await ask({ ca: stranger.cert })).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  })
})

describe('a database on another machine', () => {
  /** Says that it speaks TLS, as PostgreSQL does, and keeps what comes through it. */
  async function aDatabase(pair: KeyAndCertificate) {
    const heard: string[] = []
    const server = createServer((socket: Socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => {
        socket.write('S')
        const line = new tls.TLSSocket(socket, { isServer: true, ...pair })
        line.on('error', () => undefined)
        line.on('data', (bytes: Buffer) => {
          heard.push(bytes.toString('latin1'))
          line.destroy()
        })
      })
    }).listen(0, ADDRESS)
    await once(server, 'listening')
    return { port: (server.address() as AddressInfo).port, heard, close: () => void server.close() }
  }

  test.each([
    ['with a certificate that is in order', () => ca.issue('localhost'), true],
    ['with a certificate by a stranger', () => stranger.issue('localhost'), false],
    ['with a certificate of another name', () => ca.issue('db.example.nl'), false],
    [
      'with a certificate that has run out',
      () => ca.issue('localhost', new Date(Date.now() - 60_000)),
      false,
    ],
  ])('%s hears who we are: %s', async (_, issue, expected) => {
    const folder = mkdtempSync(join(tmpdir(), 'spoor-line-'))
    writeFileSync(join(folder, 'ca.pem'), ca.cert)
    const server = await aDatabase(await issue())
    const parameters = `sslmode=verify-full&sslrootcert=${join(folder, 'ca.pem')}`
    const url = `postgres://spoor_politie:geheim@localhost:${server.port}/spoor?${parameters}`
    const database = openDatabase(url, { max: 1, applicationName: 'test' })
    const failed = await database.pool.query('select 1').catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(Error)
    await database.close()
    server.close()
    expect(server.heard.join('').includes('spoor_politie')).toBe(expected)
  })
})
