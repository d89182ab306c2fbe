import { constants, createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '#store/faults.ts'
import type { House } from './house.ts'
import { UnreadableFile } from './input-bytes.ts'

/** How the file of an import is to be read; `mapping` as it was sent, not yet looked at. */
export interface SpooledFormat {
  readonly format: 'ndjson' | 'csv'
  readonly mapping?: unknown
}

/** What is sent in stays here until its import has ended, closed to others, and not longer. */
function folderOf(house: House): string {
  return join(house.dataDir, 'uploads')
}

/**
 * Writes a stream to the file of an import and gives its length in bytes. When this returns, the file survives a
 * power cut; when the stream breaks off, no file is left.
 */
export async function spool(
  house: House,
  importId: string,
  format: SpooledFormat,
  stream: AsyncIterable<Uint8Array>,
): Promise<number> {
  await mkdir(folderOf(house), { recursive: true, mode: 0o700 })
  const path = join(folderOf(house), importId)
  try {
    await writeFile(`${path}.json`, [Buffer.from(JSON.stringify(format))])
    const length = await writeFile(path, stream)
    await syncFolder(folderOf(house))
    return length
  } catch (error) {
    await removeSpooled(house, importId)
    throw error
  }
}

/** The file of an import and how to read it. @throws {UnreadableFile} `file-missing` when it is gone. */
export async function openSpooled(
  house: House,
  importId: string,
): Promise<{ readonly format: SpooledFormat; readonly chunks: AsyncIterable<Uint8Array> }> {
  const path = join(folderOf(house), importId)
  try {
    const format = JSON.parse(await readFile(`${path}.json`, 'utf8')) as SpooledFormat
    await stat(path)
    return { format, chunks: readChunks(path) }
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? new UnreadableFile('file-missing') : error
  }
}

export async function removeSpooled(house: House, importId: string): Promise<void> {
  for (const name of [importId, `${importId}.json`]) await rm(join(folderOf(house), name), { force: true })
}

/** Ids of the imports of which something lies here, and since when (milliseconds since 1970). */
export async function listSpooled(
  house: House,
): Promise<readonly { readonly id: string; readonly since: number }[]> {
  const names = await readdir(folderOf(house)).catch(noFolder)
  const found = await Promise.all(
    names.map(async (name) => {
      const seen = await stat(join(folderOf(house), name)).catch(() => undefined)
      return seen ? [{ id: name.replace(/\.json$/, ''), since: seen.mtimeMs }] : []
    }),
  )
  return found.flat()
}

/**
 * The bytes of a file in pieces that are large enough to be fast. In folders that others write into a link is not
 * followed, so that nobody makes us read what they may not; a file that its reader names may be a link.
 */
export function readChunks(path: string, links: 'refuse links' | 'follow links' = 'refuse links') {
  const flags = constants.O_RDONLY | (links === 'refuse links' ? constants.O_NOFOLLOW : 0)
  return createReadStream(path, { highWaterMark: 256 * 1024, flags: flags as never })
}

function noFolder(error: unknown): string[] {
  if (codeOf(error) === 'ENOENT') return []
  throw error
}

async function writeFile(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  try {
    let length = 0
    for await (const chunk of chunks) {
      await file.writeFile(chunk)
      length += chunk.length
    }
    await file.sync()
    return length
  } finally {
    await file.close()
  }
}

/** Without this the names of new files may be gone after a power cut. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
