import type { AccessRecord } from './access-record.ts'
import { actRule } from './access-act.ts'
import { isLeader } from './authorisation.ts'
import type { MemberId } from './event.ts'
import type { Refusal } from './refusal.ts'

/** What can be changed of who may know of a signal. */
export const ACCESS_CHANGES = ['name-lead', 'release', 'name-people', 'end-names', 'name-overseer'] as const

/**
 * Who leads the running investigation, that its lead releases it to everybody whose task it is, that only named people
 * may know of it from now on, that this ends, or who hears beside them that something is late (NL: toegang regelen). Always
 * with the ground.
 */
export type AccessChange =
  | { readonly type: 'name-lead'; readonly member: MemberId; readonly ground: string }
  | { readonly type: 'release'; readonly ground: string }
  | { readonly type: 'name-people'; readonly members: readonly MemberId[]; readonly ground: string }
  | { readonly type: 'end-names'; readonly ground: string }
  | { readonly type: 'name-overseer'; readonly member: MemberId; readonly ground: string }

/** A colleague, as far as it decides whether they can be named. */
export interface Keeper {
  readonly id: MemberId
  readonly unit: string
  readonly roles: readonly string[]
  /** They did not sign in for so long that nobody counts on them. */
  readonly gone?: boolean
}

/** Who may know of a signal that is not for everybody whose task it is. */
export interface Circle {
  /** Of the running investigation; null: nobody. */
  readonly lead: Keeper | null
  readonly named: readonly Keeper[]
  /** Who leads, and hears beside them that something is late. */
  readonly overseers: readonly Keeper[]
}

/**
 * Whether what climbs is heard, of a signal that is kept to few. heard: somebody among them leads. known: none of them
 * leads. unknown: none of them is there any more.
 */
export type Hearing = 'heard' | 'known' | 'unknown'

export function hearingOf(knowers: readonly Keeper[]): Hearing {
  const there = knowers.filter(({ gone, roles }) => gone !== true && canRead(roles))
  if (there.some(({ roles }) => isLeader(roles))) return 'heard'
  return there.length > 0 ? 'known' : 'unknown'
}

/** All who may know of it. */
export function knowersOf({ lead, named, overseers }: Circle): readonly Keeper[] {
  return [...(lead === null ? [] : [lead]), ...named, ...overseers]
}

/** Which changes this person may make of this signal, that they may work with: the lead, or who leads its unit. */
export function changesFor(
  record: AccessRecord,
  who: Keeper,
  circle: Circle,
): readonly AccessChange['type'][] {
  return ACCESS_CHANGES.filter((type) => fits(record, type) && isTheirs(record, who, type, circle))
}

/**
 * Why it may not be changed like this; null: it may.
 *
 * @param named The colleagues of the organisation among those that the change names.
 */
export function faultInChange(
  record: AccessRecord,
  change: AccessChange,
  who: Keeper,
  named: readonly Keeper[],
  circle: Circle,
): Refusal | null {
  if (!isTheirs(record, who, change.type, circle)) return 'role-missing'
  if (!fits(record, change.type)) return 'not-in-this-state'
  if (change.ground.trim() === '') return 'ground-missing'
  const asked = membersOf(change)
  if (asked.some((id) => !named.some((one) => one.id === id))) return 'not-found'
  if (change.type === 'name-overseer') return hearingOf(named) === 'heard' ? null : 'nobody-leads'
  // Kept to people who can do nothing with it, it would have no owner.
  if (asked.length > 0 && !named.some(({ roles }) => canWork(roles))) return 'nobody-can-work'
  const after = circleAfter(record, change, who, named, circle)
  // What climbs would be heard by nobody.
  return after === null || hearingOf(knowersOf(after)) === 'heard' ? null : 'nobody-leads'
}

/** Who may know of it after a change; null: everybody whose task it is. */
function circleAfter(
  { investigation }: AccessRecord,
  { type }: AccessChange,
  who: Keeper,
  asked: readonly Keeper[],
  circle: Circle,
): Circle | null {
  const lead = type === 'name-lead' ? (asked[0] ?? null) : circle.lead
  const named =
    type === 'end-names' ? [] : type === 'name-people' ? [...circle.named, ...asked, who] : circle.named
  const isLed = type !== 'release' && investigation?.released === false && lead !== null
  return named.length === 0 && !isLed ? null : { ...circle, lead, named }
}

/** Who is named in a change. */
export function membersOf(change: AccessChange): readonly MemberId[] {
  if (change.type === 'name-lead' || change.type === 'name-overseer') return [change.member]
  return change.type === 'name-people' ? change.members : []
}

function isTheirs(
  { investigation, unit, named }: AccessRecord,
  who: Keeper,
  type: AccessChange['type'],
  circle: Circle,
): boolean {
  // While nobody hears what climbs, whoever still knows of it may mend that.
  if (type === 'name-overseer' && named.includes(who.id) && hearingOf(knowersOf(circle)) !== 'heard')
    return true
  const lead = investigation?.lead ?? null
  // Once somebody leads it, it is theirs: not of who leads the unit.
  if (lead !== null && investigation?.released === false) return lead === who.id
  return lead === who.id || (isLeader(who.roles) && unit === who.unit)
}

function fits({ investigation, confidentiality }: AccessRecord, type: AccessChange['type']): boolean {
  switch (type) {
    case 'name-lead':
      return investigation !== null
    case 'release':
      return investigation?.released === false
    case 'name-people':
      return true
    case 'end-names':
      return confidentiality === 'named'
    case 'name-overseer':
      return confidentiality === 'named' || investigation?.released === false
  }
}

function canWork(roles: readonly string[]): boolean {
  return actRule('work-on-signal').roles?.some((role) => roles.includes(role)) === true
}

function canRead(roles: readonly string[]): boolean {
  return actRule('see-signal').roles?.some((role) => roles.includes(role)) === true
}
