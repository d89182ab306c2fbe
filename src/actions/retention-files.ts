import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { OrganisationId } from '#core/organisation.ts'
import { codeOf } from '#store/faults.ts'
import { importsEnded } from '#store/imports.ts'
import type { House } from './house.ts'
import { isOver } from './retention-law.ts'

/** What was taken in from the folder of a feed; its import's id stands before its name. */
interface PutAway {
  readonly path: string
  readonly importId: string
}

const IMPORT_ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-/

/** Files of ended imports whose term is over, by the id of the import. What lies in a folder without an import is not ours. */
export async function filesDue(house: House, organisation: OrganisationId): Promise<readonly string[]> {
  const ids = (await putAway(house, organisation)).map(({ importId }) => importId)
  const ended = await importsEnded(house.stores[organisation], ids)
  return ended.filter(({ finishedAt }) => isOver(house, 'feed-file', finishedAt)).map(({ id }) => id)
}

/** Deletes the files of these imports; what is gone already is left alone. */
export async function deleteFiles(
  house: House,
  organisation: OrganisationId,
  importIds: readonly string[],
): Promise<void> {
  const wanted = new Set(importIds)
  const files = (await putAway(house, organisation)).filter(({ importId }) => wanted.has(importId))
  for (const { path } of files) await rm(path, { force: true })
}

async function putAway(house: House, organisation: OrganisationId): Promise<readonly PutAway[]> {
  const feeds = join(house.dataDir, 'feeds', organisation)
  const folders = (await namesIn(feeds)).flatMap((feed) =>
    ['done', 'failed'].map((end) => join(feeds, feed, end)),
  )
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await namesIn(folder)).map((name) => ({ name, path: join(folder, name) })),
    ),
  )
  return files.flat().flatMap(({ name, path }) => {
    const importId = IMPORT_ID.exec(name)?.[1]
    return importId === undefined ? [] : [{ path, importId }]
  })
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  })
}
