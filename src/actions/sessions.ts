import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { isOrganisation, type OrganisationId } from '#core/organisation.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import type { Instant } from '#core/time.ts'
import { isTaskPurpose, purposesOf, type Task, type TaskPurpose } from '#process/purpose.ts'
import { inTransaction } from '#store/database.ts'
import { endedSince, lockSignIn } from '#store/logout-notices.ts'
import {
  deleteEndedSessions,
  deleteOldestSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  openSessionTask,
  touchSession,
  type SessionRow,
  type Whose,
} from '#store/sessions.ts'
import { UNKNOWN_BROWSER, type BrowserKind } from './browser-kind.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { qualificationsOf } from './members.ts'
import { providerHash } from './provider-logout.ts'

const MINUTE = 60_000
/** A session ends after this time without a request, so that an unattended screen closes. */
export const IDLE_MS = 60 * MINUTE
/** And after this time anyhow: longer than a shift, shorter than a day. */
export const LONGEST_MS = 12 * 60 * MINUTE
/** At most this many at once for one person: a desk, a laptop, a telephone, and some that were never closed. */
export const SESSIONS_MAX = 5
/** What asks for a sign-in of now asks for one of so long ago at the most. */
export const RECENT_MS = 5 * MINUTE
/** Noting every request would be a write for every read. */
const NOTED_EVERY_MS = MINUTE

/** What a browser holds in its cookie: `<organisation>.<32 random bytes in base64url>`. */
export type SessionToken = string

export interface OpenSession {
  readonly id: string
  readonly caller: Caller
  /** When its person last proved at the provider who they are. */
  readonly signedInAt: Instant
  /** What it was opened from. */
  readonly from: { readonly browser: string; readonly system: string }
  /** Comes back in a header with every request that changes something. */
  readonly csrf: string
  readonly tokenHash: Buffer
}

/** How somebody came in. */
export interface Entrance {
  /** When they proved at the provider who they are; absent: now. A moment that is still to come is now as well. */
  readonly signedInAt?: Instant | undefined
  readonly from?: BrowserKind
  /** How the provider calls this session there, and the person. */
  readonly sid?: string | undefined
  readonly sub?: string | undefined
  /** When they set out for the provider; absent: now. What it ended since then does not begin. */
  readonly begunAt?: Instant | undefined
  /** Sessions of one person at once. */
  readonly atOnce?: number | undefined
}

/**
 * Begins a session with a token that nobody has seen before, whatever cookie the browser came with. Beyond `atOnce` the
 * oldest of the same person end. A task that the caller has goes on in it. Refused when the provider ended, since the
 * sign-in began, what it would be opened from.
 */
export async function openSession(
  house: House,
  caller: Caller,
  { signedInAt, from = UNKNOWN_BROWSER, sid, sub, begunAt, atOnce = SESSIONS_MAX }: Entrance = {},
): Promise<Outcome<SessionToken, 'ended-at-provider'>> {
  const { organisation } = caller
  const token = `${organisation}.${randomBytes(32).toString('base64url')}`
  const at = nowOf(house)
  const session = {
    id: house.newId(),
    tokenHash: hashOf(token),
    organisation,
    memberId: caller.member.id,
    csrf: randomBytes(32).toString('base64url'),
    at,
    expiresAt: endOf(at, at),
    signedInAt: signedInAt !== undefined && signedInAt < at ? signedInAt : at,
    ...from,
    sidHash: providerHash(sid),
    subHash: providerHash(sub),
    task: caller.task,
  }
  return inTransaction({ db: house.stores[organisation] }, async (tx) => {
    await lockSignIn(tx, organisation)
    if (await endedSince(tx, session, begunAt ?? at)) return refuse('ended-at-provider')
    await deleteEndedSessions(tx, at)
    await insertSession(tx, session)
    await deleteOldestSessions(tx, session, atOnce - 1)
    return done(token)
  })
}

/**
 * The session that a cookie stands for; undefined when it is malformed, unknown or ended. It is looked for through
 * the login of the organisation that the cookie names: with another name before the same token nothing is found.
 */
export async function readSession(house: House, token: string): Promise<OpenSession | undefined> {
  const organisation = organisationIn(token)
  if (!organisation) return undefined
  const db = house.stores[organisation]
  const tokenHash = hashOf(token)
  const now = nowOf(house)
  const row = await findSession(db, tokenHash, now)
  if (!row) return undefined
  if (Date.parse(now) - Date.parse(row.seen_at) >= NOTED_EVERY_MS) {
    await touchSession(db, tokenHash, now, endOf(row.created_at, now))
  }
  const { member_id: id, name, unit, roles, csrf, signed_in_at: signedInAt, browser, system } = row
  const qualifications = await qualificationsOf(db, id)
  const caller = { organisation, task: taskOf(row), member: { id, name, unit, roles, qualifications } }
  return { id: row.id, caller, signedInAt, from: { browser, system }, csrf, tokenHash }
}

/** A task whose purpose the roles of today no longer offer has ended. */
function taskOf({ task_id: id, purpose, task_opened_at: openedAt, roles }: SessionRow): Task | null {
  if (id === null || openedAt === null || !isTaskPurpose(purpose)) return null
  return purposesOf(roles).includes(purpose) ? { id, purpose, openedAt } : null
}

/**
 * The person says what they are going to do; from now on what they look at is written down under it. Refuses a purpose
 * that none of their roles has.
 */
export async function openTask(
  house: House,
  { caller, tokenHash }: OpenSession,
  purpose: TaskPurpose,
): Promise<Outcome<Task, 'purpose-other'>> {
  if (!purposesOf(caller.member.roles).includes(purpose)) return refuse('purpose-other')
  const task = { id: house.newId(), purpose, openedAt: nowOf(house) }
  await inTransaction({ db: house.stores[caller.organisation] }, (tx) => openSessionTask(tx, tokenHash, task))
  return done(task)
}

/** Whether its person proved a short while ago who they are: what could do harm in an open session of theirs asks for it. */
export function isSignedInOfNow(house: Pick<House, 'clock'>, { signedInAt }: OpenSession): boolean {
  return house.clock().getTime() - Date.parse(signedInAt) <= RECENT_MS
}

/** Ends a session; one that is not there has ended already. */
export async function closeSession(house: House, token: string): Promise<void> {
  const organisation = organisationIn(token)
  if (organisation) await deleteSession(house.stores[organisation], hashOf(token))
}

/** Ends the sessions of one person, wherever they are signed in, or of everybody in the organisation; gives how many. */
export function closeSessionsOf(
  house: Pick<House, 'stores'>,
  organisation: OrganisationId,
  whose: Whose,
): Promise<number> {
  return deleteSessionsOf(house.stores[organisation], whose)
}

/** Compares in a time that does not tell how much of it was right. */
export function isCsrfOf(session: OpenSession, given: string): boolean {
  return timingSafeEqual(hashOf(session.csrf), hashOf(given))
}

function organisationIn(token: string): OrganisationId | undefined {
  const [organisation] = token.split('.', 1)
  return isOrganisation(organisation) && /^[a-z]+\.[\w-]{43}$/.test(token) ? organisation : undefined
}

function endOf(createdAt: Instant, seenAt: Instant): Instant {
  const idle = Date.parse(seenAt) + IDLE_MS
  return new Date(Math.min(idle, Date.parse(createdAt) + LONGEST_MS)).toISOString()
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}
