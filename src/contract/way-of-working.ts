import { Type, type Static } from 'typebox'
import { ORGANISATIONS } from '#core/organisation.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { DayShape, Label, Moment, Nullable, oneOf, Person } from './shape.ts'

/** How a version stands: a file that nobody proposed yet, one that waits for a second person, or in force. */
export const VERSION_STATES = ['file', 'proposed', 'approved', 'in-force', 'past'] as const

export const WayOfWorkingVersion = Type.Object({
  id: Type.String(),
  organisation: oneOf(ORGANISATIONS),
  effectiveFrom: DayShape,
  name: Label,
  state: oneOf(VERSION_STATES),
  /** In force since the installation, before there were two people to say so. */
  byInstallation: Type.Boolean(),
  proposedBy: Nullable(Person),
  proposedAt: Nullable(Moment),
  approvedBy: Nullable(Person),
  approvedAt: Nullable(Moment),
  /** The file differs from what entered into force; the latter holds. */
  changedSince: Type.Boolean(),
  /** Values that no person of the agency has confirmed yet. */
  unverified: Type.Integer(),
})
export type WayOfWorkingVersion = Static<typeof WayOfWorkingVersion>

/** GET /v1/ways-of-working: the versions of the own organisation, the newest first. */
export const WayOfWorkingList = Type.Object({ versions: Type.Array(WayOfWorkingVersion) })
export type WayOfWorkingList = Static<typeof WayOfWorkingList>

/** GET /v1/ways-of-working/{versionId}: the whole of it, as docs/agencies.md describes. */
export const WayOfWorkingDetail = Type.Object({
  version: WayOfWorkingVersion,
  content: Type.Unsafe<WayOfWorking>(Type.Object({}, { additionalProperties: true })),
})
export type WayOfWorkingDetail = Static<typeof WayOfWorkingDetail>

/** POST /v1/ways-of-working/{versionId}/decisions: the first person proposes, the second approves or rejects. */
export const VersionDecision = Type.Object(
  {
    decision: oneOf(['propose', 'approve', 'reject'] as const),
    ground: Type.String({ minLength: 3, maxLength: 10_000 }),
  },
  { additionalProperties: false },
)
export type VersionDecision = Static<typeof VersionDecision>
