import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { Provider, type Context } from 'oidc-provider'
import type { House } from '#actions/house.ts'
import type { Identity } from '#actions/members.ts'
import { keptSecret } from '../secrets.ts'
import { USUAL_CLAIMS } from '../sign-in/identity.ts'
import { CALLBACK_PATH, type ProviderSettings } from '../sign-in/provider.ts'
import type { Site } from '../site.ts'
import { memoryFor } from './memory.ts'

/** Where the embedded provider stands on our own origin. */
export const DEMO_ROOT = '/demo-idp'
const CLIENT_ID = 'spoor-demo'
const ALGORITHM = 'ES256'
const SCOPE = 'openid profile'
const CLAIMS = ['name', 'organisation', 'unit', 'roles']
const INTERACTION_SECONDS = 600
const SESSION_SECONDS = 3600

/** The embedded provider with its colleagues, and how Spoor is known to it. */
export interface DemoProvider {
  readonly provider: Provider
  readonly colleagues: readonly Identity[]
  readonly settings: ProviderSettings
}

interface Keys {
  /** Signs the ID tokens. */
  readonly provider: JWK
  /** Spoor's own, for private_key_jwt. */
  readonly client: JWK
  readonly cookies: string
}

/**
 * An identity provider of our own for the demo and the tests: anybody is let in as any fictional colleague. Whoever
 * starts it answers for loopback only and for fictional data (demo/refuse.ts).
 */
export async function demoProvider(
  house: Pick<House, 'clock' | 'dataDir'>,
  site: Site,
  colleagues: readonly Identity[],
): Promise<DemoProvider> {
  const issuer = `${site.origin}${DEMO_ROOT}`
  const keys = await keptKeys(house.dataDir)
  const { d: _private, ...publicKey } = keys.client
  const key = await importJWK(keys.client, ALGORITHM)
  if (key instanceof Uint8Array) throw new Error('the key of the demo is no key pair')
  const provider = new Provider(issuer, {
    adapter: memoryFor(() => Math.floor(house.clock().getTime() / 1000)),
    jwks: { keys: [keys.provider] },
    clients: [
      {
        client_id: CLIENT_ID,
        redirect_uris: [`${site.origin}${CALLBACK_PATH}`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: ALGORITHM,
        id_token_signed_response_alg: ALGORITHM,
        jwks: { keys: [publicKey] },
      },
    ],
    ...rules(keys.cookies, colleagues),
  })
  // Spoor is the only client, and has no use for the colleague's consent.
  return {
    provider,
    colleagues,
    settings: {
      issuer,
      clientId: CLIENT_ID,
      clientKey: { key, ...(keys.client.kid ? { kid: keys.client.kid } : {}) },
      scope: SCOPE,
      claims: USUAL_CLAIMS,
      acr: [],
      plainHttp: true,
    },
  }
}

function rules(cookieKey: string, colleagues: readonly Identity[]): object {
  const cookie = { httpOnly: true, sameSite: 'lax', path: DEMO_ROOT }
  return {
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: [ALGORITHM], idTokenSigningAlgValues: [ALGORITHM] },
    claims: { openid: ['sub'], profile: CLAIMS },
    scopes: ['openid', 'profile'],
    // Claims in the ID token itself, where Spoor looks for them.
    conformIdTokenClaims: false,
    cookies: { keys: [cookieKey], short: cookie, long: cookie },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_context: Context, { uid }: { uid: string }) => `/demo-sign-in/${uid}` },
    pkce: { required: () => true },
    ttl: {
      AccessToken: INTERACTION_SECONDS,
      AuthorizationCode: 60,
      Grant: SESSION_SECONDS,
      IdToken: 300,
      Interaction: INTERACTION_SECONDS,
      Session: SESSION_SECONDS,
    },
    findAccount: async (_context: Context, subject: string) => {
      const colleague = colleagues.find((one) => one.subject === subject)
      if (!colleague) return undefined
      const { name, organisation, unit, roles } = colleague
      return { accountId: subject, claims: async () => ({ sub: subject, name, organisation, unit, roles }) }
    },
    async loadExistingGrant({ oidc }: Context) {
      const of = { clientId: oidc.client?.clientId, accountId: oidc.session?.accountId }
      const grant = new oidc.provider.Grant(of)
      grant.addOIDCScope(SCOPE)
      await grant.save()
      return grant
    },
    renderError: async (context: Context) => context.redirect('/sign-in?error=failed'),
  }
}

async function keptKeys(dataDir: string): Promise<Keys> {
  const text = await keptSecret(join(dataDir, 'secrets', 'demo-idp.json'), async () => {
    const [provider, client] = await Promise.all([newKey('provider'), newKey('client')])
    return JSON.stringify({ provider, client, cookies: randomBytes(32).toString('base64url') })
  })
  return JSON.parse(text) as Keys
}

async function newKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true })
  return { ...(await exportJWK(privateKey)), kid, alg: ALGORITHM, use: 'sig' }
}
