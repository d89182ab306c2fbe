import type { Instant } from '#core/time.ts'
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

/** What somebody is at work on now (NL: taak van de sessie): everything they look at is written down under it. */
export interface Task {
  readonly id: string
  readonly purpose: TaskPurpose
  readonly openedAt: Instant
}

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
  'unit-head': ['lead'],
  'privacy-officer': ['accountability'],
  'functional-manager': ['management', 'intake'],
  researcher: ['research'],
}

export function isTaskPurpose(value: unknown): value is TaskPurpose {
  return (TASK_PURPOSES as readonly unknown[]).includes(value)
}

/** What somebody with these roles may choose from. Roles that Spoor gives no rights offer nothing. */
export function purposesOf(roles: readonly string[]): readonly TaskPurpose[] {
  return TASK_PURPOSES.filter((purpose) => roles.some((role) => offers(role, purpose)))
}

/** Whether a role has work for which this is the purpose. */
export function offers(role: string, purpose: TaskPurpose): boolean {
  return Object.hasOwn(PURPOSES_FOR, role) && PURPOSES_FOR[role as Role].includes(purpose)
}
