import type { OrganisationId } from '#core/organisation.ts'
import { actRule, type AccessAct } from './access-act.ts'
import type { AccessRecord } from './access-record.ts'
import type { MemberId } from './event.ts'
import { offers, type TaskPurpose } from './purpose.ts'
import type { Arm } from './unit.ts'

/** Who asks, as the rules of access see them. */
export interface Person {
  readonly id: MemberId
  readonly organisation: OrganisationId
  readonly unit: string
  readonly arm: Arm | null
  readonly roles: readonly string[]
}

/** May this person do this, for this purpose, with this record? `record` null: the act is about no record yet. */
export interface Question {
  readonly person: Person
  readonly act: AccessAct
  readonly purpose: TaskPurpose | null
  readonly record: AccessRecord | null
}

/** Why something is not allowed. Each has a Dutch and an English sentence. */
export const DENIALS = [
  'role-missing',
  'purpose-missing',
  'purpose-other',
  'other-organisation',
  'destroyed',
  'removed',
  'not-own-report',
  'not-reported-to-comensha',
  'not-submitted',
  'named-people-only',
  'investigation-not-released',
  'victim-track',
  'other-arm',
  'source-protected',
] as const
export type Denial = (typeof DENIALS)[number]

/**
 * What came of a question. `knows`: the denial says nothing of a record, so it may be told; any other is answered
 * exactly as what does not exist.
 */
export type Verdict =
  { readonly allowed: true } | { readonly allowed: false; readonly denial: Denial; readonly knows: boolean }

/** One rule as it was weighed, for the screen that answers "why may this person (not) do this". */
export interface Weighed {
  readonly denial: Denial
  readonly denies: boolean
}

/** The one function that decides for every path (Wpg art. 6 and 6a): the first rule that denies decides. */
export function authorise(question: Question): Verdict {
  const denial = DENIALS.find((one) => denies(one, question))
  return denial === undefined ? { allowed: true } : { allowed: false, denial, knows: isAboutPerson(denial) }
}

/** Every rule, in the order in which they are weighed, with whether it denies here. */
export function explain(question: Question): readonly Weighed[] {
  return DENIALS.map((denial) => ({ denial, denies: denies(denial, question) }))
}

/** Follows from who asks and for what, whatever the record. */
export function isAboutPerson(denial: Denial): boolean {
  return denial === 'role-missing' || denial === 'purpose-missing' || denial === 'purpose-other'
}

function denies(denial: Denial, question: Question): boolean {
  const { record } = question
  switch (denial) {
    case 'role-missing':
      return !hasRole(question)
    case 'purpose-missing':
      return actRule(question.act).purposes.length > 0 && question.purpose === null
    case 'purpose-other':
      return isOtherPurpose(question)
    default:
      return record !== null && RECORD_RULES[denial](question, record)
  }
}

type RecordRule = (question: Question, record: AccessRecord) => boolean

/** Each says when it denies. */
const RECORD_RULES: Readonly<
  Record<Exclude<Denial, 'role-missing' | 'purpose-missing' | 'purpose-other'>, RecordRule>
> = {
  'other-organisation': ({ person }, { organisation }) => organisation !== person.organisation,
  destroyed: (_, { retention }) => retention === 'destroyed',
  removed: (question, { retention }) =>
    retention === 'removed' && (!OF_REMOVED.includes(question.act) || opensContent(question)),
  'not-own-report': ({ person, act, purpose }, { reportedBy }) =>
    act === 'see-progress' && purpose === 'own-report' && reportedBy !== person.id,
  'not-reported-to-comensha': ({ act, purpose }, { reportedToCoMensha }) =>
    act === 'see-progress' && purpose === 'victim-support' && !reportedToCoMensha,
  'not-submitted': ({ act }, { submitted }) => act === 'see-submitted' && !submitted,
  'named-people-only': (question, record) =>
    record.confidentiality === 'named' && opensContent(question) && !isNamed(question, record),
  'investigation-not-released': (question, record) =>
    record.investigation?.released === false && isInside(question) && !isOfInvestigation(question, record),
  'victim-track': (question, { victimTrack }) =>
    victimTrack &&
    (isInside(question) || actRule(question.act).depth === 'content') &&
    question.purpose !== 'victim-support',
  'other-arm': (question, record) =>
    isInside(question) && isOtherArm(question, record) && !isConcerned(question, record),
  'source-protected': (question, record) =>
    record.sourceProtected && opensContent(question) && !isConcerned(question, record),
}

/** Of what is out of daily use: only for the purposes of art. 14 Wpg. */
const OF_REMOVED: readonly AccessAct[] = [
  'see-removed',
  'see-readers',
  'explain-access',
  'see-glass',
  'answer-glass',
  'review-glass',
]
/** What emergency access opens: reading, and no step, no disclosure. */
const IN_EMERGENCY: readonly AccessAct[] = ['see-signals', 'see-signal', 'see-worklist', 'see-handovers']
/** These look at who looked, not at the record. */
const ABOUT_ACCESS: readonly AccessAct[] = [...OF_REMOVED, 'break-glass', 'name-overseer']

function hasRole({ person, act }: Question): boolean {
  const { roles } = actRule(act)
  return roles === null || roles.some((role) => person.roles.includes(role))
}

/** A purpose counts only through a role of the person that the act is for, and that has such work. */
function isOtherPurpose({ person, act, purpose }: Question): boolean {
  const { roles, purposes } = actRule(act)
  if (purposes.length === 0 || purpose === null) return false
  const mine = person.roles.filter((role) => roles === null || (roles as readonly string[]).includes(role))
  return !purposes.includes(purpose) || !mine.some((role) => offers(role, purpose))
}

/**
 * Shows what the record says. Whoever reported it follows its progress whatever it is kept to. Who leads asks only of what
 * they may read who read it, for the answer tells that it is there.
 */
function opensContent({ act, purpose }: Question): boolean {
  if (act === 'see-readers') return purpose !== 'accountability'
  return !ABOUT_ACCESS.includes(act) && !(act === 'see-progress' && purpose === 'own-report')
}

/** By somebody of the organisation's own work: reporters, prosecutors and liaisons have rules of their own. */
function isInside(question: Question): boolean {
  const { act, purpose } = question
  return opensContent(question) && act !== 'see-submitted' && purpose !== 'victim-support'
}

/** Stands in where a running investigation has no lead yet. */
export function isLeader(roles: readonly string[]): boolean {
  return roles.includes('team-lead') || roles.includes('unit-head')
}

function isNamed({ person, act }: Question, { named, openedTo }: AccessRecord): boolean {
  return named.includes(person.id) || (IN_EMERGENCY.includes(act) && openedTo.includes(person.id))
}

function isOfInvestigation(question: Question, record: AccessRecord): boolean {
  const { person } = question
  const lead = record.investigation?.lead ?? null
  if (isNamed(question, record) || lead === person.id) return true
  // Nothing is without an owner: until a lead is named, those of the unit that answers for it are.
  return lead === null && isLeader(person.roles) && isOfUnit(question, record)
}

/** Supervision and Investigation work under different law (Awb 3:3, Wpg): neither reads what the other has. */
function isOtherArm({ person }: Question, { arm }: AccessRecord): boolean {
  return arm !== null && person.arm !== null && arm !== person.arm
}

function isConcerned(question: Question, record: AccessRecord): boolean {
  return isOfUnit(question, record) || isNamed(question, record)
}

function isOfUnit({ person }: Question, { unit, askedUnits }: AccessRecord): boolean {
  return unit === person.unit || askedUnits.includes(person.unit)
}
