import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import { codeOf } from '#store/faults.ts'
import { nowOf, type House } from './house.ts'

/** Columns of the CSV files of a feed; no delivery itself. */
const MAPPING = 'mapping.json'
/** Since when Spoor watches this folder. */
const SINCE = '.since'
const CLAIMED = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(.+)$/

/** A file that is ours to import: `importId` stands in its name, so that whoever comes after a crash goes on with it. */
export interface ClaimedFile {
  readonly path: string
  readonly importId: string
  /** As the source called it. */
  readonly name: string
  readonly bytes: number
}

/** `<dataDir>/feeds/<organisation>/<feed>/`: what the source system writes into. */
export class FeedFolder {
  readonly #house: House
  readonly path: string

  constructor(house: House, organisation: OrganisationId, feed: string) {
    this.#house = house
    this.path = join(house.dataDir, 'feeds', organisation, feed)
  }

  /** Makes the folder and those for what is being taken in, what was, and what could not be. */
  async make(): Promise<void> {
    for (const name of ['busy', 'done', 'failed']) {
      await mkdir(join(this.path, name), { recursive: true, mode: 0o700 })
    }
    await this.#writeSince('wx').catch(ignore('EEXIST'))
  }

  async since(): Promise<Instant> {
    const text = (await readFile(join(this.path, SINCE), 'utf8')).trim()
    if (!Number.isNaN(Date.parse(text))) return text
    // A power cut left an empty file.
    await this.#writeSince('w')
    return nowOf(this.#house)
  }

  #writeSince(flag: 'w' | 'wx'): Promise<void> {
    return writeFile(join(this.path, SINCE), `${nowOf(this.#house)}\n`, { flag, mode: 0o600 })
  }

  /** The mapping of its CSV files as parsed JSON; undefined when it has none. Throws a SyntaxError on what is no JSON. */
  async mapping(): Promise<unknown> {
    const text = await readFile(join(this.path, MAPPING), 'utf8').catch(ignore('ENOENT'))
    return text === undefined ? undefined : (JSON.parse(text) as unknown)
  }

  /**
   * Claims the files that stood still since the look before, and finds those that a killed process had claimed.
   * Of two processes that look at once one gets the file: its name changes but once. `waiting`: files that did not
   * stand still yet.
   */
  async claim(): Promise<{ readonly files: readonly ClaimedFile[]; readonly waiting: number }> {
    const busy = join(this.path, 'busy')
    const { still, waiting } = await this.#look()
    for (const name of still) {
      // A file name has 255 bytes at most, and ours is longer than theirs.
      const kept = Buffer.from(name).subarray(-200).toString('utf8').replaceAll('\uFFFD', '')
      const claimed = join(busy, `${this.#house.newId()}-${kept}`)
      await rename(join(this.path, name), claimed).catch(ignore('ENOENT'))
    }
    const files = await Promise.all((await readdir(busy)).toSorted().map((name) => claimedFile(busy, name)))
    return { files: files.flat(), waiting }
  }

  /** Puts a file away whose import has ended. */
  async putAway(file: ClaimedFile, where: 'done' | 'failed'): Promise<void> {
    await rename(file.path, join(this.path, where, `${file.importId}-${file.name}`)).catch(ignore('ENOENT'))
  }

  /** `still`: files whose size and time of change are what they were at the look before. */
  async #look(): Promise<{ readonly still: readonly string[]; readonly waiting: number }> {
    const before = looksOf(this.#house).get(this.path) ?? new Map<string, string>()
    const now = new Map<string, string>()
    for (const entry of await readdir(this.path, { withFileTypes: true })) {
      if (!entry.isFile() || !isDelivery(entry.name)) continue
      const seen = await stat(join(this.path, entry.name)).catch(ignore('ENOENT'))
      if (seen) now.set(entry.name, `${seen.size} ${seen.mtimeMs} ${seen.ino}`)
    }
    looksOf(this.#house).set(this.path, now)
    const still = [...now.keys()].filter((name) => before.get(name) === now.get(name)).toSorted()
    return { still, waiting: now.size - still.length }
  }
}

/** What each look at a folder saw. It belongs to the running house: after a start everything is looked at twice again. */
const looks = new WeakMap<House, Map<string, ReadonlyMap<string, string>>>()

function looksOf(house: House): Map<string, ReadonlyMap<string, string>> {
  const found = looks.get(house) ?? new Map<string, ReadonlyMap<string, string>>()
  looks.set(house, found)
  return found
}

function isDelivery(name: string): boolean {
  return !name.startsWith('.') && !/\.(part|tmp)$/i.test(name) && name !== MAPPING
}

async function claimedFile(busy: string, name: string): Promise<readonly ClaimedFile[]> {
  const [, importId, own] = CLAIMED.exec(name) ?? []
  if (importId === undefined || own === undefined) return []
  const path = join(busy, name)
  const seen = await stat(path).catch(ignore('ENOENT'))
  return seen ? [{ path, importId, name: own, bytes: seen.size }] : []
}

/** Handles one code of the file system's errors by giving undefined. */
function ignore(code: string): (error: unknown) => undefined {
  return (error) => {
    if (codeOf(error) !== code) throw error
    return undefined
  }
}
