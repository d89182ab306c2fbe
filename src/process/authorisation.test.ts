import { describe, expect, test } from 'vitest'
import { ACTS, type AccessAct } from './access-act.ts'
import { ofChannel, type AccessRecord } from './access-record.ts'
import { ROLES } from './authority.ts'
import { authorise, type Person } from './authorisation.ts'
import { purposesOf, type TaskPurpose } from './purpose.ts'

const ORDINARY: AccessRecord = {
  organisation: 'arbeidsinspectie',
  regime: 'wpg-8',
  unit: 'arbeidsuitbuiting',
  arm: 'opsporing',
  askedUnits: [],
  confidentiality: 'task',
  named: [],
  openedTo: [],
  investigation: null,
  victimTrack: false,
  sourceProtected: false,
  retention: 'in-use',
  reportedBy: null,
  submitted: false,
  reportedToCoMensha: false,
}

const RACHID: Person = {
  id: 'rachid',
  organisation: 'arbeidsinspectie',
  unit: 'arbeidsuitbuiting',
  arm: 'opsporing',
  roles: ['analyst', 'weigher'],
}
const with_ = (roles: readonly string[], more: Partial<Person> = {}): Person => ({
  ...RACHID,
  roles,
  ...more,
})
const JOOST = with_(['analyst'], { id: 'joost', unit: 'toezicht', arm: 'toezicht' })

function ask(
  person: Person,
  act: AccessAct,
  purpose: TaskPurpose | null,
  record: Partial<AccessRecord> | null = {},
): string {
  const verdict = authorise({ person, act, purpose, record: record && { ...ORDINARY, ...record } })
  return verdict.allowed ? 'may' : `${verdict.denial}${verdict.knows ? '' : ', as if it does not exist'}`
}

const unseen = (denial: string) => `${denial}, as if it does not exist`

describe('who may do what, for what', () => {
  test.each<[string, Person, AccessAct, TaskPurpose | null, Partial<AccessRecord> | null, string]>([
    ['an analyst reads a signal of the own unit', RACHID, 'see-signal', 'follow-up', {}, 'may'],
    ['without having said for what', RACHID, 'see-signal', null, {}, 'purpose-missing'],
    ['for a purpose of another act', RACHID, 'see-signal', 'intake', {}, 'purpose-other'],
    ['for a purpose that the role has not', RACHID, 'see-signal', 'lead', {}, 'purpose-other'],
    ['an officer reads content', with_(['officer']), 'see-signal', 'own-report', {}, 'role-missing'],
    [
      'a functional manager reads content',
      with_(['functional-manager']),
      'see-signal',
      'management',
      {},
      'role-missing',
    ],
    [
      'a purpose by one role, the act by another',
      with_(['officer', 'analyst']),
      'see-signal',
      'own-report',
      {},
      'purpose-other',
    ],
    [
      'another organisation',
      with_(['analyst'], { organisation: 'politie' }),
      'see-signal',
      'triage',
      {},
      unseen('other-organisation'),
    ],
    ['what was destroyed', RACHID, 'see-signal', 'triage', { retention: 'destroyed' }, unseen('destroyed')],
    ['what was removed', RACHID, 'see-signal', 'triage', { retention: 'removed' }, unseen('removed')],
    [
      'removed, to account for',
      with_(['privacy-officer']),
      'see-removed',
      'accountability',
      { retention: 'removed' },
      'may',
    ],
    [
      'destroyed, to account for',
      with_(['privacy-officer']),
      'see-removed',
      'accountability',
      { retention: 'destroyed' },
      unseen('destroyed'),
    ],
    [
      'a privacy officer reads signals',
      with_(['privacy-officer']),
      'see-signal',
      'accountability',
      {},
      'role-missing',
    ],
    ['a researcher reads a signal', with_(['researcher']), 'see-signal', 'research', {}, 'role-missing'],
    ['a researcher reads figures', with_(['researcher']), 'see-figures', 'research', null, 'may'],
    ['an officer reads figures', with_(['officer']), 'see-figures', 'own-report', null, 'role-missing'],
    ['whoever is signed in, oneself', with_([]), 'see-oneself', null, null, 'may'],
    ['a person delivers like a system', with_([...ROLES]), 'deliver', null, null, 'role-missing'],
  ])('%s', (_, person, act, purpose, record, expected) =>
    expect(ask(person, act, purpose, record)).toBe(expected),
  )
})

describe('progress, not content', () => {
  const officer = with_(['officer'], { id: 'sietske', unit: 'toezicht', arm: 'toezicht' })
  const liaison = with_(['comensha-liaison'])
  const prosecutor = with_(['prosecutor'])
  test.each<[string, Person, AccessAct, TaskPurpose, Partial<AccessRecord>, string]>([
    [
      'an officer follows what they reported, in the other arm too',
      officer,
      'see-progress',
      'own-report',
      { reportedBy: 'sietske' },
      'may',
    ],
    [
      'also when it is kept to named people',
      officer,
      'see-progress',
      'own-report',
      { reportedBy: 'sietske', confidentiality: 'named' },
      'may',
    ],
    [
      'an officer and the report of a colleague',
      officer,
      'see-progress',
      'own-report',
      { reportedBy: 'kees' },
      unseen('not-own-report'),
    ],
    [
      'an officer and what the scan proposed',
      officer,
      'see-progress',
      'own-report',
      {},
      unseen('not-own-report'),
    ],
    [
      'the liaison follows what was reported',
      liaison,
      'see-progress',
      'victim-support',
      { reportedToCoMensha: true },
      'may',
    ],
    [
      'the liaison and what was not',
      liaison,
      'see-progress',
      'victim-support',
      {},
      unseen('not-reported-to-comensha'),
    ],
    [
      'the liaison and a file of named people',
      liaison,
      'see-progress',
      'victim-support',
      { reportedToCoMensha: true, confidentiality: 'named' },
      unseen('named-people-only'),
    ],
    [
      'the liaison reads content',
      liaison,
      'see-signal',
      'victim-support',
      { reportedToCoMensha: true },
      'role-missing',
    ],
    [
      'the prosecutor reads what is submitted',
      prosecutor,
      'see-submitted',
      'prosecution',
      { submitted: true },
      'may',
    ],
    [
      'a running investigation that is submitted',
      prosecutor,
      'see-submitted',
      'prosecution',
      { submitted: true, investigation: { lead: 'x', released: false } },
      'may',
    ],
    [
      'an analyst and the victim’s own track, how far it is too',
      with_(['analyst']),
      'see-progress',
      'triage',
      { victimTrack: true },
      unseen('victim-track'),
    ],
    ['what is not submitted', prosecutor, 'see-submitted', 'prosecution', {}, unseen('not-submitted')],
    [
      'and whose source is protected',
      prosecutor,
      'see-submitted',
      'prosecution',
      { submitted: true, sourceProtected: true, unit: 'intelligence' },
      unseen('source-protected'),
    ],
  ])('%s', (_, person, act, purpose, record, expected) =>
    expect(ask(person, act, purpose, record)).toBe(expected),
  )
})

describe('kept to few', () => {
  const named = { confidentiality: 'named' } as const
  const running = { investigation: { lead: 'esra', released: false } }
  const unled = { investigation: { lead: null, released: false } }
  const leader = with_(['team-lead'], { id: 'ferdinand' })
  test.each<[string, Person, TaskPurpose, Partial<AccessRecord>, string]>([
    ['named people: who is not named', RACHID, 'triage', named, unseen('named-people-only')],
    ['named people: who is', RACHID, 'triage', { ...named, named: ['rachid'] }, 'may'],
    ['named people: the team lead is nobody special', leader, 'lead', named, unseen('named-people-only')],
    ['named people: who broke the glass', RACHID, 'triage', { ...named, openedTo: ['rachid'] }, 'may'],
    [
      'a running investigation: a colleague of the unit',
      RACHID,
      'triage',
      running,
      unseen('investigation-not-released'),
    ],
    ['its lead', with_(['investigator'], { id: 'esra' }), 'follow-up', running, 'may'],
    [
      'after the lead has released it',
      RACHID,
      'triage',
      { investigation: { lead: 'esra', released: true } },
      'may',
    ],
    ['without a lead: the team lead stands in', leader, 'lead', unled, 'may'],
    [
      'without a lead: the team lead of another unit',
      with_(['team-lead'], { unit: 'leiding' }),
      'lead',
      unled,
      unseen('investigation-not-released'),
    ],
    ['with a lead the team lead does not', leader, 'lead', running, unseen('investigation-not-released')],
    ['Supervision and what Investigation has', JOOST, 'triage', {}, unseen('other-arm')],
    [
      'Investigation and what Supervision has',
      RACHID,
      'triage',
      { unit: 'toezicht', arm: 'toezicht', regime: 'avg' },
      unseen('other-arm'),
    ],
    [
      'whose unit was asked to take over what was learned',
      JOOST,
      'triage',
      { askedUnits: ['toezicht'] },
      'may',
    ],
    [
      'an organisation without arms',
      with_(['analyst'], { arm: null }),
      'triage',
      { arm: null, unit: 'elders' },
      'may',
    ],
    ['a protected source: the unit that has it', RACHID, 'triage', { sourceProtected: true }, 'may'],
    [
      'a protected source: another unit',
      with_(['analyst'], { unit: 'elders' }),
      'triage',
      { sourceProtected: true },
      unseen('source-protected'),
    ],
    ['the victim’s own track', RACHID, 'triage', { victimTrack: true }, unseen('victim-track')],
    [
      'the glass does not open the victim’s own track',
      RACHID,
      'triage',
      { victimTrack: true, openedTo: ['rachid'] },
      unseen('victim-track'),
    ],
  ])('%s', (_, person, purpose, record, expected) =>
    expect(ask(person, 'see-signal', purpose, record)).toBe(expected),
  )
})

describe('who saw it', () => {
  const named = { confidentiality: 'named' } as const
  const privacy = with_(['privacy-officer'])
  test.each<[string, Person, TaskPurpose, Partial<AccessRecord>, string]>([
    ['the privacy officer hears it of what is kept to others', privacy, 'accountability', named, 'may'],
    ['and of what is out of daily use', privacy, 'accountability', { retention: 'removed' }, 'may'],
    ['who leads hears it of what they may read', with_(['team-lead']), 'lead', {}, 'may'],
    ['and not of what is kept to others', with_(['team-lead']), 'lead', named, unseen('named-people-only')],
    [
      'nor of what is out of daily use',
      with_(['team-lead']),
      'lead',
      { retention: 'removed' },
      unseen('removed'),
    ],
    [
      'nor of what the victim tells outside the case',
      with_(['team-lead']),
      'lead',
      { victimTrack: true },
      unseen('victim-track'),
    ],
    [
      'nor of the other arm',
      with_(['unit-head']),
      'lead',
      { unit: 'toezicht', arm: 'toezicht' },
      unseen('other-arm'),
    ],
  ])('%s', (_, person, purpose, record, expected) =>
    expect(ask(person, 'see-readers', purpose, record)).toBe(expected),
  )
})

test.each([
  ['mutatie', 'Wpg', 'wpg-8', false, false],
  ['onderzoek', 'Wpg', 'wpg-9', true, false],
  ['TCI-informatie', 'Wpg', 'wpg-10', false, true],
  ['inspectie', 'AVG', 'avg', false, false],
  ['onderzoek', 'AVG', 'wpg-9', true, false],
  [null, 'AVG', 'avg', false, false],
] as const)('%s in a unit under the %s is under %s', (channel, regime, expected, runs, sourceProtected) => {
  expect(ofChannel(channel, regime)).toEqual({ regime: expected, runs, sourceProtected })
})

test('every act for which a purpose is asked can be done by each of its roles for one of them', () => {
  for (const [act, { roles, purposes }] of Object.entries(ACTS)) {
    if (purposes.length === 0) continue
    const idle = (roles ?? []).filter(
      (role) => !purposesOf([role]).some((one) => (purposes as readonly string[]).includes(one)),
    )
    expect([act, idle]).toEqual([act, []])
  }
})
