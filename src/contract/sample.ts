import { Type, type Static } from 'typebox'
import { SAMPLE_REASONS } from '#process/sample.ts'
import { RegistrationView } from './registration.ts'
import { DayShape, Id, Moment, Nullable, oneOf } from './shape.ts'

const Sampled = Type.Object({
  id: Id,
  /** On which the scan read it. */
  day: DayShape,
  dueAt: Moment,
  overdue: Type.Boolean(),
})

/** POST /v1/samples/_zoek: what the caller may read now. */
export const SampleSearch = Type.Object({}, { additionalProperties: false })

/** What was drawn and waits for a reader, what is due first before the rest. */
export const SampleList = Type.Object({
  items: Type.Array(Sampled),
  /** What waits for somebody else, for the caller has read it. */
  others: Type.Integer(),
})
export type SampleList = Static<typeof SampleList>

/** GET /v1/samples/{sampleId}: the registration, and nothing of what the scan or anybody made of it. */
export const SampleView = Type.Object({
  ...Sampled.properties,
  registration: Type.Omit(RegistrationView, ['scan']),
})
export type SampleView = Static<typeof SampleView>

/** POST /v1/samples/{sampleId}/answers */
export const SampleAnswerGiven = Type.Union([
  Type.Object({ answer: oneOf(['look', 'cannot-judge'] as const) }, { additionalProperties: false }),
  Type.Object(
    { answer: oneOf(['nothing'] as const), reason: oneOf(SAMPLE_REASONS) },
    { additionalProperties: false },
  ),
])
export type SampleAnswerGiven = Static<typeof SampleAnswerGiven>

/** The signal that it became, or was already; told after the answer. */
export const SampleAnswered = Type.Object({ signal: Nullable(Id) })
export type SampleAnswered = Static<typeof SampleAnswered>

/** With the ends of its interval of 95 %. */
const Estimated = Type.Object({ value: Type.Number(), low: Type.Number(), high: Type.Number() })

/** POST /v1/samples/estimate/_zoek: over what the scan read from one day to another (both included). */
export const ElusionSearch = Type.Object({ from: DayShape, to: DayShape }, { additionalProperties: false })
export type ElusionSearch = Static<typeof ElusionSearch>

/** What the scan of the own organisation missed, estimated from what people read of what it did not point at. */
export const ElusionFigures = Type.Object({
  from: DayShape,
  to: DayShape,
  /** Days of which was drawn, and days on which the scan read and nothing was drawn. */
  days: Type.Integer(),
  daysWithout: Type.Integer(),
  /** Not pointed at; and in no sample, for they keep to a rule of their own. */
  population: Type.Integer(),
  apart: Type.Integer(),
  /** drawn = read + notJudged + unread + gone. */
  drawn: Type.Integer(),
  read: Type.Integer(),
  notJudged: Type.Integer(),
  unread: Type.Integer(),
  /** Out of use before it was read. */
  gone: Type.Integer(),
  /** Somebody should look at it, said who read; and of these what two people set aside afterwards. */
  raised: Type.Integer(),
  setAside: Type.Integer(),
  /** Of days of which nothing was read: to these no estimate speaks. */
  uncovered: Type.Integer(),
  /** Null: nothing was read, so there is no figure. */
  estimate: Nullable(
    Type.Object({
      /** As many registrations, each with the same chance, would tell as much. */
      effective: Type.Number(),
      share: Estimated,
      missed: Estimated,
      /** Null: neither the scan nor a reader found anything. */
      recall: Nullable(Estimated),
    }),
  ),
  /** What the scan pointed at in the same days, by what people said of it. */
  pointed: Type.Object({
    confirmed: Type.Integer(),
    undecided: Type.Integer(),
    setAside: Type.Integer(),
  }),
  /** Judged by two people, and by how many alike. */
  twice: Type.Object({ read: Type.Integer(), agreed: Type.Integer() }),
})
export type ElusionFigures = Static<typeof ElusionFigures>
