import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, mustBeClean, workingFor, type TestHouse } from '../../test/a-house.ts'
import { searchDuties } from '../../test/reads.ts'
import { checkLedger } from '#check/check.ts'
import type { SignalAccessChange } from '#contract/keeping.ts'
import { refuse } from '#core/outcome.ts'
import { escalateOverdue } from './escalations.ts'
import type { Caller } from './house.ts'
import { changeSignalAccess, nameOverseer, readSignalAccess } from './keeping.ts'
import { watchKept } from './oversight.ts'
import { readSignal } from './signal-detail.ts'
import { searchSignals } from './signals.ts'

const ground = 'Zo afgesproken in het overleg.'
let house: TestHouse
let leader: Caller
let investigator: Caller
let analyst: Caller
let manager: Caller
let head: Caller
let privacy: Caller

beforeAll(async () => {
  house = await aHouse()
  leader = workingFor(await house.colleague('Wendelien', 'politie', ['team-lead']), 'lead')
  const elsewhere = { unit: 'regionale-recherche' }
  investigator = await house.colleague('Nadia', 'politie', ['investigator'], elsewhere)
  analyst = await house.colleague('Ines', 'politie', ['analyst'])
  head = await house.colleague('Ilse', 'politie', ['unit-head'], elsewhere)
  const officer = await house.colleague('Roelien', 'politie', ['privacy-officer'])
  privacy = workingFor(officer, 'accountability')
  manager = await house.colleague('Wil', 'politie', ['functional-manager'])
})
afterAll(() => house.close())

async function aSignal(channel: 'onderzoek' | 'mutatie'): Promise<string> {
  const id = await aSignalAt(house, 'proposed', await aPair(house, 'politie'))
  const owner = house.database.as('owner').db
  await sql`
    update spoor.registration set kind = ${channel}
     where id = (select registration_id from spoor.signal where id = ${id})`.execute(owner)
  await sql`update spoor.signal set channel = ${channel} where id = ${id}`.execute(owner)
  return id
}

const sees = async (caller: Caller, id: string) => (await readSignal(house, caller, id)).ok
const change = (caller: Caller, id: string, what: SignalAccessChange) =>
  changeSignalAccess(house, caller, id, what)
const nameLead = (member: Caller): SignalAccessChange => ({
  type: 'name-lead',
  member: member.member.id,
  ground,
})
const lookAlong = (member: Caller): SignalAccessChange => ({
  type: 'name-overseer',
  member: member.member.id,
  ground,
})
const namePeople = (...people: readonly Caller[]): SignalAccessChange => ({
  type: 'name-people',
  members: people.map(({ member }) => member.id),
  ground,
})

describe('a signal of a running investigation', () => {
  test('goes from who leads the unit to its lead, and from the lead to everybody', async () => {
    const id = await aSignal('onderzoek')
    expect([await sees(leader, id), await sees(investigator, id), await sees(analyst, id)]).toEqual([
      true,
      false,
      false,
    ])
    // Nobody would hear that something is late.
    expect(await change(leader, id, nameLead(investigator))).toEqual(refuse('nobody-leads'))
    expect(await change(leader, id, lookAlong(head))).toMatchObject({ ok: true })
    expect(await change(leader, id, nameLead(investigator))).toMatchObject({ ok: true })
    expect([await sees(leader, id), await sees(investigator, id), await sees(analyst, id)]).toEqual([
      false,
      true,
      false,
    ])
    expect(await change(leader, id, { type: 'release', ground })).toEqual(refuse('not-found'))
    expect(await readSignalAccess(house, investigator, id)).toMatchObject({
      value: {
        investigation: { lead: { name: 'Nadia' }, released: false },
        mayChange: ['name-lead', 'release', 'name-people', 'name-overseer'],
        overseers: [{ name: 'Ilse' }],
        decisions: expect.arrayContaining([
          expect.objectContaining({
            kind: 'lead',
            by: expect.objectContaining({ name: 'Wendelien' }),
            ground,
          }),
        ]),
      },
    })
    expect(await change(investigator, id, { type: 'release', ground })).toMatchObject({ ok: true })
    expect([await sees(leader, id), await sees(analyst, id)]).toEqual([true, true])
    expect(await change(investigator, id, { type: 'release', ground })).toEqual(refuse('not-in-this-state'))
  })

  test('its lead hands it on, and is lead no longer', async () => {
    const id = await aSignal('onderzoek')
    await change(leader, id, lookAlong(head))
    await change(leader, id, nameLead(investigator))
    expect(await change(investigator, id, nameLead(analyst))).toMatchObject({ ok: true })
    expect([await sees(investigator, id), await sees(analyst, id)]).toEqual([false, true])
    const access = await readSignalAccess(house, analyst, id)
    expect(access).toMatchObject({ value: { investigation: { lead: { name: 'Ines' } } } })
    if (access.ok) expect(access.value.decisions.map(({ endedAt }) => endedAt === null)).toContain(false)
  })

  test('kept to named people stays with its lead, also with the next one', async () => {
    const id = await aSignal('onderzoek')
    await change(leader, id, lookAlong(head))
    await change(leader, id, nameLead(investigator))
    await change(investigator, id, namePeople(analyst))
    expect([await sees(investigator, id), await sees(analyst, id), await sees(leader, id)]).toEqual([
      true,
      true,
      false,
    ])
    await change(investigator, id, nameLead(leader))
    expect(await sees(leader, id)).toBe(true)
  })
})

describe('what climbs of a signal that is kept to few', () => {
  const START = '2026-06-11T07:00:00.000Z'
  const OVERDUE = '2026-06-18T15:00:00.000Z'
  const mine = async (caller: Caller) => {
    const { duties } = await searchDuties(house, caller, { scope: 'mine', limit: 200 })
    return duties
  }
  const about = async (caller: Caller, id: string) =>
    (await mine(caller)).filter(({ subject }) => 'id' in subject && subject.id === id)
  const kinds = async (caller: Caller, id: string) => (await about(caller, id)).map(({ kind }) => kind)
  const roles = (caller: Caller, given: readonly string[]) =>
    sql`update spoor.member set roles = ${given as string[]} where id = ${caller.member.id}`.execute(
      house.database.as('owner').db,
    )
  afterEach(async () => {
    await roles(head, ['unit-head'])
    house.itIs(START)
  })

  /** Led by an investigator, with somebody who leads elsewhere to look along. */
  async function led(): Promise<string> {
    const id = await aSignal('onderzoek')
    await change(leader, id, lookAlong(head))
    await change(leader, id, nameLead(investigator))
    return id
  }

  test('is heard by who looks along, of whichever unit; by the team lead who may not know of it it is not', async () => {
    const id = await led()
    house.itIs(OVERDUE)
    await escalateOverdue(house)
    expect(await kinds(head, id)).toEqual(['escalation'])
    expect(await kinds(leader, id)).toEqual([])
    expect(await watchKept(house)).toBe(0)
    await mustBeClean(house)
  })

  test('is nobody’s when they lead no longer: who knows of it names another, and hears when that is done', async () => {
    const id = await led()
    await roles(head, ['analyst'])
    expect(await watchKept(house)).toBeGreaterThan(0)
    expect(await watchKept(house)).toBe(0)
    house.itIs(OVERDUE)
    await escalateOverdue(house)
    expect(await kinds(investigator, id)).toContain('name-overseer')
    expect(await kinds(privacy, id)).toEqual([])
    await mustBeClean(house)
    const other = await house.colleague('Bas', 'politie', ['team-lead'], { unit: 'intelligence' })
    expect(await change(investigator, id, lookAlong(other))).toMatchObject({ ok: true })
    expect(await kinds(investigator, id)).not.toContain('name-overseer')
    expect(await kinds(other, id)).toContain('escalation')
    await mustBeClean(house)
  })

  test('goes to the privacy officer when nobody does so in time, without a word of the signal', async () => {
    const id = await led()
    await roles(head, ['analyst'])
    await watchKept(house)
    house.itIs(OVERDUE)
    await escalateOverdue(house)
    expect(await watchKept(house)).toBeGreaterThan(0)
    const [duty, ...more] = await about(privacy, id)
    expect(more).toEqual([])
    expect(duty).toMatchObject({
      kind: 'name-overseer',
      role: 'privacy-officer',
      subject: { kind: 'kept-signal', id },
    })
    expect(Object.keys(duty!.subject)).toEqual(['kind', 'id'])
    expect(await sees(privacy, id)).toBe(false)
    const manager = await house.colleague('Wil', 'politie', ['functional-manager'])
    expect(await about(workingFor(manager, 'management'), id)).toEqual([])
    const named = { member: manager.member.id, ground }
    expect(await nameOverseer(house, privacy, id, named)).toEqual(refuse('nobody-leads'))
    const other = await house.colleague('Bas', 'politie', ['team-lead'], { unit: 'intelligence' })
    expect(await nameOverseer(house, analyst, id, named)).toEqual(refuse('role-missing'))
    expect(await nameOverseer(house, privacy, id, { member: other.member.id, ground })).toMatchObject({
      ok: true,
    })
    expect(await about(privacy, id)).toEqual([])
    expect(await kinds(other, id)).toContain('escalation')
    expect(await sees(privacy, id)).toBe(false)
    await mustBeClean(house)
  })

  test('goes there at once when nobody who knew of it has been here of late', async () => {
    const id = await led()
    house.itIs('2026-08-03T07:00:00.000Z')
    await escalateOverdue(house)
    await watchKept(house)
    expect((await about({ ...privacy }, id)).map(({ kind }) => kind)).toEqual(['name-overseer'])
  })

  test('is for nobody else to name: where it is heard, a signal is answered as one that is not there', async () => {
    const id = await led()
    const named = { member: head.member.id, ground }
    expect(await nameOverseer(house, privacy, id, named)).toEqual(refuse('not-found'))
    expect(await nameOverseer(house, privacy, randomUUID(), named)).toEqual(refuse('not-found'))
  })

  test('heard by nobody, and nobody asked to mend it, is named by the check', async () => {
    const id = await led()
    house.itIs(OVERDUE)
    await escalateOverdue(house)
    await roles(head, ['analyst'])
    const found: unknown[] = []
    const now = house.clock().toISOString()
    const url = house.database.url('spoor_check')
    await checkLedger(url, ({ rule, signal }) => found.push([rule, signal]), { now, tolerance: 0 })
    expect(found).toContainEqual(['what climbs is heard', id])
    await watchKept(house)
  })
})

describe('named people only', () => {
  test('who decides it stays among them; in no list of the others; and it can end', async () => {
    const id = await aSignal('mutatie')
    const other = await house.colleague('Jesper', 'politie', ['weigher'])
    expect(await change(leader, id, namePeople(other))).toMatchObject({ ok: true })
    expect([await sees(leader, id), await sees(other, id), await sees(analyst, id)]).toEqual([
      true,
      true,
      false,
    ])
    const list = await searchSignals(house, analyst, { limit: 200 })
    if (list.ok) expect(list.value.signals.map((one) => one.id)).not.toContain(id)
    // Named twice is named once.
    await change(leader, id, namePeople(other, analyst))
    const access = await readSignalAccess(house, leader, id)
    if (access.ok) expect(access.value.named).toHaveLength(3)
    expect(await change(leader, id, { type: 'end-names', ground })).toMatchObject({ ok: true })
    expect(await sees(await house.colleague('Marleen', 'politie', ['analyst']), id)).toBe(true)
    expect(await change(leader, id, { type: 'end-names', ground })).toEqual(refuse('not-in-this-state'))
  })

  test.each<[string, () => Caller, () => SignalAccessChange, string]>([
    ['by an analyst', () => analyst, () => namePeople(analyst), 'role-missing'],
    ['by who leads another unit', () => elsewhere(), () => namePeople(analyst), 'role-missing'],
    ['to nobody who can follow it up', () => leader, () => namePeople(manager), 'nobody-can-work'],
    ['to who is no colleague', () => leader, () => nameStranger(), 'not-found'],
    ['without a ground', () => leader, () => ({ ...namePeople(analyst), ground: '  \n' }), 'ground-missing'],
    ['a lead where nothing runs', () => leader, () => nameLead(analyst), 'not-in-this-state'],
    [
      'released where nothing runs',
      () => leader,
      () => ({ type: 'release', ground }) as const,
      'not-in-this-state',
    ],
  ])('not %s', async (_, who, what, refusal) => {
    const id = await aSignal('mutatie')
    expect(await change(who(), id, what())).toEqual(refuse(refusal))
    expect(await sees(analyst, id)).toBe(true)
  })
})

const elsewhere = (): Caller => ({
  ...leader,
  member: { ...leader.member, unit: 'regionale-recherche' },
})
const nameStranger = (): SignalAccessChange => ({ type: 'name-people', members: [randomUUID()], ground })

test('each change is in the log as a change of the signal', async () => {
  const id = await aSignal('mutatie')
  await change(leader, id, namePeople(analyst))
  const { rows } = await sql<{ act: string; what: string }>`
    select act, what from spoor.audit where record_id = ${id} and actor = ${leader.member.id}
     order by day desc, seq desc limit 1`.execute(house.stores.politie)
  expect(rows).toEqual([{ act: 'change', what: 'regelToegang' }])
})
