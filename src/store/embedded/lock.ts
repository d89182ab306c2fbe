import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { birthOf, type Birth } from './processes.ts'

/** Who holds a data folder. */
export interface Holder {
  readonly pid: number
  readonly birth: Birth
}

/**
 * Takes the lock file for this process. Gives the function that lets go of it, or the living process that holds it.
 * A lock whose holder died is taken over; of several that try that at once only one succeeds.
 */
export function takeLock(path: string): { readonly release: () => void } | { readonly heldBy: number } {
  const mine = `${JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) ?? '' } satisfies Holder)}\n`
  for (;;) {
    if (createWhole(path, mine)) return { release: () => releaseLock(path, mine) }
    const found = textOf(path)
    const holder = livingHolder(found)
    if (holder !== undefined) return { heldBy: holder }
    if (found !== undefined) removeStale(path, found)
  }
}

/** The living process that holds the lock, if any. */
export function lockHolder(path: string): number | undefined {
  return livingHolder(textOf(path))
}

function livingHolder(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  try {
    const holder = JSON.parse(text) as Holder
    return birthOf(holder.pid) === holder.birth ? holder.pid : undefined
  } catch {
    // Not a lock of ours: nobody's.
    return undefined
  }
}

/** Makes the file with all of its content at once, or not at all: nobody ever reads half a lock. */
function createWhole(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}.new`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    unlinkSync(draft)
  }
}

/** Moves the stale lock aside before removing it: what was moved may turn out to be a new one, and goes back. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error
  }
  releaseLock(aside, textOf(aside) ?? '')
}

function releaseLock(path: string, mine: string): void {
  if (textOf(path) === mine) unlinkSync(path)
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
