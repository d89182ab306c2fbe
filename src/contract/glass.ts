import { Type, type Static } from 'typebox'
import { GLASS_REASONS, GLASS_VERDICTS } from '#process/glass.ts'
import { Id, Moment, Nullable, oneOf, Person } from './shape.ts'

const Words = Type.String({ minLength: 10, maxLength: 2000 })

/** POST /v1/emergency-access: opens one signal for an hour, whose id one has from elsewhere. */
export const EmergencyAccess = Type.Object(
  { signalId: Id, reason: oneOf(GLASS_REASONS), words: Words },
  { additionalProperties: false },
)
export type EmergencyAccess = Static<typeof EmergencyAccess>

/** The answer, once the reason is written down. `opened` false: there is none to open. */
export const EmergencyOpened = Type.Object({ id: Id, opened: Type.Boolean(), until: Moment })
export type EmergencyOpened = Static<typeof EmergencyOpened>

/** One use of emergency access. Words are null when they have had their term. */
export const EmergencyUse = Type.Object({
  id: Id,
  /** Null for who leads: the signal may be one of which they may not know. */
  signalId: Nullable(Id),
  opened: Type.Boolean(),
  reason: oneOf(GLASS_REASONS),
  words: Nullable(Type.String()),
  by: Person,
  /** Whose team lead is alarmed: the unit of the signal, or of who asked for what is not there. */
  unit: Type.String(),
  usedAt: Moment,
  until: Moment,
  /** When somebody ended it before its time. */
  endedAt: Nullable(Moment),
  answered: Nullable(Type.Object({ by: Person, at: Moment, ground: Nullable(Type.String()) })),
  review: Nullable(
    Type.Object({ by: Person, at: Moment, verdict: oneOf(GLASS_VERDICTS), ground: Nullable(Type.String()) }),
  ),
  reviewDueAt: Moment,
  /** What who asks may do now. */
  mayAnswer: Type.Boolean(),
  mayReview: Type.Boolean(),
})
export type EmergencyUse = Static<typeof EmergencyUse>

/** POST /v1/emergency-access/_zoek: newest first. */
export const EmergencySearch = Type.Object(
  {
    /** Absent: all. */
    reviewed: Type.Optional(Type.Boolean()),
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
)
export type EmergencySearch = Static<typeof EmergencySearch>

export const EmergencyPage = Type.Object({
  uses: Type.Array(EmergencyUse),
  /** How many wait for a review, and how many of those are late. */
  waiting: Type.Integer(),
  late: Type.Integer(),
  next: Nullable(Type.String()),
})
export type EmergencyPage = Static<typeof EmergencyPage>

/** POST /v1/emergency-access/{glassId}/answers: the alarm was seen. */
export const EmergencyAnswer = Type.Object(
  { ends: Type.Boolean(), ground: Words },
  { additionalProperties: false },
)
export type EmergencyAnswer = Static<typeof EmergencyAnswer>

/** POST /v1/emergency-access/{glassId}/reviews */
export const EmergencyReview = Type.Object(
  { verdict: oneOf(GLASS_VERDICTS), ground: Words },
  { additionalProperties: false },
)
export type EmergencyReview = Static<typeof EmergencyReview>
