import type { ArrivalRefusal } from '#actions/members.ts'
import type { ClaimRefusal } from './identity.ts'
import { OddTokenError, WeakProviderError } from './provider.ts'

/** Why somebody did not get in; the page `/sign-in` has a sentence for each, without what was wrong with a token. */
export type SignInError =
  /** Nobody can sign in: the provider does not answer, or not as agreed. */
  | 'provider-unreachable'
  /** The person turned back at the provider, or was turned away there. */
  | 'refused'
  /** Too long ago, another browser, or a page from the history: just try again. */
  | 'expired'
  | 'failed'
  /** The provider ended it while it was under way. */
  | 'ended-at-provider'
  /** Not from the networks of their organisation. */
  | 'network-unknown'
  /** The provider knows the person, but Spoor has no work for them. */
  | ClaimRefusal
  | ArrivalRefusal

export interface Failure {
  readonly error: SignInError
  /** For the log: words from lists, never what the provider or the browser sent. */
  readonly why: string
}

/** What a provider may answer (RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6). */
const PROVIDER_ERRORS = [
  'access_denied',
  'account_selection_required',
  'consent_required',
  'interaction_required',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'login_required',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unmet_authentication_requirements',
  'unsupported_response_type',
] as const
/** Claims that are checked; which one was wrong says a lot to who keeps the provider. */
const CHECKED_CLAIMS = ['iss', 'aud', 'azp', 'exp', 'iat', 'nbf', 'nonce', 'sub', 'auth_time'] as const
const CAUSES_MAX = 4

/** What openid-client and fetch throw, as far as it is known; undefined: a fault of ours. */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined
  const code = codeIn(error)
  if (error instanceof WeakProviderError) return { error: 'provider-unreachable', why: error.code }
  if (error instanceof OddTokenError) return { error: 'failed', why: error.code }
  if (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR') return { error: 'refused', why: providerError(error) }
  if (code === 'OAUTH_RESPONSE_BODY_ERROR') return { error: 'failed', why: providerError(error) }
  if (code === 'OAUTH_TIMEOUT') return { error: 'provider-unreachable', why: code }
  // How fetch says that there was no answer; why stands in the cause (a certificate, a name, a port).
  if (error instanceof TypeError && code === undefined && error.cause instanceof Error) {
    return { error: 'provider-unreachable', why: codeIn(error.cause) ?? 'no answer' }
  }
  if (!code?.startsWith('OAUTH_')) return undefined
  const claim = claimIn(error)
  return { error: 'failed', why: claim === undefined ? code : `${code} ${claim}` }
}

function providerError(error: Error): string {
  const said = (error as { error?: unknown }).error
  return PROVIDER_ERRORS.find((one) => one === said) ?? 'an error without a name that we know'
}

/** openid-client leaves the claim that was wrong in a cause of a cause. */
function claimIn(error: Error): string | undefined {
  let place: unknown = error
  for (let depth = 0; depth < CAUSES_MAX && typeof place === 'object' && place !== null; depth++) {
    const { claim, cause } = place as { readonly claim?: unknown; readonly cause?: unknown }
    const known = CHECKED_CLAIMS.find((one) => one === claim)
    if (known) return known
    place = cause
  }
  return undefined
}

function codeIn(error: Error): string | undefined {
  const code = (error as { readonly code?: unknown }).code
  return typeof code === 'string' && /^[0-9A-Z_]{2,60}$/.test(code) ? code : undefined
}
