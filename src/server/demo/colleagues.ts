import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { DemoColleague } from '#actions/seed.ts'
import { isOrganisation } from '#core/organisation.ts'

/** The fictional people of the demo. */
export const COLLEAGUES_FILE = fileURLToPath(new URL('../../../examples/colleagues.json', import.meta.url))

/** Throws when the file is not what it should be: it is part of this checkout. */
export function readColleagues(path = COLLEAGUES_FILE): readonly DemoColleague[] {
  const rows = JSON.parse(readFileSync(path, 'utf8')) as readonly Partial<DemoColleague>[]
  return rows.map(({ subject, name, organisation, unit, roles, qualifications }) => {
    if (!subject || !name || !unit || !roles || !qualifications || !isOrganisation(organisation)) {
      throw new Error(
        `${path}: a colleague without a subject, name, organisation, unit, roles or qualifications`,
      )
    }
    return { subject, name, organisation, unit, roles, qualifications }
  })
}
