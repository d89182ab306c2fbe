import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aServer, type Browser, type TestServer } from './a-server.ts'

let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await aServer()
  browser = await server.signedIn(await server.house.colleague('Sanne de Wit'))
})
afterAll(() => server.close())

describe('invalid input', () => {
  interface Told {
    readonly status: number
    readonly errors: readonly { readonly pointer: string; readonly detail: string }[]
  }
  const told = async (url: string, body: object) => (await browser.post(url, body)).json<Told>()

  test('tells all faults together, in the path and in the body', async () => {
    const { status, errors } = await told('/v1/signals/not-an-id/steps', {
      version: 0,
      step: { type: 'finish-interview' },
    })
    expect(status).toBe(400)
    expect(errors).toEqual([
      { pointer: '/path/signalId', detail: 'moet een UUID zijn' },
      { pointer: '/version', detail: 'moet ten minste 1 zijn' },
      { pointer: '/step/ground', detail: 'ontbreekt' },
    ])
  })

  test('speaks of the step that was meant', async () => {
    const step = { type: 'weigh', decision: 'perhaps', answers: { known: 'maybe' }, ground: 5 }
    const { errors } = await told(`/v1/signals/${randomUUID()}/steps`, { version: 1, step })
    expect(errors).toEqual([
      { pointer: '/step/decision', detail: 'is geen toegestane waarde' },
      { pointer: '/step/answers/*', detail: 'is geen toegestane waarde' },
      { pointer: '/step/ground', detail: 'moet een tekst zijn' },
    ])
  })

  test('says of an unknown step only that', async () => {
    const { errors } = await told(`/v1/signals/${randomUUID()}/steps`, {
      version: 1,
      step: { type: 'forget' },
    })
    expect(errors).toEqual([{ pointer: '/step/type', detail: 'is geen toegestane waarde' }])
  })

  test('never says back what came in', async () => {
    const canary = 'Jantje Kanarie 06-90000001'
    const answers = { [canary]: canary }
    const bodies = [
      { version: canary, step: { type: canary } },
      { version: 1, step: { type: 'weigh', decision: canary, answers, ground: canary, [canary]: canary } },
      { [canary]: canary },
    ]
    for (const body of bodies) {
      const response = await browser.post(`/v1/signals/${randomUUID()}/steps`, body)
      expect(response.statusCode).toBe(400)
      expect(response.body).not.toContain('anarie')
      expect(response.body).not.toContain('90000001')
    }
  })

  test.each([
    ['no JSON', 'application/json', '{"scope": "mi', 400, 'unreadable-body'],
    ['nothing', 'application/json', '', 400, 'unreadable-body'],
    ['another kind of content', 'text/csv', 'a;b', 415, 'media-type-unknown'],
    ['plain text', 'text/plain', '{"scope":"mine"}', 415, 'media-type-unknown'],
    ['too much', 'application/json', `{"scope":"${'x'.repeat(1_100_000)}"}`, 413, 'body-too-large'],
    ['a prototype', 'application/json', '{"__proto__":{"scope":"mine"}}', 400, 'unreadable-body'],
  ] as const)('%s is a problem', async (_, type, payload, status, code) => {
    const response = await server.inject({
      method: 'POST',
      url: '/v1/duties/_zoek',
      headers: { ...browser.headers, 'content-type': type },
      payload,
    })
    expect(response.statusCode).toBe(status)
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(response.json()).toMatchObject({ status, type: `urn:spoor:problem:${code}` })
  })

  test('takes no more than it asked for', async () => {
    const { errors } = await told('/v1/duties/_zoek', { scope: 'mine', secretly: true })
    expect(errors).toEqual([{ pointer: '', detail: 'heeft een onbekend veld' }])
  })

  test('does not make a wrong value right', async () => {
    const { errors } = await told('/v1/duties/_zoek', { scope: 'mine', limit: '5' })
    expect(errors).toEqual([{ pointer: '/limit', detail: 'moet een geheel getal zijn' }])
  })
})
