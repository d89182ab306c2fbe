import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeSessionsOf } from '#actions/sessions.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { readColleagues } from '#server/demo/colleagues.ts'
import { filesBelow } from '../source.ts'
import { aBrowser, signInAs, type FetchBrowser } from './a-browser.ts'
import { aServer, type TestServer } from './a-server.ts'

let server: TestServer
let browser: FetchBrowser
const START = '2026-06-11T07:00:00.000Z'
const minutes = (count: number) => new Date(Date.parse(START) + count * 60_000).toISOString()
const colleagues = readColleagues()
const [somebody] = colleagues
const elsewhere = colleagues.find(({ organisation }) => organisation !== somebody!.organisation)!

beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.house.itIs(START)
  // The clock goes back for each test: what is left of another would be the newest.
  for (const organisation of ORGANISATIONS) await closeSessionsOf(server.house, organisation, 'everybody')
  browser = aBrowser(server.site.origin)
})

const session = (by = browser): Promise<Response> => by.ask('/v1/session')
const csrfOf = async (by = browser) => ((await (await session(by)).json()) as { csrf: string }).csrf

describe('the colleagues of the demo', () => {
  test.each(colleagues.map((one) => [one.name, one] as const))(
    '%s can sign in',
    async (name, { subject, ...who }) => {
      expect(await signInAs(browser, subject)).toBe(`${server.site.origin}/`)
      const response = await session()
      expect(response.status).toBe(200)
      const { member, demo } = (await response.json()) as { member: Record<string, unknown>; demo: boolean }
      expect(member).toMatchObject({ name, organisation: who.organisation, unit: who.unit })
      expect((member.roles as string[]).toSorted()).toEqual([...who.roles].toSorted())
      expect(demo).toBe(true)
    },
  )

  test('are listed for the page on which one picks', async () => {
    const listed = await (await browser.ask('/demo-idp/colleagues')).json()
    expect(listed).toEqual(colleagues)
  })

  test('come back as the same member', async () => {
    await signInAs(browser, somebody!.subject)
    const first = (await (await session()).json()) as { member: { id: string } }
    const other = aBrowser(server.site.origin)
    await signInAs(other, somebody!.subject)
    const second = (await (await session(other)).json()) as { member: { id: string } }
    expect(second.member.id).toBe(first.member.id)
  })

  test('are asked for every time: who signs out is not signed in again by the provider', async () => {
    await signInAs(browser, somebody!.subject)
    const page = await browser.follow(await browser.ask('/auth/sign-in'), /^\/demo-sign-in\//)
    expect(page).toContain('/demo-sign-in/')
  })

  test('are the only ones', async () => {
    expect(await signInAs(browser, 'nobody')).toBe(`${server.site.origin}/sign-in?error=refused`)
  })
})

describe('the session', () => {
  test('is a cookie that no script reads, and only its hash is kept', async () => {
    await signInAs(browser, somebody!.subject)
    const { value, header } = browser.cookies().find(({ name }) => name === 'spoor_session')!
    expect(value).toMatch(new RegExp(`^${somebody!.organisation}\\.[\\w-]{43}$`))
    expect(header).toMatch(/; Path=\//)
    expect(header).toMatch(/; HttpOnly/)
    expect(header).toMatch(/; SameSite=Lax/)
    expect(header).not.toMatch(/; Secure/)
    const hash = createHash('sha256').update(value).digest()
    const kept = await sql<{ n: number }>`
      select count(*) as n from spoor.session where token_hash = ${hash}`.execute(
      server.house.stores[somebody!.organisation],
    )
    expect(kept.rows[0]!.n).toBe(1)
  })

  test('is secure where there is TLS', async () => {
    const secure = await aServer({ publicUrl: 'https://spoor.example.nl' })
    const response = await secure.inject({
      method: 'GET',
      url: '/auth/callback',
      headers: { cookie: '__Host-spoor_sign_in=x' },
    })
    // With that prefix a browser wants Secure, the whole host and no Domain.
    expect(String(response.headers['set-cookie'])).toMatch(/^__Host-spoor_sign_in=;.*; Path=\/;.*; Secure/)
    expect(String(response.headers['set-cookie'])).not.toMatch(/Domain/i)
    await secure.close()
  })

  test('has a new token at each sign-in, and the one from before is worth nothing', async () => {
    await signInAs(browser, somebody!.subject)
    const before = browser.cookie('spoor_session')!
    await signInAs(browser, elsewhere.subject)
    expect(browser.cookie('spoor_session')).not.toBe(before)
    const thief = aBrowser(server.site.origin)
    thief.setCookie('spoor_session', before)
    expect((await session(thief)).status).toBe(401)
  })

  test('does not take a token that somebody planted', async () => {
    const planted = `${somebody!.organisation}.${'A'.repeat(43)}`
    browser.setCookie('spoor_session', planted)
    await signInAs(browser, somebody!.subject)
    expect(browser.cookie('spoor_session')).not.toBe(planted)
    const thief = aBrowser(server.site.origin)
    thief.setCookie('spoor_session', planted)
    expect((await session(thief)).status).toBe(401)
  })

  test.each([
    [
      'another organisation before the same token',
      (token: string) => token.replace(/^\w+/, elsewhere.organisation),
    ],
    ['an organisation that is none', (token: string) => token.replace(/^\w+/, 'worker')],
    ['one character more', (token: string) => `${token}A`],
    ['no organisation', (token: string) => token.replace(/^\w+\./, '')],
    ['nothing', () => ''],
  ] as const)('is not found by %s', async (_, forge) => {
    await signInAs(browser, somebody!.subject)
    const thief = aBrowser(server.site.origin)
    thief.setCookie('spoor_session', forge(browser.cookie('spoor_session')!))
    expect((await session(thief)).status).toBe(401)
    expect((await session()).status).toBe(200)
  })

  test.each([
    ['59 minutes without a request', [59], 200],
    ['60 minutes without a request', [60], 401],
    ['90 minutes, with a request in between', [45, 90], 200],
    [
      'twelve hours, however busy',
      [50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600, 650, 700, 720],
      401,
    ],
    [
      'just short of twelve hours',
      [50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600, 650, 700, 719],
      200,
    ],
  ] as const)('after %s', async (_, moments, expected) => {
    await signInAs(browser, somebody!.subject)
    let status = 0
    for (const moment of moments) {
      server.house.itIs(minutes(moment))
      status = (await session()).status
    }
    expect(status).toBe(expected)
  })

  test('ends with signing out, here and in the database', async () => {
    await signInAs(browser, somebody!.subject)
    const token = browser.cookie('spoor_session')!
    const response = await browser.ask('/auth/sign-out', {
      method: 'POST',
      headers: { 'x-spoor-csrf': await csrfOf(), origin: server.site.origin },
    })
    expect(await response.json()).toEqual({ next: '/sign-in' })
    expect(browser.cookie('spoor_session')).toBeUndefined()
    const thief = aBrowser(server.site.origin)
    thief.setCookie('spoor_session', token)
    expect((await session(thief)).status).toBe(401)
  })

  test.each([
    ['without the token', {}],
    ['with a wrong token', { 'x-spoor-csrf': 'x' }],
    ['from another site', { origin: 'https://elsewhere.example' }],
  ] as const)('is not ended by a request %s', async (_, headers) => {
    await signInAs(browser, somebody!.subject)
    const right = 'origin' in headers ? { 'x-spoor-csrf': await csrfOf() } : {}
    const response = await browser.ask('/auth/sign-out', {
      method: 'POST',
      headers: { ...right, ...headers },
    })
    expect(response.status).toBe(403)
    expect((await session()).status).toBe(200)
  })

  test('takes along what the browser kept of our pages when it ends', async () => {
    await signInAs(browser, somebody!.subject)
    const headers = { 'x-spoor-csrf': await csrfOf(), origin: server.site.origin }
    const response = await browser.ask('/auth/sign-out', { method: 'POST', headers })
    expect(response.headers.get('clear-site-data')).toBe('"cache", "storage"')
  })

  test('ends everywhere when its person says so, and nobody else’s does', async () => {
    const [laptop, colleague] = [aBrowser(server.site.origin), aBrowser(server.site.origin)]
    await signInAs(browser, somebody!.subject)
    await signInAs(laptop, somebody!.subject)
    await signInAs(colleague, elsewhere.subject)
    const headers = { 'x-spoor-csrf': await csrfOf(), origin: server.site.origin }
    expect((await browser.ask('/auth/sign-out-everywhere', { method: 'POST' })).status).toBe(403)
    expect((await session(laptop)).status).toBe(200)
    await browser.ask('/auth/sign-out-everywhere', { method: 'POST', headers })
    expect([(await session()).status, (await session(laptop)).status]).toEqual([401, 401])
    expect((await session(colleague)).status).toBe(200)
  })

  test('is one of five at most: the sixth ends the oldest', async () => {
    const browsers = Array.from({ length: 6 }, () => aBrowser(server.site.origin))
    for (const [at, one] of browsers.entries()) {
      server.house.itIs(minutes(at))
      await signInAs(one, somebody!.subject)
    }
    const statuses = await Promise.all(browsers.map(async (one) => (await session(one)).status))
    expect(statuses).toEqual([401, 200, 200, 200, 200, 200])
  })

  test('is in the log when it begins and ends, by a random id and without a name', async () => {
    const before = server.logged().length
    await signInAs(browser, somebody!.subject)
    const { member } = (await (await session()).json()) as { member: { id: string } }
    const headers = { 'x-spoor-csrf': await csrfOf(), origin: server.site.origin }
    await browser.ask('/auth/sign-out', { method: 'POST', headers })
    const lines = server.logged().slice(before)
    const { organisation } = somebody!
    expect(lines).toContain(`"msg":"sign-in: done (${organisation} ${member.id}, no level asked)"`)
    expect(lines).toContain(`"msg":"sign-out: done (${organisation} ${member.id})"`)
    for (const secret of [somebody!.name, somebody!.subject, `${organisation}.`])
      expect(lines).not.toContain(secret)
  })

  test('does not open with the CSRF token of another session', async () => {
    await signInAs(browser, somebody!.subject)
    const other = aBrowser(server.site.origin)
    await signInAs(other, somebody!.subject)
    const response = await browser.ask('/v1/duties/_zoek', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-spoor-csrf': await csrfOf(other) },
      body: '{"scope":"mine"}',
    })
    expect(response.status).toBe(403)
  })
})

describe('on the way', () => {
  test('the request asks for a code, with PKCE, state and nonce', async () => {
    const response = await browser.ask('/auth/sign-in')
    const asked = new URL(response.headers.get('location')!).searchParams
    expect(asked.get('response_type')).toBe('code')
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('redirect_uri')).toBe(`${server.site.origin}/auth/callback`)
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked.get(name)!.length).toBeGreaterThan(40)
  })

  test('what must be remembered is closed to the browser, and for ten minutes', async () => {
    await browser.ask('/auth/sign-in')
    const ticket = browser.cookies().find(({ name }) => name === 'spoor_sign_in')!
    expect(ticket.header).toMatch(/Max-Age=600; Path=\/auth; HttpOnly; SameSite=Lax/)
    const [header, key] = ticket.value.split('.')
    expect(JSON.parse(Buffer.from(header!, 'base64url').toString())).toEqual({ alg: 'dir', enc: 'A256GCM' })
    expect(key).toBe('')
  })

  test.each([
    [
      'a page of ours',
      '/signals/0d0e1c3a-7c5e-4b1c-9f0e-6a4f1f2b3c4d',
      '/signals/0d0e1c3a-7c5e-4b1c-9f0e-6a4f1f2b3c4d',
    ],
    ['a page with a part', '/worklist?scope=unit#second', '/worklist?scope=unit#second'],
    ['another site', 'https://elsewhere.example/', '/'],
    ['another site, in short', '//elsewhere.example/', '/'],
    ['another site, with a backslash', '/\\elsewhere.example', '/'],
    ['another site, with a backslash later', '/x\\..\\..//elsewhere.example', '/'],
    ['another site, by dots', '/..//elsewhere.example', '/'],
    ['another site, by a tab', '/\t/elsewhere.example', '/'],
    ['a script', 'javascript:alert(1)', '/'],
    ['the sign-in itself', '/auth/sign-in', '/'],
    ['signing out', '/auth/sign-out', '/'],
    ['nothing', '', '/'],
  ] as const)('%s after signing in', async (_, returnTo, expected) => {
    const start = `/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`
    expect(await signInAs(browser, somebody!.subject, start)).toBe(`${server.site.origin}${expected}`)
  })

  test.each([
    ['without a ticket', 'none', 0, 'expired'],
    ['with a ticket that was changed', 'changed', 0, 'expired'],
    ['too late', 'ours', 11, 'expired'],
    ['with a state that is not ours', 'ours', 0, 'failed'],
  ] as const)('a return %s leads to a page that says so', async (_, ticket, later, error) => {
    if (ticket !== 'none') await browser.ask('/auth/sign-in')
    if (ticket === 'changed') browser.setCookie('spoor_sign_in', 'e.y.J.h.x', '/auth')
    server.house.itIs(minutes(later))
    const response = await browser.ask('/auth/callback?code=abc&state=of-somebody-else')
    expect(response.headers.get('location')).toBe(`/sign-in?error=${error}`)
    expect(browser.cookie('spoor_session')).toBeUndefined()
  })

  test('a start that says twice where to go is invalid', async () => {
    expect((await browser.ask('/auth/sign-in?returnTo=/a&returnTo=/b')).status).toBe(400)
  })

  test('a return that was used cannot be used again', async () => {
    const page = await browser.follow(await browser.ask('/auth/sign-in'), /^\/demo-sign-in\//)
    const sent = await browser.ask(`/demo-idp/interaction/${page.split('/').at(-1)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `subject=${somebody!.subject}`,
    })
    const callback = await browser.follow(sent, /^\/auth\/callback/)
    const ticket = browser.cookie('spoor_sign_in')!
    expect((await browser.ask(callback)).headers.get('location')).toBe(`${server.site.origin}/`)
    const thief = aBrowser(server.site.origin)
    thief.setCookie('spoor_sign_in', ticket)
    expect((await thief.ask(callback)).headers.get('location')).toBe('/sign-in?error=failed')
  })

  test('the page that picks a colleague works in the browser that began, and from our own page', async () => {
    const page = await browser.follow(await browser.ask('/auth/sign-in'), /^\/demo-sign-in\//)
    const url = `/demo-idp/interaction/${page.split('/').at(-1)}`
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = `subject=${somebody!.subject}`
    const other = await aBrowser(server.site.origin).ask(url, { method: 'POST', headers: form, body })
    expect(other.headers.get('location')).toBe('/sign-in?error=expired')
    const foreign = { ...form, origin: 'https://elsewhere.example' }
    expect((await browser.ask(url, { method: 'POST', headers: foreign, body })).status).toBe(403)
  })

  test('another name of this machine leads to ours, where the cookies are', async () => {
    const port = new URL(server.site.origin).port
    const response = await fetch(`http://localhost:${port}/auth/sign-in?returnTo=%2Fdays`, {
      redirect: 'manual',
    })
    expect(response.headers.get('location')).toBe(`${server.site.origin}/auth/sign-in?returnTo=%2Fdays`)
  })
})

test('the keys are closed to others', () => {
  const folder = join(server.house.dataDir, 'secrets')
  expect(readdirSync(folder).toSorted()).toEqual(['demo-idp.json', 'sign-in.key'])
  for (const file of filesBelow(folder)) expect(statSync(file).mode & 0o777, file).toBe(0o600)
})
