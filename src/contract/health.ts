import { Type, type Static } from 'typebox'

/** GET /v1/health: this process answers and reaches its database. */
export const Health = Type.Object({ status: Type.Literal('ok'), version: Type.String() })
export type Health = Static<typeof Health>
