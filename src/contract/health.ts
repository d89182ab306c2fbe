import { Type, type Static } from 'typebox'
import { oneOf } from './shape.ts'

/** GET /v1/health: this process answers and reaches its database; whether days of the audit log get their seals. */
export const Health = Type.Object({
  status: Type.Literal('ok'),
  version: Type.String(),
  /** `late`: a day of the audit log that is over has no seal (docs/audit.md). */
  seals: oneOf(['in-time', 'late'] as const),
})
export type Health = Static<typeof Health>
