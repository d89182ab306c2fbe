import type { OwnSessions, SessionEnding } from '#contract/session.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { deleteSessionOf, deleteSessionsBut, listSessionsOf } from '#store/sessions.ts'
import { BROWSERS, SYSTEMS } from './browser-kind.ts'
import { nowOf, type House } from './house.ts'
import type { OpenSession } from './sessions.ts'

/** Where the caller is signed in, last used first. */
export async function listOwnSessions(house: House, { id: own, caller }: OpenSession): Promise<OwnSessions> {
  const now = nowOf(house)
  const rows = await listSessionsOf(house.stores[caller.organisation], caller.member.id, now)
  return {
    sessions: rows.map(({ id, created_at: begunAt, seen_at: seenAt, browser, system }) => ({
      id,
      begunAt,
      // Of this one the request itself is the last use; the database hears of it once a minute.
      usedAt: id === own ? now : seenAt,
      browser: BROWSERS.find((one) => one === browser) ?? 'other',
      system: SYSTEMS.find((one) => one === system) ?? 'other',
      isThis: id === own,
    })),
  }
}

/**
 * Ends one other session of the caller, or all others. `not-found` for this one, for which there is signing out, and for
 * those of somebody else.
 */
export async function endOwnSessions(
  house: House,
  { id: own, caller }: OpenSession,
  { session: which }: SessionEnding,
): Promise<Outcome<null, 'not-found'>> {
  const db = house.stores[caller.organisation]
  if (which === 'others') {
    await deleteSessionsBut(db, caller.member.id, own)
    return done(null)
  }
  const ended = which === own ? 0 : await deleteSessionOf(db, caller.member.id, which)
  return ended === 0 ? refuse('not-found') : done(null)
}
