import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'

/** How the identity provider calls a session there, and the person, as a hash; of a notice one of the two is there. */
export interface AtProvider {
  readonly sidHash: Buffer | undefined
  readonly subHash: Buffer | undefined
}

/** What the identity provider said has ended. */
export interface HeardNotice extends AtProvider {
  readonly organisation: OrganisationId
  readonly jtiHash: Buffer
  readonly heardAt: Instant
  /** Until when it is kept. */
  readonly expiresAt: Instant
}

/**
 * From here to its commit nobody else of the organisation signs in, and no other notice is heard: a session and the notice
 * that ends it cannot miss each other.
 */
export async function lockSignIn(tx: Tx, organisation: OrganisationId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('spoor sign-in ' || ${organisation}, 0))`.execute(
    tx,
  )
}

/** Keeps that a notice of the identity provider was heard; false when it was before. What has run out goes. */
export async function hearLogoutNotice(tx: Tx, notice: HeardNotice): Promise<boolean> {
  const { organisation, jtiHash, sidHash = null, subHash = null, heardAt, expiresAt } = notice
  await sql`delete from spoor.logout_notice where expires_at <= ${heardAt}::timestamptz`.execute(tx)
  const { numAffectedRows } = await sql`
    insert into spoor.logout_notice (organisation, jti_hash, sid_hash, sub_hash, heard_at, expires_at)
    values (${organisation}, ${jtiHash}, ${sidHash}, ${subHash}, ${heardAt}, ${expiresAt})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** Whether a notice that was heard since then ends a session that the provider calls so: as `deleteSessionsAtProvider`. */
export async function endedSince(
  db: Reader,
  { sidHash = null, subHash = null }: { readonly [Key in keyof AtProvider]: AtProvider[Key] | null },
  since: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    select from spoor.logout_notice
     where heard_at >= ${since}::timestamptz
       and (sid_hash = ${sidHash}::bytea
            or ((sid_hash is null or ${sidHash}::bytea is null) and sub_hash = ${subHash}::bytea))
     limit 1`.execute(db)
  return rows.length > 0
}
