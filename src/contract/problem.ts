import { Type, type Static } from 'typebox'

/** RFC 9457. `refusal` names a refusal of the process; `errors` lists all faults of the input together. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  refusal: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
})
export type Problem = Static<typeof Problem>
