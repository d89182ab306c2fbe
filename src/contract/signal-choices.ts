import { Type } from 'typebox'
import { POWERS } from '#process/guideline.ts'
import { REFUSALS } from '#process/refusal.ts'
import { CRITERION_KINDS, PHASES, URGENCIES } from '#process/way-of-working.ts'
import { Choice, FormShape, Label, Nullable, oneOf, SourcedText } from './shape.ts'

const Named = Type.Object({ id: Type.String(), label: Label })

const Guideline = Type.Object({
  fitsWhen: Label,
  /** Roles by which it is done, in the words of the organisation. */
  by: Type.Array(Label),
  qualification: Nullable(
    Type.Object({
      ...Choice.properties,
      blocking: Type.Boolean(),
      /** Whether the one who asks has it, and it holds today. */
      yours: Type.Boolean(),
    }),
  ),
  requirements: Type.Array(Label),
  legalBasis: SourcedText,
  power: oneOf(POWERS),
})

const Act = Type.Object({
  ...Choice.properties,
  phases: Type.Array(oneOf(PHASES)),
  fits: Type.Boolean({ description: 'Belongs to the phase that the signal is in' }),
  /** For this signal: always, or by its form, its channel or a circumstance. */
  mandatory: Type.Boolean(),
  /** What makes it so besides always; lets the screen tell why, and what an answer would ask for. */
  mandatoryWhen: Type.Optional(
    Nullable(
      Type.Object({
        forms: Type.Array(FormShape),
        channels: Type.Array(Type.String()),
        circumstances: Type.Array(Type.String()),
      }),
    ),
  ),
  evidence: Label,
  done: Label,
  information: Type.Array(Named),
  notPossible: Type.Array(Choice),
  guideline: Guideline,
  result: Nullable(oneOf(['done', 'not-possible', 'not-needed'] as const)),
  reason: Nullable(Type.String()),
  /** Why this unit may not do it; null: it may. */
  refused: Nullable(oneOf(REFUSALS)),
  /** An act of Supervision of which it is not decided whether it reaches the criminal file. */
  awaitsCrossing: Type.Boolean(),
})

/** What a decision or an ending asks for. */
const Demands = {
  needs: Label,
  guards: Type.Array(Type.String(), { description: 'Guards that must be answered first' }),
  /** Acts that must have a result or a reason first; \`open\` are those that have none. */
  consider: Type.Array(Type.String()),
  open: Type.Array(Type.String()),
  legalBasis: SourcedText,
}

/** What the way of working of this signal, and the law, offer in this state, in their own words. */
export const SignalChoices = Type.Object({
  units: Type.Array(Named),
  setAsideCriteria: Type.Array(Choice),
  weighingCriteria: Type.Array(
    Type.Object({
      ...Choice.properties,
      kind: oneOf(CRITERION_KINDS),
      /** The act that "unknown" points to. */
      whenUnknown: Nullable(Type.String()),
    }),
  ),
  neverCriteria: Type.Array(Choice),
  acts: Type.Array(Act),
  circumstances: Type.Array(Choice),
  notPossibleReasons: Type.Array(Choice),
  contactPhases: Type.Array(oneOf(PHASES)),
  urgencies: Type.Array(Type.Object({ ...Choice.properties, id: oneOf(URGENCIES) })),
  holdReasons: Type.Array(Type.Object({ ...Choice.properties, countedApart: Type.Boolean() })),
  holdDaysMax: Type.Integer(),
  decisions: Type.Array(
    Type.Object({
      ...Choice.properties,
      ...Demands,
      /** Why it cannot be taken once more; null: it can. */
      refused: Nullable(oneOf(REFUSALS)),
    }),
  ),
  outcomes: Type.Array(
    Type.Object({
      ...Choice.properties,
      ...Demands,
      stops: Type.Boolean(),
      /** Weighing criteria that a "yes" to which contradicts it. */
      unless: Type.Array(Type.String()),
    }),
  ),
  guards: Type.Array(
    Type.Object({
      id: Type.String(),
      question: Label,
      answers: Type.Array(
        Type.Object({
          id: Type.String(),
          label: Label,
          needsReference: Type.Boolean(),
          /** Why it does not fit what was recorded; null: it does. */
          refused: Nullable(oneOf(REFUSALS)),
        }),
      ),
    }),
  ),
  shelveDaysMax: Type.Integer(),
  routing: Nullable(
    Type.Object({
      question: Label,
      rule: Label,
      lanes: Type.Array(
        Type.Object({ ...Choice.properties, investigates: Type.Boolean(), administrative: Type.Boolean() }),
      ),
      criteria: Type.Array(Choice),
      /** Weighing criteria of the protection test. */
      protection: Type.Array(Choice),
    }),
  ),
  crossings: Type.Array(
    Type.Object({
      ...Choice.properties,
      requirements: Type.Array(Label),
      /** Acts that can cross. */
      acts: Type.Array(Type.String()),
    }),
  ),
  handovers: Type.Array(
    Type.Object({
      ...Choice.properties,
      partner: Label,
      accepts: Label,
      via: oneOf(['spoor', 'document'] as const),
      /** Whether the duty goes with it; what is shared leaves it here. */
      moves: Type.Boolean(),
      /** Why it cannot be offered now; null: nothing that we know of. */
      refused: Nullable(oneOf(REFUSALS)),
      moments: Type.Array(Choice),
      /** Acts that come first and have no result yet. */
      open: Type.Array(Type.String()),
      guards: Type.Array(Type.String()),
    }),
  ),
  handoverRefusals: Type.Array(Choice),
  /** Art. 273f as it stands today. */
  offence: Type.Object({
    id: Type.String(),
    label: Label,
    variants: Type.Array(Named),
    means: Type.Array(Named),
    purposes: Type.Array(Named),
  }),
  mandate: Type.Object({
    /** Whether this unit may investigate this itself, without an assignment. */
    investigates: Type.Boolean(),
    /** Whether it could when the prosecutor assigned it, or for civil aviation only. */
    onlyWhen: Nullable(oneOf(['assigned', 'civil-aviation'] as const)),
    refusal: Label,
    support: Nullable(Type.String()),
  }),
})
