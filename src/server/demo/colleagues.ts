import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Identity } from '#actions/members.ts'
import { isOrganisation } from '#core/organisation.ts'

/** The fictional people of the demo. */
export const COLLEAGUES_FILE = fileURLToPath(new URL('../../../examples/colleagues.json', import.meta.url))

/** Throws when the file is not what it should be: it is part of this checkout. */
export function readColleagues(path = COLLEAGUES_FILE): readonly Identity[] {
  const rows = JSON.parse(readFileSync(path, 'utf8')) as readonly Partial<Identity>[]
  return rows.map(({ subject, name, organisation, unit, roles }) => {
    if (!subject || !name || !unit || !Array.isArray(roles) || !isOrganisation(organisation)) {
      throw new Error(`${path}: a colleague without a subject, name, organisation, unit or roles`)
    }
    return { subject, name, organisation, unit, roles: roles as readonly string[] }
  })
}
