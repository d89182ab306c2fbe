import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ORGANISATIONS } from '#core/organisation.ts'
import { isDay, type Day } from '#core/time.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { WaysOfWorking } from './house.ts'
import { readLaw, type Law } from './law.ts'
import { faultLine } from './rules/fault.ts'
import { checkWayOfWorking, type CheckedAgainst, type CheckedFile } from './rules/way-of-working-check.ts'

/** The ways of working that come with this version of Spoor. */
export const AGENCIES_FOLDER = fileURLToPath(new URL('../../agencies', import.meta.url))

/** A way of working that cannot be used; says every fault with its file and line, or which one is not there. */
export class WayOfWorkingError extends Error {
  override readonly name = 'WayOfWorkingError'
}

/** Where whether a day lies in the future is judged by another: by `spoor agency check`, and by who proposes. */
export const ANY_DAY: Day = '9999-12-31'

/**
 * Reads `agencies/<organisation>/<day>.json`, one file for each effective date, by the checks of `spoor agency check`. The
 * files themselves are in force here, without anybody's decision; for real, `enactedWays` says what is.
 *
 * @throws {WayOfWorkingError} when a file has a fault.
 */
export function readWaysOfWorking(folder = AGENCIES_FOLDER, law: Law = readLaw()): WaysOfWorking {
  const files = filesIn(folder, law)
  const all = sound(files.files(ANY_DAY))
  const byId = new Map(all.map((way) => [way.id, way]))
  return {
    ...files,
    inForce(organisation, day) {
      const way = all.findLast((one) => one.organisation === organisation && one.effectiveFrom <= day)
      if (!way) throw new WayOfWorkingError(`${organisation} has no way of working on ${day}`)
      return way
    },
    byId(id) {
      const way = byId.get(id)
      if (!way) throw new WayOfWorkingError(`no way of working ${id}`)
      return way
    },
    refresh: async () => undefined,
  }
}

/** What can be read and checked without a database. */
export function filesIn(folder: string, law: Law): Pick<WaysOfWorking, 'files' | 'check'> {
  return {
    files: (today) => checkAgencies(folder, 'agencies', { today, places: law.places }),
    check(id, content, today) {
      const [agency = '', name = ''] = id.split('@')
      const organisations = organisationsIn(folder)
      const text = JSON.stringify(content, null, 2)
      return checkWayOfWorking(id, text, { agency, name }, { today, places: law.places, organisations })
    },
  }
}

/** What stands in the files. @throws {WayOfWorkingError} when one has a fault. */
export function sound(files: readonly CheckedFile<WayOfWorking>[]): readonly WayOfWorking[] {
  const faults = files.flatMap((file) => file.faults)
  if (faults.length > 0) throw new WayOfWorkingError(faults.map((fault) => faultLine(fault)).join('\n'))
  return files.flatMap(({ value }) => value ?? [])
}

/**
 * Checks every version of every agency: a folder for each, the oldest version first. An agency that Spoor has no
 * login for is checked just the same.
 * @param shown  What to call the folder in a sentence.
 */
export function checkAgencies(
  folder: string,
  shown: string,
  against: Omit<CheckedAgainst, 'organisations'>,
): readonly CheckedFile<WayOfWorking>[] {
  const organisations = organisationsIn(folder)
  return agenciesIn(folder).flatMap((agency) =>
    readdirSync(join(folder, agency))
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => {
        const file = `${shown}/${agency}/${name}`
        const day = name.slice(0, -'.json'.length)
        if (!isDay(day)) return misnamed(file)
        const text = readFileSync(join(folder, agency, name), 'utf8')
        return checkWayOfWorking(file, text, { agency, name: day }, { ...against, organisations })
      }),
  )
}

function agenciesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
}

/** Those that Spoor has a login for, and every agency with a folder. */
function organisationsIn(folder: string): readonly string[] {
  return [...new Set<string>([...ORGANISATIONS, ...agenciesIn(folder)])]
}

function misnamed(file: string): CheckedFile<WayOfWorking> {
  const says = {
    en: 'the name of the file must be the day from which it holds, like 2026-07-01.json',
    nl: 'de naam van het bestand moet de dag zijn vanaf wanneer het geldt, zoals 2026-07-01.json',
  }
  return { file, faults: [{ file, line: 1, says }], value: undefined, unverified: 0 }
}
