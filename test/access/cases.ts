import { ORGANISATIONS } from '#core/organisation.ts'
import type { AccessRecord } from '#process/access-record.ts'
import type { Person } from '#process/authorisation.ts'
import { TASK_PURPOSES, type TaskPurpose } from '#process/purpose.ts'
import type { Chance } from '../model/chance.ts'
import { type ExpectedTable, type Tie } from './table.ts'

/** Nobody, each role alone, every two together, all at once, and words that are no role of Spoor. */
export function roleSets(roles: readonly string[]): readonly (readonly string[])[] {
  const pairs = roles.flatMap((one, n) => roles.slice(n + 1).map((other) => [one, other]))
  return [[], ...roles.map((role) => [role]), ...pairs, [...roles], ['toString', '__proto__', 'admin']]
}

export const PURPOSES: readonly (TaskPurpose | null)[] = [null, ...TASK_PURPOSES]

/** Somebody who asks, at work for something. */
export interface Asking {
  readonly act: string
  readonly roles: readonly string[]
  readonly purpose: TaskPurpose | null
}

export function everyAsking(table: ExpectedTable): readonly Asking[] {
  const sets = roleSets(table.roles)
  return table.acts.flatMap((act) =>
    sets.flatMap((roles) => PURPOSES.map((purpose) => ({ act, roles, purpose }))),
  )
}

/** A signal and somebody, in the words of the table and in those of the program. */
export interface Meeting {
  readonly states: readonly string[]
  readonly ties: ReadonlySet<Tie>
  readonly person: Person
  readonly record: AccessRecord
}

const ME = 'me'
const OTHER = 'somebody-else'

/** Draws a signal in some states and how somebody stands to it. */
export function drawMeeting(chance: Chance, roles: readonly string[]): Meeting {
  const states: string[] = ['of the own organisation']
  const ties = new Set<Tie>()
  const is = (times: number) => chance.below(times) === 0
  const among = (me: boolean) => (me ? [OTHER, ME] : is(2) ? [OTHER] : [])
  const tie = (name: Tie, times: number) => {
    const has = is(times)
    if (has) ties.add(name)
    return has
  }
  const state = (name: string, holds: boolean) => {
    if (holds) states.push(name)
    return holds
  }
  const own = ORGANISATIONS[chance.below(3)] ?? 'politie'
  const elsewhere = ORGANISATIONS[(ORGANISATIONS.indexOf(own) + 1 + chance.below(2)) % 3] ?? 'kmar'
  const organisation = state('of another organisation', is(8)) ? elsewhere : own
  const accountable = is(2)
  const asked = is(4)
  if (accountable || asked) ties.add('unit')
  const named = among(tie('named', 3))
  const openedTo = among(tie('opened', 4))
  const reportedBy = tie('reporter', 3) ? ME : is(2) ? OTHER : null
  const isArmed = is(2)
  const isOtherArm = isArmed && state('of the other arm', is(2))
  const retention = state('destroyed', is(10))
    ? 'destroyed'
    : state('out of daily use', is(10))
      ? 'removed'
      : 'in-use'
  const isLeading = roles.includes('team-lead') || roles.includes('unit-head')
  const submitted = !state('not under the public prosecutor', is(2))
  const reportedToCoMensha = !state('not reported to CoMensha', is(2))
  state('of a minor', is(4))
  return {
    states,
    ties,
    person: { id: ME, organisation: own, unit: 'unit-1', arm: isArmed ? 'opsporing' : null, roles },
    record: {
      organisation,
      regime: is(2) ? 'wpg-8' : 'avg',
      unit: accountable ? 'unit-1' : 'unit-2',
      arm: isArmed
        ? isOtherArm
          ? is(2)
            ? 'toezicht'
            : 'unknown'
          : 'opsporing'
        : is(3)
          ? 'toezicht'
          : null,
      askedUnits: asked ? ['unit-3', 'unit-1'] : ['unit-3'],
      confidentiality: state('kept to named people', is(3)) ? 'named' : 'task',
      named,
      openedTo,
      investigation: investigation(),
      victimTrack: state('what the victim tells outside the case', is(8)),
      sourceProtected: state('with a protected source', is(4)),
      retention,
      reportedBy,
      submitted,
      reportedToCoMensha,
    },
  }

  function investigation(): AccessRecord['investigation'] {
    const kind = chance.below(6)
    if (kind === 0) {
      states.push('of a running investigation with a lead')
      return { lead: tie('lead', 2) ? ME : OTHER, released: false }
    }
    if (kind === 1) {
      states.push('of a running investigation without a lead')
      if (isLeading && ties.has('unit')) ties.add('leader')
      return { lead: null, released: false }
    }
    if (kind > 2) return null
    states.push('of a running investigation, released')
    return { lead: is(2) ? OTHER : null, released: true }
  }
}
