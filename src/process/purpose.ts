import type { Role } from './authority.ts'

/**
 * For what somebody looks (NL: doel). Asked once for each task and carried along with every read, so that the log says
 * why (Wpg art. 3 and 32a; AVG art. 5).
 */
export const TASK_PURPOSES = [
  'triage',
  'follow-up',
  'lead',
  'second-look',
  'intake',
  'own-report',
  'prosecution',
  'victim-support',
  'accountability',
  'management',
  'research',
] as const

export type TaskPurpose = (typeof TASK_PURPOSES)[number]

/** What each role may look for. */
export const PURPOSES_FOR: Readonly<Record<Role, readonly TaskPurpose[]>> = {
  officer: ['own-report'],
  analyst: ['triage', 'follow-up', 'intake'],
  weigher: ['triage', 'follow-up', 'second-look'],
  interviewer: ['follow-up'],
  investigator: ['follow-up'],
  prosecutor: ['prosecution'],
  'comensha-liaison': ['victim-support'],
  'team-lead': ['lead', 'triage', 'follow-up', 'second-look', 'intake'],
  'privacy-officer': ['accountability'],
  'functional-manager': ['management', 'intake'],
  researcher: ['research'],
}

/** What somebody with these roles may choose from. Roles that Spoor gives no rights offer nothing. */
export function purposesOf(roles: readonly string[]): readonly TaskPurpose[] {
  return TASK_PURPOSES.filter((purpose) => roles.some((role) => offers(role, purpose)))
}

/** Whether a role has work for which this is the purpose. */
export function offers(role: string, purpose: TaskPurpose): boolean {
  return Object.hasOwn(PURPOSES_FOR, role) && PURPOSES_FOR[role as Role].includes(purpose)
}
