import type { OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import type { Choice, Label, Sourced } from './sourced.ts'
import type { Regime } from './unit.ts'
import type { Term } from './working-days.ts'

/** How something passes to a partner. Only a transfer moves the duty; the others leave it where it is. */
export const WAYS_TO_PARTNER = [
  'transfer',
  'share',
  'report',
  'refer',
  'ask-decision',
  'receive-only',
] as const

export type WayToPartner = (typeof WAYS_TO_PARTNER)[number]

/** Ways by which something reaches a partner while the duty stays here: a side process, with a receipt of its own. */
export const WAYS_OF_SHARING: readonly WayToPartner[] = ['share', 'report', 'refer']

/** Through Spoor itself, or as a document whose receipt is entered by hand. */
export const PARTNER_CHANNELS = ['spoor', 'document', 'form', 'message'] as const

/** Somebody outside with whom an organisation works (NL: ketenpartner). */
export interface Partner extends Choice {
  /** The organisation in Spoor, when it is one. */
  readonly organisation: OrganisationId | null
  readonly accepts: Label
  readonly way: WayToPartner
  readonly channel: (typeof PARTNER_CHANNELS)[number]
  readonly receiptNeeded: boolean
  /** An authority of another country. */
  readonly abroad: boolean
  readonly regime: Regime
  /** null: the whole country. Roles of partners differ per region. */
  readonly region: string | null
  readonly from: Day | null
  readonly until: Day | null
}

/**
 * When a signal goes to another organisation. By a transfer the sender stays accountable until acceptance; by another way
 * always.
 */
export interface HandoverRule extends Choice {
  readonly to: string
  /** One of these is enough: the defined moment. */
  readonly moments: readonly Choice[]
  /** Acts that have a result before it goes. */
  readonly acts: readonly string[]
  readonly acceptWithin: Sourced<Term>
}
