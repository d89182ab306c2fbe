// The worklist: what, why, by when, and what happens if not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchDuties } from '../../test/reads.ts'
import { aPair, aSignalAt, mustStep, type Pair } from '../../test/a-handover.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import type { Duty } from '#contract/duty.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { escalateOverdue } from './escalations.ts'
import type { Caller } from './house.ts'
import { drawSecondLooks } from './second-looks.ts'

const MORNING = '2026-06-11T07:00:00.000Z'

let house: TestHouse
let pair: Pair
let lead: Caller
let head: Caller

beforeAll(async () => {
  house = await aHouse(MORNING)
  pair = await aPair(house, 'politie')
  lead = await house.colleague('Lotte', 'politie', ['team-lead'])
  head = await house.colleague('Hilde', 'politie', ['unit-head'], { unit: 'regionale-recherche' })
})
afterAll(() => house.close())

async function dutiesOf(id: string, caller = pair[0]): Promise<readonly Duty[]> {
  const { duties } = await searchDuties(house, caller, { scope: 'organisation', limit: 200 })
  return duties.filter(({ subject }) => subject.kind === 'signal' && subject.id === id)
}

describe('what happens if a duty is not done', () => {
  /** The ladder of the police: the team lead at the due moment, the head two working days later. */
  const TEAM_LEAD = { role: 'team-lead', unit: 'avim-midden' }
  const HEAD = { role: 'unit-head', unit: 'regionale-recherche' }

  test('before its due moment: the first of the ladder hears of it then', async () => {
    house.itIs(MORNING)
    const id = await aSignalAt(house, 'proposed', pair)
    const [duty] = await dutiesOf(id)
    expect(duty).toMatchObject({ kind: 'answer-proposal', about: null, climbed: null })
    expect(duty!.ifNot).toEqual({ ...TEAM_LEAD, at: duty!.dueAt })
  })

  test('past it: the next one, on the escalation as well; at the end of the ladder nobody', async () => {
    house.itIs(MORNING)
    const id = await aSignalAt(house, 'proposed', pair)
    const [{ dueAt } = { dueAt: '' }] = await dutiesOf(id)
    house.itIs(new Date(Date.parse(dueAt) + 60_000).toISOString())
    await escalateOverdue(house)
    const climbed = await dutiesOf(id)
    expect(climbed.map(({ kind, about, ifNot }) => ({ kind, about, ifNot }))).toMatchObject([
      { kind: 'answer-proposal', about: null, ifNot: HEAD },
      { kind: 'escalation', about: 'answer-proposal', ifNot: HEAD },
    ])
    expect(climbed[1]).toMatchObject({ ...TEAM_LEAD, climbed: { since: dueAt, level: 1, steps: 2 } })
    expect(climbed[1]!.ifNot).toEqual(climbed[0]!.ifNot)

    house.itIs(climbed[1]!.ifNot!.at)
    await escalateOverdue(house)
    const ended = await dutiesOf(id)
    expect(ended.map(({ ifNot }) => ifNot)).toEqual([null, null])
    expect(ended[1]).toMatchObject({ ...HEAD, climbed: { level: 2, steps: 2 } })
  })

  test('the one that hears of it finds it among their own, and nobody else does', async () => {
    house.itIs(MORNING)
    const id = await aSignalAt(house, 'proposed', pair)
    house.itIs('2026-07-01T08:00:00.000Z')
    await escalateOverdue(house)
    const mine = async (caller: Caller) =>
      (await searchDuties(house, caller, { scope: 'mine', limit: 200 })).duties
        .filter(({ subject }) => subject.kind === 'signal' && subject.id === id)
        .map(({ kind, role }) => [kind, role])
    expect(await mine(head)).toEqual([['escalation', 'unit-head']])
    expect(await mine(lead)).toEqual([])
  })
})

test('a duty of another unit is not of the one who has the signal', async () => {
  house.itIs(MORNING)
  const id = await aSignalAt(house, 'enriching', pair)
  await mustStep(house, pair[0], id, S['take-up'])
  await mustStep(house, pair[0], id, S['offer-unit'])
  const { duties } = await searchDuties(house, pair[0], { scope: 'mine', limit: 200 })
  const kinds = duties.filter(({ subject }) => subject.id === id).map(({ kind }) => kind)
  expect(kinds).toEqual(['finish-enrichment'])
})

test('what another organisation offers is a duty to answer, under the title that they gave it', async () => {
  house.itIs(MORNING)
  await aSignalAt(house, 'handing-over', pair)
  await deliverMessages(house)
  const inspector = await house.colleague('Daan', 'arbeidsinspectie')
  const { duties } = await searchDuties(house, inspector, { scope: 'unit' })
  expect(duties).toMatchObject([
    {
      kind: 'answer-handover',
      subject: { kind: 'signal', state: 'offered', title: 'Signaal van de werkvloer', incident: '' },
      ifNot: { role: 'team-lead' },
    },
  ])
})

test('a second look names neither the signal nor the decision, also when it has climbed', async () => {
  house.itIs(MORNING)
  const id = await aSignalAt(house, 'closed', pair)
  house.draws(0)
  await drawSecondLooks(house)
  house.draws(1)
  house.itIs('2026-08-03T08:00:00.000Z')
  await escalateOverdue(house)
  const { duties } = await searchDuties(house, pair[0], { scope: 'organisation', limit: 200 })
  const looks = duties.filter(({ subject }) => subject.kind === 'second-look')
  expect(looks.map(({ kind, about }) => [kind, about])).toEqual([
    ['second-look', null],
    ['escalation', 'second-look'],
  ])
  expect(new Set(looks.map(({ subject }) => subject.id)).size).toBe(1)
  expect(JSON.stringify(looks)).not.toContain(id)
  expect(looks.every(({ assignee }) => assignee === null)).toBe(true)
  // Who it climbs to is told all the same.
  expect(looks[1]).toMatchObject({ role: 'unit-head', climbed: { level: 2 } })
})
