import { ROLES, type Role } from './authority.ts'
import type { TaskPurpose } from './purpose.ts'

/** How much of a record an act shows. */
export const DEPTHS = ['nothing', 'progress', 'pseudonymised', 'content'] as const
export type Depth = (typeof DEPTHS)[number]

/** Who may do something, and for what. */
export interface AccessRule {
  /** One of these is needed; null: whoever is signed in. Empty: no person, but a system with its key. */
  readonly roles: readonly Role[] | null
  /** For which tasks; empty: no personal data of others is seen, so no purpose is asked. */
  readonly purposes: readonly TaskPurpose[]
  readonly depth: Depth
}

const WORKERS = ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead'] as const
/** Who heads a unit reads what climbs to them, and takes no steps. */
const READERS = [...WORKERS, 'unit-head'] as const
/** Who decides what is removed, destroyed and held. */
const KEEP_RECORDS = ['privacy-officer', 'functional-manager'] as const
const KEEPERS = ['analyst', 'team-lead', 'functional-manager'] as const
const WORK = ['triage', 'follow-up', 'lead'] as const

/**
 * What can be done with Spoor, as far as who may do it differs (NL: handeling). A row for each; every route names one,
 * and a route without one does not compile. The table of docs/access.md is made from this one.
 */
export const ACTS = {
  'see-public': { roles: null, purposes: [], depth: 'nothing' },
  'see-oneself': { roles: null, purposes: [], depth: 'nothing' },
  'see-own-sessions': { roles: null, purposes: [], depth: 'nothing' },
  'end-sessions': { roles: [], purposes: [], depth: 'nothing' },
  'see-rules': { roles: null, purposes: [], depth: 'nothing' },
  'see-colleagues': { roles: null, purposes: [], depth: 'nothing' },
  'decide-rules': { roles: ['team-lead', 'functional-manager'], purposes: [], depth: 'nothing' },
  'enter-qualification': { roles: ['functional-manager'], purposes: [], depth: 'nothing' },
  'see-worklist': {
    roles: [...READERS, 'functional-manager', 'privacy-officer'],
    purposes: [...WORK, 'second-look', 'intake', 'management', 'accountability'],
    depth: 'content',
  },
  'see-signals': { roles: READERS, purposes: WORK, depth: 'content' },
  'see-signal': { roles: READERS, purposes: WORK, depth: 'content' },
  'see-progress': {
    roles: ['officer', 'comensha-liaison', ...WORKERS],
    purposes: ['own-report', 'victim-support', ...WORK],
    depth: 'progress',
  },
  'see-submitted': { roles: ['prosecutor'], purposes: ['prosecution'], depth: 'content' },
  'register-signal': { roles: ['officer', ...WORKERS], purposes: ['own-report', ...WORK], depth: 'content' },
  'work-on-signal': { roles: WORKERS, purposes: WORK, depth: 'content' },
  'move-signal': { roles: ['weigher', 'investigator', 'team-lead'], purposes: WORK, depth: 'content' },
  'keep-signal': { roles: READERS, purposes: WORK, depth: 'content' },
  'see-handovers': { roles: READERS, purposes: WORK, depth: 'content' },
  'disclose-signal': { roles: WORKERS, purposes: WORK, depth: 'content' },
  'look-again': { roles: ['weigher', 'team-lead'], purposes: ['second-look', 'lead'], depth: 'content' },
  'read-sample': {
    roles: ['analyst', 'weigher', 'team-lead'],
    purposes: ['triage', 'lead'],
    depth: 'content',
  },
  'see-intake': { roles: null, purposes: [], depth: 'nothing' },
  'take-in': { roles: KEEPERS, purposes: ['intake', 'triage', 'lead'], depth: 'content' },
  'repair-intake': { roles: KEEPERS, purposes: ['intake', 'triage', 'lead'], depth: 'content' },
  deliver: { roles: [], purposes: [], depth: 'nothing' },
  'see-figures': {
    roles: ROLES.filter((role) => role !== 'officer' && role !== 'prosecutor' && role !== 'comensha-liaison'),
    purposes: [],
    depth: 'nothing',
  },
  'see-readers': {
    roles: ['privacy-officer', 'team-lead', 'unit-head'],
    purposes: ['accountability', 'lead'],
    depth: 'progress',
  },
  'see-audit': { roles: ['privacy-officer'], purposes: ['accountability'], depth: 'progress' },
  'see-retention': { roles: KEEP_RECORDS, purposes: ['accountability', 'management'], depth: 'progress' },
  'decide-retention': { roles: KEEP_RECORDS, purposes: ['accountability', 'management'], depth: 'progress' },
  'see-removed': { roles: ['privacy-officer'], purposes: ['accountability'], depth: 'content' },
  'explain-access': {
    roles: ['privacy-officer', 'team-lead', 'functional-manager'],
    purposes: ['accountability', 'lead', 'management'],
    depth: 'nothing',
  },
  'break-glass': { roles: WORKERS, purposes: WORK, depth: 'nothing' },
  'see-glass': {
    roles: ['privacy-officer', 'team-lead', 'unit-head'],
    purposes: ['accountability', 'lead'],
    depth: 'progress',
  },
  'answer-glass': { roles: ['team-lead', 'unit-head'], purposes: ['lead'], depth: 'progress' },
  'name-overseer': { roles: ['privacy-officer'], purposes: ['accountability'], depth: 'progress' },
  'review-glass': { roles: ['privacy-officer'], purposes: ['accountability'], depth: 'progress' },
} as const satisfies Readonly<Record<string, AccessRule>>

export type AccessAct = keyof typeof ACTS

/** What asks, besides, for a sign-in of a few minutes ago: an open session that somebody else took over is not enough. */
export const ACTS_OF_NOW: readonly AccessAct[] = ['see-own-sessions', 'break-glass', 'see-removed']

export function actRule(act: AccessAct): AccessRule {
  return ACTS[act]
}
