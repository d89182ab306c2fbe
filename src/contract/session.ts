import { Type, type Static } from 'typebox'
import { ORGANISATIONS } from '#core/organisation.ts'
import { Choice, Id, Label, oneOf } from './shape.ts'

/** GET /v1/session: who is signed in. 401 when nobody is. */
export const Session = Type.Object({
  member: Type.Object({
    id: Id,
    name: Type.String(),
    organisation: oneOf(ORGANISATIONS),
    unit: Type.String(),
    roles: Type.Array(Type.String()),
  }),
  /** Sent back in the header X-Spoor-Csrf with every request that changes something. */
  csrf: Type.String(),
  /** True with the embedded provider and fictional data: a banner says so on every screen. */
  demo: Type.Boolean(),
  /** The way of working in force today: the words and lists that forms need. */
  wayOfWorking: Type.Object({
    id: Type.String(),
    name: Label,
    units: Type.Array(Type.Object({ id: Type.String(), label: Label })),
    /** Roles as this organisation calls them, those to which overdue duties climb included. */
    roles: Type.Array(Type.Object({ id: Type.String(), label: Label })),
    setAsideCriteria: Type.Array(Choice),
  }),
})
export type Session = Static<typeof Session>
