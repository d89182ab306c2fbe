import { Type, type Static } from 'typebox'
import { TARGET_UNITS } from '#process/target.ts'
import { DayShape, Label, oneOf } from './shape.ts'

const Share = Type.Object({ id: Type.String(), label: Label, count: Type.Integer() })

/** POST /v1/follow-up/_zoek: over the signals received, or decided, from one day to another (both included). */
export const FollowUpSearch = Type.Object({ from: DayShape, to: DayShape }, { additionalProperties: false })
export type FollowUpSearch = Static<typeof FollowUpSearch>

/** What follow-up came to in a period, counted from the ledger of the own organisation. */
export const FollowUpFigures = Type.Object({
  from: DayShape,
  to: DayShape,
  /** received = open + handed over and accepted + closed, of what was received in the period. */
  balance: Type.Object({
    received: Type.Integer(),
    open: Type.Integer(),
    handedOver: Type.Integer(),
    closed: Type.Integer(),
  }),
  /** Of every final outcome in the period: how each guard was answered. */
  guards: Type.Array(
    Type.Object({ id: Type.String(), question: Label, asked: Type.Integer(), answers: Type.Array(Share) }),
  ),
  outcomes: Type.Array(Share),
  /** Signals that wait now, by reason; capacity is counted apart. */
  waiting: Type.Array(Type.Object({ ...Share.properties, countedApart: Type.Boolean() })),
  /** Contact with the possible victim, over signals that left the phase of enrichment. */
  contact: Type.Object({
    signals: Type.Integer(),
    spoken: Type.Integer(),
    attempted: Type.Integer(),
    notPossible: Type.Integer(),
  }),
  secondLook: Type.Object({
    decisions: Type.Integer(),
    drawn: Type.Integer(),
    taken: Type.Integer(),
    agreed: Type.Integer(),
    /** Stops that a second look held to be wrong. */
    followUp: Type.Integer(),
  }),
  handovers: Type.Object({
    offered: Type.Integer(),
    accepted: Type.Integer(),
    refused: Type.Integer(),
    recalled: Type.Integer(),
    silent: Type.Integer(),
  }),
  overdue: Type.Array(Type.Object({ kind: Type.String(), count: Type.Integer() })),
  /** The targets of the way of working in force, with what the ledger says of them. */
  targets: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Label,
      aim: oneOf(['at-least', 'at-most', 'watch'] as const),
      /** In which a share runs from 0 to 1. */
      unit: oneOf(TARGET_UNITS),
      value: Type.Union([Type.Number(), Type.Null()]),
      /** Counted so far; null: not counted from the ledger (yet). */
      reached: Type.Union([Type.Number(), Type.Null()]),
      of: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
})
export type FollowUpFigures = Static<typeof FollowUpFigures>
