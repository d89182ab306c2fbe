import { createHash, randomBytes, sign, verify } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { canonicalJson } from '#core/canonical.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import type { LedgerHead } from '#store/audit.ts'
import { codeOf } from '#store/faults.ts'
import { OperatorError } from '#store/operator-error.ts'
import type { CheckpointKey } from './checkpoint-key.ts'

/** What is signed of one day of one organisation. Hashes are hexadecimal. docs/audit.md describes it. */
export interface Checkpoint {
  readonly v: 1
  readonly organisation: OrganisationId
  readonly day: Day
  /** Rows of the audit log on that day, and the hash of the last one; of none: 64 zeros. */
  readonly rows: number
  readonly head: string
  /** The hash of every MARK_EVERYth row: a chain that was written anew parts from it near the row that was changed. */
  readonly marks: readonly string[]
  /** How many signals had an event that day, and the sha256 of the file that lists their newest ones. */
  readonly ledgerHeads: { readonly signals: number; readonly digest: string }
  /** sha256 of the checkpoint before, as it was signed; of the first: 64 zeros. */
  readonly previous: string
}

/** What a checkpoint says of the audit log. */
export type DayToSeal = Omit<Checkpoint, 'v' | 'ledgerHeads'>

/** Rows from one mark to the next. */
export const MARK_EVERY = 1000

/** As it lies in its file. */
interface Signed {
  readonly checkpoint: Checkpoint
  readonly key: string
  /** Ed25519 over the canonical JSON of the checkpoint, base64. */
  readonly signature: string
}

/** Where the checkpoints lie, outside the database, and what they are signed with. */
export interface Checkpoints {
  readonly folder: string
  readonly key: CheckpointKey
}

/** SPOOR_CHECKPOINTS, else `checkpoints` in the data folder. */
export function checkpointFolder(
  environment: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): string {
  return environment.SPOOR_CHECKPOINTS || join(dataDir, 'checkpoints')
}

/**
 * Writes the checkpoint of a day and, before it, the list of ledger heads; gives the hash of what was signed. A checkpoint
 * that lies there already, from a run that was killed, is taken as it is.
 *
 * @throws OperatorError when what lies there is not the one of this day, or not of our hand: it is never written over.
 */
export function writeCheckpoint(
  { folder, key }: Checkpoints,
  of: DayToSeal,
  heads: readonly LedgerHead[],
): string {
  const path = join(folder, of.organisation, `${of.day}.json`)
  const earlier = readIfThere(path)
  if (earlier !== undefined) return hashOf(accept(path, earlier, of, key))
  const list = heads.map((head) => `${canonicalJson(head)}\n`).join('')
  const ledgerHeads = { signals: heads.length, digest: sha256(list) }
  const { organisation, day } = of
  const checkpoint: Checkpoint = { v: 1, ...of, ledgerHeads }
  const signature = sign(null, Buffer.from(canonicalJson(checkpoint)), key.privateKey).toString('base64')
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // Of a run that was killed a list may lie there without its checkpoint: nothing vouches for it, so it is replaced.
  if (heads.length > 0) place(join(folder, organisation, `${day}.heads.ndjson`), list, renameSync)
  place(
    path,
    `${canonicalJson({ checkpoint, key: key.fingerprint, signature } satisfies Signed)}\n`,
    linkOnce,
  )
  return hashOf(checkpoint)
}

function accept(path: string, text: string, of: DayToSeal, key: CheckpointKey): Checkpoint {
  const { checkpoint, signature } = parsed(path, text)
  const isOurs = verify(
    null,
    Buffer.from(canonicalJson(checkpoint)),
    key.publicKey,
    Buffer.from(`${signature}`, 'base64'),
  )
  // The list of ledger heads is as it was then; the rest can be no other.
  const { ledgerHeads: _heads, v: _v, ...day } = checkpoint
  if (!isOurs || canonicalJson(day) !== canonicalJson(of)) throw notOurs(path)
  return checkpoint
}

function parsed(path: string, text: string): Signed {
  try {
    const signed = JSON.parse(text) as Partial<Signed> | null
    if (signed?.checkpoint) return signed as Signed
  } catch {
    // Said below.
  }
  throw notOurs(path)
}

function notOurs(path: string): OperatorError {
  return new OperatorError(
    `In ${path} lies another checkpoint than that of this database. See docs/audit.md, "After a backup was put back".`,
  )
}

function hashOf(checkpoint: Checkpoint): string {
  return sha256(canonicalJson(checkpoint))
}

/** Puts a whole file in its place or nothing, also when the power fails. */
function place(path: string, text: string, move: (draft: string, path: string) => void): void {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = openSync(draft, 'wx', 0o600)
  try {
    try {
      writeFileSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    move(draft, path)
  } catch (error) {
    // On a full disk each try would leave one more.
    rmSync(draft, { force: true })
    throw error
  }
}

/** Never over another: of two that come at once the second fails. */
function linkOnce(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } finally {
    unlinkSync(draft)
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
