import { Type, type Static } from 'typebox'
import { REJECT_REASONS } from '#core/registration.ts'
import { DayShape, Id, Label, Moment, oneOf } from './shape.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])

export const IMPORT_STATES = ['waiting', 'running', 'finished', 'failed', 'interrupted'] as const

/** One import with its balance: linesIn = accepted + alreadyKnown + rejected, always. */
export const ImportView = Type.Object({
  id: Id,
  source: Type.String({ description: 'Name of the file, or of the feed' }),
  via: oneOf(['upload', 'command', 'feed', 'api'] as const),
  state: oneOf(IMPORT_STATES),
  startedAt: Moment,
  finishedAt: Nullable(Moment),
  by: Nullable(Type.String({ description: 'Name of the person, if there is one' })),
  bytesTotal: Nullable(Type.Integer()),
  bytesRead: Type.Integer(),
  linesIn: Type.Integer(),
  accepted: Type.Integer(),
  /** Part of `accepted`: known ids with other content, kept beside the original. */
  corrections: Type.Integer(),
  alreadyKnown: Type.Integer(),
  rejected: Type.Integer(),
  /** Registrations of this import that the scan has read, and that became proposed signals. */
  scanned: Type.Integer(),
  proposed: Type.Integer(),
  /** Why it failed, as a code, when it did. */
  fault: Nullable(Type.String()),
})
export type ImportView = Static<typeof ImportView>

export const ImportPage = Type.Object({ imports: Type.Array(ImportView) })
export type ImportPage = Static<typeof ImportPage>

/** POST /v1/imports, POST /v1/feeds/{feedId}/deliveries: the bytes are kept; a job reads them now. */
export const ImportStarted = Type.Object({ importId: Id })
export type ImportStarted = Static<typeof ImportStarted>

/** A line that could not be read, kept as the bytes it was. */
export const QuarantineLine = Type.Object({
  id: Id,
  importId: Id,
  source: Type.String(),
  lineNumber: Type.Integer(),
  reason: oneOf(REJECT_REASONS),
  /** The bytes as text; what is no UTF-8 shows as U+FFFD, and `exact` is false. At most 64 KiB are shown. */
  shown: Type.String(),
  exact: Type.Boolean(),
  bytes: Type.Integer(),
  receivedAt: Moment,
  unit: Type.String(),
  dueAt: Moment,
  state: oneOf(['open', 'repaired', 'discarded'] as const),
})
export type QuarantineLine = Static<typeof QuarantineLine>

/** POST /v1/quarantine-lines/_zoek: open lines, the one that is due first in front, then those that were answered. */
export const QuarantineSearch = Type.Object(
  {
    importId: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  { additionalProperties: false },
)
export type QuarantineSearch = Static<typeof QuarantineSearch>

export const QuarantinePage = Type.Object({ lines: Type.Array(QuarantineLine), total: Type.Integer() })
export type QuarantinePage = Static<typeof QuarantinePage>

/** POST /v1/quarantine-lines/{lineId}/repairs: the line as it should have been (one JSON object). */
export const Repair = Type.Object(
  { text: Type.String({ maxLength: 9_000_000 }), ground: Type.String({ minLength: 3, maxLength: 10_000 }) },
  { additionalProperties: false },
)
export type Repair = Static<typeof Repair>

export const Repaired = Type.Object({ registrationId: Id })
export type Repaired = Static<typeof Repaired>

/** POST /v1/quarantine-lines/{lineId}/discards: why this line says nothing. */
export const Discard = Type.Object(
  { ground: Type.String({ minLength: 3, maxLength: 10_000 }) },
  { additionalProperties: false },
)
export type Discard = Static<typeof Discard>

/** A feed (NL: aanlevering) and how it stands today. */
export const FeedView = Type.Object({
  id: Type.String(),
  label: Label,
  expectedBy: Type.String({ description: 'Dutch wall-clock time, hh:mm' }),
  today: oneOf(['waiting', 'received', 'late', 'empty', 'small'] as const),
  lastReceivedAt: Nullable(Moment),
  linesToday: Type.Integer(),
  usualLines: Nullable(Type.Integer({ description: 'Median of the last fourteen deliveries' })),
})
export type FeedView = Static<typeof FeedView>

/** GET /v1/days: the balance of each day, newest first. received = scanned + waiting. */
export const DayBalance = Type.Object({
  day: DayShape,
  received: Type.Integer(),
  scanned: Type.Integer(),
  waiting: Type.Integer(),
  proposed: Type.Integer(),
  rejected: Type.Integer(),
  /** Per catalogue: how many were scanned with it, and how many it proposed. */
  catalogues: Type.Array(
    Type.Object({ catalogue: Type.String(), scanned: Type.Integer(), proposed: Type.Integer() }),
  ),
  closedAt: Nullable(Moment),
})
export type DayBalance = Static<typeof DayBalance>

export const DayPage = Type.Object({ days: Type.Array(DayBalance), feeds: Type.Array(FeedView) })
export type DayPage = Static<typeof DayPage>
