import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Value } from 'typebox/value'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { WaysOfWorking } from './house.ts'
import { WayOfWorkingShape } from './rules/way-of-working-shape.ts'

const OWN_FOLDER = fileURLToPath(new URL('../../agencies', import.meta.url))

/** A way of working that cannot be used; says which file, and what is wrong in it. */
export class WayOfWorkingError extends Error {
  override readonly name = 'WayOfWorkingError'
}

/**
 * Reads `agencies/<organisation>/<day>.json`, one file for each effective date.
 * @throws {WayOfWorkingError} on the first file that does not fit its shape or its name.
 */
export function readWaysOfWorking(folder = OWN_FOLDER): WaysOfWorking {
  const all = ORGANISATIONS.flatMap((organisation) => versionsOf(folder, organisation))
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

/** All versions of one organisation, oldest first. */
function versionsOf(folder: string, organisation: OrganisationId): readonly WayOfWorking[] {
  const names = readdirSync(join(folder, organisation)).filter((name) => name.endsWith('.json'))
  return names
    .sort()
    .map((name) => check(join(organisation, name), readFileSync(join(folder, organisation, name), 'utf8')))
}

/** Shape first, then what a shape cannot say: the name, and that units which are named exist. */
function check(path: string, text: string): WayOfWorking {
  const value: unknown = JSON.parse(text)
  for (const error of Value.Errors(WayOfWorkingShape, value)) {
    throw new WayOfWorkingError(`agencies/${path}: ${error.instancePath || '/'} ${error.message}`)
  }
  const way = value as WayOfWorking
  const day: Day = path.slice(-15, -5)
  if (
    !path.startsWith(`${way.organisation}/`) ||
    way.effectiveFrom !== day ||
    way.id !== `${way.organisation}@${day}`
  ) {
    throw new WayOfWorkingError(
      `agencies/${path}: id, organisation and effectiveFrom do not fit the file's name`,
    )
  }
  const units = new Set(way.units.map(({ id }) => id))
  const named = [way.triageUnit, way.quarantine.unit, ...way.feeds.map(({ duty }) => duty.unit)]
  const missing = named.find((unit) => !units.has(unit))
  if (missing) throw new WayOfWorkingError(`agencies/${path}: unit ${missing} is named but not listed`)
  return way
}
