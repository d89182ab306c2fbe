import { createHash } from 'node:crypto'
import { canonicalJson } from '#core/canonical.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { dayOf, plusDays, type Day } from '#core/time.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { inTransaction } from '#store/database.ts'
import { insertByInstallation, listVersions, type Version, type VersionContent } from '#store/enactments.ts'
import type { House, WaysOfWorking } from './house.ts'
import type { Law } from './law.ts'
import type { CheckedFile } from './rules/way-of-working-check.ts'
import { AGENCIES_FOLDER, ANY_DAY, filesIn, sound, WayOfWorkingError } from './ways-of-working.ts'

type Checked = CheckedFile<WayOfWorking>

/** A version that is in force from a day on. */
interface Enacted {
  readonly way: WayOfWorking
  readonly sha256: string
  readonly from: Day
}

/**
 * The ways of working as they entered into force: those in the database, by two people. Files are proposals, and a file
 * that was edited afterwards changes nothing. An organisation that has none yet starts, at the first `refresh`, with the
 * file of that day.
 */
export function enactedWays({
  stores,
  clock,
  law,
  folder = AGENCIES_FOLDER,
}: Pick<House, 'stores' | 'clock'> & { readonly law: Law; readonly folder?: string }): WaysOfWorking {
  const files = filesIn(folder, law)
  let known: ReadonlyMap<OrganisationId, readonly Enacted[]> = new Map()
  // What signals remember of before versions were kept in the database.
  let before: ReadonlyMap<string, WayOfWorking> = new Map()

  /** @param there  The files, read when somebody needs them, and once. */
  async function read(
    organisation: OrganisationId,
    there: () => readonly Checked[],
  ): Promise<readonly Enacted[]> {
    const stored = await listVersions(stores[organisation], organisation)
    const versions = stored.some(isApproved) ? stored : await install(organisation, there())
    const last = known.get(organisation) ?? []
    return versions
      .filter(isApproved)
      .map((version) => last.find(isCopyOf(version)) ?? enacted(version, there()))
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  }

  async function install(
    organisation: OrganisationId,
    there: readonly Checked[],
  ): Promise<readonly Version[]> {
    const at = clock().toISOString()
    const way = sound(there).findLast(
      (one) => one.organisation === organisation && one.effectiveFrom <= dayOf(at),
    )
    if (!way) return []
    await inTransaction({ db: stores[organisation] }, (tx) =>
      insertByInstallation(tx, organisation, contentOf(way), at),
    )
    return listVersions(stores[organisation], organisation)
  }

  function enacted(version: Version, there: readonly Checked[]): Enacted {
    const { id, sha256, content } = version
    const file = there.find(({ value }) => value?.id === id)?.value
    // Mostly the file is still what it was, and checked already.
    const isSame = file !== undefined && hashOf(file) === sha256 && hashOf(content) === sha256
    const { value, faults } = isSame ? { value: file, faults: [] } : files.check(id, content, ANY_DAY)
    if (value && hashOf(content) === sha256) return { way: value, sha256, from: entersOn(version)! }
    const why = faults.map(({ line, says }) => `${line}: ${says.en}`).join('\n')
    throw new WayOfWorkingError(`${id} entered into force, and this version of Spoor cannot use it\n${why}`)
  }

  return {
    ...files,
    async refresh() {
      let found: readonly Checked[] | undefined
      const there = () => (found ??= files.files(ANY_DAY))
      const all = await Promise.all(ORGANISATIONS.map(async (one) => [one, await read(one, there)] as const))
      // A fault in a file that is only a proposal stops nobody.
      if (before.size === 0) {
        before = new Map(there().flatMap(({ value }) => (value ? [[value.id, value] as const] : [])))
      }
      known = new Map(all)
    },
    inForce(organisation, day) {
      const found = known.get(organisation)?.findLast(({ from }) => from <= day)
      if (!found) throw new WayOfWorkingError(`${organisation} has no way of working in force on ${day}`)
      return found.way
    },
    byId(id) {
      const all = [...known.values()].flat()
      const way = all.find((one) => one.way.id === id)?.way ?? older(before.get(id), all)
      if (!way) throw new WayOfWorkingError(`no way of working ${id} has entered into force`)
      return way
    },
  }
}

/** A file counts only when it is older than what the organisation began with: a newer one waits for two people. */
function older(file: WayOfWorking | undefined, all: readonly Enacted[]): WayOfWorking | undefined {
  const first = all.find(({ way }) => way.organisation === file?.organisation)
  return file && first && file.effectiveFrom < first.way.effectiveFrom ? file : undefined
}

/** What is kept of a version: the whole of it, with its hash. */
export function contentOf(way: WayOfWorking): VersionContent {
  return { id: way.id, effectiveFrom: way.effectiveFrom, content: way, sha256: hashOf(way) }
}

/** SHA-256 over the canonical content, hexadecimal. */
export function hashOf(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex')
}

/**
 * The day from which a version is in force; null: it is not approved. Its own date, but never a day that had begun when
 * it was approved: nothing is judged by rules that were not there yet.
 */
export function entersOn({ effectiveFrom, byInstallation, approvedAt }: Version): Day | null {
  if (approvedAt === null) return null
  if (byInstallation) return effectiveFrom
  const next = plusDays(dayOf(approvedAt), 1)
  return effectiveFrom > next ? effectiveFrom : next
}

function isApproved({ approvedAt }: Version): boolean {
  return approvedAt !== null
}

function isCopyOf({ id, sha256 }: Version): (one: Enacted) => boolean {
  return ({ way, sha256: own }) => way.id === id && own === sha256
}

/** Of two that begin on one day the one with the later date holds. */
function placeOf({ from, way }: Enacted): string {
  return `${from} ${way.effectiveFrom}`
}
