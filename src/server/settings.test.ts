import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isInside } from './networks.ts'
import { settingsFrom, warningsOf } from './settings.ts'

const PLACE = { dataDir: '/nowhere' }
const folder = mkdtempSync(join(tmpdir(), 'spoor-settings-'))
const file = (name: string, content: string, mode = 0o600) => {
  writeFileSync(join(folder, name), content, { mode })
  return join(folder, name)
}
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const
const RSA = file(
  'rsa.pem',
  generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey.export(pkcs8) as string,
)
const SHORT_RSA = file(
  'short.pem',
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(pkcs8) as string,
)
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const EC_PEM = file('ec.pem', EC.privateKey.export(pkcs8) as string)
const OF_GROUP = file('group.pem', EC.privateKey.export(pkcs8) as string, 0o640)
const OF_ALL = file('all.pem', EC.privateKey.export(pkcs8) as string, 0o604)
const EC_JWK = file(
  'ec.jwk',
  JSON.stringify({ ...EC.privateKey.export({ format: 'jwk' }), kid: 'k-1', alg: 'ES256' }),
)
const ED_PEM = file('ed.pem', generateKeyPairSync('ed25519').privateKey.export(pkcs8) as string)
const P384_PEM = file(
  'p384.pem',
  generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export(pkcs8) as string,
)
const RS256_JWK = file(
  'rs256.jwk',
  JSON.stringify({ ...createPrivateKey(readFileSync(RSA)).export({ format: 'jwk' }), alg: 'RS256' }),
)
const PUBLIC = file('public.pem', EC.publicKey.export({ type: 'spki', format: 'pem' }) as string)
const SECRET = file('secret', 'hush\n')
const PROVIDER = { OIDC_ISSUER: 'https://idp.example.nl', OIDC_CLIENT_ID: 'spoor' }

test('nothing said: this machine, port 8080', async () => {
  expect(await settingsFrom({}, PLACE, true)).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    demo: true,
    dataDir: '/nowhere',
  })
})

test('people and source systems each have networks of their own', async () => {
  const environment = { NETWORKS_KMAR: '10.20.0.0/16', FEED_NETWORKS_KMAR: '10.30.0.0/16' }
  const { networks, feedNetworks } = await settingsFrom(environment, PLACE, true)
  const inside = [networks, feedNetworks].map((of) =>
    ['10.20.0.1', '10.30.0.1'].map((one) => isInside(of, 'kmar', one)),
  )
  expect(inside).toEqual([
    [true, false],
    [false, true],
  ])
})

test('all that can be said', async () => {
  const settings = await settingsFrom(
    {
      ...PROVIDER,
      HOST: '0.0.0.0',
      PORT: '9000',
      PUBLIC_URL: 'https://spoor.example.nl',
      TRUST_PROXY: '10.0.0.0/8',
      UPLOAD_MIB_MAX: '5',
      REQUESTS_PER_MINUTE: '60',
      LOG_FILE: '-',
      OIDC_CLIENT_KEY_FILE: EC_JWK,
      OIDC_SCOPE: 'openid spoor',
      OIDC_CLAIM_UNIT: 'afdeling',
      OIDC_ACR: 'high  substantial',
    },
    PLACE,
    false,
  )
  expect(settings).toMatchObject({
    host: '0.0.0.0',
    port: 9000,
    publicUrl: 'https://spoor.example.nl',
    trustProxy: '10.0.0.0/8',
    uploadBytesMax: 5 * 1024 * 1024,
    requestsPerMinute: 60,
    logFile: '-',
    identityProvider: {
      issuer: 'https://idp.example.nl',
      clientId: 'spoor',
      clientKey: { kid: 'k-1' },
      scope: 'openid spoor',
      claims: { subject: 'sub', unit: 'afdeling', roles: 'roles' },
      acr: ['high', 'substantial'],
      plainHttp: false,
    },
  })
})

test.each([
  ['an RSA key in PEM', RSA, 'RSA-PSS', undefined],
  ['an EC key in PEM', EC_PEM, 'ECDSA', undefined],
  ['an EC key as JWK', EC_JWK, 'ECDSA', 'k-1'],
  ['an Ed25519 key in PEM', ED_PEM, 'Ed25519', undefined],
] as const)('%s proves who we are', async (_, path, algorithm, kid) => {
  const settings = await settingsFrom({ ...PROVIDER, OIDC_CLIENT_KEY_FILE: path }, PLACE, false)
  const proof = settings.identityProvider?.clientKey
  expect([proof?.key.algorithm.name, proof?.key.type, proof?.kid]).toEqual([algorithm, 'private', kid])
})

describe('the level of assurance', () => {
  const HIGH = 'http://eidas.europa.eu/LoA/high'
  const SUBSTANTIAL = 'http://eidas.europa.eu/LoA/substantial'

  test.each([
    ['nothing said: high, that is hardware that resists phishing', {}, [HIGH], []],
    ['high said', { OIDC_ACR: HIGH }, [HIGH], []],
    ['a lower one, said', { OIDC_ACR: `${SUBSTANTIAL} ${HIGH}` }, [SUBSTANTIAL, HIGH], [SUBSTANTIAL]],
    ['one that nobody knows', { OIDC_ACR: 'urn:gold' }, ['urn:gold'], ['urn:gold']],
  ])('%s', async (_, environment, acr, warned) => {
    const settings = await settingsFrom(
      { ...PROVIDER, ...environment, OIDC_CLIENT_KEY_FILE: EC_PEM },
      PLACE,
      false,
    )
    expect(settings.identityProvider?.acr).toEqual(acr)
    expect(warningsOf(settings)).toEqual(
      warned.map((level) => expect.stringContaining(`less than eIDAS high (${level})`) as string),
    )
  })
})

test.each([
  ['PORT', { PORT: '70000' }],
  ['PORT', { PORT: '-1' }],
  ['UPLOAD_MIB_MAX', { UPLOAD_MIB_MAX: '0' }],
  ['REQUESTS_PER_MINUTE', { REQUESTS_PER_MINUTE: 'many' }],
  ['OIDC_ISSUER', { OIDC_CLIENT_ID: 'spoor' }],
  ['OIDC_ISSUER', { OIDC_ISSUER: 'http://idp.example.nl', OIDC_CLIENT_ID: 'spoor' }],
  ['OIDC_CLIENT_KEY_FILE', PROVIDER],
  ['OIDC_CLIENT_KEY_FILE', { ...PROVIDER, OIDC_CLIENT_KEY_FILE: join(folder, 'gone') }],
  ['OIDC_CLIENT_KEY_FILE', { ...PROVIDER, OIDC_CLIENT_KEY_FILE: PUBLIC }],
  ['OIDC_CLIENT_KEY_FILE', { ...PROVIDER, OIDC_CLIENT_KEY_FILE: SECRET }],
  ['OIDC_CLIENT_KEY_FILE', { ...PROVIDER, OIDC_CLIENT_KEY_FILE: P384_PEM }],
  ['OIDC_CLIENT_KEY_FILE', { ...PROVIDER, OIDC_CLIENT_KEY_FILE: RS256_JWK }],
  ['OIDC_CLIENT_KEY_FILE', { ...PROVIDER, OIDC_CLIENT_SECRET_FILE: SECRET }],
  ['OIDC_CLIENT_KEY_FILE', { ...PROVIDER, OIDC_CLIENT_KEY_FILE: SHORT_RSA }],
  ['TLS_CERT_FILE and TLS_KEY_FILE', { ...PROVIDER, OIDC_CLIENT_KEY_FILE: EC_PEM, TLS_KEY_FILE: EC_PEM }],
  [
    'TLS_CERT_FILE',
    { ...PROVIDER, OIDC_CLIENT_KEY_FILE: EC_PEM, TLS_KEY_FILE: EC_PEM, TLS_CERT_FILE: SECRET },
  ],
  [
    'TLS_KEY_FILE',
    { ...PROVIDER, OIDC_CLIENT_KEY_FILE: EC_PEM, TLS_KEY_FILE: OF_ALL, TLS_CERT_FILE: SECRET },
  ],
  ['NODE_TLS_REJECT_UNAUTHORIZED', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
] as const)('%s that cannot be used is named, and its secret is not: %j', async (variable, environment) => {
  const settings = settingsFrom(environment, PLACE, false)
  await expect(settings).rejects.toThrow(new RegExp(variable))
  await expect(settings).rejects.not.toThrow(/hush/)
})

test.each([
  ['its group', OF_GROUP],
  ['everybody', OF_ALL],
] as const)('a private key that is open to %s is refused', async (_, path) => {
  const settings = settingsFrom({ ...PROVIDER, OIDC_CLIENT_KEY_FILE: path }, PLACE, false)
  await expect(settings).rejects.toThrow(/OIDC_CLIENT_KEY_FILE: .* is open to others/)
})
