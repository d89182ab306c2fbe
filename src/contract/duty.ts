import { Type, type Static } from 'typebox'
import { DayShape, FormShape, Id, Moment, oneOf } from './shape.ts'
import { GLASS_DUTIES } from '#process/glass.ts'
import { DUTY_KINDS, SIDE_KINDS, URGENCIES } from '#process/way-of-working.ts'
import { SIGNAL_STATES } from '#process/state.ts'

/** Kinds of duty on the worklist: those of a signal, what they climb to when overdue, and those of the intake. */
export const INTAKE_DUTY_KINDS = ['quarantine', 'feed-late', 'feed-empty', 'feed-small'] as const
export const SIGNAL_DUTY_KINDS = [...DUTY_KINDS, ...SIDE_KINDS] as const
/** About a signal, beside its ledger: its content goes, unless somebody decides otherwise. */
const RETENTION_DUTY_KIND = 'retention-decision'
/** What the scan did not point at, and was drawn. */
const SAMPLE_DUTY_KIND = 'read-sample'
/** About a signal that is kept to few, beside its ledger: nobody who leads knows of it. */
const KEEPING_DUTY_KIND = 'name-overseer'
export const ALL_DUTY_KINDS = [
  ...SIGNAL_DUTY_KINDS,
  'escalation',
  RETENTION_DUTY_KIND,
  KEEPING_DUTY_KIND,
  SAMPLE_DUTY_KIND,
  ...GLASS_DUTIES,
  ...INTAKE_DUTY_KINDS,
] as const

/** One line of the worklist. */
export const Duty = Type.Object({
  id: Id,
  kind: oneOf(ALL_DUTY_KINDS),
  unit: Type.String(),
  /** The named role that answers, where a unit alone will not do. */
  role: Type.Union([Type.String(), Type.Null()]),
  dueAt: Moment,
  overdue: Type.Boolean(),
  /** Of an escalation: which duty passed its due moment. */
  about: Type.Union([oneOf([...SIGNAL_DUTY_KINDS, ...GLASS_DUTIES, SAMPLE_DUTY_KIND]), Type.Null()]),
  /** Of an escalation: when that duty was due, and which step of how many of the ladder this is. */
  climbed: Type.Union([
    Type.Object({ since: Moment, level: Type.Integer(), steps: Type.Integer() }),
    Type.Null(),
  ]),
  /** What happens when it is not done in time: who hears of it, and when. Null: the ladder ends here. */
  ifNot: Type.Union([Type.Object({ role: Type.String(), unit: Type.String(), at: Moment }), Type.Null()]),
  /** The person who took it up, if any. */
  assignee: Type.Union([Type.Object({ id: Id, name: Type.String() }), Type.Null()]),
  subject: Type.Union([
    Type.Object({
      kind: Type.Literal('signal'),
      id: Id,
      state: oneOf(SIGNAL_STATES),
      title: Type.String(),
      incident: Type.String(),
      forms: Type.Array(FormShape),
      receivedAt: Moment,
      urgency: Type.Array(oneOf(URGENCIES)),
    }),
    /** A decision that is weighed again, blind: neither the signal nor the decision is told here. */
    Type.Object({ kind: Type.Literal('second-look'), id: Id }),
    /** Somebody opened what they may not see; which signal that was, is not told here. */
    Type.Object({ kind: Type.Literal('emergency-access'), id: Id, by: Type.String(), at: Moment }),
    /** What was drawn of a day, to be read. */
    Type.Object({ kind: Type.Literal('sample'), id: Id, day: DayShape }),
    /** A signal that is kept to few; nothing else of it is told. */
    Type.Object({ kind: Type.Literal('kept-signal'), id: Id }),
    Type.Object({ kind: Type.Literal('quarantine'), id: Id, lines: Type.Integer() }),
    Type.Object({ kind: Type.Literal('feed'), id: Type.String(), day: Type.String() }),
  ]),
})
export type Duty = Static<typeof Duty>

/** POST /v1/duties/_zoek: overdue first, then by due moment. */
export const DutySearch = Type.Object(
  {
    scope: oneOf(['mine', 'unit', 'organisation'] as const),
    kinds: Type.Optional(Type.Array(oneOf(ALL_DUTY_KINDS))),
    /** Opaque cursor of the page before. */
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 200 })),
  },
  { additionalProperties: false },
)
export type DutySearch = Static<typeof DutySearch>

export const DutyPage = Type.Object({
  duties: Type.Array(Duty),
  total: Type.Integer(),
  overdue: Type.Integer(),
  next: Type.Union([Type.String(), Type.Null()]),
})
export type DutyPage = Static<typeof DutyPage>

/** POST /v1/duties/{dutyId}/resolutions: for the duties of the intake; those of a signal end by its steps. */
export const DutyResolution = Type.Object(
  { ground: Type.String({ minLength: 3, maxLength: 10_000 }) },
  { additionalProperties: false },
)
export type DutyResolution = Static<typeof DutyResolution>
