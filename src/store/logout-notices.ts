import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { Tx } from './database.ts'

/** Keeps that a notice of the identity provider was heard; false when it was before. What has run out goes. */
export async function hearLogoutNotice(
  tx: Tx,
  notice: { readonly organisation: OrganisationId; readonly jtiHash: Buffer; readonly expiresAt: Instant },
  now: Instant,
): Promise<boolean> {
  const { organisation, jtiHash, expiresAt } = notice
  await sql`delete from spoor.logout_notice where expires_at <= ${now}::timestamptz`.execute(tx)
  const { numAffectedRows } = await sql`
    insert into spoor.logout_notice (organisation, jti_hash, expires_at)
    values (${organisation}, ${jtiHash}, ${expiresAt})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}
