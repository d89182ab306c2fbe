import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ORGANISATIONS } from '#core/organisation.ts'
import { isDay } from '#core/time.ts'
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

/**
 * Reads `agencies/<organisation>/<day>.json`, one file for each effective date, by the checks of `spoor agency check`.
 * @throws {WayOfWorkingError} when a file has a fault.
 */
export function readWaysOfWorking(folder = AGENCIES_FOLDER, law: Law = readLaw()): WaysOfWorking {
  // Whether a day lies in the future is judged where there is a clock: by `spoor agency check`.
  const files = checkAgencies(folder, 'agencies', { today: '9999-12-31', places: law.places })
  const faults = files.flatMap((file) => file.faults)
  if (faults.length > 0) throw new WayOfWorkingError(faults.map((fault) => faultLine(fault)).join('\n'))
  const all = files.flatMap(({ value }) => value ?? [])
  const byId = new Map(all.map((way) => [way.id, way]))
  return {
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
  }
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
  const agencies = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
  const organisations = [...new Set<string>([...ORGANISATIONS, ...agencies])]
  return agencies.flatMap((agency) =>
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

function misnamed(file: string): CheckedFile<WayOfWorking> {
  const says = {
    en: 'the name of the file must be the day from which it holds, like 2026-07-01.json',
    nl: 'de naam van het bestand moet de dag zijn vanaf wanneer het geldt, zoals 2026-07-01.json',
  }
  return { file, faults: [{ file, line: 1, says }], value: undefined, unverified: 0 }
}
