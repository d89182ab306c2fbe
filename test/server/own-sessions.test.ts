// One's own sessions: seen and ended by their person, shortly after they proved who they are.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeSessionsOf } from '#actions/sessions.ts'
import { readColleagues } from '#server/demo/colleagues.ts'
import { aBrowser, signInAs, type FetchBrowser } from './a-browser.ts'
import { aServer, type TestServer } from './a-server.ts'

const START = '2026-06-11T07:00:00.000Z'
const minutes = (count: number) => new Date(Date.parse(START) + count * 60_000).toISOString()
const [somebody, colleague] = readColleagues().filter(({ organisation }) => organisation === 'politie')
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.house.itIs(START)
  await closeSessionsOf(server.house, 'politie', 'everybody')
})

const inAs = async ({ subject }: { readonly subject: string }, userAgent?: string) => {
  const browser = aBrowser(server.site.origin, userAgent)
  await signInAs(browser, subject)
  return browser
}
const session = async (by: FetchBrowser) => (await by.ask('/v1/session')).status
const csrf = async (by: FetchBrowser) =>
  ((await (await by.ask('/v1/session')).json()) as { csrf: string }).csrf
const post = async (by: FetchBrowser, path: string, body: object) => {
  const headers = { 'content-type': 'application/json', 'x-spoor-csrf': await csrf(by) }
  return by.ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
}
interface Own {
  readonly id: string
  readonly isThis: boolean
}
const list = async (by: FetchBrowser) =>
  ((await (await by.ask('/v1/sessions')).json()) as { sessions: readonly Own[] }).sessions

describe('the list', () => {
  test('has each session of the person: since when, last used, what kind of browser; nothing else, and of nobody else', async () => {
    const desk = await inAs(somebody!, FIREFOX)
    await inAs(colleague!, FIREFOX)
    server.house.itIs(minutes(2))
    const laptop = await inAs(somebody!)
    server.house.itIs(minutes(3))
    const response = await laptop.ask('/v1/sessions')
    expect(response.status).toBe(200)
    const { sessions } = (await response.json()) as { sessions: readonly object[] }
    expect(sessions).toEqual([
      {
        ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, isThis: true },
        ...{ begunAt: minutes(2), usedAt: minutes(3), browser: 'other', system: 'other' },
      },
      {
        ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, isThis: false },
        ...{ begunAt: START, usedAt: START, browser: 'firefox', system: 'windows' },
      },
    ])
    expect(await session(desk)).toBe(200)
  })
})

describe('ending', () => {
  test('one ends that one at once; and of somebody else, or one that is not there, it is as if it is not there', async () => {
    const [desk, laptop, theirs] = [
      await inAs(somebody!, FIREFOX),
      await inAs(somebody!),
      await inAs(colleague!),
    ]
    const other = (await list(desk)).find(({ isThis }) => !isThis)!
    const own = (await list(desk)).find(({ isThis }) => isThis)!
    const [foreign] = await list(theirs)
    const statuses = []
    for (const id of [foreign!.id, crypto.randomUUID(), own.id, other.id, other.id])
      statuses.push((await post(desk, '/v1/sessions/endings', { session: id })).status)
    expect(statuses).toEqual([404, 404, 404, 204, 404])
    expect([await session(desk), await session(laptop), await session(theirs)]).toEqual([200, 401, 200])
  })

  test('all others leaves this one, and those of others', async () => {
    const [desk, laptop, phone, theirs] = [
      ...[await inAs(somebody!), await inAs(somebody!), await inAs(somebody!)],
      await inAs(colleague!),
    ]
    expect((await post(phone!, '/v1/sessions/endings', { session: 'others' })).status).toBe(204)
    const all = await Promise.all([desk!, laptop!, phone!, theirs!].map(session))
    expect(all).toEqual([401, 401, 200, 200])
  })
})

describe('a sign-in of now', () => {
  const ASKED: readonly (readonly [string, string, string, object])[] = [
    ['seeing them', 'GET', '/v1/sessions', {}],
    ['ending them', 'POST', '/v1/sessions/endings', { session: 'others' }],
    [
      'emergency access',
      'POST',
      '/v1/emergency-access',
      { signalId: crypto.randomUUID(), reason: 'danger-to-person', words: 'Iemand loopt nu gevaar.' },
    ],
  ]

  test.each(ASKED)('is asked for %s: five minutes ago it will do, six not', async (_, method, path, body) => {
    const leader = readColleagues().find(
      ({ organisation, roles }) => organisation === 'politie' && roles.includes('team-lead'),
    )!
    const browser = await inAs(leader)
    await post(browser, '/v1/session/tasks', { purpose: 'lead' })
    const ask = () => (method === 'GET' ? browser.ask(path) : post(browser, path, body))
    server.house.itIs(minutes(6))
    const refused = await ask()
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ type: 'urn:spoor:problem:sign-in-too-old' })
    server.house.itIs(minutes(5))
    expect((await ask()).status).toBeLessThan(300)
  })

  test('is asked for the vault: of the privacy officer as well', async () => {
    const keeper = readColleagues().find(
      ({ organisation, roles }) => organisation === 'politie' && roles.includes('privacy-officer'),
    )!
    const browser = await inAs(keeper)
    await post(browser, '/v1/session/tasks', { purpose: 'accountability' })
    server.house.itIs(minutes(6))
    for (const what of ['_zoek', '_open']) {
      const refused = await post(browser, `/v1/removed/${what}`, {})
      expect(refused.status).toBe(403)
      expect(await refused.json()).toMatchObject({ type: 'urn:spoor:problem:sign-in-too-old' })
    }
    server.house.itIs(minutes(5))
    const answered = await post(browser, '/v1/removed/_zoek', { signalId: crypto.randomUUID() })
    expect(answered.status).not.toBe(403)
  })

  test('the provider is asked for one, and whoever signs in again goes on with the same task', async () => {
    const browser = await inAs(somebody!)
    await post(browser, '/v1/session/tasks', { purpose: 'triage' })
    const before = (await (await browser.ask('/v1/session')).json()) as { task: { id: string } }
    server.house.itIs(minutes(30))
    expect((await browser.ask('/v1/sessions')).status).toBe(403)
    const start = await browser.ask('/auth/sign-in?again=yes')
    expect(new URL(start.headers.get('location')!).searchParams.get('max_age')).toBe('60')
    const way = '/auth/sign-in?again=yes&returnTo=%2Fmijn-sessies'
    expect(await signInAs(browser, somebody!.subject, way)).toBe(`${server.site.origin}/mijn-sessies`)
    expect((await browser.ask('/v1/sessions')).status).toBe(200)
    const after = (await (await browser.ask('/v1/session')).json()) as { task: { id: string } }
    expect(after.task).toEqual(before.task)
  })

  test('whoever signs in as somebody else begins without that task', async () => {
    const browser = await inAs(somebody!)
    await post(browser, '/v1/session/tasks', { purpose: 'triage' })
    await signInAs(browser, colleague!.subject, '/auth/sign-in?again=yes')
    expect(await (await browser.ask('/v1/session')).json()).toMatchObject({ task: null })
  })
})
