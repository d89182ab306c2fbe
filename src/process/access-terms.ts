import type { LawVersion } from './law.ts'
import type { Sourced } from './sourced.ts'
import type { Term } from './working-days.ts'

/** The terms of access that no law names, as law/access.json dates them. */
export interface AccessTermsVersion extends LawVersion {
  /** Emergency access stands open this long; the alarm must be answered within it, while there is something to stop. */
  readonly openFor: Sourced<Term>
  /** The time to review it. */
  readonly reviewWithin: Sourced<Term>
  /** The time to name somebody who leads, when of a kept signal nobody who knows of it does. */
  readonly nameOverseerWithin: Sourced<Term>
  /** Who did not sign in for so long is not counted on any more. */
  readonly goneAfter: Sourced<Term>
}
