import { dayOf } from '#core/time.ts'
import { agencyOn } from '../agency.ts'
import type { CommandFunction } from '../io.ts'

/** `spoor agency`, today: this is where the clock comes in. Only `versions` needs a database. */
export const agencyCommand: CommandFunction = async ([action, ...more], io) => {
  if (action === 'versions') return (await import('../agency-versions.ts')).agencyVersions(more, io)
  const args = action === undefined ? [] : [action, ...more]
  return agencyOn(dayOf(new Date().toISOString()), args, io)
}
