import type { Form } from '#core/form.ts'
import type { Day } from '#core/time.ts'
import type { Choice, Label, Origin } from './sourced.ts'

/** A version of a piece of law (NL: wetsversie). `inForceFrom` null: not in force as far as we know. */
export interface LawVersion extends Origin {
  readonly id: string
  readonly label: Label
  readonly inForceFrom: Day | null
  /** The date of the text that was read; null: the text itself was not read. */
  readonly textOf: Day | null
}

/** One of the numbered variants of art. 273f(1). */
export interface OffenceVariant extends Choice {
  readonly needsMeans: boolean
  readonly under18Only: boolean
}

/** What somebody was to be exploited for, and which forms of our registrations fall under it. */
export interface Purpose extends Choice {
  readonly forms: readonly Form[]
}

export interface Penalty extends Choice {
  /** Years of imprisonment at most. */
  readonly years: number
  readonly life: boolean
}

/** Article 273f of the Wetboek van Strafrecht, and the offences beside it, in one version. */
export interface OffenceVersion extends LawVersion {
  readonly variants: readonly OffenceVariant[]
  readonly acts: readonly Choice[]
  readonly means: readonly Choice[]
  readonly purposes: readonly Purpose[]
  readonly penalties: readonly Penalty[]
  readonly minors: Label
  readonly nonPunishment: Label
  /** Offences of their own beside it: 273g, ernstige benadeling. */
  readonly beside: readonly Choice[]
}

/** How long a possible victim may think about cooperating, who may, and what ends it (NL: bedenktijd). */
export interface ReflectionPeriodVersion extends LawVersion {
  readonly months: number
  /** Calendar days when the Dublin Regulation applies; null: no difference then. */
  readonly dublinDays: number | null
  readonly onlyWithoutLawfulStay: boolean
  readonly once: boolean
  readonly endReasons: readonly Choice[]
}

/** A place where the KMar may investigate itself. `civil-only`: as far as civil aviation goes. */
export interface InvestigationPlace extends Choice {
  readonly scope: 'full' | 'civil-only'
}

export interface PlacesVersion extends LawVersion {
  readonly places: readonly InvestigationPlace[]
}

/** A rule of policy or practice with the days on which it held; null: not known, or still open. */
export interface DatedRule extends Choice {
  readonly from: Day | null
  readonly until: Day | null
  readonly content: Label
}

/** The version that holds on a day: the newest that was in force by then. */
export function versionOn<T extends LawVersion>(versions: readonly T[], day: Day): T | undefined {
  return versions
    .filter(({ inForceFrom }) => inForceFrom !== null && inForceFrom <= day)
    .reduce<T | undefined>(
      (newest, one) => ((newest?.inForceFrom ?? '') < (one.inForceFrom ?? '') ? one : newest),
      undefined,
    )
}

/** The rules that hold on a day; of one without a first day nobody knows. */
export function rulesOn(rules: readonly DatedRule[], day: Day): readonly DatedRule[] {
  return rules.filter(({ from, until }) => from !== null && from <= day && (until === null || day <= until))
}
