import { Type, type Static } from 'typebox'
import { DayShape, Id, Label, Moment, Nullable, oneOf, Person } from './shape.ts'

/** Articles under which a signal can go on by a decision. */
const Article = oneOf(['wpg-9', 'wpg-10'] as const)

/** What somebody can do with such a decision: consent to it, show that it is needed still, end it. */
const MOVE_DECISIONS = ['consent', 'needed', 'end'] as const

/** A decision by which a signal goes on under another article. */
export const RetentionMove = Type.Object({
  id: Id,
  article: Article,
  /** Number of the written purpose; empty for the start of an investigation. */
  reference: Type.String(),
  /** Null: it came by the start of an investigation, and ends with it. */
  decidedBy: Nullable(Person),
  decidedAt: Moment,
  consentedBy: Nullable(Person),
  /** The last day on which something showed that it is needed. */
  neededOn: DayShape,
  endedOn: Nullable(DayShape),
  state: oneOf(['waiting', 'in-force', 'ended'] as const),
  may: Type.Array(oneOf(MOVE_DECISIONS)),
})
export type RetentionMove = Static<typeof RetentionMove>

/** GET /v1/signals/{signalId}/retention: under which article it is processed, and when its content goes. */
export const SignalRetention = Type.Object({
  /** Of its source; null: it has none that can be read. */
  article: Nullable(Label),
  /** The first day on which the content is out of use; null: not while it is needed. */
  removeOn: Nullable(DayShape),
  /** Whether a hold keeps it longer than its own term. */
  isHeld: Type.Boolean(),
  /** The newest first. */
  moves: Type.Array(RetentionMove),
  /** To which articles the caller may move it now. */
  mayMoveTo: Type.Array(Article),
})
export type SignalRetention = Static<typeof SignalRetention>

/** POST /v1/signals/{signalId}/retention-moves: counts when a team lead has consented. */
export const NewMove = Type.Object(
  { article: Article, reference: Type.String({ minLength: 3, maxLength: 120 }) },
  { additionalProperties: false },
)
export type NewMove = Static<typeof NewMove>

export const MoveDecided = Type.Object({ id: Id })
export type MoveDecided = Static<typeof MoveDecided>

/** POST /v1/retention-moves/{moveId}/decisions */
export const MoveDecision = Type.Union([
  Type.Object({ decision: oneOf(['consent', 'end'] as const) }, { additionalProperties: false }),
  Type.Object({ decision: Type.Literal('needed'), on: DayShape }, { additionalProperties: false }),
])
export type MoveDecision = Static<typeof MoveDecision>
