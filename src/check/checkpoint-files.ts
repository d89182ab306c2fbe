import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Day } from '#core/time.ts'
import { orderedJson } from './chain.ts'

/** A signed checkpoint as docs/audit.md describes it. Hashes are hexadecimal. */
export interface Checkpoint {
  readonly organisation: string
  readonly day: Day
  readonly rows: number
  readonly head: string
  /** The hash of every 1000th row. */
  readonly marks: readonly string[]
  readonly ledgerHeads: { readonly signals: number; readonly digest: string }
  readonly previous: string
}

export interface CheckpointFile {
  readonly checkpoint: Checkpoint
  /** sha256 of what was signed. */
  readonly hash: string
  readonly isSigned: boolean
}

/** An event that was the newest of its signal on some day. */
export interface SealedHead {
  readonly signal: string
  readonly seq: number
  readonly hash: string
}

/** Public keys (PEM), as many as there have been, by their fingerprint. */
export type PublicKeys = ReadonlyMap<string, KeyObject>

export function publicKeysIn(text: string): PublicKeys {
  const pems = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []
  const keys = pems.map((pem) => createPublicKey(pem))
  return new Map(keys.map((key) => [sha256(key.export({ format: 'der', type: 'spki' })), key]))
}

/** The days of which a checkpoint lies in the folder, by organisation. */
export function listCheckpoints(folder: string): ReadonlyMap<string, readonly Day[]> {
  if (!existsSync(folder)) return new Map()
  const organisations = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const daysOf = (organisation: string) =>
    readdirSync(join(folder, organisation)).flatMap(
      (name) => /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1] ?? [],
    )
  return new Map(organisations.map(({ name }) => [name, daysOf(name).toSorted()]))
}

/** @returns 'missing', or 'unreadable' when it is no checkpoint. */
export function readCheckpoint(
  folder: string,
  organisation: string,
  day: Day,
  keys: PublicKeys,
): CheckpointFile | 'missing' | 'unreadable' {
  const path = join(folder, organisation, `${day}.json`)
  if (!existsSync(path)) return 'missing'
  try {
    const { checkpoint, key, signature } = JSON.parse(readFileSync(path, 'utf8')) as {
      readonly checkpoint: Checkpoint
      readonly key: string
      readonly signature: string
    }
    const said = Buffer.from(orderedJson(checkpoint))
    const publicKey = keys.get(key)
    const isSigned =
      publicKey !== undefined && verify(null, said, publicKey, Buffer.from(signature, 'base64'))
    const isWhole = typeof checkpoint.ledgerHeads.digest === 'string' && Array.isArray(checkpoint.marks)
    return isWhole ? { checkpoint, hash: sha256(said), isSigned } : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** The ledger heads of a day; what is wrong with the list, when it is not the one that was signed. */
export function readSealedHeads(
  folder: string,
  { organisation, day, ledgerHeads }: Checkpoint,
): readonly SealedHead[] | string {
  if (ledgerHeads.signals === 0) return []
  const path = join(folder, organisation, `${day}.heads.ndjson`)
  if (!existsSync(path)) return 'no list'
  const text = readFileSync(path)
  if (sha256(text) !== ledgerHeads.digest) return 'another list'
  const lines = text.toString('utf8').split('\n').slice(0, -1)
  if (lines.length !== ledgerHeads.signals) return `${lines.length} signals`
  return lines.map((line) => JSON.parse(line) as SealedHead)
}

function sha256(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}
