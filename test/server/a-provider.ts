// An identity provider as an agency has one: oidc-provider, over TLS. It can be told to answer wrongly.
import { once } from 'node:events'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { decodeJwt, exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose'
import { Provider, type Context } from 'oidc-provider'
import { memoryFor } from '#server/demo/memory.ts'
import type { CertificateAuthority, KeyAndCertificate } from './a-ca.ts'

export interface Account {
  readonly subject: string
  readonly name: string
  readonly organisation: string
  readonly unit: string
  readonly roles: readonly string[]
}

/** A key that the provider publishes, by the algorithm that it is for. */
export type ProviderKeys = Readonly<Record<string, { readonly kid: string; readonly privateKey: CryptoKey }>>

/** Gives the ID token that goes out instead of the one with these claims. */
export type Spoil = (claims: JWTPayload, keys: ProviderKeys) => Promise<string>

/** What happens when somebody comes to the provider: who they turn out to be and how surely, or an error. */
export type Behaviour =
  { readonly account: Account; readonly acr?: string | undefined } | { readonly error: string }

export interface TlsProvider {
  readonly issuer: string
  readonly comes: (behaviour: Behaviour) => void
  /** The ID tokens that go out from now on; undefined: as they are. */
  readonly spoil: (how: Spoil | undefined) => void
  /** Shows this certificate from now on, to who connects anew. */
  readonly shows: (certificate: KeyAndCertificate) => void
  /** What the authorization and token requests said, the newest last. */
  readonly asked: () => readonly Readonly<Record<string, string>>[]
  /** A logout token with these claims, signed by a key that the provider publishes. */
  readonly sign: (claims: JWTPayload) => Promise<string>
  readonly close: () => Promise<void>
}

export const ADDRESS = '127.0.0.1'
const ALGORITHMS = ['ES256', 'PS256', 'EdDSA', 'RS256'] as const
export const LEVELS = ['low', 'substantial', 'high'].map((level) => `http://eidas.europa.eu/LoA/${level}`)

export interface ClientOf {
  readonly clientId: string
  readonly origin: string
  readonly publicKey: JWK
}

export async function aProvider(
  ca: CertificateAuthority,
  { clientId, origin, publicKey }: ClientOf,
): Promise<TlsProvider> {
  const server = createServer(await ca.issue(ADDRESS)).listen(0, ADDRESS)
  await once(server, 'listening')
  const issuer = `https://${ADDRESS}:${(server.address() as AddressInfo).port}`
  const keys = await signingKeys()
  let behaviour: Behaviour | undefined
  let spoil: Spoil | undefined
  const asked: Record<string, string>[] = []

  const provider = new Provider(issuer, {
    adapter: memoryFor(() => Math.floor(Date.now() / 1000)),
    jwks: { keys: keys.jwks },
    clients: [
      {
        client_id: clientId,
        redirect_uris: [`${origin}/auth/callback`],
        post_logout_redirect_uris: [`${origin}/sign-in`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'ES256',
        id_token_signed_response_alg: 'ES256',
        backchannel_logout_uri: `${origin}/v1/logout-notices`,
        backchannel_logout_session_required: true,
        jwks: { keys: [publicKey] },
      },
    ],
    ...rules(() => behaviour),
  })
  provider.use(async (context, next) => {
    await next()
    const { params } = context.oidc ?? {}
    if (params && ['/auth', '/token'].includes(context.path)) asked.push(params)
    const body = context.body as { id_token?: string } | undefined
    if (context.path !== '/token' || !spoil || body?.id_token === undefined) return
    context.body = { ...body, id_token: await spoil(decodeJwt(body.id_token), keys.byAlgorithm) }
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const result =
      behaviour === undefined || 'error' in behaviour
        ? { error: behaviour?.error ?? 'access_denied' }
        : { login: { accountId: behaviour.account.subject, acr: behaviour.acr } }
    const options = { mergeWithLastSubmission: false }
    void provider.interactionResult(request, response, result, options).then((location) => {
      response.writeHead(303, { location }).end()
    })
  })
  return {
    issuer,
    comes: (next) => void (behaviour = next),
    spoil: (how) => void (spoil = how),
    shows(certificate) {
      server.setSecureContext(certificate)
      server.closeAllConnections()
    },
    asked: () => asked,
    sign(claims) {
      const { kid, privateKey } = keys.byAlgorithm.ES256!
      const header = { alg: 'ES256', typ: 'logout+jwt', kid }
      return new SignJWT(claims).setProtectedHeader(header).sign(privateKey)
    },
    close: () => closed(server),
  }
}

function rules(behaviour: () => Behaviour | undefined): object {
  const cookie = { httpOnly: true, sameSite: 'lax' }
  return {
    acrValues: LEVELS,
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: {
      clientAuthSigningAlgValues: ['PS256', 'ES256', 'EdDSA'],
      idTokenSigningAlgValues: ALGORITHMS,
    },
    claims: { openid: ['sub', 'acr'], profile: ['name', 'organisation', 'unit', 'roles'] },
    scopes: ['openid', 'profile'],
    conformIdTokenClaims: false,
    cookies: { keys: ['for the tests'], short: cookie, long: cookie },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource },
      backchannelLogout: { enabled: true },
    },
    interactions: { url: (_context: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
    // It lets nobody talk to this machine, which here is all there is.
    fetch: (url: string, { method, headers, body, redirect, signal }: Required<RequestInit>) =>
      fetch(url, { method, headers, body, redirect, signal }),
    findAccount: async (_context: Context, subject: string) => {
      const now = behaviour()
      if (now === undefined || 'error' in now || now.account.subject !== subject) return undefined
      const { subject: sub, ...rest } = now.account
      return { accountId: subject, claims: async () => ({ sub, ...rest }) }
    },
    async loadExistingGrant({ oidc }: Context) {
      const of = { clientId: oidc.client?.clientId, accountId: oidc.session?.accountId }
      const grant = new oidc.provider.Grant(of)
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  }
}

/** The page that asks whether one really wants to go. */
async function logoutSource(context: Context, form: string): Promise<void> {
  context.body = form
}

async function signingKeys(): Promise<{ readonly jwks: readonly JWK[]; readonly byAlgorithm: ProviderKeys }> {
  const made = await Promise.all(
    ALGORITHMS.map(async (alg) => {
      const { privateKey } = await generateKeyPair(alg, { extractable: true })
      const kid = `key-${alg}`
      return { alg, kid, privateKey, jwk: { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' } }
    }),
  )
  return {
    jwks: made.map(({ jwk }) => jwk),
    byAlgorithm: Object.fromEntries(made.map(({ alg, kid, privateKey }) => [alg, { kid, privateKey }])),
  }
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}
