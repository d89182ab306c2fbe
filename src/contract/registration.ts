import { Type, type Static } from 'typebox'
import { FINDING_STATUSES } from '#core/finding.ts'
import { FormShape, Id, Label, Moment, oneOf } from './shape.ts'

export const FindingShape = Type.Object({
  indicator: Type.String(),
  label: Label,
  dimension: Type.String(),
  strength: oneOf(['S', 'M', 'Z'] as const),
  field: oneOf(['title', 'text'] as const),
  start: Type.Integer(),
  end: Type.Integer(),
  quote: Type.String(),
  status: oneOf(FINDING_STATUSES),
  weight: Type.Number(),
})
export type FindingView = Static<typeof FindingShape>

/** A registration with what the scan pointed at in it. */
export const RegistrationView = Type.Object({
  id: Id,
  sourceId: Type.String(),
  version: Type.Integer({ description: '1 for the first; higher for corrections kept beside it' }),
  kind: Type.String(),
  registeredAt: Type.String(),
  receivedAt: Moment,
  incident: Type.String(),
  title: Type.String(),
  text: Type.String(),
  persons: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  vehicles: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  scan: Type.Union([
    Type.Object({
      catalogue: Type.String(),
      score: Type.Number(),
      calibrated: Type.Boolean(),
      isSignal: Type.Boolean(),
      forms: Type.Array(FormShape),
      findings: Type.Array(FindingShape),
    }),
    Type.Null(),
  ]),
})
export type RegistrationView = Static<typeof RegistrationView>
