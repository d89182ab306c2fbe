import { checkOn } from '../check.ts'
import type { CommandFunction } from '../io.ts'

/** `spoor check`, now: this is where the clock comes in. */
export const checkCommand: CommandFunction = (args, io) => checkOn(new Date().toISOString(), args, io)
