import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { escalateOverdue } from '#actions/escalations.ts'
import { checkLedger, type CheckReport } from '#check/check.ts'
import type { Mismatch } from '#check/mismatch.ts'
import { FOLDERS } from '#check/versions.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import type { TestDatabase } from '#store/testing.ts'
import { after, seeded } from '../killed.ts'
import { admitColleagues, agenciesFolder, aReplayHouse, type Setting } from './a-house.ts'

/** So long a process works that nobody kills, in milliseconds. */
const LASTS = 6000

interface How {
  readonly processes: number
  /** At least so long, and until there are so many events. */
  readonly seconds: number
  readonly events: number
  readonly seed: number
  /** Days that go by in the histories. */
  readonly days: number
}

export interface Replayed {
  readonly kills: number
  /** What a process said that ended by itself and badly. */
  readonly faults: readonly string[]
  readonly report: CheckReport
  readonly mismatches: readonly Mismatch[]
  readonly check: () => Promise<readonly Mismatch[]>
}

/**
 * Several processes work on one database, each for itself: people, jobs, the scan. One after the other is killed at a
 * random moment and begun anew. When all is over, what was under way arrives, and the check reads the ledger.
 */
export async function replay(
  database: TestDatabase,
  { processes, seconds, events, seed, days }: How,
): Promise<Replayed> {
  const urls = Object.fromEntries(ORGANISATIONS.map((one) => [one, database.url(`spoor_${one}`)]))
  const setting = { urls, begun: Date.now(), speed: (days * 86_400) / seconds } as unknown as Setting
  const { house, close } = aReplayHouse(setting)
  await admitColleagues(house.stores)
  const random = seeded(seed)
  const found = { kills: 0, faults: [] as string[] }
  const isEnough = enough(database, setting.begun, seconds, events)
  await Promise.all(
    Array.from({ length: processes }, async (_, at) => {
      for (let turn = 0; found.faults.length === 0 && !(await isEnough()); turn++) {
        const killedAfter = random() < 0.7 ? 200 + random() * 4000 : null
        await aProcess(setting, seed + at * 1000 + turn, killedAfter, found)
      }
    }),
  )
  // The told time goes fast: it stands still while the last things arrive, and until the check has read.
  const stopped = house.clock()
  const still = { ...house, clock: () => stopped }
  for (let quiet = false; !quiet;) {
    quiet = (await deliverMessages(still)) + (await escalateOverdue(still)) === 0
  }
  const folders = { ...FOLDERS, agencies: agenciesFolder() }
  const now = stopped.toISOString()
  await close()
  const check = async (mismatches: Mismatch[]) =>
    checkLedger(database.url('spoor_check'), (one) => mismatches.push(one), { now, folders })
  const mismatches: Mismatch[] = []
  const report = await check(mismatches)
  return {
    ...found,
    report,
    mismatches,
    async check() {
      const again: Mismatch[] = []
      await check(again)
      return again
    },
  }
}

/** A busy machine gets more time for as many events; one that hangs gets no more than this. */
const PATIENCE = 8

function enough(database: TestDatabase, begun: number, seconds: number, events: number) {
  return async () => {
    const passed = (Date.now() - begun) / 1000
    if (passed < seconds) return false
    const { rows } = await database
      .as('owner')
      .pool.query<{ n: number }>('select count(*) as n from spoor.event')
    return rows[0]!.n >= events || passed > PATIENCE * seconds
  }
}

async function aProcess(
  setting: Setting,
  seed: number,
  killedAfter: number | null,
  found: { kills: number; readonly faults: string[] },
): Promise<void> {
  const args = [join(import.meta.dirname, 'main.ts'), JSON.stringify(setting), String(seed), String(LASTS)]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Many processes read the same source: the second one need not compile it again.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'spoor-replay-compiled') },
  })
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? code)),
  )
  // From its first word on: a process that only gets ready has nothing to lose.
  child.stdout.once('data', () => {
    if (killedAfter !== null) void after(killedAfter).then(() => child.kill('SIGKILL'))
  })
  const [said, how] = await Promise.all([text(child.stderr), ended])
  if (how === 'SIGKILL') found.kills++
  else if (how !== 0) found.faults.push(said.slice(0, 2000))
}
