import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import type { LogoutNotice } from '#actions/provider-logout.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'

/** By whom a logout token must be, for whom, and how it may be signed. */
export interface LogoutTokenRules {
  readonly issuer: string
  readonly clientId: string
  readonly algorithms: readonly string[]
  readonly keys: JWTVerifyGetKey
}

export type LogoutTokenRefusal = 'logout-token-refused' | 'unavailable'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** Clocks of two machines may differ by so much. */
export const CLOCK_SECONDS = 30
/** A token that says something of now is made now. */
export const LOGOUT_TOKEN_SECONDS = 600
const LONGEST_ID = 1000

/**
 * What a logout token says (OpenID Connect Back-Channel Logout 1.0, §2.6); refused when the provider did not make it, or
 * not for this. `unavailable`: the provider's keys cannot be had, so that nobody knows; it may try again.
 */
export async function readLogoutToken(
  token: string,
  { issuer, clientId, algorithms, keys }: LogoutTokenRules,
  now: Date,
): Promise<Outcome<LogoutNotice, LogoutTokenRefusal>> {
  let payload: JWTPayload
  try {
    ;({ payload } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      // So that no other token of the provider can be taken for this one.
      typ: 'logout+jwt',
      algorithms: [...algorithms],
      currentDate: now,
      clockTolerance: CLOCK_SECONDS,
      // Also refuses what was made later than now.
      maxTokenAge: LOGOUT_TOKEN_SECONDS,
      requiredClaims: ['iat', 'exp', 'jti', 'events'],
    }))
  } catch (error) {
    return refuse(saysNothing(error) ? 'unavailable' : 'logout-token-refused')
  }
  const { aud, jti, sub, sid, iat = 0, exp = 0 } = payload
  const isForUs = [aud].flat().length === 1
  const isShort = exp - iat <= LOGOUT_TOKEN_SECONDS
  // A nonce is of an ID token.
  if (!isForUs || !isShort || 'nonce' in payload || !isLogout(payload.events)) return refused
  if (!isId(jti) || (sub !== undefined && !isId(sub)) || (sid !== undefined && !isId(sid))) return refused
  if (sub === undefined && sid === undefined) return refused
  const expiresAt = new Date((exp + CLOCK_SECONDS) * 1000).toISOString()
  return done({ jti, expiresAt, ...(isId(sub) ? { sub } : {}), ...(isId(sid) ? { sid } : {}) })
}

const refused = refuse('logout-token-refused')

function isLogout(events: unknown): boolean {
  if (typeof events !== 'object' || events === null) return false
  const event: unknown = (events as Readonly<Record<string, unknown>>)[EVENT]
  return typeof event === 'object' && event !== null && !Array.isArray(event)
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID
}

/** The keys could not be had: nothing is known of the token. */
function saysNothing(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true
  return error.code === 'ERR_JWKS_TIMEOUT' || error.code === 'ERR_JOSE_GENERIC'
}
