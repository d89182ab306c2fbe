import { Type, type Static } from 'typebox'
import { Code, DayShape, Id, Label, Nullable } from './shape.ts'

/** What somebody has learned (NL: certificaat), and whether it holds today. */
const QualificationView = Type.Object({
  qualification: Type.String(),
  label: Label,
  obtainedOn: DayShape,
  /** The last day on which it holds; null: no end known. */
  until: Nullable(DayShape),
  valid: Type.Boolean(),
})

/** A colleague of the own organisation who has been here. */
export const Colleague = Type.Object({
  id: Id,
  name: Type.String(),
  unit: Type.String(),
  roles: Type.Array(Type.String()),
  qualifications: Type.Array(QualificationView),
})
export type Colleague = Static<typeof Colleague>

/** POST /v1/colleagues/_zoek: of the own organisation, by name. */
export const ColleagueSearch = Type.Object(
  { unit: Type.Optional(Code), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) },
  { additionalProperties: false },
)
export type ColleagueSearch = Static<typeof ColleagueSearch>

export const ColleaguePage = Type.Object({
  colleagues: Type.Array(Colleague),
  /** The qualifications that the way of working in force knows. */
  qualifications: Type.Array(Type.Object({ id: Type.String(), label: Label })),
})
export type ColleaguePage = Static<typeof ColleaguePage>

/** POST /v1/colleagues/{memberId}/qualifications: entered by a functional manager, for somebody else. */
export const NewQualification = Type.Object(
  { qualification: Code, obtainedOn: DayShape, until: Nullable(DayShape) },
  { additionalProperties: false },
)
export type NewQualification = Static<typeof NewQualification>
