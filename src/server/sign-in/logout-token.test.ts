import { exportJWK, generateKeyPair, createLocalJWKSet, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { readLogoutToken, type LogoutTokenRules } from './logout-token.ts'

const HEADER = { alg: 'ES256', kid: 'k', typ: 'logout+jwt' }
const NOW = new Date('2026-06-11T07:00:00Z')
const AT = NOW.getTime() / 1000
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
type Claims = Readonly<Record<string, unknown>>
const GOOD = {
  iss: 'https://idp.example.nl',
  aud: 'spoor',
  iat: AT,
  exp: AT + 120,
  jti: 'notice-1',
  sub: 'pairwise-3f9a',
  sid: 'session-1',
  events: { [EVENT]: {} },
}

let rules: LogoutTokenRules
let privateKey: CryptoKey

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true })
  privateKey = pair.privateKey
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256' }
  const keys = createLocalJWKSet({ keys: [jwk] })
  rules = { issuer: 'https://idp.example.nl', clientId: 'spoor', algorithms: ['ES256'], keys }
})

const read = async (change: Claims) => {
  const token = await new SignJWT({ ...GOOD, ...change } as JWTPayload)
    .setProtectedHeader(HEADER)
    .sign(privateKey)
  return readLogoutToken(token, rules, NOW)
}

test.each([
  ['a session and a person', {}, { sid: 'session-1', sub: 'pairwise-3f9a' }],
  ['a person alone', { sid: undefined }, { sub: 'pairwise-3f9a' }],
  ['a session alone', { sub: undefined }, { sid: 'session-1' }],
])('%s can be named', async (_, change, named) => {
  const expiresAt = new Date((AT + 150) * 1000).toISOString()
  expect(await read(change)).toEqual({ ok: true, value: { jti: 'notice-1', expiresAt, ...named } })
})

test.each<readonly [string, Claims]>([
  ['without an issuer', { iss: undefined }],
  ['of another issuer', { iss: 'https://idp.elsewhere.example' }],
  ['for somebody else', { aud: 'another' }],
  ['for somebody else as well', { aud: ['spoor', 'another'] }],
  ['that does not say when it was made', { iat: undefined }],
  ['that was made an hour ago', { iat: AT - 3600 }],
  ['that is made later', { iat: AT + 60, exp: AT + 180 }],
  ['that never runs out', { exp: undefined }],
  ['that has run out', { iat: AT - 120, exp: AT - 31 }],
  ['that is good for a day', { exp: AT + 86_400 }],
  ['without a name of its own', { jti: undefined }],
  ['with a number for a name', { jti: 1 }],
  ['with a name as long as a book', { jti: 'x'.repeat(1001) }],
  ['with a nonce', { nonce: 'x' }],
  ['without events', { events: undefined }],
  ['with another event', { events: { 'https://example.nl/event': {} } }],
  ['with the event as a word', { events: { [EVENT]: 'yes' } }],
  ['with a list for events', { events: [EVENT] }],
  ['about nobody', { sub: undefined, sid: undefined }],
  ['about nobody who has a name', { sub: '', sid: undefined }],
])('a token %s is refused', async (_, change) => {
  expect(await read(change)).toEqual({ ok: false, refusal: 'logout-token-refused' })
})

test('a token that nobody signed, that another signed, by another algorithm, or that is no logout token, is refused', async () => {
  const stranger = await generateKeyPair('ES256')
  const tokens = [
    new UnsecuredJWT(GOOD).encode(),
    await new SignJWT(GOOD).setProtectedHeader(HEADER).sign(stranger.privateKey),
    await new SignJWT(GOOD).setProtectedHeader({ ...HEADER, alg: 'HS256' }).sign(new Uint8Array(32)),
    // Of another kind, or of none.
    await new SignJWT(GOOD).setProtectedHeader({ ...HEADER, typ: 'JWT' }).sign(privateKey),
    await new SignJWT(GOOD).setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(privateKey),
    'a.b.c',
    '',
  ]
  const read = await Promise.all(tokens.map((token) => readLogoutToken(token, rules, NOW)))
  expect(read).toEqual(tokens.map(() => ({ ok: false, refusal: 'logout-token-refused' })))
})

test('when the keys cannot be had nobody knows, and the provider may try again', async () => {
  const keys = () => Promise.reject(new TypeError('fetch failed'))
  const token = await new SignJWT(GOOD).setProtectedHeader(HEADER).sign(privateKey)
  expect(await readLogoutToken(token, { ...rules, keys }, NOW)).toEqual({ ok: false, refusal: 'unavailable' })
})
