import { Type, type Static } from 'typebox'
import { RegistrationView } from './registration.ts'
import { Choice, FormShape, Id, Label, Moment, oneOf } from './shape.ts'
import { Answers } from './step.ts'

/**
 * GET /v1/second-looks/{lookId}: what was known when the decision was taken, and nothing of the decision: not which, by
 * whom, on what ground, or how the criteria were answered.
 */
export const SecondLookView = Type.Object({
  id: Id,
  dueAt: Moment,
  /** Sent back with the verdict. */
  version: Type.Integer(),
  forms: Type.Array(FormShape),
  registrations: Type.Array(RegistrationView),
  /** Acts that were done by then, with what they brought. */
  facts: Type.Array(
    Type.Object({
      label: Label,
      result: oneOf(['done', 'not-possible', 'not-needed'] as const),
      words: Type.String(),
    }),
  ),
  criteria: Type.Array(Choice),
})
export type SecondLookView = Static<typeof SecondLookView>

/** POST /v1/second-looks/{lookId}/verdicts */
export const SecondLookVerdict = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    /** No follow-up, or follow-up: what the one who looks would decide. */
    verdict: oneOf(['no-follow-up', 'follow-up'] as const),
    answers: Answers,
    ground: Type.String({ minLength: 3, maxLength: 10_000 }),
  },
  { additionalProperties: false },
)
export type SecondLookVerdict = Static<typeof SecondLookVerdict>

/** What was decided, told after the verdict and not before. */
export const SecondLookTaken = Type.Object({ agrees: Type.Boolean() })
export type SecondLookTaken = Static<typeof SecondLookTaken>
