import { createHash } from 'node:crypto'
import { ORGANISATIONS } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { Instant } from '#core/time.ts'
import { inTransaction } from '#store/database.ts'
import { deleteSessionsAtProvider } from '#store/sessions.ts'
import { hearLogoutNotice, lockSignIn } from '#store/logout-notices.ts'
import type { House } from './house.ts'

/** From the start of a sign-in to its return, at the most. */
export const SIGN_IN_MS = 10 * 60_000

/** The identity provider says that a session there, or all of a person, has ended. One of `sid` and `sub` is there. */
export interface LogoutNotice {
  /** Names this notice and no other. */
  readonly jti: string
  readonly expiresAt: Instant
  readonly sid?: string
  readonly sub?: string
}

/**
 * Ends what a notice of the provider speaks of, at once, and gives how many sessions that were. A sign-in that is under way
 * hears of it when it ends. It does not say of which organisation the person is, so that each looks for itself. Refuses a notice that everybody heard before; one that did not
 * get to all of them can be sent again.
 */
export async function endAtProvider(
  house: Pick<House, 'stores' | 'clock'>,
  notice: LogoutNotice,
): Promise<Outcome<number, 'logout-token-refused'>> {
  const now = house.clock().toISOString()
  const [jtiHash, sidHash, subHash] = [notice.jti, notice.sid, notice.sub].map(providerHash)
  if (!jtiHash) throw new Error('a notice without an id')
  const lastSignIn = new Date(Date.parse(now) + SIGN_IN_MS).toISOString()
  const expiresAt = notice.expiresAt > lastSignIn ? notice.expiresAt : lastSignIn
  let heard = 0
  let ended = 0
  for (const organisation of ORGANISATIONS) {
    await inTransaction({ db: house.stores[organisation] }, async (tx) => {
      await lockSignIn(tx, organisation)
      const heardNow = { organisation, jtiHash, sidHash, subHash, heardAt: now, expiresAt }
      const isNew = await hearLogoutNotice(tx, heardNow)
      if (!isNew) return
      heard++
      ended += await deleteSessionsAtProvider(tx, { sidHash, subHash })
    })
  }
  return heard === 0 ? refuse('logout-token-refused') : done(ended)
}

/** How the provider calls somebody is kept as a hash: enough to find it back, and nothing to read. */
export function providerHash(name: string | undefined): Buffer | undefined {
  return name === undefined ? undefined : createHash('sha256').update(name, 'utf8').digest()
}
