import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'

/** What tells a process from a later one with the same pid: text without meaning of its own, equal or not. */
export type Birth = string

/**
 * The birth of a living process; undefined when there is none with this pid. A zombie does not live: where nothing
 * reaps orphans (a container without an init) dead ones stay visible, and `kill(pid, 0)` takes them for alive.
 */
export function birthOf(pid: number): Birth | undefined {
  return process.platform === 'linux' ? birthFromProc(pid) : birthFromPs(pid)
}

function birthFromProc(pid: number): Birth | undefined {
  try {
    // Fields after the command's closing bracket: state is the first, the start time (ticks since boot) the 20th.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${fields[19]}`
  } catch {
    return undefined
  }
}

function birthFromPs(pid: number): Birth | undefined {
  const seen = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const line = (seen.stdout ?? '').trim()
  return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '')
}

/**
 * The living processes whose working folder is `folder`: for a PostgreSQL data folder its postmaster and backends,
 * also those that outlived their postmaster. Linux only; elsewhere the list is empty.
 */
export function processesIn(folder: string): readonly number[] {
  if (process.platform !== 'linux') return []
  const wanted = realpathSync(folder)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolder(pid) === wanted)
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/** Sends a signal; nothing happens when the process is gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Looks every 20 ms until `gone()` holds; false when it did not within `milliseconds`. */
export async function waitUntil(gone: () => boolean, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited <= milliseconds; waited += 20) {
    if (gone()) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return gone()
}

/** Is `pid` a living PostgreSQL that works in `folder`? Elsewhere than on Linux: a PostgreSQL at all. */
export function isPostgresIn(pid: number, folder: string): boolean {
  if (birthOf(pid) === undefined) return false
  if (process.platform === 'linux') return processesIn(folder).includes(pid)
  const seen = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return (seen.stdout ?? '').includes('postgres')
}
