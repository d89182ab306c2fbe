import * as oidc from 'openid-client'
import type { Site } from '../site.ts'
import type { ClaimNames } from './identity.ts'

/** How Spoor knows an identity provider, and how it makes itself known there. */
export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  /** `key`: private_key_jwt, what the NL GOV profile asks for. `secret`: for a provider that can do no better. */
  readonly authentication:
    | { readonly kind: 'key'; readonly key: CryptoKey; readonly kid?: string }
    | { readonly kind: 'secret'; readonly secret: string }
  readonly scope: string
  readonly claims: ClaimNames
  /** Levels of assurance that are good enough; empty: the provider decides. */
  readonly acr: readonly string[]
  /** Plain http to the provider; the embedded one on this machine only. */
  readonly plainHttp: boolean
}

/** What must be remembered of a sign-in between its start and its return. */
export interface Started {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** An identity provider in use. */
export interface RelyingParty {
  readonly begin: () => Promise<{ readonly url: URL; readonly started: Started }>
  /** The claims of the ID token. @throws when the provider, the answer or the token is not what it must be. */
  readonly finish: (returned: URL, started: Started) => Promise<Readonly<Record<string, unknown>>>
  /** Where the provider ends its own session, if it says so. */
  readonly signOutUrl: () => Promise<string | undefined>
}

export const CALLBACK_PATH = '/auth/callback'
const TIMEOUT_SECONDS = 10

/** Authorization code flow with PKCE, state and nonce (OIDC NL GOV profile). The provider is looked up when needed. */
export function relyingParty(settings: ProviderSettings, site: Site): RelyingParty {
  const redirectUri = new URL(CALLBACK_PATH, site.origin).href
  let known: Promise<oidc.Configuration> | undefined
  const provider = () =>
    (known ??= discover(settings).catch((error: unknown) => {
      // Not reachable now: the next one who signs in tries again.
      known = undefined
      throw error
    }))
  return {
    async begin() {
      const started = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      }
      const url = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state: started.state,
        nonce: started.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(started.verifier),
        code_challenge_method: 'S256',
        ...(settings.acr.length > 0 ? { acr_values: settings.acr.join(' ') } : {}),
      })
      return { url, started }
    },
    async finish(returned, { state, nonce, verifier }) {
      const tokens = await oidc.authorizationCodeGrant(await provider(), returned, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      return tokens.claims() ?? {}
    },
    async signOutUrl() {
      const configuration = await provider()
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined
      return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${site.origin}/sign-in` })
        .href
    },
  }
}

function discover(settings: ProviderSettings): Promise<oidc.Configuration> {
  const { issuer, clientId, authentication, plainHttp } = settings
  const proof =
    authentication.kind === 'key'
      ? oidc.PrivateKeyJwt({
          key: authentication.key,
          ...(authentication.kid ? { kid: authentication.kid } : {}),
        })
      : oidc.ClientSecretBasic(authentication.secret)
  return oidc.discovery(new URL(issuer), clientId, undefined, proof, {
    timeout: TIMEOUT_SECONDS,
    execute: plainHttp ? [oidc.allowInsecureRequests] : [],
  })
}
