import type { Day } from '#core/time.ts'

/** A text on the screen, in both languages. */
export interface Label {
  readonly nl: string
  readonly en: string
}

/** Where a value comes from. `checkedOn` null: nobody of the agency has confirmed it; shown as such. */
export interface Origin {
  readonly source: string
  readonly checkedOn: Day | null
}

/** A value with where it comes from. */
export interface Sourced<T> extends Origin {
  readonly value: T
}

/** A choice from a closed list that the agency gives, with its words on the screen. */
export interface Choice extends Origin {
  readonly id: string
  readonly label: Label
}
