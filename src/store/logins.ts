import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { codeOf, isPassing } from './faults.ts'
import { OperatorError } from './operator-error.ts'
import { placeSecret, readSecret } from './secret-file.ts'

/** What all organisations' logins have in common; nobody can log in as it. */
export const GROUP = 'spoor_organisation'

/** The logins that serve. None of them owns a table, passes over row-level security or makes anything. */
export type Login = `spoor_${OrganisationId}` | 'spoor_worker' | 'spoor_check'

export const LOGINS: readonly Login[] = [...ORGANISATIONS.map(loginOf), 'spoor_worker', 'spoor_check']

export function loginOf<Id extends OrganisationId>(organisation: Id): `spoor_${Id}` {
  return `spoor_${organisation}`
}

/**
 * Makes the group and the logins where they are missing, each with the password in its own file under `secretsDir`
 * (made when missing, mode 0600). Roles belong to the cluster, not to a database, so this stands outside the
 * migrations; safe when several processes do it at once, also from different databases.
 * Throws an OperatorError when the owner may not make them, or when one of them has rights that it must not have.
 */
export async function ensureLogins(ownerUrl: string, secretsDir: string): Promise<void> {
  mkdirSync(secretsDir, { recursive: true, mode: 0o700 })
  const owner = new pg.Client({ connectionString: ownerUrl })
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await ensureAll(owner, ownerUrl, secretsDir)
        return
      } catch (error) {
        if (codeOf(error) === '42501') throw mayNot(error)
        // Another process, in another database perhaps, changed the same role: look again.
        if (attempt === 20 || !(isPassing(error) || isSimultaneous(error))) throw error
        await new Promise((resolve) => setTimeout(resolve, attempt * 10))
      }
    }
  } finally {
    await owner.end()
  }
}

async function ensureAll(owner: pg.Client, ownerUrl: string, secretsDir: string): Promise<void> {
  await ensureRole(owner, GROUP, 'nologin')
  for (const login of LOGINS) {
    const password = passwordOf(login, secretsDir)
    await ensureRole(owner, login, 'login')
    await ensureMembership(owner, login)
    // Setting it only when it does not work: a start writes nothing, and an owner without CREATEROLE can start too.
    if (!(await passwordWorks(loginUrl(ownerUrl, login, secretsDir)))) {
      await owner.query(`alter role ${login} login password '${scramVerifier(password)}'`)
    }
  }
  await letOwnerHandOver(owner)
}

async function ensureRole(owner: pg.Client, role: string, login: 'login' | 'nologin'): Promise<void> {
  const found = await owner.query<{ strong: boolean }>(
    `select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication as strong
       from pg_roles where rolname = $1`,
    [role],
  )
  if (found.rows[0]?.strong) {
    throw new OperatorError(
      `The login ${role} is stronger than it may be (superuser, bypassrls, createdb, createrole or replication). ` +
        'Take those rights away; it would see through the wall between organisations.',
    )
  }
  if (found.rows.length > 0) return
  await owner.query(
    `create role ${role} ${login} nosuperuser nobypassrls nocreatedb nocreaterole noreplication inherit`,
  )
}

/** An organisation's login is in the group and in nothing else; the worker and the check are in nothing. */
async function ensureMembership(owner: pg.Client, login: Login): Promise<void> {
  const wanted = login === 'spoor_worker' || login === 'spoor_check' ? [] : [GROUP]
  const found = await owner.query<{ role: string }>(
    `select distinct roleid::regrole::text as role from pg_auth_members where member = $1::regrole`,
    [login],
  )
  const roles = found.rows.map((row) => row.role)
  const strange = roles.filter((role) => !wanted.includes(role))
  if (strange.length > 0) {
    throw new OperatorError(`The login ${login} is a member of ${strange.join(', ')}; revoke that first.`)
  }
  if (wanted.some((role) => !roles.includes(role))) await owner.query(`grant ${GROUP} to ${login}`)
}

/** An owner who is no superuser must be able to give spoor_worker the function that fills its queue. */
async function letOwnerHandOver(owner: pg.Client): Promise<void> {
  const found = await owner.query<{ version: number; can: boolean }>(
    `select current_setting('server_version_num')::int as version,
            pg_has_role('spoor_worker',
              case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as can`,
  )
  const row = found.rows[0]
  if (!row || row.can) return
  const onlyToSet = row.version >= 160_000 ? ' with inherit false, set true' : ''
  await owner.query(`grant spoor_worker to current_user${onlyToSet}`)
}

/** The same database with another login: `postgres://spoor_politie:…@host:port/database`. */
export function loginUrl(ownerUrl: string, login: Login, secretsDir: string): string {
  const url = new URL(ownerUrl)
  if (url.hostname === '')
    throw new OperatorError('DATABASE_URL must name a host: postgres://user:password@host/database')
  url.username = login
  url.password = encodeURIComponent(passwordOf(login, secretsDir))
  return url.href
}

/** 192 bits that nobody can guess. */
export function newPassword(): string {
  return `${randomBytes(24).toString('base64url')}\n`
}

/** The login's password, made when there is none yet. */
function passwordOf(login: Login, secretsDir: string): string {
  const path = join(secretsDir, `${login}.password`)
  const kept = readSecret(path) ?? placeSecret(path, newPassword())
  return kept.trim()
}

/** False only when the server says that the password is wrong; no right to connect (yet) is another matter. */
async function passwordWorks(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    return codeOf(error) !== '28P01'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** What PostgreSQL keeps of a password (RFC 5803), so that the password itself never stands in a statement or a log. */
function scramVerifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const keyed = (label: string) => createHmac('sha256', salted).update(label).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`
}

/** 42710, 23505: the role was made meanwhile; XX000: "tuple concurrently updated". */
function isSimultaneous(error: unknown): boolean {
  const code = codeOf(error)
  return (
    code === '42710' || code === '23505' || (code === 'XX000' && /tuple concurrently/.test(String(error)))
  )
}

function mayNot(error: unknown): OperatorError {
  return new OperatorError(
    `The owner in DATABASE_URL may not make or change Spoor's logins (${(error as Error).message}). Give it CREATEROLE, ` +
      `or let an administrator make ${GROUP} and ${LOGINS.join(', ')} and put their passwords in the secrets folder.`,
  )
}
