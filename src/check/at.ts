import type { EventRow } from './ledger-rows.ts'
import type { Fault } from './mismatch.ts'
import type { Story } from './story.ts'
import type { Law, Way } from './way.ts'

/** An event, and the signal as it meets it. */
export interface At {
  readonly story: Story
  readonly event: EventRow
  readonly fault: Fault
}

/** The same, under the way of working that the signal remembers and the law. */
export interface UnderRules extends At {
  readonly way: Way
  readonly law: Law
}
