import { INFORMANT } from './access-record.ts'
import { CHANNELS } from './guideline.ts'

/** The kind of a registration that a colleague made by hand. */
export const BY_HAND = 'ambtelijk signaal'

/** Stands for every other word that a source has. */
const OTHER = 'overig'

/** All that is kept of how a registration came in when the registration itself is gone; the database has the same list. */
export const KEPT_CHANNELS = [...CHANNELS, BY_HAND, INFORMANT, OTHER] as const

/** What a source calls the kind of a registration, as far as it is a word that we know: what else it wrote there goes with it. */
export function channelOf(kind: string): string {
  return KEPT_CHANNELS.find((one) => one === kind) ?? OTHER
}
