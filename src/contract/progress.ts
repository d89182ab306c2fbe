import { Type, type Static } from 'typebox'
import { SIGNAL_STATES } from '#process/state.ts'
import { PHASES } from '#process/way-of-working.ts'
import { SIGNAL_DUTY_KINDS } from './duty.ts'
import { Id, Moment, Nullable, oneOf } from './shape.ts'

const Due = Type.Object({ kind: oneOf(SIGNAL_DUTY_KINDS), dueAt: Moment })

/** How far a signal is, and nothing of what it says. */
export const SignalProgress = Type.Object({
  id: Id,
  /** As who reported it wrote it down; null for whoever did not write it. */
  title: Nullable(Type.String()),
  receivedAt: Moment,
  phase: oneOf(PHASES),
  state: oneOf(SIGNAL_STATES),
  unit: Type.String(),
  /** Who has taken it up. */
  assignee: Nullable(Type.String()),
  /** What it waits for, and until when; null: it has ended. */
  next: Nullable(Due),
  /** What is asked of the unit of who looks. */
  asked: Type.Array(Due),
  outcome: Nullable(Type.String()),
})
export type SignalProgress = Static<typeof SignalProgress>

/** POST /v1/progress/_zoek: newest first. */
export const ProgressSearch = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
)
export type ProgressSearch = Static<typeof ProgressSearch>

export const ProgressPage = Type.Object({
  signals: Type.Array(SignalProgress),
  next: Nullable(Type.String()),
})
export type ProgressPage = Static<typeof ProgressPage>
