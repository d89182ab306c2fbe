import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { ROUTES } from '#server/routes/all.ts'
import { openApiDocument } from '#server/openapi.ts'
import { receive, TELLING_TEXT } from '../a-house.ts'
import { aServer, type Browser, type TestServer } from './a-server.ts'

let server: TestServer
let browser: Browser
let described: string

beforeAll(async () => {
  server = await aServer()
  described = await openApiDocument()
  browser = await server.signedIn(await server.house.colleague('Sanne de Wit'))
})
afterAll(() => server.close())

const urlOf = (path: string, id: string = randomUUID()) =>
  `/v1${path.replace('{feedId}', 'basisvoorziening').replaceAll(/\{\w+\}/g, id)}`
const named = ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const)

describe('the table of routes', () => {
  test('names every path and operation once', () => {
    const paths = ROUTES.map(({ method, path }) => `${method} ${path}`)
    const operations = ROUTES.map(({ operationId }) => operationId)
    expect(new Set(paths).size).toBe(paths.length)
    expect(new Set(operations).size).toBe(operations.length)
    expect(paths.length).toBeGreaterThan(15)
  })

  test('is open only where nothing personal can be', () => {
    const open = ROUTES.filter(({ auth }) => auth === 'open').map(({ path }) => path)
    expect(open).toEqual(['/health', '/openapi.json'])
  })

  test.each(named)(
    '%s asks a colleague who changes something for the CSRF token',
    (_, { auth, method, csrf }) => {
      expect(csrf).toBe(auth === 'member' && method !== 'GET')
    },
  )

  test.each(named)('%s stands in the OpenAPI document, with its shape', (_, route) => {
    const document = JSON.parse(described) as {
      paths: Record<string, Record<string, { operationId: string; responses: Record<string, object> }>>
    }
    const operation = document.paths[route.path]?.[route.method.toLowerCase()]
    expect(operation?.operationId).toBe(route.operationId)
    expect(Object.keys(operation?.responses ?? {})).toContain(String(route.success.status))
    expect(operation?.responses['400']).toBeDefined()
    const shape = route.success.shape
    const text = JSON.stringify(operation?.responses[String(route.success.status)])
    if (shape) expect(text).toContain(`#/components/schemas/${shape}"`)
    else expect(text).not.toContain('schema":{"$ref')
  })
})

describe('headers', () => {
  const wanted = {
    'api-version': '1.0.0',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  }

  test.each([
    ['an answer', 'GET', '/v1/health', 200],
    ['not signed in', 'GET', '/v1/session', 401],
    ['not found', 'GET', '/v1/nothing', 404],
    ['a slash at the end', 'GET', '/v1/health/', 404],
    ['the root', 'GET', '/v1', 404],
    ['an address that cannot be read', 'GET', '/v1/%zz', 400],
    ['a wrong method', 'DELETE', '/v1/health', 404],
    ['the description', 'GET', '/v1/openapi.json', 200],
  ] as const)('are on %s', async (_, method, url, status) => {
    const response = await server.inject({ method, url })
    expect(response.statusCode).toBe(status)
    for (const [name, value] of Object.entries(wanted)) {
      if (status === 400 && name === 'referrer-policy') continue
      expect(response.headers[name], name).toBe(value)
    }
    expect(response.headers['strict-transport-security']).toBeUndefined()
    expect(response.headers['content-type']).toMatch(
      status === 200 ? /^application\/json/ : /^application\/problem\+json/,
    )
  })

  test('say HTTPS only where there is TLS', async () => {
    const secure = await aServer({ publicUrl: 'https://spoor.example.nl' })
    const response = await secure.inject({ method: 'GET', url: '/v1/health' })
    expect(response.headers['strict-transport-security']).toBe('max-age=31536000')
    await secure.close()
  })

  test('let anybody read the description, and nothing else', async () => {
    const description = await server.inject({ method: 'GET', url: '/v1/openapi.json' })
    expect(description.headers['access-control-allow-origin']).toBe('*')
    const health = await server.inject({ method: 'GET', url: '/v1/health' })
    expect(health.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('name the way to sign in where that is what is missing', async () => {
    const response = await server.inject({ method: 'GET', url: '/v1/session' })
    expect(response.headers['www-authenticate']).toBe('Session realm="spoor"')
  })
})

describe('invalid input', () => {
  interface Told {
    readonly status: number
    readonly errors: readonly { readonly pointer: string; readonly detail: string }[]
  }
  const told = async (url: string, body: object) => (await browser.post(url, body)).json<Told>()

  test('tells all faults together, in the path and in the body', async () => {
    const { status, errors } = await told('/v1/signals/not-an-id/steps', {
      version: 0,
      step: { type: 'confirm' },
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

describe('who may not', () => {
  const guarded = named.filter(([, route]) => route.auth !== 'open')

  test.each(guarded)('%s is closed to whoever is not signed in', async (_, { method, path }) => {
    const response = await server.inject({ method, url: urlOf(path) })
    expect(response.statusCode).toBe(401)
  })

  const changing = named.filter(([, route]) => route.csrf)

  test.each(changing)('%s refuses what another site sends', async (_, { method, path }) => {
    const { cookie } = browser.headers
    const attempts = [
      { cookie: cookie! },
      { ...browser.headers, 'x-spoor-csrf': 'wrong' },
      { ...browser.headers, origin: 'https://elsewhere.example' },
      { ...browser.headers, origin: 'null' },
      { ...browser.headers, 'sec-fetch-site': 'cross-site' },
      { ...browser.headers, 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of attempts) {
      const response = await server.inject({ method, url: urlOf(path), headers })
      expect(response.statusCode).toBe(403)
      expect(response.json()).toMatchObject({ type: 'urn:spoor:problem:request-forged' })
    }
  })

  test('another name than ours is refused, whatever leads here', async () => {
    const response = await server.inject({ url: '/v1/health', headers: { host: 'elsewhere.example:8080' } })
    expect(response.statusCode).toBe(421)
  })

  test('who asks too often waits', async () => {
    const strict = await aServer({ requestsPerMinute: 3 })
    const ask = () => strict.inject({ method: 'GET', url: '/v1/session' })
    const statuses = []
    for (let time = 0; time < 4; time++) statuses.push((await ask()).statusCode)
    expect(statuses).toEqual([401, 401, 401, 429])
    const last = await ask()
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect(last.headers['x-ratelimit-limit']).toBeUndefined()
    expect(last.json()).toMatchObject({ status: 429, type: 'urn:spoor:problem:too-many-requests' })
    await strict.close()
  })
})

describe('what is of another organisation', () => {
  let foreign: Readonly<Record<string, string>>
  let ours: Browser

  beforeAll(async () => {
    const { house } = server
    await receive(house, 'kmar', [{ sourceId: 'KMAR-1', text: TELLING_TEXT }])
    await scanWaiting(house, 'kmar')
    const kmar = await server.signedIn(await house.colleague('Bram Veldhuis', 'kmar'))
    const lines = `{"id":"KMAR-2"\n`
    const sent = await server.inject({
      method: 'POST',
      url: '/v1/imports',
      headers: { ...kmar.headers, 'content-type': 'application/x-ndjson' },
      payload: lines,
    })
    const { importId } = sent.json<{ importId: string }>()
    const { runImportJob } = await import('#actions/imports.ts')
    await runImportJob(house, 'kmar', importId)
    const signals = (await kmar.post('/v1/signals/_zoek', {})).json<{ signals: { id: string }[] }>()
    const quarantine = (await kmar.post('/v1/quarantine-lines/_zoek', {})).json<{ lines: { id: string }[] }>()
    const duties = (
      await kmar.post('/v1/duties/_zoek', { scope: 'organisation', kinds: ['quarantine'] })
    ).json<{
      duties: { id: string }[]
    }>()
    foreign = {
      signalId: signals.signals[0]!.id,
      importId,
      lineId: quarantine.lines[0]!.id,
      dutyId: duties.duties[0]!.id,
    }
    // They are there, for whom they are.
    expect((await kmar.get(`/v1/signals/${foreign.signalId}`)).statusCode).toBe(200)
    expect((await kmar.get(`/v1/imports/${importId}`)).statusCode).toBe(200)
    ours = await server.signedIn(await house.colleague('Sanne de Wit'))
  })

  const BODIES: Readonly<Record<string, object>> = {
    '/duties/{dutyId}/resolutions': { ground: 'gezien' },
    '/signals/{signalId}/steps': { version: 1, step: { type: 'take-up' } },
    '/quarantine-lines/{lineId}/repairs': { text: '{}', ground: 'gezien' },
    '/quarantine-lines/{lineId}/discards': { ground: 'gezien' },
  }
  const about = ROUTES.filter(({ path, auth }) => auth === 'member' && path.includes('{'))

  test('every path that names a thing is tried', () => {
    expect(about.map(({ path }) => path).toSorted()).toEqual(
      [...Object.keys(BODIES), '/signals/{signalId}', '/imports/{importId}'].toSorted(),
    )
  })

  test.each(about.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s answers as for what does not exist',
    async (_, { method, path }) => {
      const parameter = /\{(\w+)\}/.exec(path)![1]!
      const ask = async (id: string) => {
        const url = `/v1${path.replace(`{${parameter}}`, id)}`
        const response = method === 'GET' ? await ours.get(url) : await ours.post(url, BODIES[path]!)
        const { date: _date, ...headers } = response.headers
        return { status: response.statusCode, body: response.body, headers }
      }
      const unknown = await ask(randomUUID())
      expect(unknown.status).toBe(404)
      expect(await ask(foreign[parameter]!)).toEqual(unknown)
    },
  )
})

describe('refusals of the process', () => {
  test('changed since you looked is 409 with its code', async () => {
    const { house } = server
    await receive(house, 'politie', [{ sourceId: 'PL0900-1', text: TELLING_TEXT }])
    await scanWaiting(house, 'politie')
    const { signals } = (await browser.post('/v1/signals/_zoek', {})).json<{ signals: { id: string }[] }>()
    const url = `/v1/signals/${signals[0]!.id}`
    const detail = await browser.get(url)
    expect(detail.statusCode).toBe(200)
    const { version } = detail.json<{ version: number }>()
    const taken = await browser.post(`${url}/steps`, { version, step: { type: 'take-up' } })
    expect(taken.json()).toEqual({ version: version + 1 })
    const again = await browser.post(`${url}/steps`, { version, step: { type: 'confirm', ground: 'zeker' } })
    expect(again.statusCode).toBe(409)
    expect(again.json()).toMatchObject({ refusal: 'changed-since-you-looked', status: 409 })
  })

  test('what an officer registers lies where the answer says', async () => {
    const response = await browser.post('/v1/signals', {
      title: 'Meisje bij tankstation',
      text: 'Meisje wordt door een oudere man steeds afgezet en opgehaald.',
      incident: 'melding',
      registeredAt: '2026-06-10T22:00:00+02:00',
      forms: [],
      ground: 'zelf gezien',
    })
    expect(response.statusCode).toBe(201)
    expect((await browser.get(String(response.headers.location))).statusCode).toBe(200)
  })
})
