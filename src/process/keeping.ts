import type { AccessRecord } from './access-record.ts'
import { actRule } from './access-act.ts'
import { isLeader } from './authorisation.ts'
import type { MemberId } from './event.ts'
import type { Refusal } from './refusal.ts'

/** What can be changed of who may know of a signal. */
export const ACCESS_CHANGES = ['name-lead', 'release', 'name-people', 'end-names'] as const

/**
 * Who leads the running investigation, that its lead releases it to everybody whose task it is, that only named people
 * may know of it from now on, or that this ends (NL: toegang regelen). Always with the ground.
 */
export type AccessChange =
  | { readonly type: 'name-lead'; readonly member: MemberId; readonly ground: string }
  | { readonly type: 'release'; readonly ground: string }
  | { readonly type: 'name-people'; readonly members: readonly MemberId[]; readonly ground: string }
  | { readonly type: 'end-names'; readonly ground: string }

/** A colleague, as far as it decides whether they can be named. */
export interface Keeper {
  readonly id: MemberId
  readonly unit: string
  readonly roles: readonly string[]
}

/** Which changes this person may make of this signal, that they may work with: the lead, or who leads its unit. */
export function changesFor(record: AccessRecord, who: Keeper): readonly AccessChange['type'][] {
  return ACCESS_CHANGES.filter((type) => isTheirs(record, who) && fits(record, type))
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
): Refusal | null {
  if (!isTheirs(record, who)) return 'role-missing'
  if (!fits(record, change.type)) return 'not-in-this-state'
  if (change.ground.trim() === '') return 'ground-missing'
  const asked = membersOf(change)
  if (asked.some((id) => !named.some((one) => one.id === id))) return 'not-found'
  // Kept to people who can do nothing with it, it would have no owner.
  if (asked.length > 0 && !named.some(({ roles }) => canWork(roles))) return 'nobody-can-work'
  return null
}

/** Who is named in a change. */
export function membersOf(change: AccessChange): readonly MemberId[] {
  if (change.type === 'name-lead') return [change.member]
  return change.type === 'name-people' ? change.members : []
}

function isTheirs({ investigation, unit }: AccessRecord, who: Keeper): boolean {
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
  }
}

function canWork(roles: readonly string[]): boolean {
  return actRule('work-on-signal').roles?.some((role) => roles.includes(role)) === true
}
