import { Type, type Static } from 'typebox'
import { ORGANISATIONS } from '#core/organisation.ts'
import { MESSAGE_KINDS } from '#process/handover-message.ts'
import { SIGNAL_STATES } from '#process/state.ts'
import { Pack } from './pack.ts'
import { FormShape, Id, Label, Moment, Nullable, oneOf } from './shape.ts'

/** How far a handover is, as both sides may see it. */
export const HANDOVER_STAGES = [
  'offered',
  'received',
  'accepted',
  'refused',
  'recalling',
  'returned',
  'reported',
  'ended',
] as const

/** A handover of one signal: offered to us, or by us. */
export const HandoverView = Type.Object({
  id: Id,
  direction: oneOf(['in', 'out'] as const),
  /** The other side, in words. */
  partner: Label,
  organisation: Nullable(oneOf(ORGANISATIONS)),
  via: oneOf(['spoor', 'document'] as const),
  /** Whether the duty goes with it; what is shared leaves it here. */
  moves: Type.Boolean(),
  stage: oneOf(HANDOVER_STAGES),
  offeredAt: Moment,
  answerBy: Moment,
  /** What was sent; null when it was recalled, for then nobody keeps it. */
  pack: Nullable(Pack),
  /** What went to and fro, in order of sending, with when the other side had it. */
  messages: Type.Array(
    Type.Object({
      kind: oneOf(MESSAGE_KINDS),
      from: oneOf(ORGANISATIONS),
      sentAt: Moment,
      handledAt: Nullable(Moment),
    }),
  ),
  /** What the receiver reported back; null: nothing yet. */
  reported: Nullable(Type.String()),
})
export type HandoverView = Static<typeof HandoverView>

/** One line of the inbox or outbox. */
export const HandoverLine = Type.Object({
  signalId: Id,
  handoverId: Id,
  title: Type.String(),
  partner: Label,
  via: oneOf(['spoor', 'document'] as const),
  /** Whether the duty goes with it; what is shared leaves it here. */
  moves: Type.Boolean(),
  state: oneOf(SIGNAL_STATES),
  stage: oneOf(HANDOVER_STAGES),
  forms: Type.Array(FormShape),
  offeredAt: Moment,
  answerBy: Nullable(Moment),
  overdue: Type.Boolean(),
  outcome: Nullable(Type.String()),
})
export type HandoverLine = Static<typeof HandoverLine>

/** POST /v1/handovers/_zoek: what others offer us (`in`) or what we offered (`out`); what waits first. */
export const HandoverSearch = Type.Object(
  {
    box: oneOf(['in', 'out'] as const),
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 200 })),
  },
  { additionalProperties: false },
)
export type HandoverSearch = Static<typeof HandoverSearch>

export const HandoverPage = Type.Object({
  handovers: Type.Array(HandoverLine),
  /** How many wait for an answer. */
  waiting: Type.Integer(),
  next: Nullable(Type.String()),
})
export type HandoverPage = Static<typeof HandoverPage>
