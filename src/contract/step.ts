import { Type, type Static, type TProperties } from 'typebox'
import { Ground, DayShape, oneOf } from './shape.ts'
import type { Step as ProcessStep } from '#process/step.ts'

const Answers = Type.Record(Type.String(), oneOf(['yes', 'no', 'unknown'] as const))

const Guards = Type.Record(
  Type.String(),
  Type.Object(
    { answer: Type.String({ maxLength: 100 }), reference: Type.String({ maxLength: 2000 }) },
    { additionalProperties: false },
  ),
)

const plain = [
  'confirm',
  'confirm-set-aside',
  'reject-set-aside',
  'start-enrichment',
  'finish-enrichment',
  'confirm-stop',
  'reject-stop',
  'review-shelved',
  'finish-interview',
] as const

function step<const T extends string, P extends TProperties>(type: T, properties: P) {
  return Type.Object({ type: Type.Literal(type), ...properties }, { additionalProperties: false })
}

/** A step on a signal, as the process knows it. */
export const Step = Type.Union([
  step('take-up', {}),
  step('change-unit', { unit: Type.String(), ground: Ground }),
  ...plain.map((type) => step(type, { ground: Ground })),
  step('propose-set-aside', { criterion: Type.String(), ground: Ground }),
  step('record-act', {
    act: Type.String(),
    result: oneOf(['done', 'not-possible', 'not-needed'] as const),
    ground: Ground,
  }),
  step('weigh', {
    decision: oneOf(['interview', 'enrich-further'] as const),
    answers: Answers,
    ground: Ground,
  }),
  step('propose-stop', {
    outcome: Type.String(),
    reviewOn: Type.Union([DayShape, Type.Null()]),
    answers: Answers,
    guards: Guards,
    ground: Ground,
  }),
  step('record-interview', {
    held: Type.Boolean(),
    complaint: oneOf(['made', 'declined', 'considering'] as const),
    ground: Ground,
  }),
  step('start-investigation', {
    exOfficio: Type.Boolean(),
    prosecutor: Type.String({ maxLength: 200 }),
    answers: Answers,
    ground: Ground,
  }),
  step('conclude', { outcome: Type.String(), guards: Guards, ground: Ground }),
])

/** POST /v1/signals/{signalId}/steps: `version` is the version of the signal that the person looked at. */
export const StepRequest = Type.Object(
  { version: Type.Integer({ minimum: 1 }), step: Type.Unsafe<ProcessStep>(Step) },
  { additionalProperties: false },
)
export type StepRequest = Static<typeof StepRequest>

/** The version of the signal after the step: what the next one is sent with. */
export const StepTaken = Type.Object({ version: Type.Integer() })
export type StepTaken = Static<typeof StepTaken>
