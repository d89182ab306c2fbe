/**
 * Why a step was refused. A closed list: each code has a Dutch and an English sentence in src/web/messages, and a
 * test compares the lists.
 */
export const REFUSALS = [
  'not-found',
  'changed-since-you-looked',
  'not-in-this-state',
  'signal-closed',
  'role-missing',
  'needs-another-person',
  'ground-missing',
  'criterion-unknown',
  'criteria-unanswered',
  'act-unknown',
  'act-not-in-this-phase',
  'reason-missing',
  'acts-open',
  'outcome-not-permitted',
  'guards-unanswered',
  'guard-reference-missing',
  'interview-missing',
  'prosecutor-missing',
  'review-date-invalid',
  'unit-unknown',
  'already-resolved',
  'lines-open',
] as const

export type Refusal = (typeof REFUSALS)[number]
