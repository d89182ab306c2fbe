import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { receive, TELLING_TEXT } from '../a-house.ts'
import { searchSignals } from '../reads.ts'
import { aServer, type Browser, type TestServer } from './a-server.ts'

let server: TestServer
let browser: Browser
let signalId: string

beforeAll(async () => {
  server = await aServer()
  const { house } = server
  const sanne = await house.colleague('Sanne de Wit')
  browser = await server.signedIn(sanne)
  await receive(house, 'politie', [{ sourceId: 'PL0900-2026061234-1', text: TELLING_TEXT }])
  await scanWaiting(house, 'politie')
  signalId = (await searchSignals(house, sanne, {})).signals[0]!.id
})
afterAll(() => server.close())

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'
const PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/

const ask = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  server.inject({ method: 'GET', url, headers: { ...browser.headers, ...headers } })

async function linesIn(trace: string) {
  const { rows } = await sql<{ span: string; parent: string | null; name: string }>`
    select encode(span_id, 'hex') as span, encode(parent_span_id, 'hex') as parent, name from spoor.processing
     where trace_id = decode(${trace}, 'hex')`.execute(server.house.stores.politie)
  return rows
}

describe('a request', () => {
  test('goes on in the trace of whoever asks, and the answer says as what', async () => {
    const response = await ask(`/v1/signals/${signalId}`, { traceparent: `00-${TRACE}-${SPAN}-00` })
    const [, trace, span] = PARENT.exec(response.headers.traceparent as string)!
    expect(trace).toBe(TRACE)
    expect(await linesIn(TRACE)).toEqual([{ span, parent: SPAN, name: 'leesSignaal' }])
  })

  test.each([[undefined], ['nonsense'], [`00-${'0'.repeat(32)}-${SPAN}-01`]])(
    'begins a trace where none comes along: %s',
    async (given) => {
      const response = await ask(`/v1/signals/${signalId}`, given === undefined ? {} : { traceparent: given })
      const [, trace, span] = PARENT.exec(response.headers.traceparent as string)!
      expect(await linesIn(trace!)).toEqual([{ span, parent: null, name: 'leesSignaal' }])
    },
  )

  test('that is refused has a trace, and no line', async () => {
    const response = await server.inject({ method: 'GET', url: '/v1/session' })
    expect(response.statusCode).toBe(401)
    expect(await linesIn(PARENT.exec(response.headers.traceparent as string)![1]!)).toEqual([])
  })
})

describe('the register of processing activities', () => {
  test('is read without signing in, all of it and what a line refers to', async () => {
    const list = await server.inject({ method: 'GET', url: '/v1/processing-activities' })
    const { activities } = list.json<{ activities: readonly { id: string; version: number }[] }>()
    expect(activities.length).toBeGreaterThan(5)
    for (const activity of activities) {
      const url = `/v1/processing-activities/${activity.id}/${activity.version}`
      const one = await server.inject({ method: 'GET', url })
      expect([one.statusCode, one.json()]).toEqual([200, activity])
      // Whether the person concerned may be told is the organisation's own.
      expect(one.body).not.toContain('confidential')
    }
  })

  test.each([
    ['a version that is not there', '/v1/processing-activities/follow-up/99', 404],
    ['an activity that is not there', '/v1/processing-activities/other/1', 404],
    ['what is no version', '/v1/processing-activities/follow-up/one', 400],
  ])('%s', async (_what, url, status) => {
    expect((await server.inject({ method: 'GET', url })).statusCode).toBe(status)
  })
})
