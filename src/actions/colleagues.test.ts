// What colleagues have learned: who enters it, for whom, and when it counts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import type { NewQualification } from '#contract/colleague.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { enterQualification, searchColleagues } from './colleagues.ts'
import type { Caller, House } from './house.ts'
import { arriveMember } from './members.ts'
import { openSession, readSession } from './sessions.ts'

let house: TestHouse
let manager: Caller
let jayden: Caller

beforeAll(async () => {
  house = await aHouse()
  manager = await house.colleague('Mirjam', 'politie', ['functional-manager'])
  jayden = await house.colleague('Jayden', 'politie', ['interviewer'], { unit: 'intelligence' })
})
afterAll(() => house.close())

const LEARNED: NewQualification = {
  qualification: 'trafficking-certified',
  obtainedOn: '2026-03-02',
  until: '2031-03-01',
}

async function enter(but: Partial<NewQualification> = {}, by = manager, of = jayden, at: House = house) {
  const entered = await enterQualification(at, by, of.member.id, { ...LEARNED, ...but })
  return entered.ok ? 'entered' : entered.refusal
}

async function learned(caller = manager, of = jayden) {
  const { colleagues } = await searchColleagues(house, caller, {})
  return colleagues.find(({ id }) => id === of.member.id)?.qualifications
}

describe('entering what somebody has learned', () => {
  test.each([
    // refused because                         what                                        answer
    ['the way of working does not know it', { qualification: 'driving-licence' }, 'qualification-unknown'],
    ['it lies in the future', { obtainedOn: '2026-06-12', until: null }, 'days-invalid'],
    ['it ends before it begins', { until: '2026-03-01' }, 'days-invalid'],
    ['it is no day', { obtainedOn: '2026-02-30' }, 'days-invalid'],
  ] as const)('is refused when %s', async (_, but, answer) => {
    expect(await enter(but)).toBe(answer)
    expect(await learned()).toEqual([])
  })

  test('is done by a functional manager, for somebody else of the own organisation', async () => {
    expect(await enter({}, jayden, manager)).toBe('role-missing')
    expect(await enter({}, manager, manager)).toBe('needs-another-person')
    const foreign = await house.colleague('Kees', 'kmar')
    expect(await enter({}, manager, foreign)).toBe('not-found')
    expect(await learned()).toEqual([])
  })

  test('counts at once in the session of the colleague, once, and tells when it has run out', async () => {
    const arrival = await arriveMember(house, {
      organisation: 'politie',
      subject: jayden.member.id,
      name: 'Jayden',
      unit: 'intelligence',
      roles: ['interviewer'],
    })
    const caller = arrival.ok ? arrival.value : jayden
    expect(caller.member.id).toBe(jayden.member.id)
    const opened = await openSession(house, caller)
    const token = opened.ok ? opened.value : ''
    const known = async () => (await readSession(house, token))?.caller.member.qualifications
    expect(await known()).toEqual([])

    expect(await enter()).toBe('entered')
    expect(await enter()).toBe('already-resolved')
    expect(await known()).toEqual([{ id: 'trafficking-certified', until: '2031-03-01' }])
    // An older one stands beside it, and has run out.
    expect(await enter({ obtainedOn: '2020-01-06', until: '2025-01-05' })).toBe('entered')
    expect((await learned())?.map(({ obtainedOn, until, valid }) => ({ obtainedOn, until, valid }))).toEqual([
      { obtainedOn: '2026-03-02', until: '2031-03-01', valid: true },
      { obtainedOn: '2020-01-06', until: '2025-01-05', valid: false },
    ])
  })

  test('ends by the way of working where that says how long it holds', async () => {
    const noor = await house.colleague('Noor')
    const [rule] = house.ways.inForce('politie', '2026-06-11').qualifications
    const three = { ...rule!, validYears: 3 }
    const inForce = (): WayOfWorking => ({
      ...house.ways.inForce('politie', '2026-06-11'),
      qualifications: [three],
    })
    const dated = { ...house, ways: { ...house.ways, inForce } }
    expect(await enter({ until: null }, manager, noor, dated)).toBe('entered')
    expect(await learned(manager, noor)).toMatchObject([{ until: '2029-03-01' }])
  })
})

describe('looking for a colleague', () => {
  test('finds those of the own organisation, by name, of one unit when asked', async () => {
    const { colleagues, qualifications } = await searchColleagues(house, manager, {})
    expect(colleagues.map(({ name }) => name)).toEqual(['Jayden', 'Mirjam', 'Noor'])
    expect(qualifications.map(({ id }) => id)).toContain('trafficking-certified')
    const unit = await searchColleagues(house, manager, { unit: 'intelligence' })
    expect(unit.colleagues.map(({ name }) => name)).toEqual(['Jayden'])
  })
})

test('whoever a duty climbs to can come in; a role that nobody knows is left out', async () => {
  const identity = {
    organisation: 'politie',
    subject: 'hilde',
    name: 'Hilde',
    unit: 'regionale-recherche',
  } as const
  const arrival = await arriveMember(house, { ...identity, roles: ['unit-head', 'minister'] })
  expect(arrival).toMatchObject({ ok: true, value: { member: { roles: ['unit-head'] } } })
  expect(await arriveMember(house, { ...identity, roles: ['minister'] })).toEqual({
    ok: false,
    refusal: 'roles-unknown',
  })
})
