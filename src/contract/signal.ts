import { Type, type Static } from 'typebox'
import { CONTACT_RESULTS } from '#process/contact.ts'
import { REFUSALS } from '#process/refusal.ts'
import { SIGNAL_STATES } from '#process/state.ts'
import { ROLES_FOR } from '#process/authority.ts'
import type { StepType } from '#process/step.ts'
import { DUTY_KINDS, PHASES, SIDE_KINDS, URGENCIES } from '#process/way-of-working.ts'
import { HandoverView } from './handover.ts'
import { RegistrationView } from './registration.ts'
import { DayShape, FormShape, Id, Moment, Nullable, oneOf, Person } from './shape.ts'
import { SignalChoices } from './signal-choices.ts'
import { Answers } from './step.ts'

const STEP_TYPES = Object.keys(ROLES_FOR) as StepType[]
/** A signal in a list. */
export const SignalSummary = Type.Object({
  id: Id,
  state: oneOf(SIGNAL_STATES),
  phase: oneOf(PHASES),
  origin: oneOf(['scan', 'officer', 'handover', 'sample'] as const),
  title: Type.String(),
  incident: Type.String(),
  /** Registrations of one incident share this; shown together. */
  incidentKey: Type.String(),
  sourceId: Type.String(),
  registeredAt: Type.String(),
  receivedAt: Moment,
  unit: Type.String(),
  assignee: Nullable(Person),
  forms: Type.Array(FormShape),
  score: Nullable(Type.Number()),
  duty: Nullable(Type.Object({ kind: oneOf(DUTY_KINDS), dueAt: Moment, overdue: Type.Boolean() })),
  outcome: Nullable(Type.String()),
  /** Why it waits; null: it does not. Capacity is one of the reasons, and is counted apart. */
  holdReason: Nullable(Type.String()),
  urgent: Type.Boolean(),
})
export type SignalSummary = Static<typeof SignalSummary>

/** POST /v1/signals/_zoek. Proposed signals come grouped by incident: those of one incident follow each other. */
export const SignalSearch = Type.Object(
  {
    states: Type.Optional(Type.Array(oneOf(SIGNAL_STATES))),
    unit: Type.Optional(Type.String()),
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 200 })),
  },
  { additionalProperties: false },
)
export type SignalSearch = Static<typeof SignalSearch>

export const SignalPage = Type.Object({
  signals: Type.Array(SignalSummary),
  total: Type.Integer(),
  next: Nullable(Type.String()),
})
export type SignalPage = Static<typeof SignalPage>

/** One event of the ledger, with the words that belong to it while they are kept. */
export const TimelineEntry = Type.Object({
  seq: Type.Integer(),
  at: Moment,
  by: Person,
  type: Type.String(),
  /** Codes of the event: criterion, act, result, outcome, decision … as recorded. */
  data: Type.Record(Type.String(), Type.Unknown()),
  content: Nullable(Type.Record(Type.String(), Type.String())),
  hash: Type.String({ description: 'Hash of this event in its chain, hexadecimal' }),
})
export type TimelineEntry = Static<typeof TimelineEntry>

/** GET /v1/signals/{signalId} */
export const SignalDetail = Type.Object({
  ...SignalSummary.properties,
  /** Shown because who asks broke the glass, until this moment, for reading; null: they see it by their task. */
  emergencyUntil: Nullable(Moment),
  /** Number of the newest event; sent back with the next step, so that nothing is overwritten unseen. */
  version: Type.Integer(),
  wayOfWorking: Type.String(),
  registrations: Type.Array(RegistrationView),
  /** Other signals of the same incident. */
  sameIncident: Type.Array(SignalSummary),
  timeline: Type.Array(TimelineEntry),
  steps: Type.Array(
    Type.Object({
      type: oneOf(STEP_TYPES),
      allowed: Type.Boolean(),
      because: Nullable(oneOf(REFUSALS)),
    }),
  ),
  /** Overdue duties that have climbed: which role, before when it must answer, and about which duty. */
  escalations: Type.Array(
    Type.Object({
      level: Type.Integer(),
      unit: Type.String(),
      role: Type.String(),
      dueAt: Moment,
      about: oneOf([...DUTY_KINDS, ...SIDE_KINDS] as const),
    }),
  ),
  /** Duties beside the one that the signal waits for. */
  sideDuties: Type.Array(
    Type.Object({ kind: oneOf(SIDE_KINDS), unit: Type.String(), dueAt: Moment, overdue: Type.Boolean() }),
  ),
  urgency: Type.Array(oneOf(URGENCIES)),
  channel: Nullable(Type.String()),
  /** The version of art. 273f under which it was received. */
  law: Nullable(Type.String()),
  circumstances: Answers,
  /** Answers of the last weighing. */
  answers: Answers,
  contacts: Type.Record(Type.String(), oneOf(CONTACT_RESULTS)),
  qualification: Nullable(
    Type.Object({
      law: Type.String(),
      variants: Type.Array(Type.String()),
      means: Type.Array(Type.String()),
      purposes: Type.Array(Type.String()),
    }),
  ),
  held: Nullable(Type.Object({ reason: Type.String(), reviewOn: DayShape })),
  routed: Nullable(Type.Object({ lane: Type.String(), by: Person, reviewed: Type.Boolean() })),
  unitOffer: Nullable(Type.Object({ unit: Type.String(), by: Person, dueAt: Moment })),
  crossingOffer: Nullable(
    Type.Object({ crossing: Type.String(), acts: Type.Array(Type.String()), by: Person, dueAt: Moment }),
  ),
  /** Acts whose result has reached the other arm, and those that stay where they were learned. */
  crossed: Type.Array(Type.String()),
  stayed: Type.Array(Type.String()),
  /** Both sides of a handover: what another offers us, or what we offered. */
  handover: Nullable(HandoverView),
  interviewHeld: Type.Boolean(),
  complaintMade: Type.Boolean(),
  reviewOn: Nullable(DayShape),
  /** Who proposed the set-aside or stop that awaits a second person, and what. */
  proposal: Nullable(
    Type.Object({ by: Person, criterion: Nullable(Type.String()), outcome: Nullable(Type.String()) }),
  ),
  choices: SignalChoices,
})
export type SignalDetail = Static<typeof SignalDetail>

/** POST /v1/signals: an officer registers a signal by hand. */
export const NewSignal = Type.Object(
  {
    title: Type.String({ minLength: 3, maxLength: 300 }),
    text: Type.String({ minLength: 10, maxLength: 100_000 }),
    incident: Type.String({ maxLength: 200 }),
    /** Moment at which it was seen. */
    registeredAt: Type.String({ format: 'date-time' }),
    /** Number of a registration that this belongs to, if there is one. */
    sourceId: Type.Optional(Type.String({ maxLength: 100 })),
    forms: Type.Array(FormShape, { maxItems: 2 }),
    ground: Type.String({ minLength: 3, maxLength: 10_000 }),
  },
  { additionalProperties: false },
)
export type NewSignal = Static<typeof NewSignal>

export const SignalCreated = Type.Object({ id: Id })
export type SignalCreated = Static<typeof SignalCreated>
