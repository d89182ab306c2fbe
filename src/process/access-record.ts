import type { OrganisationId } from '#core/organisation.ts'
import type { MemberId } from './event.ts'
import type { Arm, Regime } from './unit.ts'

/** Under which article a record is processed: of the record, never of who looks at it (NL: regime). */
export const LEGAL_REGIMES = ['wpg-8', 'wpg-9', 'wpg-10', 'wpg-13', 'avg'] as const
export type LegalRegime = (typeof LEGAL_REGIMES)[number]

/** Who may know of it: everybody whose task it is, or only who is named. */
export const CONFIDENTIALITIES = ['task', 'named'] as const
export type Confidentiality = (typeof CONFIDENTIALITIES)[number]

/** In use, out of daily use (NL: verwijderd, art. 14 Wpg), or gone (NL: vernietigd). */
export const RETENTION_STATES = ['in-use', 'removed', 'destroyed'] as const
export type RetentionState = (typeof RETENTION_STATES)[number]

/** Of a hit in a running investigation: who leads it, and whether the lead has released it to others. */
export interface RunningInvestigation {
  /** null: nobody was named; then the team leads of the accountable unit stand in. */
  readonly lead: MemberId | null
  readonly released: boolean
}

/** What is known of a record that decides who may see it. No word of its content. */
export interface AccessRecord {
  readonly organisation: OrganisationId
  readonly regime: LegalRegime
  /** The accountable unit. */
  readonly unit: string
  /** null where the organisation has no arms; unknown of a unit that the way of working of today does not know. */
  readonly arm: Arm | 'unknown' | null
  /** Units that have a duty on it beside the accountable one: asked to take it, or to take over what was learned. */
  readonly askedUnits: readonly string[]
  readonly confidentiality: Confidentiality
  /** Who is named on it. */
  readonly named: readonly MemberId[]
  /** To whom it stands open for a time, after they broke the glass. */
  readonly openedTo: readonly MemberId[]
  readonly investigation: RunningInvestigation | null
  /** What is told outside the criminal procedure: behind a wall of its own. */
  readonly victimTrack: boolean
  /** Who the source is must stay with the unit that has it. */
  readonly sourceProtected: boolean
  readonly retention: RetentionState
  /** The colleague who registered it; null: the scan proposed it, or another organisation offered it. */
  readonly reportedBy: MemberId | null
  /** An investigation under the public prosecutor. */
  readonly submitted: boolean
  readonly reportedToCoMensha: boolean
}

/** The source's word for a registration of a running investigation. Source: formats.md. */
export const RUNNING_INVESTIGATION = 'onderzoek'
/** The source's word for what an informant told the criminal intelligence team. */
export const INFORMANT = 'TCI-informatie'

/** What the kind of the registration says of the record that came of it. */
export function ofChannel(
  channel: string | null,
  regime: Regime,
): { readonly regime: LegalRegime; readonly runs: boolean; readonly sourceProtected: boolean } {
  const runs = channel === RUNNING_INVESTIGATION
  const sourceProtected = channel === INFORMANT
  if (regime === 'AVG' && !runs && !sourceProtected) return { regime: 'avg', runs, sourceProtected }
  return { regime: sourceProtected ? 'wpg-10' : runs ? 'wpg-9' : 'wpg-8', runs, sourceProtected }
}
