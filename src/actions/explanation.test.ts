import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, workingFor, type TestHouse } from '../../test/a-house.ts'
import { keptTo } from '../../test/a-kept.ts'
import type { AccessQuestion } from '#contract/explanation.ts'
import { ACTS } from '#process/access-act.ts'
import { explainAccess, listActs } from './explanation.ts'
import { readSignal } from './signal-detail.ts'
import type { Caller } from './house.ts'

let house: TestHouse
let privacy: Caller
let lead: Caller
let manager: Caller
let noor: Caller
let named: Caller
let open: string
let kept: string

beforeAll(async () => {
  house = await aHouse()
  const pair = await aPair(house, 'politie')
  privacy = await house.colleague('Roelien', 'politie', ['privacy-officer'])
  lead = await house.colleague('Hugo', 'politie', ['team-lead'])
  manager = workingFor(await house.colleague('Beheer', 'politie', ['functional-manager']), 'management')
  noor = await house.colleague('Noor', 'politie', ['analyst'])
  named = await house.colleague('Wim', 'politie', ['analyst'])
  open = await aSignalAt(house, 'proposed', pair)
  kept = await aSignalAt(house, 'proposed', pair)
  await keptTo(house, kept, named)
})
afterAll(() => house.close())

const ask = (by: Caller, question: Partial<AccessQuestion> = {}) =>
  explainAccess(house, by, { colleague: noor.member.id, act: 'see-signal', purpose: 'triage', ...question })

describe('why may somebody, or may not', () => {
  test.each<[string, () => Partial<AccessQuestion>, string | null]>([
    ['an analyst reads a signal for triage', () => ({}), null],
    ['… without having said for what', () => ({ purpose: undefined as never }), 'purpose-missing'],
    ['… for what is not the work of an analyst', () => ({ purpose: 'lead' }), 'purpose-other'],
    ['an analyst confirms a run of retention', () => ({ act: 'decide-retention' }), 'role-missing'],
    ['one signal that is for everybody', () => ({ signalId: open }), null],
    ['one that is kept to others', () => ({ signalId: kept }), 'named-people-only'],
    ['… by who is on the list', () => ({ signalId: kept, colleague: named.member.id }), null],
  ])('%s', async (_, question, decidedBy) => {
    const found = await ask(privacy, question())
    expect(found).toMatchObject({ ok: true, value: { allowed: decidedBy === null, decidedBy } })
  })

  test('says what the colleague meets', async () => {
    expect(await readSignal(house, noor, open)).toMatchObject({ ok: true })
    expect(await readSignal(house, noor, kept)).toMatchObject({ refusal: 'not-found' })
    expect(await ask(privacy, { signalId: kept })).toMatchObject({ value: { allowed: false, told: false } })
  })

  test('without a signal the rules about signals are not weighed', async () => {
    const found = await ask(privacy)
    const rules = found.ok ? found.value.rules : []
    expect(rules.filter(({ denies }) => denies === null)).toHaveLength(rules.length - 3)
    const about = await ask(privacy, { signalId: open })
    expect(about.ok && about.value.rules.every(({ denies }) => denies === false)).toBe(true)
  })
})

describe('of what the asker may not know it is answered as of what is not there', () => {
  test.each<[string, () => Caller, () => string]>([
    ['a team lead, of a signal kept to others', () => lead, () => kept],
    ['a functional manager, of any signal', () => manager, () => open],
    ['nobody, of what does not exist', () => privacy, () => house.newId()],
  ])('%s', async (_, by, signalId) => {
    expect(await ask(by(), { signalId: signalId() })).toEqual({ ok: false, refusal: 'not-found' })
  })

  test('a team lead of what they may read', async () => {
    expect(await ask(lead, { signalId: open })).toMatchObject({ ok: true })
  })

  test('the privacy officer of another organisation: neither the signal nor the colleague', async () => {
    const kees = await house.colleague('Kees', 'kmar', ['privacy-officer'])
    expect(await ask(kees)).toEqual({ ok: false, refusal: 'not-found' })
    expect(await ask(kees, { colleague: kees.member.id, signalId: open })).toEqual({
      ok: false,
      refusal: 'not-found',
    })
  })

  test('who has not that role is told', async () => {
    expect(await ask(noor)).toMatchObject({ refusal: 'role-missing' })
    expect(await ask(workingFor(manager, 'intake'))).toMatchObject({ refusal: 'purpose-other' })
  })
})

test('the table has every act once', () => {
  expect(listActs().acts.map(({ act }) => act)).toEqual(Object.keys(ACTS))
})
