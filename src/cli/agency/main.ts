import { dayOf } from '#core/time.ts'
import { agencyOn } from '../agency.ts'
import type { CommandFunction } from '../io.ts'

/** `spoor agency`, today: this is where the clock comes in. */
export const agencyCommand: CommandFunction = (args, io) =>
  Promise.resolve(agencyOn(dayOf(new Date().toISOString()), args, io))
