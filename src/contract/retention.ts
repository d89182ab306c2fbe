import { Type, type Static } from 'typebox'
import { Code, DayShape, Id, Label, Moment, Nullable, oneOf, Person } from './shape.ts'

/** How many of each category: `registration`, `words`, `line`, … */
const Counts = Type.Array(Type.Object({ category: Type.String(), count: Type.Integer() }))

/** A run: what is due, who confirmed it, what was done. Ids and counts only. */
export const RetentionRun = Type.Object({
  id: Id,
  kind: oneOf(['remove', 'destroy'] as const),
  /** What is due by this day. */
  day: DayShape,
  report: Counts,
  /** The id is `spoor` for the nightly job. */
  proposedBy: Person,
  plannedAt: Moment,
  /** At most two, in order. */
  confirmedBy: Type.Array(Person),
  /** How many people have yet to confirm. */
  missing: Type.Integer(),
  mayConfirm: Type.Boolean(),
  executedAt: Nullable(Moment),
  done: Nullable(Counts),
  /** sha256, hexadecimal; docs/retention.md says over what. */
  proof: Nullable(Type.String()),
})
export type RetentionRun = Static<typeof RetentionRun>

/** Something that is kept past its term (NL: bewaarbesluit). */
export const Hold = Type.Object({
  id: Id,
  recordKind: oneOf(['signal', 'registration'] as const),
  recordId: Id,
  reason: Type.String(),
  /** Null when they have had their term. */
  words: Nullable(Type.String()),
  from: DayShape,
  until: DayShape,
  placedBy: Person,
  confirmedBy: Nullable(Person),
  endedBy: Nullable(Person),
  state: oneOf(['waiting', 'in-force', 'ended', 'over'] as const),
  mayConfirm: Type.Boolean(),
})
export type Hold = Static<typeof Hold>

/** GET /v1/retention: what is due, what waits, what was done, and what is held. */
export const RetentionView = Type.Object({
  /** By which the database lets things go. */
  day: DayShape,
  /** The dry run of today. */
  due: Type.Object({ remove: Counts, destroy: Counts }),
  /** Those that wait first, then the newest. */
  runs: Type.Array(RetentionRun),
  /** The newest first. */
  holds: Type.Array(Hold),
  reasons: Type.Array(Type.Object({ id: Type.String(), label: Label })),
  /** The latest last day of a new hold. */
  holdUntilMax: DayShape,
})
export type RetentionView = Static<typeof RetentionView>

/** POST /v1/retention-runs/{runId}/decisions */
export const RunDecision = Type.Object(
  { decision: oneOf(['confirm'] as const) },
  { additionalProperties: false },
)
export type RunDecision = Static<typeof RunDecision>

/** POST /v1/holds: counts when another has confirmed it. */
export const NewHold = Type.Object(
  {
    recordKind: oneOf(['signal', 'registration'] as const),
    recordId: Id,
    reason: Code,
    words: Type.String({ minLength: 10, maxLength: 2000 }),
    until: DayShape,
  },
  { additionalProperties: false },
)
export type NewHold = Static<typeof NewHold>

export const HoldPlaced = Type.Object({ id: Id })
export type HoldPlaced = Static<typeof HoldPlaced>

/** POST /v1/holds/{holdId}/decisions */
export const HoldDecision = Type.Object(
  { decision: oneOf(['confirm', 'end'] as const) },
  { additionalProperties: false },
)
export type HoldDecision = Static<typeof HoldDecision>
