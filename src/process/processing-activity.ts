import type { Label } from './sourced.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day } from '#core/time.ts'
import type { AccessAct } from './access-act.ts'

/** Why personal data are processed (NL: verwerkingsactiviteit), as law/processing-activities.json describes each. */
export const ACTIVITIES = [
  'take-in',
  'follow-up',
  'hand-over',
  'second-look',
  'sample',
  'prosecution',
  'keep-and-destroy',
  'account-for',
] as const

export type ActivityId = (typeof ACTIVITIES)[number]

/**
 * To which activity an act belongs; null: it shows and changes nothing of anybody but colleagues. An act without a line
 * here does not compile.
 */
export const ACTIVITY_OF: Readonly<Record<AccessAct, ActivityId | null>> = {
  'see-public': null,
  'see-oneself': null,
  'see-own-sessions': null,
  'end-sessions': null,
  'see-rules': null,
  'see-colleagues': null,
  'decide-rules': null,
  'enter-qualification': null,
  'see-worklist': 'follow-up',
  'see-signals': 'follow-up',
  'see-signal': 'follow-up',
  'see-progress': 'follow-up',
  'see-submitted': 'prosecution',
  'register-signal': 'follow-up',
  'work-on-signal': 'follow-up',
  'move-signal': 'follow-up',
  'keep-signal': 'follow-up',
  'see-handovers': 'hand-over',
  'disclose-signal': 'hand-over',
  'look-again': 'second-look',
  'read-sample': 'sample',
  'see-intake': null,
  'take-in': 'take-in',
  'repair-intake': 'take-in',
  deliver: 'take-in',
  'see-figures': null,
  'see-readers': 'account-for',
  'see-audit': 'account-for',
  'see-retention': 'keep-and-destroy',
  'decide-retention': 'keep-and-destroy',
  'see-removed': 'keep-and-destroy',
  'explain-access': null,
  'break-glass': 'follow-up',
  'see-glass': 'account-for',
  'answer-glass': 'account-for',
  'review-glass': 'account-for',
  'name-overseer': 'account-for',
}

/** One version of an activity; a change that matters is a new version, so that a line of the log goes on meaning the same. */
export interface ActivityVersion {
  readonly id: ActivityId
  /** From 1. */
  readonly version: number
  readonly from: Day
  readonly label: Label
  readonly purpose: Label
  /** Who answers for it, and on which ground; what is missing here does not do it. */
  readonly controllers: readonly {
    readonly organisation: OrganisationId
    readonly name: string
    readonly website: string
    readonly ground: string
  }[]
  readonly subjects: readonly Label[]
  readonly data: readonly Label[]
  readonly recipients: readonly Label[]
  readonly retention: Label
  /**
   * Whether the person concerned may be told of it. Of our own organisation: another does not hear it (Logboek
   * Dataverwerkingen, confidentiality is set per activity).
   */
  readonly confidential: boolean
  readonly source: string
  readonly checkedOn: Day | null
}

/** The version of an activity on a day; before the first, the first. @throws when there is none at all. */
export function activityOn(all: readonly ActivityVersion[], id: ActivityId, day: Day): ActivityVersion {
  const versions = all.filter((one) => one.id === id).toSorted((a, b) => a.version - b.version)
  const found = versions.findLast(({ from }) => from <= day) ?? versions[0]
  if (!found) throw new Error(`no processing activity ${id}`)
  return found
}
