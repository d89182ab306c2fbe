import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import type pg from 'pg'
import { checkLedger } from '#check/check.ts'
import type { Reader } from '#store/database.ts'
import { TELLING_TEXT } from './a-house.ts'
import { dump, lineOf } from './intake.ts'

/** The same sequence in every run, so that a failure can be looked for again. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

/** A file of the police with what a real one has: repetitions, corrections, lines that cannot be read, signals. */
export function aMixedFile(lines: number): string {
  const random = seeded(42)
  return Array.from({ length: lines }, (_, n) => {
    const id = `PL0900-2026${String(100000 + (random() < 0.3 ? Math.floor(n / 2) : n))}-1`
    const chance = random()
    if (chance < 0.04) return `{"id":"${id}","organisation":"politie"`
    if (chance < 0.07) return `{"id":"${id}","organisation":"politie","regel":${n}}`
    // A handful of texts, so that the same id comes back with the same and with another content.
    const text = `${chance < 0.12 ? TELLING_TEXT : 'Melding over een fiets.'} Versie ${Math.floor(random() * 2)}.`
    return lineOf({ id, text })
  }).join('\n')
}

const HANGS_MS = 90_000
const CACHE = join(tmpdir(), 'spoor-kill-compiled')

export interface Ran {
  readonly status: number | null
  readonly killed: boolean
  readonly milliseconds: number
  readonly output: string
}

/**
 * Runs `spoor ARGUMENTS…` as a process of its own, and kills it with SIGKILL when `moment` resolves, if it is still
 * there. `alsoKill`: other processes that go at the same time.
 */
export async function spoor(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  moment?: Promise<void>,
  alsoKill: () => readonly number[] = () => [],
): Promise<Ran> {
  const begun = performance.now()
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['src/cli/main.ts', ...args], {
    // Fifty processes read the same source: the second one need not compile it again.
    env: { ...inherited, NODE_COMPILE_CACHE: CACHE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let killed = false
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  // A process that hangs is a finding: it ends the test with what it said, and not by the clock of the test alone.
  const hangs = setTimeout(() => child.kill('SIGABRT'), HANGS_MS)
  void moment?.then(() => {
    if (child.exitCode !== null) return
    const others = alsoKill()
    killed = child.kill('SIGKILL')
    for (const pid of others) process.kill(pid, 'SIGKILL')
  })
  const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  clearTimeout(hangs)
  return {
    status,
    killed: killed && child.signalCode === 'SIGKILL',
    milliseconds: performance.now() - begun,
    output: out + err,
  }
}

export function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/**
 * A moment between two batches of an import that somebody runs now; at the latest after `within` milliseconds. Who
 * waits for the lock of the intake gets it when the batch that is being stored is stored, and the next one waits.
 */
export async function betweenBatches(pool: pg.Pool, within: number): Promise<void> {
  const begun = new Date()
  const client = await pool.connect()
  try {
    while (Date.now() - begun.getTime() < within) {
      await client.query('begin')
      await client.query(`select pg_advisory_xact_lock(hashtextextended('spoor intake politie', 0))`)
      const { rowCount } = await client.query(
        `select 1 from spoor.import where state = 'running' and heartbeat_at > $1 and lines_in > 0`,
        [begun],
      )
      if (rowCount) {
        // The lock is held a little longer, so that the process is hit where it is.
        void after(100)
          .then(() => client.query('rollback'))
          .finally(() => client.release())
        return
      }
      await client.query('rollback')
      await after(2)
    }
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** A data folder of a process's own, whose passwords are those of a database that is there already. */
export function aDataFolder(secretsDir?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-kill-'))
  if (secretsDir) cpSync(secretsDir, join(folder, 'secrets'), { recursive: true })
  return folder
}

/** Where a feed's file lies that a killed process had claimed: it is taken in at the first look. */
export function claimedPath(dataDir: string, importId: string): string {
  const busy = join(dataDir, 'feeds', 'politie', 'bvh', 'busy')
  mkdirSync(busy, { recursive: true })
  return join(busy, `${importId}-nacht.ndjson`)
}

/** The pid of the postmaster of an embedded database; none when it does not run. */
export function postmasterOf(dataDir: string): readonly number[] {
  try {
    return [Number.parseInt(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8'), 10)]
  } catch {
    return []
  }
}

/** All that the police hold, what their imports add up to, and what holds nowhere: equal means nothing lost or double. */
export async function stateOf(db: Reader, checkUrl: string) {
  const mismatches: unknown[] = []
  await checkLedger(checkUrl, (mismatch) => mismatches.push(mismatch))
  const { rows: totals } = await sql`
    select sum(accepted)::integer as accepted, sum(corrections)::integer as corrections,
           bool_and(lines_in = accepted + already_known + rejected) as "balanced"
      from spoor.import`.execute(db)
  const { rows: last } = await sql`
    select state, lines_in, rejected from spoor.import order by started_at desc limit 1`.execute(db)
  const { rows: ownerless } = await sql`
    select q.id from spoor.quarantine_line q
     where q.state = 'open'
       and not exists (select 1 from spoor.duty d where d.import_id = q.import_id and d.done_at is null)`.execute(
    db,
  )
  const [registrations, quarantine, signals, duties, events] = (await dump(
    { stores: { politie: db } as never },
    'politie',
  )) as readonly unknown[][]
  return { registrations, quarantine, signals, duties, events, totals, last, ownerless, mismatches }
}
