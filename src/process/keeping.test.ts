import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AccessRecord } from './access-record.ts'
import {
  changesFor,
  faultInChange,
  hearingOf,
  knowersOf,
  type AccessChange,
  type Circle,
  type Keeper,
} from './keeping.ts'

const ORDINARY: AccessRecord = {
  ...{ organisation: 'politie', regime: 'wpg-8', unit: 'avim-midden', arm: null, askedUnits: [] },
  ...{ confidentiality: 'task', named: [], openedTo: [], investigation: null, victimTrack: false },
  ...{ sourceProtected: false, retention: 'in-use', reportedBy: null },
  ...{ submitted: false, reportedToCoMensha: false },
}
const RUNNING: AccessRecord = { ...ORDINARY, investigation: { lead: null, released: false } }
const LED: AccessRecord = { ...ORDINARY, investigation: { lead: 'nadia', released: false } }
const NAMED: AccessRecord = { ...ORDINARY, confidentiality: 'named', named: ['nadia'] }

const person = (id: string, role: string, unit = 'avim-midden'): Keeper => ({ id, unit, roles: [role] })
const LEADER = person('hugo', 'team-lead')
const NADIA = person('nadia', 'investigator')
const MANAGER = person('wendelien', 'functional-manager')

/** Who may know of each of the records above. */
const circleOf = ({ named, investigation }: AccessRecord): Circle => ({
  lead: investigation?.lead === 'nadia' ? NADIA : null,
  named: named.includes('nadia') ? [NADIA, LEADER] : [],
  overseers: [],
})

const namePeople: AccessChange = { type: 'name-people', members: ['nadia'], ground: 'Bron loopt gevaar.' }
const nameLead: AccessChange = { type: 'name-lead', member: 'nadia', ground: 'Zij leidt het onderzoek.' }
const nameOverseer: AccessChange = { type: 'name-overseer', member: 'hugo', ground: 'Hij kijkt mee.' }
const release: AccessChange = { type: 'release', ground: 'Het onderzoek is klaar.' }

describe('who may change who knows of a signal', () => {
  test.each([
    ['who leads its unit', ORDINARY, LEADER, ['name-people']],
    ['who leads its unit, of names that stand', NAMED, LEADER, ['name-people', 'end-names', 'name-overseer']],
    ['who leads another unit', ORDINARY, person('roel', 'team-lead', 'intelligence'), []],
    ['who does not lead', ORDINARY, NADIA, []],
    [
      'a running investigation without a lead: its unit',
      RUNNING,
      LEADER,
      ['name-lead', 'release', 'name-people', 'name-overseer'],
    ],
    [
      'a running investigation with a lead: that lead',
      LED,
      NADIA,
      ['name-lead', 'release', 'name-people', 'name-overseer'],
    ],
    ['and no longer who leads its unit', LED, LEADER, []],
  ] as const)('%s', (_what, record, who, changes) => {
    expect(changesFor(record, who, circleOf(record))).toEqual(changes)
  })
})

describe('why not', () => {
  test.each([
    ['it may', ORDINARY, namePeople, LEADER, [NADIA], null],
    ['not theirs', ORDINARY, namePeople, NADIA, [NADIA], 'role-missing'],
    ['nothing to release', ORDINARY, release, LEADER, [], 'not-in-this-state'],
    ['without a ground', RUNNING, { ...release, ground: ' ' }, LEADER, [], 'ground-missing'],
    ['somebody of elsewhere is named', ORDINARY, namePeople, LEADER, [], 'not-found'],
    [
      'kept to somebody who cannot follow it up',
      ORDINARY,
      { ...namePeople, members: ['wendelien'] },
      LEADER,
      [MANAGER],
      'nobody-can-work',
    ],
    ['led by who leads nobody', RUNNING, nameLead, LEADER, [NADIA], 'nobody-leads'],
    ['kept by a lead to who leads nobody', LED, namePeople, NADIA, [NADIA], 'nobody-leads'],
    ['released, so that everybody hears', LED, release, NADIA, [], null],
    [
      'somebody looks along who leads nobody',
      LED,
      { ...nameOverseer, member: 'nadia' },
      NADIA,
      [NADIA],
      'nobody-leads',
    ],
    ['somebody looks along who leads', LED, nameOverseer, NADIA, [LEADER], null],
    [
      'somebody looks along who is gone',
      LED,
      nameOverseer,
      NADIA,
      [{ ...LEADER, gone: true }],
      'nobody-leads',
    ],
  ] as const)('%s', (_what, record, change, who, named, fault) => {
    expect(faultInChange(record, change, who, named, circleOf(record))).toBe(fault)
  })
})

const aKeeper: fc.Arbitrary<Keeper> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  unit: fc.constantFrom('avim-midden', 'intelligence'),
  roles: fc.subarray(['analyst', 'investigator', 'team-lead', 'unit-head', 'functional-manager']),
  gone: fc.boolean(),
})

test('whatever is changed, and whoever changes it: of what is kept to few somebody who leads knows', () => {
  fc.assert(
    fc.property(
      fc.record({
        lead: fc.option(aKeeper),
        named: fc.array(aKeeper, { maxLength: 3 }),
        overseers: fc.array(aKeeper, { maxLength: 2 }),
      }),
      fc.array(aKeeper, { minLength: 1, maxLength: 3 }),
      aKeeper,
      fc.constantFrom('name-lead', 'name-people', 'end-names', 'name-overseer'),
      fc.boolean(),
      (circle, asked, who, type, runs) => {
        const [first] = asked as [Keeper, ...Keeper[]]
        const record: AccessRecord = {
          ...ORDINARY,
          confidentiality: circle.named.length > 0 ? 'named' : 'task',
          named: [...circle.named, ...circle.overseers].map(({ id }) => id),
          investigation: runs ? { lead: circle.lead?.id ?? null, released: false } : null,
        }
        const given = type === 'name-people' ? asked : [first]
        const ground = 'Zo besloten.'
        const change = {
          'name-lead': { type: 'name-lead', member: first.id, ground },
          'name-people': { type: 'name-people', members: asked.map(({ id }) => id), ground },
          'end-names': { type: 'end-names', ground },
          'name-overseer': { type: 'name-overseer', member: first.id, ground },
        }[type] as AccessChange
        if (faultInChange(record, change, who, given, circle) !== null) return
        const after: Circle = {
          lead: type === 'name-lead' ? first : circle.lead,
          named: {
            'name-people': [...circle.named, ...asked, who],
            'end-names': [],
            'name-lead': circle.named,
            'name-overseer': circle.named,
          }[type],
          overseers: type === 'name-overseer' ? [...circle.overseers, first] : circle.overseers,
        }
        const isKept = after.named.length > 0 || (runs && after.lead !== null)
        expect(!isKept || hearingOf(knowersOf(after)) === 'heard').toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
})
