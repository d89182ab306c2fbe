import { describe, expect, test } from 'vitest'
import type { AccessRecord } from './access-record.ts'
import { changesFor, faultInChange, type AccessChange, type Keeper } from './keeping.ts'

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

const namePeople: AccessChange = { type: 'name-people', members: ['nadia'], ground: 'Bron loopt gevaar.' }
const release: AccessChange = { type: 'release', ground: 'Het onderzoek is klaar.' }

describe('who may change who knows of a signal', () => {
  test.each([
    ['who leads its unit', ORDINARY, LEADER, ['name-people']],
    ['who leads its unit, of names that stand', NAMED, LEADER, ['name-people', 'end-names']],
    ['who leads another unit', ORDINARY, person('roel', 'team-lead', 'intelligence'), []],
    ['who does not lead', ORDINARY, NADIA, []],
    [
      'a running investigation without a lead: its unit',
      RUNNING,
      LEADER,
      ['name-lead', 'release', 'name-people'],
    ],
    ['a running investigation with a lead: that lead', LED, NADIA, ['name-lead', 'release', 'name-people']],
    ['and no longer who leads its unit', LED, LEADER, []],
  ] as const)('%s', (_what, record, who, changes) => {
    expect(changesFor(record, who)).toEqual(changes)
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
  ] as const)('%s', (_what, record, change, who, named, fault) => {
    expect(faultInChange(record, change, who, named)).toBe(fault)
  })
})
