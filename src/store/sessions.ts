import { sql, type RawBuilder } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { Task } from '#process/purpose.ts'
import type { Reader, Tx } from './database.ts'

/** A session as it begins. `tokenHash`: sha256 of the token in the cookie; the token itself is nowhere but there. */
export interface NewSession {
  /** By which its own person names it. */
  readonly id: string
  readonly tokenHash: Buffer
  readonly organisation: OrganisationId
  readonly memberId: string
  readonly csrf: string
  readonly at: Instant
  readonly expiresAt: Instant
  /** When they last proved at the provider who they are. */
  readonly signedInAt: Instant
  /** What it is opened from, in words of a list. */
  readonly browser: string
  readonly system: string
  /** How the provider calls this session, and the person, as a hash. */
  readonly sidHash: Buffer | undefined
  readonly subHash: Buffer | undefined
  readonly task: Task | null
}

/** A session with the member that it belongs to. */
export interface SessionRow {
  readonly id: string
  readonly csrf: string
  readonly created_at: Instant
  readonly seen_at: Instant
  readonly signed_in_at: Instant
  readonly browser: string
  readonly system: string
  readonly member_id: string
  readonly name: string
  readonly unit: string
  readonly roles: readonly string[]
  /** All three null: no task was opened yet. */
  readonly task_id: string | null
  readonly purpose: string | null
  readonly task_opened_at: Instant | null
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  const { id, tokenHash, organisation, memberId, csrf, at, expiresAt, task } = session
  const { signedInAt, browser, system, sidHash = null, subHash = null } = session
  await sql`
    insert into spoor.session (id, token_hash, organisation, member_id, csrf, created_at, seen_at, expires_at,
                               signed_in_at, browser, system, sid_hash, sub_hash, task_id, purpose, task_opened_at)
    values (${id}, ${tokenHash}, ${organisation}, ${memberId}, ${csrf}, ${at}, ${at}, ${expiresAt},
            ${signedInAt}, ${browser}, ${system}, ${sidHash}, ${subHash},
            ${task?.id ?? null}, ${task?.purpose ?? null}, ${task?.openedAt ?? null})`.execute(tx)
}

/** The session with this token, when it has not ended by `now`. */
export async function findSession(
  db: Reader,
  tokenHash: Buffer,
  now: Instant,
): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    select s.id, s.csrf, s.created_at, s.seen_at, s.signed_in_at, s.browser, s.system, s.member_id, m.name, m.unit,
           m.roles, s.task_id, s.purpose, s.task_opened_at
      from spoor.session s
      join spoor.member m on m.id = s.member_id
     where s.token_hash = ${tokenHash} and s.expires_at > ${now}::timestamptz`.execute(db)
  return rows[0]
}

/** The person is there: the session ends later. */
export async function touchSession(
  db: Reader,
  tokenHash: Buffer,
  now: Instant,
  expiresAt: Instant,
): Promise<void> {
  await sql`
    update spoor.session set seen_at = ${now}, expires_at = ${expiresAt}
     where token_hash = ${tokenHash} and seen_at < ${now}::timestamptz`.execute(db)
}

/** The person begins a task: what they look at from now on is for its purpose. */
export async function openSessionTask(
  tx: Tx,
  tokenHash: Buffer,
  { id, purpose, openedAt }: Task,
): Promise<void> {
  await sql`
    update spoor.session set task_id = ${id}, purpose = ${purpose}, task_opened_at = ${openedAt}
     where token_hash = ${tokenHash}`.execute(tx)
}

export async function deleteSession(db: Reader, tokenHash: Buffer): Promise<void> {
  await sql`delete from spoor.session where token_hash = ${tokenHash}`.execute(db)
}

/** Removes the sessions of this organisation that have ended. */
export async function deleteEndedSessions(tx: Tx, now: Instant): Promise<void> {
  await sql`delete from spoor.session where expires_at <= ${now}::timestamptz`.execute(tx)
}

/** Ends what the same person began before this session, but for the newest `others`. */
export async function deleteOldestSessions(
  tx: Tx,
  { memberId, tokenHash }: Pick<NewSession, 'memberId' | 'tokenHash'>,
  others: number,
): Promise<void> {
  await sql`
    delete from spoor.session
     where token_hash in (select token_hash from spoor.session
                           where member_id = ${memberId} and token_hash <> ${tokenHash}
                           order by created_at desc, token_hash offset ${others})`.execute(tx)
}

/** A session as its own person sees it. */
export type OwnSessionRow = Pick<SessionRow, 'id' | 'created_at' | 'seen_at' | 'browser' | 'system'>

/** The sessions of one member that have not ended by `now`, last used first. */
export async function listSessionsOf(
  db: Reader,
  memberId: string,
  now: Instant,
): Promise<readonly OwnSessionRow[]> {
  const { rows } = await sql<OwnSessionRow>`
    select id, created_at, seen_at, browser, system
      from spoor.session
     where member_id = ${memberId} and expires_at > ${now}::timestamptz
     order by seen_at desc, id`.execute(db)
  return rows
}

/** Ends one session of a member; gives how many that were: none when there is no such session of theirs. */
export async function deleteSessionOf(db: Reader, memberId: string, id: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from spoor.session where id = ${id} and member_id = ${memberId}`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Ends the sessions of a member but one; gives how many. */
export async function deleteSessionsBut(db: Reader, memberId: string, id: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from spoor.session where id <> ${id} and member_id = ${memberId}`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/**
 * Ends what was opened in a session at the identity provider; where it named none, or of ours nobody knows in which it was
 * opened, all of the person there. Gives how many.
 */
export async function deleteSessionsAtProvider(
  tx: Tx,
  { sidHash = null, subHash = null }: { readonly [Key in 'sidHash' | 'subHash']: Buffer | undefined | null },
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from spoor.session
     where sid_hash = ${sidHash}::bytea
        or ((${sidHash}::bytea is null or sid_hash is null) and sub_hash = ${subHash}::bytea)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Whose sessions: of one member, of whoever the identity provider calls so, or of everybody. */
export type Whose = { readonly memberId: string } | { readonly subject: string } | 'everybody'

/** Ends sessions of this organisation; gives how many. */
export async function deleteSessionsOf(db: Reader, whose: Whose): Promise<number> {
  const { numAffectedRows } = await sql`delete from spoor.session where ${belongsTo(whose)}`.execute(db)
  return Number(numAffectedRows ?? 0)
}

function belongsTo(whose: Whose): RawBuilder<boolean> {
  if (whose === 'everybody') return sql`true`
  if ('memberId' in whose) return sql`member_id = ${whose.memberId}`
  return sql`member_id in (select id from spoor.member where subject = ${whose.subject})`
}
