// Sign-in as the NL GOV profile for OpenID Connect wants it, at a real provider, over TLS with an authority of our own:
// what is accepted, and what is turned away with a sentence and one line in the log.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readColleagues } from '#server/demo/colleagues.ts'
import { aBrowser, type FetchBrowser } from './a-browser.ts'
import { aCertificateAuthority, type CertificateAuthority } from './a-ca.ts'
import { ADDRESS, aProvider, LEVELS, type Account, type TlsProvider } from './a-provider.ts'
import { signedBy, spoiltTokens } from './spoilt-tokens.ts'
import { aPlaceOverTls, type PlaceOverTls } from './a-spoor-over-tls.ts'

const HIGH = 'http://eidas.europa.eu/LoA/high'
const CLIENT_ID = 'spoor-at-the-agency'
const ACCOUNT: Account = { ...readColleagues()[0]!, subject: 'pairwise-3f9a' }
const trusted = tls.getCACertificates('default')

let ca: CertificateAuthority
let stranger: CertificateAuthority
let place: PlaceOverTls
let provider: TlsProvider
let browser: FetchBrowser

beforeAll(async () => {
  ca = await aCertificateAuthority('Authority of the tests')
  stranger = await aCertificateAuthority('Authority that nobody knows')
  tls.setDefaultCACertificates([...trusted, ca.cert])
  place = await aPlaceOverTls(ca)
  const { origin, publicKey } = place
  provider = await aProvider(ca, { clientId: CLIENT_ID, origin, publicKey })
  await place.start({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT_ID })
})
afterAll(async () => {
  await place?.close()
  await provider?.close()
  tls.setDefaultCACertificates(trusted)
})
beforeEach(() => {
  browser = aBrowser(place.origin)
  provider.comes({ account: ACCOUNT, acr: HIGH })
  provider.spoil(undefined)
})

/** Goes to the provider and back; gives the address at which it comes back to Spoor, not yet asked for. */
const comeBack = async (by = browser) => by.follow(await by.ask('/auth/sign-in'), /^\/auth\/callback\?/)
const arrive = async (callback: string, by = browser) => (await by.ask(callback)).headers.get('location')
const signIn = async (by = browser) => arrive(await comeBack(by), by)
const session = async (by = browser) => (await by.ask('/v1/session')).status
/** What was noted of those who did not get in. */
const refused = () =>
  place
    .noted()
    .filter((line) => !/"(?:sign-in: done|sign-out: done|sign-out by the provider: \d+ ended)/.test(line))

/** What one try leads to: where, what was noted of it meanwhile, and that it let nobody in. */
async function turnedAway(attempt: () => Promise<string | null>) {
  const before = refused().length
  const location = await attempt()
  await expect.poll(() => refused().length, { timeout: 5000, interval: 20 }).toBeGreaterThan(before)
  const noted = refused().slice(before)
  expect(browser.cookie('__Host-spoor_session')).toBeUndefined()
  expect(noted).toHaveLength(1)
  const { level, msg } = JSON.parse(noted[0]!) as { level: number; msg: string }
  expect(level).toBe(30)
  return { location, msg }
}

// First, while Spoor knows nothing of the provider yet.
describe('the certificate of the provider', () => {
  const OTHERS = [
    [
      'by an authority that Spoor does not know',
      () => stranger.issue(ADDRESS),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    ['that has run out', () => ca.issue(ADDRESS, new Date(Date.now() - 60_000)), 'CERT_HAS_EXPIRED'],
    ['of another address', () => ca.issue('127.0.0.9'), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const

  test.each(OTHERS)('%s: nobody is sent there', async (_, certificate, why) => {
    provider.shows(await certificate())
    const start = async () => (await browser.ask('/auth/sign-in')).headers.get('location')
    expect(await turnedAway(start)).toEqual({
      location: '/sign-in?error=provider-unreachable',
      msg: `sign-in: provider-unreachable (${why})`,
    })
    provider.shows(await ca.issue(ADDRESS))
  })

  test.each(OTHERS)('%s: the code is not given to it', async (_, certificate, why) => {
    const callback = await comeBack()
    const before = provider.asked().length
    provider.shows(await certificate())
    expect(await turnedAway(() => arrive(callback))).toEqual({
      location: '/sign-in?error=provider-unreachable',
      msg: `sign-in: provider-unreachable (${why})`,
    })
    expect(provider.asked()).toHaveLength(before)
    provider.shows(await ca.issue(ADDRESS))
  })
})

describe('signing in', () => {
  test('by code, with PKCE, state, nonce and levels of assurance, and a key for a proof', async () => {
    expect(await signIn()).toBe(`${place.origin}/`)
    expect(await session()).toBe(200)
    const [asked, exchanged] = provider.asked().slice(-2)
    expect(asked).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      acr_values: HIGH,
      redirect_uri: `${place.origin}/auth/callback`,
      // Twelve hours: as long as a session is at the most.
      max_age: '43200',
    })
    // 256 bits each.
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked?.[name]).toMatch(/^[\w-]{43}$/)
    expect(exchanged?.code_verifier).toMatch(/^[\w-]{43,128}$/)
    expect(exchanged?.client_assertion_type).toContain('jwt-bearer')
    expect(exchanged).not.toHaveProperty('client_secret')
  })

  test('with a proof, a state, a nonce and a verifier that are new each time', async () => {
    await signIn()
    await signIn(aBrowser(place.origin))
    const [asked, exchanged, askedAgain, exchangedAgain] = provider.asked().slice(-4)
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(asked?.[name]).not.toBe(askedAgain?.[name])
    for (const name of ['client_assertion', 'code_verifier', 'code'])
      expect(exchanged?.[name]).not.toBe(exchangedAgain?.[name])
  })

  test('is the only way in: what the demo has is not there', async () => {
    for (const path of ['colleagues', 'auth', 'token', '.well-known/openid-configuration'])
      expect((await browser.ask(`/demo-idp/${path}`)).status, path).toBe(404)
  })

  test('no address on the way holds a token or says who it is', async () => {
    const seen: string[] = []
    let response = await browser.ask('/auth/sign-in')
    for (
      let next = response.headers.get('location');
      next !== null;
      next = response.headers.get('location')
    ) {
      seen.push(next)
      response = await browser.ask(new URL(next, response.url).href)
    }
    expect(seen.length).toBeGreaterThan(3)
    for (const address of seen) {
      expect(address).not.toMatch(/token|eyJ/)
      expect(decodeURIComponent(address)).not.toContain(ACCOUNT.subject)
      expect(decodeURIComponent(address)).not.toContain(ACCOUNT.name)
    }
  })

  test('gives a session that nobody knew before, in a cookie for TLS only', async () => {
    const planted = `politie.${'A'.repeat(43)}`
    browser.setCookie('__Host-spoor_session', planted)
    await signIn()
    const first = browser.cookies().find(({ name }) => name === '__Host-spoor_session')!
    expect(first.value).not.toBe(planted)
    expect(first.header).toMatch(/; HttpOnly; Secure; SameSite=Lax/)
    await signIn()
    expect(browser.cookie('__Host-spoor_session')).not.toBe(first.value)
    const thief = aBrowser(place.origin)
    for (const token of [planted, first.value]) {
      thief.setCookie('__Host-spoor_session', token)
      expect(await session(thief)).toBe(401)
    }
  })

  test.each(['PS256', 'ES256', 'EdDSA'])('with an ID token by %s', async (alg) => {
    provider.spoil(signedBy(alg))
    expect(await signIn()).toBe(`${place.origin}/`)
  })

  test('signing out ends the session here, and then at the provider', async () => {
    await signIn()
    const { csrf } = (await (await browser.ask('/v1/session')).json()) as { csrf: string }
    const headers = { 'x-spoor-csrf': csrf, origin: place.origin }
    const out = await browser.ask('/auth/sign-out', { method: 'POST', headers })
    const next = new URL(((await out.json()) as { next: string }).next)
    expect(await session()).toBe(401)
    expect(next.origin).toBe(provider.issuer)
    expect([...next.searchParams.keys()].toSorted()).toEqual(['client_id', 'post_logout_redirect_uri'])
    const page = await (await browser.ask(next.href)).text()
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)![1]!
    const confirmed = await browser.ask(`${provider.issuer}/session/end/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    })
    expect(confirmed.headers.get('location')).toBe(`${place.origin}/sign-in`)
    // The provider asks again who it is.
    const again = await browser.ask((await browser.ask('/auth/sign-in')).headers.get('location')!)
    expect(again.headers.get('location')).toMatch(/^\/interaction\/|\/interaction\//)
  })
})

describe('the provider tells that somebody went', () => {
  const NOTICE = '/v1/logout-notices'
  const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
  const tell = (token: string, type = 'application/x-www-form-urlencoded') =>
    fetch(`${place.origin}${NOTICE}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: type === 'application/json' ? JSON.stringify({ logout_token: token }) : `logout_token=${token}`,
    })
  const seconds = () => Math.floor(Date.now() / 1000)
  const claims = (more: object = {}) => ({
    ...{ iss: provider.issuer, aud: CLIENT_ID, iat: seconds(), exp: seconds() + 120 },
    ...{ jti: crypto.randomUUID(), sub: ACCOUNT.subject, events: { [EVENT]: {} } },
    ...more,
  })
  /** Signs out at the provider, in its own pages, without a word to Spoor. */
  const leaveProvider = async (by: FetchBrowser) => {
    const page = await (await by.ask(`${provider.issuer}/session/end?client_id=${CLIENT_ID}`)).text()
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)![1]!
    await by.ask(`${provider.issuer}/session/end/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
    })
  }

  test('who signs out there is out here at once, and of the same person what was opened elsewhere is not', async () => {
    const laptop = aBrowser(place.origin)
    await signIn()
    await signIn(laptop)
    expect([await session(), await session(laptop)]).toEqual([200, 200])
    await leaveProvider(browser)
    expect([await session(), await session(laptop)]).toEqual([401, 200])
    await expect.poll(() => place.noted().at(-1)).toContain('"sign-out by the provider: 1 ended"')
  })

  test('whose account is taken away is out everywhere at once, and nobody else is', async () => {
    const laptop = aBrowser(place.origin)
    const colleague = aBrowser(place.origin)
    await signIn()
    await signIn(laptop)
    provider.comes({ account: { ...ACCOUNT, subject: 'pairwise-of-another' }, acr: HIGH })
    await signIn(colleague)
    const answer = await tell(await provider.sign(claims()))
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([204, 'no-store'])
    expect([await session(), await session(laptop), await session(colleague)]).toEqual([401, 401, 200])
  })

  test.each([
    ['of the person', () => ({}), false],
    ['of the session that is being made', ({ sid }: Readonly<Record<string, unknown>>) => ({ sid }), false],
    ['of another session of the person', () => ({ sid: 'another' }), true],
  ])('while somebody is on their way in: a word %s', async (_, whom, getsIn) => {
    // Between the code and the ID token: the browser has been at the provider, and waits.
    provider.spoil(async (idToken, keys) => {
      expect(idToken.sid).toEqual(expect.any(String))
      expect((await tell(await provider.sign(claims(whom(idToken))))).status).toBe(204)
      return signedBy('ES256')(idToken, keys)
    })
    if (getsIn) return expect(await signIn()).toBe(`${place.origin}/`)
    const { location, msg } = await turnedAway(signIn)
    expect(location).toBe('/sign-in?error=ended-at-provider')
    expect(msg).toMatch(/^sign-in: ended-at-provider \(\w+ [\da-f-]{36}\)$/)
    expect(await session()).toBe(401)
    provider.spoil(undefined)
    expect(await signIn()).toBe(`${place.origin}/`)
    expect(await session()).toBe(200)
  })

  test('the same words a second time end nothing', async () => {
    const token = await provider.sign(claims())
    expect((await tell(token)).status).toBe(204)
    await signIn()
    expect((await tell(token)).status).toBe(400)
    expect(await session()).toBe(200)
  })

  test.each([
    ['an ID token', { nonce: 'x', events: undefined }],
    ['a token for somebody else', { aud: 'another-client' }],
    ['a token of another issuer', { iss: 'https://idp.elsewhere.example' }],
    ['a token that has run out', { iat: seconds() - 300, exp: seconds() - 120 }],
    ['a token about nobody', { sub: undefined }],
  ])('%s ends nothing: a problem, and one line in the log', async (_, change) => {
    await signIn()
    const before = place.noted().length
    const answer = await tell(await provider.sign(claims(change)))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
    expect(await answer.json()).toMatchObject({ type: 'urn:spoor:problem:logout-token-refused' })
    expect(await session()).toBe(200)
    const noted = () =>
      place
        .noted()
        .slice(before)
        .filter((line) => !line.includes('"sign-in: done'))
    await expect
      .poll(noted)
      .toEqual([expect.stringContaining('"sign-out by the provider: logout-token-refused"')])
  })

  test('a token that a stranger signed, JSON and twice the same field end nothing', async () => {
    await signIn()
    const spoilt = `${(await provider.sign(claims())).slice(0, -20)}${'A'.repeat(20)}`
    const good = await provider.sign(claims())
    const statuses = [
      await tell(spoilt),
      await tell(good, 'application/json'),
      await tell(`${good}&logout_token=x`),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([400, 415, 400])
    expect(await session()).toBe(200)
  })
})

describe('an ID token', () => {
  test.each(spoiltTokens(CLIENT_ID))('%s lets nobody in', async (_, spoil, why) => {
    provider.spoil(spoil)
    expect(await turnedAway(signIn)).toEqual({
      location: '/sign-in?error=failed',
      msg: `sign-in: failed (${why})`,
    })
  })
})

describe('a person', () => {
  test.each([
    ['with the level high', HIGH, undefined],
    ['with the level substantial', LEVELS[1], 'assurance-too-low'],
    ['with the level low', LEVELS[0], 'assurance-too-low'],
    ['without a level', undefined, 'assurance-too-low'],
  ])('%s', async (_, acr, refused) => {
    provider.comes({ account: ACCOUNT, acr })
    if (refused === undefined) return expect(await signIn()).toBe(`${place.origin}/`)
    expect(await turnedAway(signIn)).toEqual({
      location: `/sign-in?error=${refused}`,
      msg: `sign-in: ${refused}`,
    })
  })

  test.each([
    ['without a unit that we know', { unit: 'nergens' }, 'unit-unknown'],
    ['without a role that we know', { roles: ['visitor'] }, 'roles-unknown'],
    [
      'of an organisation that does not work with Spoor',
      { organisation: 'brandweer' },
      'organisation-unknown',
    ],
    ['without a name', { name: '' }, 'claims-missing'],
  ])('%s has no work here', async (_, change, refused) => {
    provider.comes({ account: { ...ACCOUNT, ...change }, acr: HIGH })
    expect(await turnedAway(signIn)).toEqual({
      location: `/sign-in?error=${refused}`,
      msg: `sign-in: ${refused}`,
    })
  })

  test('whom the provider turns away', async () => {
    provider.comes({ error: 'access_denied' })
    expect(await turnedAway(signIn)).toEqual({
      location: '/sign-in?error=refused',
      msg: 'sign-in: refused (access_denied)',
    })
  })
})

describe('a return', () => {
  const withParameter = (callback: string, name: string, value: string) => {
    const url = new URL(callback)
    url.searchParams.set(name, value)
    return url.href
  }
  test.each([
    ['with a state that is not ours', 'state', 'of-another-sign-in', 'failed (OAUTH_INVALID_RESPONSE)'],
    ['from another provider', 'iss', 'https://idp.elsewhere.example', 'failed (OAUTH_INVALID_RESPONSE)'],
    ['with a code that was made up', 'code', 'x'.repeat(43), 'failed (invalid_grant)'],
    [
      'with an error that was made up',
      'error',
      'Sanne de Wit',
      'refused (an error without a name that we know)',
    ],
  ])('%s', async (_, name, value, why) => {
    const callback = await comeBack()
    const [error] = why.split(' ')
    expect(await turnedAway(() => arrive(withParameter(callback, name, value)))).toEqual({
      location: `/sign-in?error=${error}`,
      msg: `sign-in: ${why}`,
    })
  })

  test('with a code that was used', async () => {
    const callback = await comeBack()
    const ticket = browser.cookie('__Host-spoor_sign_in')!
    expect(await arrive(callback)).toBe(`${place.origin}/`)
    browser = aBrowser(place.origin)
    browser.setCookie('__Host-spoor_sign_in', ticket)
    expect(await turnedAway(() => arrive(callback))).toEqual({
      location: '/sign-in?error=failed',
      msg: 'sign-in: failed (invalid_grant)',
    })
  })

  test('with a code that somebody else was given: the verifier does not fit', async () => {
    const theirs = new URL(await comeBack(aBrowser(place.origin)))
    const own = await comeBack()
    const swapped = withParameter(own, 'code', theirs.searchParams.get('code')!)
    expect(await turnedAway(() => arrive(swapped))).toEqual({
      location: '/sign-in?error=failed',
      msg: 'sign-in: failed (invalid_grant)',
    })
  })

  test('in another browser than where it began', async () => {
    const callback = await comeBack()
    expect(await arrive(callback, aBrowser(place.origin))).toBe('/sign-in?error=expired')
  })
})

test('no secret was made in passing: all came from the vault, which is as it was', () => {
  expect(existsSync(join(place.dataDir, 'secrets'))).toBe(false)
  const names = readdirSync(place.vault)
  expect(names.toSorted()).toEqual([
    ...['checkpoint.key', 'checkpoint.pub', 'sign-in.key'],
    ...['spoor_arbeidsinspectie', 'spoor_check', 'spoor_kmar', 'spoor_politie', 'spoor_worker'].map(
      (login) => `${login}.password`,
    ),
    ...['arbeidsinspectie', 'kmar', 'politie'].map((organisation) => `subjects-${organisation}.key`),
  ])
})

test('no sentence for somebody who did not get in speaks of tokens', () => {
  for (const language of ['nl', 'en']) {
    const texts = JSON.parse(readFileSync(`src/web/messages/${language}/shell.json`, 'utf8')) as object
    const sentences = Object.entries(texts).filter(([key]) => key.startsWith('sign-in-error.'))
    expect(sentences.length).toBeGreaterThan(8)
    for (const [key, sentence] of sentences) {
      expect(sentence, key).toMatch(/^[A-Z].{20,}[.]$/)
      expect(sentence, key).not.toMatch(/token|nonce|acr|OAUTH|OIDC|claim/i)
    }
  }
})

test('the log says that somebody came in and how surely, by a random id, and knows nobody', () => {
  const log = place.logged()
  expect(log).toMatch(new RegExp(`"sign-in: done \\(${ACCOUNT.organisation} [0-9a-f-]{36}, ${HIGH}\\)"`))
  for (const secret of [
    ACCOUNT.subject,
    ACCOUNT.name,
    'Sanne',
    'eyJ',
    ...provider.asked().map(({ code }) => code ?? '—'),
  ]) {
    expect(log).not.toContain(secret)
  }
})
