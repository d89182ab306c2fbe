import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROUTES } from '#server/routes/all.ts'
import { openApiDocument } from '#server/openapi.ts'
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
    expect(open).toEqual([
      '/processing-activities',
      '/processing-activities/{activityId}/{activityVersion}',
      '/health',
      '/openapi.json',
    ])
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
    'content-security-policy':
      "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
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
    expect(response.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
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

describe('who may not', () => {
  const guarded = named.filter(([, route]) => route.auth !== 'open' && route.auth !== 'provider')

  test.each(guarded)('%s is closed to whoever is not signed in', async (_, { method, path }) => {
    const response = await server.inject({ method, url: urlOf(path) })
    expect(response.statusCode).toBe(401)
  })

  test('who tells in the name of the provider too often waits like everybody', async () => {
    // The first one makes Spoor ask the provider of the demo, at this very server, who it is.
    const strict = await aServer({ requestsPerMinute: 6 })
    const statuses = []
    for (let n = 0; n < 7; n++) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const asked = {
        method: 'POST',
        url: '/v1/logout-notices',
        headers,
        payload: 'logout_token=a.b.c',
      } as const
      statuses.push((await strict.inject(asked)).statusCode)
    }
    await strict.close()
    expect([statuses.at(0), statuses.at(-1)]).toEqual([400, 429])
  })

  test('the word of the identity provider is nobody else’s: with a session, without a token, with one made up', async () => {
    const url = '/v1/logout-notices'
    const headers = { ...browser.headers, 'content-type': 'application/x-www-form-urlencoded' }
    for (const payload of ['', 'logout_token=', 'logout_token=a.b.c', 'token=x'])
      expect((await server.inject({ method: 'POST', url, headers, payload })).statusCode, payload).toBe(400)
    expect((await browser.get('/v1/session')).statusCode).toBe(200)
  })

  const changing = named.filter(([, route]) => route.csrf)

  test.each(changing)('%s refuses what another site sends', async (_, { method, path }) => {
    const { cookie } = browser.headers
    const attempts = [
      { cookie: cookie! },
      { ...browser.headers, 'x-spoor-csrf': 'wrong' },
      { ...browser.headers, origin: 'https://elsewhere.example' },
      { cookie: cookie!, 'x-spoor-csrf': browser.headers['x-spoor-csrf']!, origin: 'null' },
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
