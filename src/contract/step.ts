import { Type, type Static, type TProperties } from 'typebox'
import { CONTACT_RESULTS, CONTACT_WITH } from '#process/contact.ts'
import { URGENCIES } from '#process/way-of-working.ts'
import { Pack } from './pack.ts'
import { Code, Codes, DayShape, Ground, Id, Nullable, oneOf, Reference } from './shape.ts'
import type { Step as ProcessStep } from '#process/step.ts'

export const Answers = Type.Record(Type.String(), oneOf(['yes', 'no', 'unknown'] as const))

const Guards = Type.Record(
  Type.String(),
  Type.Object(
    { answer: Type.String({ maxLength: 100 }), reference: Type.String({ maxLength: 2000 }) },
    { additionalProperties: false },
  ),
)

const Urgencies = Type.Array(oneOf(URGENCIES), { maxItems: URGENCIES.length })

const Provenance = Type.Object(
  {
    source: Code,
    obtainedOn: DayShape,
    reliability: oneOf(['reliable', 'mostly-reliable', 'doubtful', 'unknown'] as const),
    factOrOpinion: oneOf(['fact', 'opinion'] as const),
    obtainedBy: Reference,
    howObtained: Reference,
  },
  { additionalProperties: false },
)

const Qualification = Type.Object(
  { law: Code, variants: Codes, means: Codes, purposes: Codes },
  { additionalProperties: false },
)

const plain = [
  'accept-unit',
  'recall-unit',
  'resume',
  'accept-crossing',
  'refuse-crossing',
  'recall-handover',
  'accept-handover',
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

/** A step on a signal, as the process knows it. A second look is taken elsewhere: it does not know the signal. */
export const Step = Type.Union([
  step('take-up', {}),
  step('offer-unit', { unit: Code, ground: Ground }),
  step('refuse-unit', { reason: Code, ground: Ground }),
  step('confirm', { urgency: Urgencies, ground: Ground }),
  step('set-urgency', { urgency: Urgencies, ground: Ground }),
  step('hold', { reason: Code, reviewOn: DayShape, ground: Ground }),
  step('record-circumstances', { circumstances: Answers, ground: Ground }),
  step('record-contact', {
    with: oneOf(CONTACT_WITH),
    result: oneOf(CONTACT_RESULTS),
    reason: Nullable(Code),
    ground: Ground,
  }),
  step('route', { lane: Code, answers: Answers, protection: Answers, ground: Ground }),
  step('review-routing', { agrees: Type.Boolean(), ground: Ground }),
  step('offer-crossing', {
    crossing: Code,
    acts: Codes,
    seen: Reference,
    power: Reference,
    seenOn: DayShape,
    withoutStatements: Type.Boolean(),
    ground: Ground,
  }),
  step('offer-handover', { rule: Code, moment: Code, pack: Pack, guards: Guards, ground: Ground }),
  step('enter-receipt', {
    receipt: oneOf(['received', 'accepted', 'refused', 'outcome'] as const),
    reference: Reference,
    says: Reference,
    ground: Ground,
  }),
  step('refuse-handover', { reason: Code, ground: Ground }),
  ...plain.map((type) => step(type, { ground: Ground })),
  step('propose-set-aside', { criterion: Type.String(), ground: Ground }),
  step('record-act', {
    act: Type.String(),
    result: oneOf(['done', 'not-possible', 'not-needed'] as const),
    reason: Nullable(Code),
    provenance: Nullable(Provenance),
    unmet: Type.Array(Type.Integer({ minimum: 0, maximum: 100 }), { maxItems: 100 }),
    unqualifiedBecause: Reference,
    ground: Ground,
  }),
  step('weigh', {
    decision: oneOf(['interview', 'enrich-further'] as const),
    answers: Answers,
    ground: Ground,
  }),
  step('propose-stop', {
    outcome: Type.String(),
    reviewOn: Nullable(DayShape),
    answers: Answers,
    guards: Guards,
    ground: Ground,
  }),
  step('record-interview', {
    held: Type.Boolean(),
    complaint: oneOf(['made', 'declined', 'considering'] as const),
    /** A colleague of the own organisation. */
    second: Nullable(Id),
    recorded: Type.Boolean(),
    unqualifiedBecause: Reference,
    ground: Ground,
  }),
  step('start-investigation', {
    exOfficio: Type.Boolean(),
    prosecutor: Type.String({ maxLength: 200 }),
    answers: Answers,
    qualification: Qualification,
    assignedBy: Reference,
    civilAviation: Type.Boolean(),
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
