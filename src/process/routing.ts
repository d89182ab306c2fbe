import type { Choice, Label, Origin, Sourced } from './sourced.ts'
import type { Arm } from './unit.ts'
import type { Term } from './working-days.ts'

/** One way that a signal can go, by which unit. */
export interface Lane extends Choice {
  readonly unit: string
}

/** The decision which law a signal goes under, apart from the weighing: criteria, a reason, a review. */
export interface RoutingRule extends Origin {
  readonly question: Label
  readonly lanes: readonly Lane[]
  readonly criteria: readonly Choice[]
  /** Weighing criteria: one "yes", and protection is offered and Investigation decides, before any administrative step. */
  readonly protectionFirst: readonly string[]
  readonly rule: Label
  readonly reviewWithin: Sourced<Term>
}

/** What one arm knows reaches the other only by this recorded step. */
export interface ArmCrossing extends Choice {
  readonly from: Arm
  readonly to: Arm
  readonly requirements: readonly Label[]
  readonly within: Sourced<Term>
}
