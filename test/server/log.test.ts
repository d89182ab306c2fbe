import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLog } from '#server/log.ts'
import { OperatorError } from '#store/operator-error.ts'
import { form } from './a-form.ts'
import { aServer, type Browser, type TestServer } from './a-server.ts'

let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await aServer()
  browser = await server.signedIn(await server.house.colleague('Sanne de Wit'))
})
afterAll(() => server.close())

describe('the log', () => {
  const NAME = 'Wilhelmina Kanariegeel'
  const PHONE = '06-90000077'
  const BSN = '999990019'

  test('holds the pattern of each route and nobody in it', async () => {
    const { house } = server
    const colleague = await server.signedIn(await house.colleague(NAME))
    const text = `${NAME} (BSN ${BSN}) gebruikt ${PHONE}; paspoort ligt bij de baas.`
    const registered = await colleague.post('/v1/signals', {
      title: `Over ${NAME}`,
      text,
      incident: 'melding',
      registeredAt: '2026-06-10T22:00:00+02:00',
      forms: [],
      ground: `gezien door ${NAME}`,
    })
    const { id } = registered.json<{ id: string }>()
    await colleague.get(`/v1/signals/${id}?phone=${PHONE}`)
    await colleague.get(`/v1/${encodeURIComponent(NAME)}`)
    await colleague.post('/v1/signals', { [NAME]: BSN, title: { [PHONE]: NAME } })
    await colleague.post(`/v1/signals/${id}/steps`, { version: 9, step: { type: 'confirm', ground: NAME } })
    const { type, payload } = form([
      { name: 'file', filename: `${NAME}.ndjson`, content: `{"id":"${BSN}"}\n${text}\n` },
    ])
    await server.inject({
      method: 'POST',
      url: '/v1/imports',
      headers: { ...colleague.headers, 'content-type': type },
      payload,
    })
    await server.inject({
      url: `/v1/session?bsn=${BSN}`,
      headers: { cookie: `spoor_session=${NAME}`, 'user-agent': PHONE },
    })

    const logged = server.logged()
    expect(logged).toContain('"route":"/v1/signals/:signalId/steps"')
    for (const secret of [
      NAME,
      'Kanarie',
      PHONE,
      '90000077',
      BSN,
      id,
      'paspoort',
      encodeURIComponent(NAME),
    ]) {
      expect(logged).not.toContain(secret)
    }
    for (const line of logged.trim().split('\n')) {
      const keys = Object.keys(JSON.parse(line) as object)
      expect(['level,time,id,method,route,status,ms', 'level,time,place,fault,code,at']).toContain(
        keys.join(),
      )
    }
  })

  test('tells of a fault where it was, and not what the database said', async () => {
    const { house } = server
    const { clock } = house
    const breaking = () => {
      throw new Error(`duplicate key: (${NAME}, ${BSN})\n    at ${NAME} (x.ts:1:1)`)
    }
    Object.assign(house, { clock: breaking })
    const response = await browser.get('/v1/session')
    Object.assign(house, { clock })
    expect(response.statusCode).toBe(500)
    expect(response.body).not.toContain('Kanarie')
    const last = server
      .logged()
      .split('\n')
      .findLast((line) => line.includes('"fault"'))
    expect(last).toContain('"place":"/v1/session"')
    expect(last).toContain('sessions.ts')
    expect(last).not.toContain('Kanarie')
    expect(last).not.toContain(BSN)
  })
})

test.each([
  ['a number of somebody', '999990019', undefined],
  ['words', 'Wilhelmina Kanariegeel', undefined],
  ['what the database says', '23514', '23514'],
  ['what the disk says', 'ENOSPC', 'ENOSPC'],
  ['what Node says', 'ERR_HTTP_HEADERS_SENT', 'ERR_HTTP_HEADERS_SENT'],
])('the code of a fault is told when it is one: %s', (_what, code, told) => {
  const stream = new PassThrough()
  openLog(stream).fault('here', Object.assign(new Error('Kanarie'), { code }))
  const line = JSON.parse(String(stream.read())) as Record<string, unknown>
  expect(line.code).toBe(told)
  expect(JSON.stringify(line)).not.toContain('Kanarie')
})

test('what the person who runs Spoor can put right is said in a sentence; it is ours, and about nobody', () => {
  const stream = new PassThrough()
  openLog(stream).fault('job seal-days', new OperatorError('In /x lies another checkpoint.'))
  expect(JSON.parse(String(stream.read()))).toMatchObject({ says: 'In /x lies another checkpoint.' })
})
