import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { codeOf } from '#store/faults.ts'

/**
 * Whose feed a key opens; undefined when nobody's. Under `secrets/feeds/` lies a file for each feed that may deliver
 * over the API, `<organisation>.<feed>`, with the sha256 of each valid key on a line of its own (two while one is
 * replaced). A key is random and long, so that a fast hash is enough.
 */
export async function organisationWithKey(
  dataDir: string,
  feedId: string,
  key: string,
): Promise<OrganisationId | undefined> {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(feedId)) return undefined
  const given = createHash('sha256').update(key, 'utf8').digest()
  const opened = await Promise.all(
    ORGANISATIONS.map(async (organisation) => {
      const hashes = await hashesIn(join(dataDir, 'secrets', 'feeds', `${organisation}.${feedId}`))
      return hashes.some((hash) => timingSafeEqual(hash, given)) ? organisation : undefined
    }),
  )
  return opened.find((organisation) => organisation !== undefined)
}

async function hashesIn(path: string): Promise<readonly Buffer[]> {
  try {
    const lines = (await readFile(path, 'utf8')).split(/\s+/)
    return lines.filter((line) => /^[0-9a-f]{64}$/i.test(line)).map((line) => Buffer.from(line, 'hex'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}
