import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, workingFor, type TestHouse } from '../../test/a-house.ts'
import type { SignalAccessChange } from '#contract/keeping.ts'
import { refuse } from '#core/outcome.ts'
import type { Caller } from './house.ts'
import { changeSignalAccess, readSignalAccess } from './keeping.ts'
import { readSignal } from './signal-detail.ts'
import { searchSignals } from './signals.ts'

const ground = 'Zo afgesproken in het overleg.'
let house: TestHouse
let leader: Caller
let investigator: Caller
let analyst: Caller
let manager: Caller

beforeAll(async () => {
  house = await aHouse()
  leader = workingFor(await house.colleague('Wendelien', 'politie', ['team-lead']), 'lead')
  const elsewhere = { unit: 'regionale-recherche' }
  investigator = await house.colleague('Nadia', 'politie', ['investigator'], elsewhere)
  analyst = await house.colleague('Ines', 'politie', ['analyst'])
  manager = await house.colleague('Wil', 'politie', ['functional-manager'])
})
afterAll(() => house.close())

async function aSignal(channel: 'onderzoek' | 'mutatie'): Promise<string> {
  const id = await aSignalAt(house, 'proposed', await aPair(house, 'politie'))
  const owner = house.database.as('owner').db
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
        mayChange: ['name-lead', 'release', 'name-people'],
        decisions: [{ kind: 'lead', by: { name: 'Wendelien' }, ground }],
      },
    })
    expect(await change(investigator, id, { type: 'release', ground })).toMatchObject({ ok: true })
    expect([await sees(leader, id), await sees(analyst, id)]).toEqual([true, true])
    expect(await change(investigator, id, { type: 'release', ground })).toEqual(refuse('not-in-this-state'))
  })

  test('its lead hands it on, and is lead no longer', async () => {
    const id = await aSignal('onderzoek')
    await change(leader, id, nameLead(investigator))
    expect(await change(investigator, id, nameLead(analyst))).toMatchObject({ ok: true })
    expect([await sees(investigator, id), await sees(analyst, id)]).toEqual([false, true])
    const access = await readSignalAccess(house, analyst, id)
    expect(access).toMatchObject({ value: { investigation: { lead: { name: 'Ines' } } } })
    if (access.ok) expect(access.value.decisions.map(({ endedAt }) => endedAt === null)).toContain(false)
  })

  test('kept to named people stays with its lead, also with the next one', async () => {
    const id = await aSignal('onderzoek')
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
