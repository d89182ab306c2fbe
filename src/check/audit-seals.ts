import type { ClientBase } from 'pg'
import type { Day } from '#core/time.ts'
import type { AuditDayRow } from './audit-rows.ts'
import { NOWHERE } from './audit-day.ts'
import { dayFault, type AuditTell, type DayFault } from './audit-rule.ts'
import {
  readCheckpoint,
  readSealedHeads,
  type Checkpoint,
  type PublicKeys,
  type SealedHead,
} from './checkpoint-files.ts'

/** Where the checkpoints lie, and whose signatures count. */
export interface Seals {
  readonly folder: string
  readonly keys: PublicKeys
}

const HEADS_AT_ONCE = 2000

/** The checkpoints of one organisation: there, signed, tied to each other, of the days and the ledger that are here. */
export async function checkSeals(
  client: ClientBase,
  organisation: string,
  days: readonly AuditDayRow[],
  seals: Seals,
  tell: AuditTell,
): Promise<number> {
  let previous = NOWHERE
  let count = 0
  for (const row of days) {
    if (row.checkpoint === null) continue
    count++
    const fault = dayFault(tell, organisation, row.day)
    const checkpoint = checkSeal(organisation, row, previous, seals, fault)
    if (checkpoint) await checkLedger(client, organisation, checkpoint, seals, tell)
    previous = row.checkpoint
  }
  return count
}

/** The hashes of some of the rows of a day, from its checkpoint; none when nothing vouches for them. */
export function marksOf(organisation: string, day: Day, { folder, keys }: Seals): readonly string[] {
  const file = readCheckpoint(folder, organisation, day, keys)
  return typeof file === 'object' && file.isSigned ? file.checkpoint.marks : []
}

/** @returns the checkpoint of the day, when what it says of the ledger can be believed. */
function checkSeal(
  organisation: string,
  row: AuditDayRow,
  previous: string,
  { folder, keys }: Seals,
  fault: DayFault,
): Checkpoint | undefined {
  const file = readCheckpoint(folder, organisation, row.day, keys)
  if (file === 'missing') {
    fault('a sealed day has its checkpoint', row.checkpoint, 'none')
    return undefined
  }
  if (file === 'unreadable') {
    fault('a checkpoint can be read', 'a checkpoint', 'something else')
    return undefined
  }
  const { checkpoint, hash, isSigned } = file
  if (!isSigned) fault('a checkpoint has our signature', 'a signature by a known key', 'none that holds')
  if (hash !== row.checkpoint) fault('a checkpoint is the one that was kept', row.checkpoint, hash)
  if (checkpoint.previous !== previous)
    fault('a checkpoint is tied to the one before', previous, checkpoint.previous)
  const said = [checkpoint.organisation, checkpoint.day, `${checkpoint.rows} rows`, checkpoint.head].join(' ')
  const found = [organisation, row.day, `${row.rows} rows`, row.head].join(' ')
  if (said !== found) fault('a day is what its checkpoint says', said, found)
  return isSigned && checkpoint.organisation === organisation && checkpoint.day === row.day
    ? checkpoint
    : undefined
}

async function checkLedger(
  client: ClientBase,
  organisation: string,
  checkpoint: Checkpoint,
  { folder }: Seals,
  tell: AuditTell,
): Promise<void> {
  const { day } = checkpoint
  const heads = readSealedHeads(folder, checkpoint)
  if (typeof heads === 'string') {
    const { signals, digest } = checkpoint.ledgerHeads
    const fault = dayFault(tell, organisation, day)
    fault('the list of ledger heads is that of its checkpoint', `${signals} signals ${digest}`, heads)
    return
  }
  for (let at = 0; at < heads.length; at += HEADS_AT_ONCE) {
    for (const lost of await lostOf(client, organisation, heads.slice(at, at + HEADS_AT_ONCE))) {
      tell({
        ...{ signal: lost.signal, event: lost.seq, organisation, day, seq: null },
        rule: 'the ledger still holds what was sealed',
        ...{ expected: lost.hash, found: lost.found ?? 'no such event' },
      })
    }
  }
}

async function lostOf(
  client: ClientBase,
  organisation: string,
  heads: readonly SealedHead[],
): Promise<readonly (SealedHead & { readonly found: string | null })[]> {
  const { rows } = await client.query<SealedHead & { readonly found: string | null }>(
    `select h.signal, h.seq, h.hash, encode(e.hash, 'hex') as found
       from unnest($2::uuid[], $3::integer[], $4::text[]) as h (signal, seq, hash)
       left join spoor.event e on e.organisation = $1 and e.signal_id = h.signal and e.seq = h.seq
      where e.hash is distinct from decode(h.hash, 'hex')
      order by h.signal`,
    [
      organisation,
      heads.map(({ signal }) => signal),
      heads.map(({ seq }) => seq),
      heads.map(({ hash }) => hash),
    ],
  )
  return rows
}
