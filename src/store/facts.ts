import { sql } from 'kysely'
import type { Reader } from './database.ts'

/** Names this database and no other: the cluster's own number, and the database's in it. */
export async function databaseIdentity(db: Reader): Promise<string> {
  const { rows } = await sql<{ identity: string }>`
    select c.system_identifier::text || '/' || d.oid::text as identity
      from pg_control_system() c, pg_database d
     where d.datname = current_database()`.execute(db)
  return rows[0]?.identity ?? ''
}

/** Whether this login sees nobody and nothing: no member, no registration, no import. */
export async function isUnused(db: Reader): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from spoor.member) or exists (select from spoor.registration)
        or exists (select from spoor.import) as used`.execute(db)
  return rows[0]?.used === false
}

/** Whether a registration waits for the scan. */
export async function hasWaiting(db: Reader): Promise<boolean> {
  const { rows } = await sql<{ waiting: boolean }>`
    select exists (select from spoor.registration where scanned_with is null) as waiting`.execute(db)
  return rows[0]?.waiting === true
}
