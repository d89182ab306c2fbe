import { join } from 'node:path'
import { EncryptJWT, jwtDecrypt } from 'jose'
import type { House } from '#actions/house.ts'
import { SIGN_IN_MS } from '#actions/provider-logout.ts'
import { newSignInKey } from '#actions/secrets.ts'
import type { Instant } from '#core/time.ts'
import { secretsFolder } from '#store/open.ts'
import { keptSecret } from '../secrets.ts'
import type { Started } from './provider.ts'

/** What the browser carries from the start of a sign-in to its return, closed to it. */
export interface Ticket extends Started {
  /** A path of ours. */
  readonly returnTo: string
  /** To the millisecond, which `iat` is not. */
  readonly begunAt: Instant
}

export const TICKET_SECONDS = SIGN_IN_MS / 1000
const AUDIENCE = 'spoor sign-in'

/** Seals and opens tickets with a key of this installation, so that every process of it can open them. */
export interface TicketDesk {
  readonly seal: (ticket: Omit<Ticket, 'begunAt'>) => Promise<string>
  /** Undefined when it is not ours, was changed, or is too old. */
  readonly open: (sealed: string) => Promise<Ticket | undefined>
}

export async function ticketDesk(
  house: Pick<House, 'dataDir' | 'secretsDir' | 'clock'>,
): Promise<TicketDesk> {
  const { clock } = house
  const kept = await keptSecret(join(secretsFolder(house), 'sign-in.key'), async () => newSignInKey())
  const key = Buffer.from(kept.trim(), 'base64url')
  return {
    seal({ state, nonce, verifier, maxAge, returnTo }) {
      const now = clock()
      return new EncryptJWT({ state, nonce, verifier, maxAge, returnTo, begunAt: now.toISOString() })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(new Date(now.getTime() + TICKET_SECONDS * 1000))
        .encrypt(key)
    },
    async open(sealed) {
      try {
        const { payload } = await jwtDecrypt<Ticket>(sealed, key, {
          audience: AUDIENCE,
          currentDate: clock(),
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        })
        return payload
      } catch {
        return undefined
      }
    },
  }
}
