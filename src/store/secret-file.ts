import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { codeOf } from './faults.ts'
import { OperatorError } from './operator-error.ts'

/** What a file of secrets holds; undefined when there is none yet. @throws OperatorError when others may read it. */
export function readSecret(path: string): string | undefined {
  try {
    refuseOpenToOthers(path)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** @throws OperatorError when another account than the owner's may read or change the file. */
export function refuseOpenToOthers(path: string): void {
  if ((statSync(path).mode & 0o077) === 0) return
  throw new OperatorError(
    `The file ${path} holds a secret and is open to others. Close it (chmod 600), and replace what it holds when ` +
      'somebody may have read it.',
  )
}

/**
 * Puts a secret where there is none yet, for this account only, and gives what the file holds: of two processes that
 * put one at once both get the same.
 */
export function placeSecret(path: string, secret: string): string {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(draft, secret, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')) throw error
    throw new OperatorError(
      `There is no secret ${path}, and Spoor may not make one there: let the vault put it in place.`,
    )
  }
  try {
    linkSync(draft, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  return readFileSync(path, 'utf8')
}
