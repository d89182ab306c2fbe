import type { StepType } from './step.ts'

/** Roles of colleagues. What each may see: access-act.ts; which steps each may take: below. */
export const ROLES = [
  'officer',
  'analyst',
  'weigher',
  'interviewer',
  'investigator',
  'prosecutor',
  'comensha-liaison',
  'team-lead',
  'unit-head',
  'privacy-officer',
  'functional-manager',
  'researcher',
] as const

export type Role = (typeof ROLES)[number]

/** Who may take which step. A team lead may take every step, except where the law asks for another person. */
export const ROLES_FOR: Readonly<Record<StepType, readonly Role[]>> = {
  'take-up': ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead'],
  'offer-unit': ['analyst', 'weigher', 'investigator', 'team-lead'],
  'accept-unit': ['analyst', 'weigher', 'investigator', 'team-lead'],
  'refuse-unit': ['analyst', 'weigher', 'investigator', 'team-lead'],
  'recall-unit': ['analyst', 'weigher', 'investigator', 'team-lead'],
  'record-circumstances': ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead'],
  'record-contact': ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead'],
  'set-urgency': ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead'],
  hold: ['weigher', 'investigator', 'team-lead'],
  resume: ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead'],
  route: ['weigher', 'team-lead'],
  'review-routing': ['weigher', 'team-lead'],
  'offer-crossing': ['analyst', 'weigher', 'investigator', 'team-lead'],
  'accept-crossing': ['weigher', 'investigator', 'team-lead'],
  'refuse-crossing': ['weigher', 'investigator', 'team-lead'],
  'offer-handover': ['analyst', 'weigher', 'investigator', 'team-lead'],
  'recall-handover': ['analyst', 'weigher', 'investigator', 'team-lead'],
  'enter-receipt': ['analyst', 'weigher', 'investigator', 'team-lead'],
  'accept-handover': ['analyst', 'weigher', 'team-lead'],
  'refuse-handover': ['analyst', 'weigher', 'team-lead'],
  'take-second-look': ['weigher', 'team-lead'],
  confirm: ['analyst', 'weigher', 'team-lead'],
  'propose-set-aside': ['analyst', 'weigher', 'team-lead'],
  'confirm-set-aside': ['analyst', 'weigher', 'team-lead'],
  'reject-set-aside': ['analyst', 'weigher', 'team-lead'],
  'start-enrichment': ['analyst', 'weigher', 'team-lead'],
  'record-act': ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead'],
  'finish-enrichment': ['analyst', 'weigher', 'team-lead'],
  weigh: ['weigher', 'team-lead'],
  'propose-stop': ['weigher', 'investigator', 'team-lead'],
  'confirm-stop': ['weigher', 'team-lead'],
  'reject-stop': ['weigher', 'team-lead'],
  'review-shelved': ['weigher', 'team-lead'],
  'record-interview': ['interviewer', 'investigator', 'team-lead'],
  'finish-interview': ['interviewer', 'investigator', 'team-lead'],
  'start-investigation': ['weigher', 'investigator', 'team-lead'],
  conclude: ['investigator', 'team-lead'],
}

export function mayTake(step: StepType, roles: readonly string[]): boolean {
  return ROLES_FOR[step].some((role) => roles.includes(role))
}
