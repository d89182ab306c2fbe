import { Type, type Static } from 'typebox'
import { CONFIDENTIALITIES } from '#process/access-record.ts'
import { ACCESS_CHANGES } from '#process/keeping.ts'
import { Id, Moment, Nullable, oneOf, Person } from './shape.ts'

const Ground = Type.String({ minLength: 3, maxLength: 2000 })

/** GET /v1/signals/{signalId}/access: who may know of it, and what of that who asks may change. */
export const SignalAccess = Type.Object({
  confidentiality: oneOf(CONFIDENTIALITIES),
  named: Type.Array(Person),
  /** Who leads, and hears beside them that something is late. */
  overseers: Type.Array(Person),
  /** Of a running investigation; null: it is about none. */
  investigation: Nullable(Type.Object({ lead: Nullable(Person), released: Type.Boolean() })),
  /** What was decided, newest first. A ground is null when its words have had their term. */
  decisions: Type.Array(
    Type.Object({
      kind: oneOf(['named', 'lead', 'released', 'overseer'] as const),
      member: Nullable(Person),
      by: Person,
      at: Moment,
      endedAt: Nullable(Moment),
      ground: Nullable(Type.String()),
    }),
  ),
  mayChange: Type.Array(oneOf(ACCESS_CHANGES)),
})
export type SignalAccess = Static<typeof SignalAccess>

/** POST /v1/signals/{signalId}/access */
export const SignalAccessChange = Type.Union([
  Type.Object(
    { type: Type.Literal('name-lead'), member: Id, ground: Ground },
    { additionalProperties: false },
  ),
  Type.Object({ type: Type.Literal('release'), ground: Ground }, { additionalProperties: false }),
  Type.Object(
    {
      type: Type.Literal('name-people'),
      members: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
      ground: Ground,
    },
    { additionalProperties: false },
  ),
  Type.Object({ type: Type.Literal('end-names'), ground: Ground }, { additionalProperties: false }),
  Type.Object(
    { type: Type.Literal('name-overseer'), member: Id, ground: Ground },
    { additionalProperties: false },
  ),
])
export type SignalAccessChange = Static<typeof SignalAccessChange>

/** POST /v1/signals/{signalId}/overseer: by the privacy officer, when nobody who may know of it is left. */
export const OverseerNamed = Type.Object({ member: Id, ground: Ground }, { additionalProperties: false })
export type OverseerNamed = Static<typeof OverseerNamed>
