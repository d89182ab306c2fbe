import { Type, type Static } from 'typebox'
import { ACTS, DEPTHS, type AccessAct } from '#process/access-act.ts'
import { DENIALS } from '#process/authorisation.ts'
import { ROLES } from '#process/authority.ts'
import { TASK_PURPOSES } from '#process/purpose.ts'
import { Id, Nullable, oneOf, Person } from './shape.ts'

const Act = oneOf(Object.keys(ACTS) as AccessAct[])
const Purpose = oneOf(TASK_PURPOSES)
const Denial = oneOf(DENIALS)

/** POST /v1/access/_zoek: why may, or may not, a colleague do this for this purpose, with this signal? */
export const AccessQuestion = Type.Object(
  {
    colleague: Id,
    act: Act,
    /** Absent: as somebody who has not said yet what they are here for. */
    purpose: Type.Optional(Purpose),
    /** Absent: whatever the signal. */
    signalId: Type.Optional(Id),
  },
  { additionalProperties: false },
)
export type AccessQuestion = Static<typeof AccessQuestion>

export const AccessExplanation = Type.Object({
  colleague: Person,
  unit: Type.String(),
  roles: Type.Array(Type.String()),
  allowed: Type.Boolean(),
  /** The first rule that denies; null: none does. */
  decidedBy: Nullable(Denial),
  /** Whether the colleague is told why; if not they hear what they would hear of what does not exist. */
  told: Type.Boolean(),
  /** Every rule, in the order in which they are weighed. `denies` null: it is about a signal, and none was named. */
  rules: Type.Array(Type.Object({ rule: Denial, denies: Nullable(Type.Boolean()) })),
})
export type AccessExplanation = Static<typeof AccessExplanation>

/** GET /v1/access/acts: what can be done, by whom and for what. */
export const AccessActs = Type.Object({
  acts: Type.Array(
    Type.Object({
      act: Act,
      /** Null: whoever is signed in. Empty: no person, but a system with its key. */
      roles: Nullable(Type.Array(oneOf(ROLES))),
      purposes: Type.Array(Purpose),
      shows: oneOf(DEPTHS),
    }),
  ),
})
export type AccessActs = Static<typeof AccessActs>
