import { createHash } from 'node:crypto'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../faults.ts'
import { birthOf, type Birth } from './processes.ts'

/** Who holds a data folder. */
interface Holder {
  readonly pid: number
  readonly birth: Birth
}

/**
 * Takes the lock at `path` for this process. Gives the function that lets go of it, or the living process that has
 * it. The lock of a process that died is taken over; of several that try that at once exactly one succeeds.
 *
 * The lock is a folder with one file in it, named after its holder. A whole folder is moved there, which the system
 * refuses when a folder with something in it is in the way; a dead holder's file is removed by its own name, so that
 * nobody can remove another's by mistake. (A lock file cannot be taken over safely: between reading and removing it,
 * it may have become somebody else's.)
 */
export function takeLock(path: string): { readonly release: () => void } | { readonly heldBy: number } {
  const holder: Holder = { pid: process.pid, birth: birthOf(process.pid) ?? '' }
  const mine = nameOf(holder)
  const draft = mkdtempSync(`${path}.`)
  try {
    writeFileSync(join(draft, mine), `${JSON.stringify(holder)}\n`, { mode: 0o600 })
    while (!moveTo(path, draft)) {
      const heldBy = lockHolder(path)
      if (heldBy !== undefined) return { heldBy }
      for (const dead of namesIn(path)) if (holderIn(path, dead) === undefined) unlink(join(path, dead))
    }
    return { release: () => unlink(join(path, mine)) }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** The living process that holds the lock, if any. */
export function lockHolder(path: string): number | undefined {
  return namesIn(path)
    .map((name) => holderIn(path, name))
    .find((pid) => pid !== undefined)
}

function nameOf(holder: Holder): string {
  return `${holder.pid}-${createHash('sha256').update(holder.birth).digest('hex').slice(0, 16)}`
}

/** False when a folder with something in it is in the way. */
function moveTo(path: string, draft: string): boolean {
  try {
    renameSync(draft, path)
    return true
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false
    throw error
  }
}

function holderIn(path: string, name: string): number | undefined {
  try {
    const holder = JSON.parse(readFileSync(join(path, name), 'utf8')) as Holder
    return birthOf(holder.pid) === holder.birth ? holder.pid : undefined
  } catch {
    // Gone meanwhile, or not a holder of ours: nobody.
    return undefined
  }
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

function unlink(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}
