import type { Caller } from '#actions/house.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import type { Arm } from '#process/unit.ts'
import type { TestHouse } from '../a-house.ts'
import { Chance } from '../model/chance.ts'
import { PURPOSES, roleSets } from './cases.ts'
import { UNITS, type Put } from './population.ts'
import type { ExpectedTable, Tie } from './table.ts'

/** Somebody of an organisation, of a unit, with these roles. */
export interface Somebody {
  readonly caller: Caller
  readonly arm: Arm | null
}

/** Of which arm a unit is, as people know it: not read from the way of working. */
const ARM_OF: Readonly<Record<string, Arm>> = {
  arbeidsuitbuiting: 'opsporing',
  'leiding-opsporingsdienst': 'opsporing',
  toezicht: 'toezicht',
}

/** In each unit of each organisation somebody of each role alone, and so many of two roles or of an odd kind. */
export async function aCrowd(
  house: TestHouse,
  table: ExpectedTable,
  pairs: number,
  seed: number,
): Promise<readonly Somebody[]> {
  const chance = new Chance(seed)
  const all = roleSets(table.roles)
  const alone = all.filter((roles) => roles.length === 1)
  const others = all.filter((roles) => roles.length !== 1)
  const people: Somebody[] = []
  for (const organisation of ORGANISATIONS) {
    for (const unit of UNITS[organisation]) {
      const sets = [...alone, ...Array.from({ length: pairs }, () => chance.one(others))]
      for (const roles of sets) people.push(await somebody(house, organisation, unit, roles))
    }
  }
  return people
}

async function somebody(
  house: TestHouse,
  organisation: OrganisationId,
  unit: string,
  roles: readonly string[],
): Promise<Somebody> {
  const caller = await house.colleague(`Iemand ${roles.join(' ')}`, organisation, roles, { unit })
  return { caller, arm: ARM_OF[unit] ?? null }
}

/** Each purpose, and none; the same person, as if that was what they said. */
export function asksOf({ caller, arm }: Somebody): readonly Somebody[] {
  return PURPOSES.map((purpose) => {
    const task = purpose && { id: caller.member.id, purpose, openedAt: '2026-06-11T07:00:00.000Z' }
    return { arm, caller: { ...caller, task } }
  })
}

/** In the words of the table: the states that a signal is in for somebody, and how they stand to it. */
export function statesFor(
  { caller, arm }: Somebody,
  put: Put,
): { readonly states: readonly string[]; readonly ties: ReadonlySet<Tie> } {
  const { id, unit, roles } = caller.member
  const armOfSignal = ARM_OF[put.unit] ?? null
  const isOfUnit = put.unit === unit || put.askedUnits.includes(unit)
  const leads = roles.includes('team-lead') || roles.includes('unit-head')
  const runs = put.channel === 'onderzoek'
  const states: readonly (readonly [string, boolean])[] = [
    ['of the own organisation', true],
    ['of another organisation', put.organisation !== caller.organisation],
    ['kept to named people', put.named !== null],
    ['of a running investigation with a lead', runs && !put.released && put.lead !== null],
    ['of a running investigation without a lead', runs && !put.released && put.lead === null],
    ['of a running investigation, released', runs && put.released],
    ['of the other arm', armOfSignal !== null && arm !== null && armOfSignal !== arm],
    ['with a protected source', put.channel === 'TCI-informatie'],
    ['of a minor', put.isMinor],
    ['not under the public prosecutor', true],
    ['not reported to CoMensha', !put.isReported],
  ]
  const ties: readonly (readonly [Tie, boolean])[] = [
    ['unit', isOfUnit],
    ['named', put.named?.includes(id) === true],
    ['opened', put.openedTo.includes(id)],
    ['lead', put.lead === id],
    ['leader', isOfUnit && leads],
    ['reporter', put.reportedBy === id],
  ]
  const names = <T extends string>(list: readonly (readonly [T, boolean])[]) =>
    list.flatMap(([name, holds]) => (holds ? [name] : []))
  return { states: names(states), ties: new Set(names(ties)) }
}
