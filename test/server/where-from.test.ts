// From which browser and which network somebody works: what does not fit gets no records, and is not let in.
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readColleagues } from '#server/demo/colleagues.ts'
import { networksFrom } from '#server/networks.ts'
import { aBrowser, signInAs, type FetchBrowser } from './a-browser.ts'
import { aServer, type TestServer } from './a-server.ts'

const KIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const NEWER = FIREFOX.replaceAll('140.0', '141.0')
const CHROME = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/143.0.0.0 Safari/537.36`
const ELSEWHERE = FIREFOX.replace('Windows NT 10.0; Win64; x64', 'X11; Linux x86_64')
const [police] = readColleagues().filter(({ organisation }) => organisation === 'politie')
const [border] = readColleagues().filter(({ organisation }) => organisation === 'kmar')

const session = async (by: FetchBrowser) => (await by.ask('/v1/session')).status
const lines = (server: TestServer) => server.logged().trim().split('\n')

describe('a session', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await aServer()
  })
  afterAll(() => server.close())

  test.each([
    ['the same browser', FIREFOX, 200],
    ['the same browser after an update', NEWER, 200],
    ['another browser', CHROME, 401],
    ['the same browser on another system', ELSEWHERE, 401],
    ['a program', 'curl/8.14.1', 401],
  ])('taken along to %s', async (_, userAgent, status) => {
    const browser = aBrowser(server.site.origin, FIREFOX)
    await signInAs(browser, police!.subject)
    const before = lines(server).length
    const thief = aBrowser(server.site.origin, userAgent)
    thief.setCookie('spoor_session', browser.cookie('spoor_session')!)
    expect(await session(thief)).toBe(status)
    // It ends: who it was taken from notices, and it is in the log.
    expect(await session(browser)).toBe(status)
    const ended = lines(server)
      .slice(before)
      .filter((line) => line.includes('"session ended: another browser (politie '))
    expect(ended).toHaveLength(status === 401 ? 1 : 0)
    expect(server.logged()).not.toMatch(/Firefox|Chrome|curl/)
  })
})

describe('an organisation with networks of its own', () => {
  let outside: TestServer
  let inside: TestServer
  beforeAll(async () => {
    outside = await aServer({
      networks: networksFrom({ NETWORKS_POLITIE: '10.20.0.0/16' }),
      feedNetworks: networksFrom({ FEED_NETWORKS_POLITIE: '10.30.0.0/16' }, 'FEED_NETWORKS'),
    })
    inside = await aServer({
      networks: networksFrom({ NETWORKS_POLITIE: '10.20.0.0/16 127.0.0.1/32' }),
      feedNetworks: networksFrom({ FEED_NETWORKS_POLITIE: '10.30.0.0/16 127.0.0.1/32' }, 'FEED_NETWORKS'),
    })
  })
  afterAll(async () => {
    await outside.close()
    await inside.close()
  })

  test('lets its people in from there alone, and those of others as they are', async () => {
    const ends = []
    for (const [server, { subject }] of [
      [outside, police!],
      [inside, police!],
      [outside, border!],
    ] as const)
      ends.push((await signInAs(aBrowser(server.site.origin), subject)).slice(server.site.origin.length))
    expect(ends).toEqual(['/sign-in?error=network-unknown', '/', '/'])
    expect(lines(outside).some((line) => line.includes('"sign-in: network-unknown"'))).toBe(true)
  })

  test('shows no record in a session that went elsewhere; who one is, and the way out, it does', async () => {
    const { house } = outside
    const leader = await outside.signedIn(await house.colleague('Sanne de Wit'))
    const asked = [
      await leader.post('/v1/signals/_zoek', {}),
      await leader.post('/v1/duties/_zoek', { scope: 'mine' }),
      await leader.get(`/v1/signals/${crypto.randomUUID()}`),
      await leader.get('/v1/sessions'),
    ]
    for (const response of asked) {
      expect(response.statusCode).toBe(403)
      expect(response.json()).toMatchObject({ type: 'urn:spoor:problem:network-unknown' })
    }
    expect((await leader.get('/v1/session')).statusCode).toBe(200)
    expect((await leader.post('/auth/sign-out', {})).statusCode).toBe(200)
    const there = await inside.signedIn(await inside.house.colleague('Sanne de Wit'))
    expect((await there.post('/v1/signals/_zoek', {})).statusCode).toBe(200)
  })

  describe('and its source systems', () => {
    const KEY = 'k'.repeat(43)
    const deliver = async (server: TestServer, organisation: string, key = KEY, more: object = {}) => {
      const folder = join(server.house.dataDir, 'secrets', 'feeds')
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${organisation}.bron`), createHash('sha256').update(KEY).digest('hex'))
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson', ...more }
      const response = await server.inject({
        ...{ method: 'POST', url: '/v1/feeds/bron/deliveries', headers, payload: '' },
      })
      rmSync(join(folder, `${organisation}.bron`))
      return response
    }
    const noted = () => lines(outside).filter((line) => line.includes('"feed: '))

    test('deliver from their own networks alone; elsewhere their key is as a wrong one, with a line in the log', async () => {
      const there = await deliver(outside, 'politie')
      const wrong = await deliver(outside, 'politie', `${KEY}x`)
      expect([there.statusCode, there.body]).toEqual([401, wrong.body])
      expect(Object.keys(there.headers)).toEqual(Object.keys(wrong.headers))
      expect(there.headers['www-authenticate']).toBe(wrong.headers['www-authenticate'])
      expect(noted()).toEqual([expect.stringContaining('"feed: a key from elsewhere (politie bron)"')])
      expect(outside.logged()).not.toContain(KEY)
      expect((await deliver(inside, 'politie')).statusCode).toBe(202)
    })

    test('say in vain that they are elsewhere', async () => {
      expect((await deliver(outside, 'politie', KEY, { 'x-forwarded-for': '10.30.0.1' })).statusCode).toBe(
        401,
      )
    })

    test('of another organisation, which names none, deliver from anywhere', async () => {
      expect((await deliver(outside, 'kmar')).statusCode).toBe(202)
    })
  })

  test('takes nobody’s word for where they are', async () => {
    const leader = await outside.signedIn(await outside.house.colleague('Jonas Vermeer'))
    for (const header of ['x-forwarded-for', 'x-real-ip', 'forwarded']) {
      const response = await outside.inject({
        method: 'POST',
        url: '/v1/signals/_zoek',
        headers: { ...leader.headers, [header]: header === 'forwarded' ? 'for=10.20.0.1' : '10.20.0.1' },
        payload: {},
      })
      expect(response.statusCode, header).toBe(403)
    }
  })
})
