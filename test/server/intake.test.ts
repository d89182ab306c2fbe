import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runImportJob } from '#actions/imports.ts'
import type { ImportView } from '#contract/intake.ts'
import { isOrganisation, type OrganisationId } from '#core/organisation.ts'
import { form } from './a-form.ts'
import { aServer, type Browser, type TestServer } from './a-server.ts'

const UPLOAD_BYTES_MAX = 64 * 1024
let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await aServer({ uploadBytesMax: UPLOAD_BYTES_MAX })
  browser = await server.signedIn(await server.house.colleague('Sanne de Wit'))
})
afterAll(() => server.close())

let made = 0
const registration = (organisation = 'politie') => ({
  id: `PL-${++made}`,
  organisation,
  kind: 'mutatie',
  registeredAt: '2026-06-10T10:00:00+02:00',
  incident: 'overlast',
  title: 'Melding',
  text: 'Aanrijding met blikschade.',
})
const lines = (count: number, organisation?: string) =>
  Array.from({ length: count }, () => `${JSON.stringify(registration(organisation))}\n`).join('')

const CSV = 'nummer,instantie,tijd,tekst\nX-1,politie,2026-06-10T10:00:00+02:00,Aanrijding met blikschade.\n'
const MAPPING = JSON.stringify({
  columns: { id: 'nummer', organisation: 'instantie', registeredAt: 'tijd', text: 'tekst' },
})

function formOf(content: string): FormData {
  const body = new FormData()
  body.append('file', new Blob([content]), 'day.ndjson')
  return body
}

async function send(type: string, payload: string | Buffer) {
  const headers = { ...browser.headers, 'content-type': type }
  return server.inject({ method: 'POST', url: '/v1/imports', headers, payload })
}

async function ended(importId: string, as: OrganisationId = 'politie', by = browser): Promise<ImportView> {
  await runImportJob(server.house, as, importId)
  return (await by.get(`/v1/imports/${importId}`)).json<ImportView>()
}

describe('a file', () => {
  test.each([
    ['NDJSON as it is', () => ({ type: 'application/x-ndjson', payload: lines(3) }), 'upload.ndjson'],
    [
      'NDJSON in a form',
      () => form([{ name: 'file', filename: 'day.ndjson', content: lines(3) }]),
      'day.ndjson',
    ],
    ['gzip as it is', () => ({ type: 'application/gzip', payload: gzipSync(lines(3)) }), 'upload.ndjson'],
    [
      'gzip in a form',
      () => form([{ name: 'file', filename: 'day.ndjson.gz', content: gzipSync(lines(3)) }]),
      'day.ndjson.gz',
    ],
    [
      'a name with a path and invisible characters',
      () => form([{ name: 'file', filename: '../../etc/day\u202e.ndjson', content: lines(3) }]),
      'day.ndjson',
    ],
  ] as const)('%s is taken in', async (_, make, source) => {
    const { type, payload } = make()
    const response = await send(type, payload)
    expect(response.statusCode).toBe(202)
    const { importId } = response.json<{ importId: string }>()
    expect(response.headers.location).toBe(`/v1/imports/${importId}`)
    expect(await ended(importId)).toMatchObject({
      state: 'finished',
      source,
      linesIn: 3,
      accepted: 3,
      rejected: 0,
    })
  })

  test('in CSV has its columns named in the same form', async () => {
    const { type, payload } = form([
      { name: 'mapping', content: MAPPING },
      { name: 'file', filename: 'day.csv', content: CSV },
    ])
    const { importId } = (await send(type, payload)).json<{ importId: string }>()
    expect(await ended(importId)).toMatchObject({ state: 'finished', linesIn: 1, accepted: 1 })
  })

  test.each([
    ['as it is', () => ({ type: 'application/x-ndjson', payload: lines(500) })],
    ['in a form', () => form([{ name: 'file', filename: 'day.ndjson', content: lines(500) }])],
  ] as const)('that is too large, %s, is refused and nothing of it stays', async (_, make) => {
    const { type, payload } = make()
    expect(payload.length).toBeGreaterThan(UPLOAD_BYTES_MAX)
    const response = await send(type, payload)
    expect(response.statusCode).toBe(413)
    expect(response.json()).toMatchObject({ type: 'urn:spoor:problem:body-too-large' })
    expect(readdirSync(join(server.house.dataDir, 'uploads'))).toEqual([])
  })

  test.each([
    ['a form without a file', () => form([{ name: 'mapping', content: '{}' }]), 400],
    [
      'columns that are no JSON',
      () =>
        form([
          { name: 'mapping', content: '{' },
          { name: 'file', filename: 'a.csv', content: CSV },
        ]),
      400,
    ],
    ['a form that is none', () => ({ type: 'multipart/form-data; boundary=x', payload: 'no form' }), 400],
    ['JSON', () => ({ type: 'application/json', payload: lines(1) }), 415],
    ['no kind at all', () => ({ type: '', payload: lines(1) }), 415],
  ] as const)('that is %s is a problem', async (_, make, status) => {
    const { type, payload } = make()
    const response = await send(type, payload)
    expect(response.statusCode).toBe(status)
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
  })

  test.each([
    ['as it is', { 'content-type': 'application/x-ndjson' }, () => 'x'.repeat(8_000_000)],
    ['in a form', {}, () => formOf('x'.repeat(8_000_000))],
  ] as const)('that is far too large, %s, is answered over a real line', async (_, type, make) => {
    const response = await fetch(`${server.site.origin}/v1/imports`, {
      method: 'POST',
      headers: { ...browser.headers, ...type },
      body: make(),
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ status: 413 })
  })

  test('that breaks off leaves nothing behind', async () => {
    const { port } = new URL(server.site.origin)
    await new Promise<void>((resolve) => {
      const sending = httpRequest({
        port,
        method: 'POST',
        path: '/v1/imports',
        headers: { ...browser.headers, 'content-type': 'application/x-ndjson', 'content-length': 5000 },
      })
      sending.on('error', () => resolve())
      sending.write(lines(2))
      setTimeout(() => sending.destroy(new Error('gone')), 100)
    })
    await expect.poll(() => readdirSync(join(server.house.dataDir, 'uploads'))).toEqual([])
  })
})

describe('a feed', () => {
  const KEY = 'k'.repeat(43)
  const FEED = 'basisvoorziening'
  const folder = () => join(server.house.dataDir, 'secrets', 'feeds')
  const give = (organisation: string, feed: string, ...keys: readonly string[]) => {
    mkdirSync(folder(), { recursive: true })
    const hashes = keys.map((key) => createHash('sha256').update(key).digest('hex'))
    writeFileSync(join(folder(), `${organisation}.${feed}`), `${hashes.join('\n')}\n`)
  }
  const deliver = (
    feed: string,
    authorization: string | undefined,
    payload: string,
    type = 'application/x-ndjson',
  ) =>
    server.inject({
      method: 'POST',
      url: `/v1/feeds/${feed}/deliveries`,
      headers: { 'content-type': type, ...(authorization === undefined ? {} : { authorization }) },
      payload,
    })

  test.each(['politie', 'kmar'])(
    'of %s delivers with its key, for its own organisation',
    async (organisation) => {
      if (!isOrganisation(organisation)) throw new Error('no organisation')
      const key = `${organisation}${KEY}`
      give(organisation, FEED, key)
      const response = await deliver(
        FEED,
        `Bearer ${key}`,
        lines(2, organisation) + lines(1, 'arbeidsinspectie'),
      )
      expect(response.statusCode).toBe(202)
      const { importId } = response.json<{ importId: string }>()
      const own = await server.signedIn(await server.house.colleague('Bram Veldhuis', organisation))
      expect(await ended(importId, organisation, own)).toMatchObject({
        via: 'api',
        source: FEED,
        accepted: 2,
        rejected: 1,
      })
    },
  )

  test('takes the old key and the new one while they change', async () => {
    give('politie', 'second', `old-${KEY}`, `new-${KEY}`)
    expect((await deliver('second', `Bearer old-${KEY}`, lines(1))).statusCode).toBe(202)
    expect((await deliver('second', `Bearer new-${KEY}`, lines(1))).statusCode).toBe(202)
  })

  test.each([
    ['no key', FEED, undefined],
    ['a wrong key', FEED, `Bearer x${KEY}`],
    ['the key of another feed', 'second', `Bearer politie${KEY}`],
    ['a feed that does not exist', 'nothing', `Bearer politie${KEY}`],
    ['a feed with a way out', '..%2f..%2fsign-in.key', `Bearer politie${KEY}`],
    ['a key in another manner', FEED, `Basic politie${KEY}`],
    ['the hash of the key', FEED, `Bearer ${createHash('sha256').update(`politie${KEY}`).digest('hex')}`],
  ] as const)('is closed to %s, in the same words', async (_, feed, authorization) => {
    const response = await deliver(feed, authorization, lines(1))
    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toBe('Bearer realm="spoor"')
    expect(response.body).toBe((await deliver('unknown', undefined, '')).body)
  })

  test('is not opened by a session, nor a session by its key', async () => {
    const response = await server.inject({
      method: 'POST',
      url: `/v1/feeds/${FEED}/deliveries`,
      headers: { ...browser.headers, 'content-type': 'application/x-ndjson' },
      payload: lines(1),
    })
    expect(response.statusCode).toBe(401)
    const session = await server.inject({
      url: '/v1/session',
      headers: { authorization: `Bearer politie${KEY}` },
    })
    expect(session.statusCode).toBe(401)
  })
})
