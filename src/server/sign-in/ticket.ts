import { join } from 'node:path'
import { EncryptJWT, jwtDecrypt } from 'jose'
import type { House } from '#actions/house.ts'
import { newSignInKey } from '#actions/secrets.ts'
import { secretsFolder } from '#store/open.ts'
import { keptSecret } from '../secrets.ts'
import type { Started } from './provider.ts'

/** What the browser carries from the start of a sign-in to its return, closed to it. */
export interface Ticket extends Started {
  /** A path of ours. */
  readonly returnTo: string
}

export const TICKET_SECONDS = 600
const AUDIENCE = 'spoor sign-in'

/** Seals and opens tickets with a key of this installation, so that every process of it can open them. */
export interface TicketDesk {
  readonly seal: (ticket: Ticket) => Promise<string>
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
      return new EncryptJWT({ state, nonce, verifier, maxAge, returnTo })
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
