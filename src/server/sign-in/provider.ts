import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import * as oidc from 'openid-client'
import type { LogoutNotice } from '#actions/provider-logout.ts'
import { refuse, type Outcome } from '#core/outcome.ts'
import type { Clock } from '#core/time.ts'
import type { Site } from '../site.ts'
import type { ClaimNames } from './identity.ts'
import { CLOCK_SECONDS, readLogoutToken, type LogoutTokenRefusal } from './logout-token.ts'

/** How Spoor knows an identity provider, and how it makes itself known there. */
export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  /** For private_key_jwt: the NL GOV profile knows no secrets that two parties share. */
  readonly clientKey: { readonly key: CryptoKey; readonly kid?: string }
  readonly scope: string
  readonly claims: ClaimNames
  /** Levels of assurance that are good enough; empty: any, which is for the demo. */
  readonly acr: readonly string[]
  /** Plain http to the provider; the embedded one on this machine only. */
  readonly plainHttp: boolean
}

/** What must be remembered of a sign-in between its start and its return. */
export interface Started {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** How long ago, in seconds, the person may have proved who they are. */
  readonly maxAge: number
}

/** An identity provider in use. */
export interface RelyingParty {
  readonly begin: (maxAge: number) => Promise<{ readonly url: URL; readonly started: Started }>
  /** The claims of the ID token. @throws when the provider, the answer or the token is not what it must be. */
  readonly finish: (returned: URL, started: Started) => Promise<Readonly<Record<string, unknown>>>
  /** Where the provider ends its own session, if it says so. */
  readonly signOutUrl: () => Promise<string | undefined>
  /** What a logout token of the provider says (Back-Channel Logout 1.0). */
  readonly readLogout: (token: string) => Promise<Outcome<LogoutNotice, LogoutTokenRefusal>>
}

export const CALLBACK_PATH = '/auth/callback'

/** With which an ID token may be signed, and with which Spoor proves who it is. `Ed25519` is EdDSA by its newer name. */
export const SIGNING_ALGORITHMS = ['PS256', 'ES256', 'EdDSA', 'Ed25519'] as const

/** The provider signs in no way that the profile allows, or does not say how it signs. */
export class WeakProviderError extends Error {
  override readonly name = 'WeakProviderError'
  readonly code = 'PROVIDER_SIGNS_WEAKLY'
}

/** An ID token that was not made for this sign-in, or that would be good for longer than one takes. */
export class OddTokenError extends Error {
  override readonly name = 'OddTokenError'
  readonly code: 'TOKEN_OF_ANOTHER_TIME' | 'TOKEN_LIVES_TOO_LONG'

  constructor(code: OddTokenError['code']) {
    super(code)
    this.code = code
  }
}

const TIMEOUT_SECONDS = 10
/** An ID token is fetched right after it is made. */
export const ID_TOKEN_AGE_SECONDS = 300
/** And tells of one sign-in: nobody needs it for longer. */
export const ID_TOKEN_LIFE_SECONDS = 3600

interface KnownProvider {
  readonly configuration: oidc.Configuration
  /** The keys with which it signs; undefined when it does not say where they are. */
  readonly keys: JWTVerifyGetKey | undefined
}

/** Authorization code flow with PKCE, state and nonce (OIDC NL GOV profile). The provider is looked up when needed. */
export function relyingParty(settings: ProviderSettings, site: Site, clock: Clock): RelyingParty {
  const redirectUri = new URL(CALLBACK_PATH, site.origin).href
  let known: Promise<KnownProvider> | undefined
  const provider = () =>
    (known ??= discover(settings).catch((error: unknown) => {
      // Not reachable now: the next one who signs in tries again.
      known = undefined
      throw error
    }))
  return {
    async begin(maxAge) {
      const started = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        maxAge,
      }
      const url = oidc.buildAuthorizationUrl((await provider()).configuration, {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state: started.state,
        nonce: started.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(started.verifier),
        code_challenge_method: 'S256',
        max_age: String(maxAge),
        ...(settings.acr.length > 0 ? { acr_values: settings.acr.join(' ') } : {}),
      })
      return { url, started }
    },
    async finish(returned, { state, nonce, verifier, maxAge }) {
      const { configuration } = await provider()
      const tokens = await oidc.authorizationCodeGrant(configuration, returned, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
        maxAge,
      })
      const claims = tokens.claims()
      if (claims) refuseOddTimes(claims, clock())
      return claims ?? {}
    },
    async signOutUrl() {
      const { configuration } = await provider()
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined
      return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${site.origin}/sign-in` })
        .href
    },
    async readLogout(token) {
      const found = await provider().catch(() => undefined)
      if (!found?.keys) return refuse('unavailable')
      const { issuer, id_token_signing_alg_values_supported: algorithms = [] } =
        found.configuration.serverMetadata()
      const rules = { issuer, clientId: settings.clientId, algorithms, keys: found.keys }
      return readLogoutToken(token, rules, clock())
    },
  }
}

/** Beyond what openid-client looks at: a token that runs out in a year was not made for one sign-in. */
function refuseOddTimes({ iat, exp }: oidc.IDToken, now: Date): void {
  const age = now.getTime() / 1000 - iat
  if (age > ID_TOKEN_AGE_SECONDS || age < -CLOCK_SECONDS) throw new OddTokenError('TOKEN_OF_ANOTHER_TIME')
  if (exp - iat > ID_TOKEN_LIFE_SECONDS) throw new OddTokenError('TOKEN_LIVES_TOO_LONG')
}

/**
 * What the provider says of itself, narrowed to what the profile allows: openid-client then refuses the rest. The
 * signature of the ID token is checked with the provider's keys, although it comes over TLS from the provider itself.
 */
async function discover({
  issuer,
  clientId,
  clientKey,
  plainHttp,
}: ProviderSettings): Promise<KnownProvider> {
  const proof = oidc.PrivateKeyJwt(clientKey)
  const http = plainHttp ? [oidc.allowInsecureRequests] : []
  const found = await oidc.discovery(new URL(issuer), clientId, undefined, proof, {
    timeout: TIMEOUT_SECONDS,
    execute: http,
  })
  const said: oidc.ServerMetadata = found.serverMetadata()
  const allowed = SIGNING_ALGORITHMS.filter((one) =>
    said.id_token_signing_alg_values_supported?.includes(one),
  )
  if (allowed.length === 0) throw new WeakProviderError()
  const metadata = { ...said, id_token_signing_alg_values_supported: allowed }
  const configuration = new oidc.Configuration(metadata, clientId, undefined, proof)
  configuration.timeout = TIMEOUT_SECONDS
  for (const extension of [...http, oidc.enableNonRepudiationChecks]) extension(configuration)
  const place = URL.parse(said.jwks_uri ?? '')
  const keys = place ? createRemoteJWKSet(place, { timeoutDuration: TIMEOUT_SECONDS * 1000 }) : undefined
  return { configuration, keys }
}
