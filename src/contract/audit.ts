import { Type, type Static } from 'typebox'
import { DayShape, Id, Moment, Nullable, oneOf, Person } from './shape.ts'

const ACTS = oneOf(['collect', 'change', 'consult', 'disclose', 'combine', 'delete'] as const)

/** POST /v1/audit/_zoek: newest first. What is absent is not asked for. */
export const AuditSearch = Type.Object(
  {
    /** A colleague. */
    by: Type.Optional(Id),
    act: Type.Optional(ACTS),
    /** A signal, a registration, an import, …, by its id; a day; a code. */
    record: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    from: Type.Optional(DayShape),
    through: Type.Optional(DayShape),
    emergencyOnly: Type.Optional(Type.Boolean()),
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
)
export type AuditSearch = Static<typeof AuditSearch>

/** A row of the audit log, as docs/audit.md describes it. */
export const AuditRow = Type.Object({
  id: Id,
  at: Moment,
  /** A colleague; of a job the id is `spoor`. */
  by: Person,
  /** As the colleague has it now; null of a job. */
  unit: Nullable(Type.String()),
  act: ACTS,
  /** The operationId of the API, or the name of a job. */
  what: Type.String(),
  /** Somebody tried, and was not given it. */
  denied: Type.Boolean(),
  purpose: Type.String(),
  recordKind: Type.String(),
  record: Nullable(Type.String()),
  recipient: Nullable(Type.String()),
  emergency: Type.Boolean(),
})
export type AuditRow = Static<typeof AuditRow>

export const AuditPage = Type.Object({ rows: Type.Array(AuditRow), next: Nullable(Type.String()) })
export type AuditPage = Static<typeof AuditPage>

/** GET /v1/audit/days: how the days of the log are sealed. */
export const AuditDays = Type.Object({
  /** A day is over and has no seal for longer than sealing takes. */
  late: Type.Boolean(),
  /** Since the beginning. */
  sealed: Type.Integer(),
  lapsed: Type.Integer(),
  /** The newest first, at most 31. */
  days: Type.Array(
    Type.Object({
      day: DayShape,
      rows: Type.Integer(),
      sealedAt: Nullable(Moment),
      /** sha256 of its checkpoint outside the database, hexadecimal. */
      checkpoint: Nullable(Type.String()),
      lapsedAt: Nullable(Moment),
      late: Type.Boolean(),
    }),
  ),
})
export type AuditDays = Static<typeof AuditDays>
