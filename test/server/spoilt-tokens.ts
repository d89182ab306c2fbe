// ID tokens that must let nobody in, made from a good one of the provider.
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import type { Spoil } from './a-provider.ts'

const now = () => Math.floor(Date.now() / 1000)
/** The token as it was but for some claims, signed by a key of the provider. */
export function signedBy(alg: string, change: Readonly<Record<string, unknown>> = {}): Spoil {
  return (claims, keys) => {
    const { kid, privateKey } = keys[alg]!
    return new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg, kid }).sign(privateKey)
  }
}
const changed = (change: Readonly<Record<string, unknown>>) => signedBy('ES256', change)
/** Signed by a key that the provider never published, under the name of one that it did, or of none. */
function forged(kid: string): Spoil {
  return async (claims) => {
    const { privateKey } = await generateKeyPair('ES256')
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey)
  }
}

/** Signed by a key that the token brings along, in the name of one that the provider did publish. */
const bringingItsKey: Spoil = async (claims) => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const header = { alg: 'ES256', kid: 'key-ES256', jwk: await exportJWK(publicKey) }
  return new SignJWT(claims).setProtectedHeader(header).sign(privateKey)
}

const MISMATCH = 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'
const TIME = 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'

/** What is wrong with the token, the token, and the reason that the log gives. */
export const spoiltTokens = (clientId: string): readonly (readonly [string, Spoil, string])[] => [
  ['with a nonce that is not ours', changed({ nonce: 'of-another-sign-in' }), `${MISMATCH} nonce`],
  ['without a nonce', changed({ nonce: undefined }), 'OAUTH_INVALID_RESPONSE'],
  ['for somebody else', changed({ aud: 'another-client' }), `${MISMATCH} aud`],
  ['for somebody else as well', changed({ aud: [clientId, 'another-client'] }), `${MISMATCH} aud`],
  [
    'for us, but given to somebody else',
    changed({ aud: [clientId, 'another-client'], azp: 'another-client' }),
    `${MISMATCH} azp`,
  ],
  ['of another issuer', changed({ iss: 'https://idp.elsewhere.example' }), `${MISMATCH} iss`],
  ['that has run out', changed({ iat: now() - 600, exp: now() - 300 }), `${TIME} exp`],
  ['that begins later', changed({ nbf: now() + 600 }), `${TIME} nbf`],
  ['that is good for a day', changed({ exp: now() + 86_400 }), 'TOKEN_LIVES_TOO_LONG'],
  ['that was made an hour ago', changed({ iat: now() - 3600, exp: now() + 60 }), 'TOKEN_OF_ANOTHER_TIME'],
  ['that is made later', changed({ iat: now() + 600, exp: now() + 900 }), 'TOKEN_OF_ANOTHER_TIME'],
  [
    'that does not say when they proved who they are',
    changed({ auth_time: undefined }),
    'OAUTH_INVALID_RESPONSE',
  ],
  ['of somebody who proved it yesterday', changed({ auth_time: now() - 86_400 }), `${TIME} auth_time`],
  ['that never runs out', changed({ exp: undefined }), 'OAUTH_INVALID_RESPONSE'],
  ['that nobody signed', async (claims) => new UnsecuredJWT(claims).encode(), 'OAUTH_INVALID_RESPONSE'],
  ['signed with RS256', signedBy('RS256'), 'OAUTH_INVALID_RESPONSE'],
  [
    'signed with a secret that is no secret',
    (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(clientId.repeat(2))),
    'OAUTH_INVALID_RESPONSE',
  ],
  ['signed by a key that nobody knows', forged('unheard-of'), 'OAUTH_KEY_SELECTION_FAILED'],
  ['signed by a stranger in the name of a key', forged('key-ES256'), 'OAUTH_INVALID_RESPONSE'],
  ['signed by a key that it brings along', bringingItsKey, 'OAUTH_INVALID_RESPONSE'],
  [
    'whose words were changed after it was signed',
    async (claims, keys) => {
      const [header, , signature] = (await signedBy('ES256')(claims, keys)).split('.')
      const words = Buffer.from(JSON.stringify({ ...claims, roles: ['functional-manager'] }))
      return `${header}.${words.toString('base64url')}.${signature}`
    },
    'OAUTH_INVALID_RESPONSE',
  ],
  ['that is no token', async () => 'a.b.c', 'OAUTH_PARSE_ERROR'],
]
