import type { Choice, Label, Origin, Sourced } from './sourced.ts'
import type { Arm } from './unit.ts'
import type { Term } from './working-days.ts'

/** One way that a signal can go, by which unit. */
export interface Lane extends Choice {
  readonly unit: string
  /** Whether an investigation can follow from it. */
  readonly investigates: boolean
  /** An administrative lane: only after protection, and only when the Investigation Service decides so. */
  readonly administrative: boolean
}

/** The decision which law a signal goes under, apart from the weighing: criteria, a reason, a review. */
export interface RoutingRule extends Origin {
  readonly question: Label
  readonly lanes: readonly Lane[]
  readonly criteria: readonly Choice[]
  /** Weighing criteria: one "yes", and protection is offered and Investigation decides, before any administrative step. */
  readonly protectionFirst: readonly string[]
  /** Acts by which protection is offered; one of them done will do. */
  readonly protectionActs: readonly string[]
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
