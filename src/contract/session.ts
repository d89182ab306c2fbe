import { Type, type Static } from 'typebox'
import { ORGANISATIONS } from '#core/organisation.ts'
import { TASK_PURPOSES } from '#process/purpose.ts'
import { Choice, Id, Label, Moment, oneOf } from './shape.ts'

const Task = Type.Object({ id: Id, purpose: oneOf(TASK_PURPOSES), openedAt: Type.String() })

/** POST /v1/session/tasks: what somebody is going to do. */
export const NewTask = Type.Object({ purpose: oneOf(TASK_PURPOSES) })
export type NewTask = Static<typeof NewTask>

/** The answer: from now on what they look at is written down under this task. */
export const TaskOpened = Task
export type TaskOpened = Static<typeof TaskOpened>

/** GET /v1/session: who is signed in. 401 when nobody is. */
export const Session = Type.Object({
  member: Type.Object({
    id: Id,
    name: Type.String(),
    organisation: oneOf(ORGANISATIONS),
    unit: Type.String(),
    roles: Type.Array(Type.String()),
  }),
  /** What they may say that they are going to do. */
  purposes: Type.Array(oneOf(TASK_PURPOSES)),
  /** What they said; null: not yet, and then there is nothing to look at. */
  task: Type.Union([Task, Type.Null()]),
  /** What they may do now, by their roles and their task: screens offer nothing else. Codes of docs/access.md. */
  acts: Type.Array(Type.String()),
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

/** POST /v1/logout-notices, as a form: the identity provider tells that somebody went, or may not come any more. */
export const LogoutNotice = Type.Object({
  logout_token: Type.String({ minLength: 1, maxLength: 16_384, description: 'Logout token (JWT)' }),
})
export type LogoutNotice = Static<typeof LogoutNotice>

/** A session of one's own. Of what it is opened from only the kind, by lists of ours. */
export const OwnSession = Type.Object({
  id: Id,
  begunAt: Moment,
  usedAt: Moment,
  browser: oneOf(['edge', 'opera', 'firefox', 'chrome', 'safari', 'other'] as const),
  system: oneOf(['android', 'ios', 'windows', 'macos', 'linux', 'other'] as const),
  /** The one in which this is asked. */
  isThis: Type.Boolean(),
})
export type OwnSession = Static<typeof OwnSession>

/** GET /v1/sessions: where one is signed in, last used first. */
export const OwnSessions = Type.Object({ sessions: Type.Array(OwnSession) })
export type OwnSessions = Static<typeof OwnSessions>

/** POST /v1/sessions/endings: one other session of one's own, or all others. */
export const SessionEnding = Type.Object({ session: Type.Union([Id, Type.Literal('others')]) })
export type SessionEnding = Static<typeof SessionEnding>
