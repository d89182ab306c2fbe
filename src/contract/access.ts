import { Type, type Static } from 'typebox'
import { Moment, Nullable, oneOf, Person } from './shape.ts'

/** POST /v1/signals/{signalId}/readers/_zoek: newest first. */
export const ReaderSearch = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
)
export type ReaderSearch = Static<typeof ReaderSearch>

/** What one person did with one signal on one day, for one purpose: one row, however often it was. */
export const SignalReading = Type.Object({
  /** A colleague; of a job the id is `spoor`. */
  by: Person,
  /** As the colleague has them now; null and none of a job. */
  unit: Nullable(Type.String()),
  roles: Type.Array(Type.String()),
  act: oneOf(['collect', 'change', 'consult', 'disclose', 'combine', 'delete'] as const),
  /** The operationId of the API, or the name of a job. */
  what: Type.String(),
  /** Somebody tried, and was told that it is not there. */
  denied: Type.Boolean(),
  /** A code of the purposes of a task; `unsaid`: tried without one. */
  purpose: Type.String(),
  recipient: Nullable(Type.String()),
  /** Under emergency access. */
  emergency: Type.Boolean(),
  times: Type.Integer(),
  firstAt: Moment,
  lastAt: Moment,
})
export type SignalReading = Static<typeof SignalReading>

export const ReaderPage = Type.Object({
  readings: Type.Array(SignalReading),
  next: Nullable(Type.String()),
})
export type ReaderPage = Static<typeof ReaderPage>
