import type { Duty, DutySearch } from '#contract/duty.ts'

export type DutyKind = Duty['kind']

/** Kinds of duty as people choose among them. A test holds every kind to be in exactly one group. */
export const KIND_GROUPS = {
  'follow-up': [
    'answer-proposal',
    'start-enrichment',
    'finish-enrichment',
    'contact-possible-victim',
    'weigh',
    'hold-interview',
    'conclude-investigation',
  ],
  'second-person': ['confirm-set-aside', 'confirm-stop', 'review-routing', 'accept-crossing', 'second-look'],
  handover: ['answer-handover', 'await-acceptance', 'await-receipt', 'answer-unit'],
  sample: ['read-sample'],
  'emergency-access': ['answer-glass', 'review-glass'],
  waiting: ['review-shelved', 'review-hold', 'retention-decision', 'name-overseer'],
  climbed: ['escalation'],
  intake: ['quarantine', 'feed-late', 'feed-empty', 'feed-small'],
} as const satisfies Readonly<Record<string, readonly DutyKind[]>>

export type KindGroup = keyof typeof KIND_GROUPS

export const GROUP_NAMES = Object.keys(KIND_GROUPS) as readonly KindGroup[]

/** What the address may name: a group of kinds, or one kind. */
export type KindChoice = KindGroup | DutyKind

/** The choice that the address names; undefined: all kinds. */
export function kindChoiceOf(word: unknown): KindChoice | undefined {
  const known: readonly KindChoice[] = [...GROUP_NAMES, ...Object.values(KIND_GROUPS).flat()]
  return known.find((one) => one === word)
}

/** The kinds to ask for; none asks for all. */
export function kindsOf(choice: KindChoice | undefined): NonNullable<DutySearch['kinds']> {
  if (choice === undefined) return []
  const group = GROUP_NAMES.find((one) => one === choice)
  return group ? [...KIND_GROUPS[group]] : [choice as DutyKind]
}
