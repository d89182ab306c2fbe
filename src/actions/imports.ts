import type { ImportPage, ImportView } from '#contract/intake.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { done, type Outcome } from '#core/outcome.ts'
import type { Refusal } from '#process/refusal.ts'
import { inTransaction, type Tx } from '#store/database.ts'
import {
  enqueueImport,
  findImport,
  insertImport,
  listImports as listRows,
  markInterrupted,
  type ListedImport,
  type NewImport,
} from '#store/imports.ts'
import { auditOf, mayDo, type Doing } from './access.ts'
import { audited } from './audit.ts'
import { readMapping } from './csv-mapping.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { goOn, type Source } from './import-file.ts'
import { Superseded } from './import-lines.ts'
import { UnreadableFile } from './input-bytes.ts'
import { isOver } from './retention-law.ts'
import { listSpooled, openSpooled, removeSpooled, spool, type SpooledFormat } from './spool.ts'

const UPLOAD: Doing = { act: 'take-in', as: 'collect', what: 'stuurBestand' }

/** How many imports the page shows. */
const PAGE = 50
/** A command that was silent for so long was killed, or its machine was. */
const SILENCE_MS = 5 * 60_000

/** What the sender says of a file. `mapping` is looked at when the file is read; an unusable one fails the import. */
export interface UploadAbout extends SpooledFormat {
  readonly source: string
  readonly bytesTotal: number | null
}

/**
 * Keeps a file that a person sends in, and promises to import it: when this returns, file and job are safe. Rejects
 * with the stream's error when that breaks off; nothing is left of it then.
 */
export async function receiveUpload(
  house: House,
  caller: Caller,
  { source, ...about }: UploadAbout,
  stream: AsyncIterable<Uint8Array>,
): Promise<Outcome<{ readonly importId: string }, Refusal>> {
  const may = mayDo(house, caller, UPLOAD.act)
  if (!may.ok) return may
  const origin = { source, via: 'upload', by: caller.member.id, feed: null } as const
  const { importId, keep } = await receive(house, caller.organisation, origin, about, stream)
  const entry = auditOf(house, caller, UPLOAD, { kind: 'import', id: importId })
  const kept = await audited(house, caller, entry, async (tx) => {
    await keep(tx)
    return done({ importId })
  })
  if (!kept.ok) await removeSpooled(house, importId)
  return kept
}

/** A delivery of a feed over the API. */
export async function receiveFeed(
  house: House,
  organisation: OrganisationId,
  feedId: string,
  stream: AsyncIterable<Uint8Array>,
  format: 'ndjson' | 'csv' = 'ndjson',
): Promise<{ readonly importId: string }> {
  const origin = { source: feedId, via: 'api', by: null, feed: feedId } as const
  const { importId, keep } = await receive(house, organisation, origin, { format, bytesTotal: null }, stream)
  await inTransaction({ db: house.stores[organisation] }, keep)
  return { importId }
}

/** The file is safe; `keep` makes the promise to import it. */
async function receive(
  house: House,
  organisation: OrganisationId,
  origin: Omit<NewImport, 'id' | 'state' | 'bytesTotal'>,
  { format, mapping }: Omit<UploadAbout, 'source'>,
  stream: AsyncIterable<Uint8Array>,
): Promise<{ readonly importId: string; readonly keep: (tx: Tx) => Promise<void> }> {
  const importId = house.newId()
  const bytesTotal = await spool(
    house,
    importId,
    { format, ...(mapping === undefined ? {} : { mapping }) },
    stream,
  )
  const keep = async (tx: Tx) => {
    await insertImport(
      tx,
      organisation,
      { id: importId, state: 'waiting', ...origin, bytesTotal },
      nowOf(house),
    )
    await enqueueImport(tx, organisation, importId)
  }
  return { importId, keep }
}

/**
 * Imports a file that was sent in. May be killed at any moment and run again: lines that were stored are passed
 * over, so that the balance ends as if nothing had happened.
 */
export async function runImportJob(
  house: House,
  organisation: OrganisationId,
  importId: string,
): Promise<void> {
  const row = await findImport(house.stores[organisation], importId)
  if (row && row.state !== 'finished' && row.state !== 'failed') {
    try {
      await goOn(house, organisation, row, () => openSource(house, importId))
    } catch (error) {
      // Another worker took this import over, and removes the file when it is done.
      if (error instanceof Superseded) return
      throw error
    }
  }
  await removeSpooled(house, importId)
}

async function openSource(house: House, importId: string): Promise<Source> {
  const {
    format: { format, mapping },
    chunks,
  } = await openSpooled(house, importId)
  if (mapping === undefined) return { format: { format }, chunks }
  const read = readMapping(mapping)
  if (!read.ok) throw new UnreadableFile('mapping-unusable')
  return { format: { format, mapping: read.value }, chunks }
}

/** The newest imports of the caller's organisation. */
export async function listImports(house: House, caller: Caller): Promise<ImportPage> {
  const rows = await listRows(house.stores[caller.organisation], PAGE)
  return { imports: rows.map(viewOf) }
}

export async function readImport(house: House, caller: Caller, id: string): Promise<ImportView | undefined> {
  const [row] = await listRows(house.stores[caller.organisation], 1, id)
  return row && viewOf(row)
}

/** Clears up after killed processes: commands that went silent, files that were never promised anything. */
export async function clearUp(house: House): Promise<void> {
  const now = house.clock().getTime()
  const stores = Object.values(house.stores)
  for (const store of stores) await markInterrupted(store, new Date(now - SILENCE_MS).toISOString())
  for (const { id, since } of await listSpooled(house)) {
    // Cut off before it was promised anything.
    if (!isOver(house, 'upload-file', new Date(since).toISOString())) continue
    const rows = await Promise.all(stores.map((store) => findImport(store, id)))
    if (rows.every((row) => row === undefined)) await removeSpooled(house, id)
  }
}

/** The feed is told by the source's name; the screen needs no more of it. */
function viewOf({ feed: _feed, ...view }: ListedImport): ImportView {
  return view
}
