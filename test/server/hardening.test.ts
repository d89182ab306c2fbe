// What the server does with requests that are not meant well, below the level of any route.
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, request as ask, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import tls from 'node:tls'
import { generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFrontDoor } from '#server/front-door.ts'
import { USUAL_CLAIMS } from '#server/sign-in/identity.ts'
import { relyingParty } from '#server/sign-in/provider.ts'
import { filesBelow } from '../source.ts'
import { form } from './a-form.ts'
import { aServer, type Browser, type TestServer } from './a-server.ts'

let server: TestServer
let browser: Browser
beforeAll(async () => {
  server = await aServer()
  browser = await server.signedIn(await server.house.colleague('Sanne de Wit'))
})
afterAll(() => server.close())

describe('a method that is not for us', () => {
  test.each(['TRACE', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])(
    '%s changes nothing and echoes nothing',
    async (method) => {
      const { port } = new URL(server.site.origin)
      const request = ask({
        host: '127.0.0.1',
        port,
        method,
        path: '/v1/session',
        headers: { ...browser.headers, 'x-echo': 'Kanarie' },
      })
      request.end()
      const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage]
      expect(response.statusCode).toBe(404)
      expect(response.headers['access-control-allow-methods']).toBeUndefined()
      expect(await text(response)).not.toContain('Kanarie')
    },
  )
})

describe('where one request ends and the next begins', () => {
  const DOUBLE = [
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef'],
    ['a length and pieces', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['pieces that are not the last encoding', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a space before the colon', 'Content-Length : 5\r\n\r\nabcde'],
    ['a bare line feed', 'X-A: b\nContent-Length: 5\r\n\r\nabcde'],
  ] as const

  test.each(DOUBLE)('%s: 400, and the line is closed', async (_, rest) => {
    const door = await openFrontDoor('127.0.0.1', 0)
    const answered: string[] = []
    door.open((request, response) => {
      answered.push(request.url ?? '')
      response.end('answered')
    })
    const socket = connect(door.port, '127.0.0.1')
    socket.write(`POST /first HTTP/1.1\r\nHost: x\r\n${rest}GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n`)
    const said = await text(socket)
    await door.close()
    expect(said).toMatch(/^HTTP\/1\.1 400 /)
    expect(said).toContain('Connection: close')
    expect(answered).not.toContain('/smuggled')
  })
})

test('a page may load its own files only, run nothing inline, and stand in no frame', async () => {
  const screens = mkdtempSync(join(tmpdir(), 'spoor-page-'))
  writeFileSync(join(screens, 'index.html'), '<title>Spoor</title>')
  const pages = await aServer({ screens })
  for (const url of ['/', '/werk', '/sign-in']) {
    const { headers, statusCode } = await pages.inject({ method: 'GET', url })
    const policy = Object.fromEntries(
      String(headers['content-security-policy'])
        .split(';')
        .map((directive) => directive.split(/ (.*)/, 2)),
    )
    expect([url, statusCode]).toEqual([url, 200])
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'object-src': "'none'",
      'worker-src': "'self'",
      'manifest-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
  }
  await pages.close()
})

test('what comes in is decoded once: a percent that was encoded stays one', async () => {
  const id = '0d0e1c3a-7c5e-4b1c-9f0e-6a4f1f2b3c4d'
  const statuses = []
  for (const dash of ['-', '%2D', '%252D'])
    statuses.push((await browser.get(`/v1/signals/${id.replaceAll('-', dash)}`)).statusCode)
  // A signal that is not there; the same; and what is no id at all.
  expect(statuses).toEqual([404, 404, 400])
})

test('what somebody says of their own address changes nothing: one address, one count', async () => {
  const strict = await aServer({ requestsPerMinute: 2 })
  const from = (address: string) =>
    strict.inject({
      method: 'GET',
      url: '/v1/session',
      headers: { 'x-forwarded-for': address, forwarded: `for=${address}`, 'x-real-ip': address },
    })
  const statuses = []
  for (const last of [1, 2, 3]) statuses.push((await from(`203.0.113.${last}`)).statusCode)
  await strict.close()
  expect(statuses).toEqual([401, 401, 429])
})

test.each([
  ['X-Forwarded-Host', { 'x-forwarded-host': 'elsewhere.example' }],
  ['X-Forwarded-Proto', { 'x-forwarded-proto': 'https' }],
  ['X-Original-URL', { 'x-original-url': '/v1/duties/_zoek', 'x-rewrite-url': '/v1/duties/_zoek' }],
  ['X-HTTP-Method-Override', { 'x-http-method-override': 'POST', 'x-user-id': 'somebody' }],
] as const)('%s of a caller changes nothing', async (_, headers) => {
  const plain = await server.inject({ method: 'GET', url: '/v1/health' })
  const said = await server.inject({ method: 'GET', url: '/v1/health', headers })
  expect([said.statusCode, said.headers['strict-transport-security'], said.body]).toEqual([
    plain.statusCode,
    undefined,
    plain.body,
  ])
})

test('what tries to get past us is in the log, as a line with its route and status', async () => {
  const before = server.logged().length
  await browser.post('/v1/signals', {})
  await server.inject({
    method: 'POST',
    url: '/v1/duties/_zoek',
    headers: { cookie: browser.headers.cookie! },
  })
  await server.inject({ url: '/v1/health', headers: { host: 'elsewhere.example' } })
  await server.inject({ url: '/v1/session' })
  const lines = server.logged().slice(before).trim().split('\n')
  const told = lines.map(
    (line) => JSON.parse(line) as { route: string; status: number; time: string; id: string },
  )
  expect(told.map(({ route, status }) => `${route} ${status}`)).toEqual([
    '/v1/signals 400',
    '/v1/duties/_zoek 403',
    '/v1/health 421',
    '/v1/session 401',
  ])
  for (const { time, id } of told) {
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('a line break in what comes in makes no line in the log', async () => {
  const before = server.logged().length
  await server.inject({
    method: 'GET',
    url: '/v1/%0A%7B%22level%22:50%7D',
    headers: { 'user-agent': 'x\r\n{"level":50}'.replace(/\r\n/, ' ') },
  })
  const lines = server.logged().slice(before).trim().split('\n')
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain('"level":50')
})

test.each([
  ['../../../etc/kanarie.ndjson', 'kanarie.ndjson'],
  ['..\\\\..\\\\kanarie.ndjson', 'kanarie.ndjson'],
  ['/etc/passwd', 'passwd'],
  ['..', 'bestand'],
])(
  'the name %s that a sender gives a file leads nowhere: it is kept as a word, and no file has it',
  async (filename, kept) => {
    const { type, payload } = form([{ name: 'file', filename, content: '{}\n' }])
    const sent = await server.inject({
      method: 'POST',
      url: '/v1/imports',
      headers: { ...browser.headers, 'content-type': type },
      payload,
    })
    expect(sent.statusCode).toBe(202)
    const { importId } = sent.json<{ importId: string }>()
    expect((await browser.get(`/v1/imports/${importId}`)).json()).toMatchObject({ source: kept })
    const files = filesBelow(server.house.dataDir)
    expect(files.filter((file) => /kanarie|passwd/.test(file))).toEqual([])
    expect(files.filter((file) => file.includes(importId)).length).toBeGreaterThan(0)
  },
)

test('to others we speak TLS 1.2 or better, and nobody switches the check of certificates off', async () => {
  expect([tls.DEFAULT_MIN_VERSION, tls.DEFAULT_MAX_VERSION]).toEqual(['TLSv1.2', 'TLSv1.3'])
  // Forward secrecy, authenticated encryption: what is offered first.
  expect(tls.DEFAULT_CIPHERS.split(':').slice(0, 3)).toEqual([
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
  ])
})

describe('a provider', () => {
  async function askOf(answer: (issuer: string, response: ServerResponse) => void) {
    const asked: string[] = []
    const http = createServer((request, response) => {
      asked.push(request.url ?? '')
      answer(issuer, response)
    }).listen(0, '127.0.0.1')
    await once(http, 'listening')
    const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    const { privateKey } = await generateKeyPair('ES256')
    const settings = { issuer, clientId: 'spoor', clientKey: { key: privateKey }, scope: 'openid' }
    const party = relyingParty(
      { ...settings, claims: USUAL_CLAIMS, acr: [], plainHttp: true },
      server.site,
      () => new Date(),
    )
    const [outcome] = await Promise.allSettled([party.begin(60)])
    http.close()
    return { asked, outcome }
  }
  const DOCUMENT = '/.well-known/openid-configuration'
  const says = (issuer: string, of: string) =>
    JSON.stringify({
      issuer,
      authorization_endpoint: `${of}/auth`,
      token_endpoint: `${of}/token`,
      jwks_uri: `${of}/jwks`,
      id_token_signing_alg_values_supported: ['ES256'],
    })
  const told = (body: string, response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(body)

  test('that is who it says it is can be used', async () => {
    const { outcome } = await askOf((issuer, response) => told(says(issuer, issuer), response))
    expect(outcome.status).toBe('fulfilled')
  })

  test('that says it is another one is not believed', async () => {
    for (const other of ['https://idp.elsewhere.example', '']) {
      const { outcome } = await askOf((issuer, response) =>
        told(says(other || `${issuer}/`, issuer), response),
      )
      // A slash at the end is the same address, and no other difference is.
      expect([other, outcome.status]).toEqual([other, other === '' ? 'fulfilled' : 'rejected'])
    }
  })

  test('that sends us on to elsewhere is not followed', async () => {
    const { asked, outcome } = await askOf((_, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    )
    expect(outcome.status).toBe('rejected')
    expect(asked).toEqual([DOCUMENT])
  })
})
