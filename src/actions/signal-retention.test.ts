import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPair, aSignalAt, type Pair } from '../../test/a-handover.ts'
import { aHouse, mustBeClean, type TestHouse } from '../../test/a-house.ts'
import { keptTo } from '../../test/a-kept.ts'
import { setDatabaseDay } from '../../test/database-day.ts'
import type { Caller } from './house.ts'
import { decideAboutMove, moveSignal, readSignalRetention } from './signal-retention.ts'

const MOVE = { article: 'wpg-10', reference: 'Doel 36-7' } as const

let house: TestHouse
let police: Pair
let lead: Caller
let investigator: Caller
let analyst: Caller
let officer: Caller
let foreign: Caller

beforeAll(async () => {
  house = await aHouse()
  police = await aPair(house, 'politie')
  lead = await house.colleague('Teamleider', 'politie', ['team-lead'])
  investigator = await house.colleague('Nadia', 'politie', ['investigator'])
  analyst = await house.colleague('Noor', 'politie', ['analyst'])
  officer = await house.colleague('Otto', 'politie', ['officer'])
  foreign = await house.colleague('Kees', 'kmar', ['team-lead'])
})
afterAll(() => house.close())

async function retentionOf(caller: Caller, signal: string) {
  const read = await readSignalRetention(house, caller, signal)
  if (!read.ok) throw new Error(read.refusal)
  return read.value
}

async function moved(signal: string): Promise<string> {
  const made = await moveSignal(house, investigator, signal, MOVE)
  if (!made.ok) throw new Error(made.refusal)
  return made.value.id
}

test('it tells the article, the day and who may do what', async () => {
  const signal = await aSignalAt(house, 'weighing', police)
  const before = await retentionOf(investigator, signal)
  expect(before).toMatchObject({ isHeld: false, moves: [], mayMoveTo: ['wpg-9', 'wpg-10'] })
  expect(before.article?.nl).toBe('Dagelijkse politietaak (Wpg art. 8)')
  expect(before.removeOn).toBe('2031-06-11')
  expect((await retentionOf(analyst, signal)).mayMoveTo).toEqual([])

  const move = await moved(signal)
  const waiting = { id: move, state: 'waiting', article: 'wpg-10', reference: 'Doel 36-7', consentedBy: null }
  expect(await retentionOf(investigator, signal)).toMatchObject({
    moves: [{ ...waiting, decidedBy: { name: 'Nadia' }, may: ['end'] }],
    mayMoveTo: ['wpg-9'],
  })
  expect((await retentionOf(lead, signal)).moves[0]!.may).toEqual(['consent', 'end'])
  expect((await retentionOf(lead, signal)).removeOn).toBe('2031-06-11')

  expect(await decideAboutMove(house, lead, move, { decision: 'consent' })).toEqual({ ok: true, value: null })
  const after = await retentionOf(investigator, signal)
  expect(after.moves).toMatchObject([
    { state: 'in-force', consentedBy: { name: 'Teamleider' }, may: ['needed', 'end'] },
  ])

  await mustBeClean(house)
  house.itIs('2028-03-01T09:00:00.000Z')
  await setDatabaseDay(house.database, '2028-03-01')
  const shown = { decision: 'needed', on: '2028-02-20' } as const
  expect(await decideAboutMove(house, investigator, move, shown)).toEqual({ ok: true, value: null })
  expect(await retentionOf(lead, signal)).toMatchObject({
    removeOn: '2033-02-20',
    moves: [{ neededOn: '2028-02-20' }],
  })
  expect(await decideAboutMove(house, lead, move, { decision: 'end' })).toEqual({ ok: true, value: null })
  expect(await retentionOf(lead, signal)).toMatchObject({
    removeOn: '2031-06-11',
    moves: [{ state: 'ended', endedOn: '2028-03-01', may: [] }],
    mayMoveTo: ['wpg-9', 'wpg-10'],
  })
})

test('what nobody consented to cannot be shown to be needed', async () => {
  const move = await moved(await aSignalAt(house, 'weighing', police))
  const day = house.clock().toISOString().slice(0, 10)
  expect(await decideAboutMove(house, lead, move, { decision: 'needed', on: day })).toEqual({
    ok: false,
    refusal: 'not-in-this-state',
  })
})

test('the start of an investigation moves it too; that ends with the investigation and not by hand', async () => {
  const signal = await aSignalAt(house, 'investigating', police)
  const { moves, removeOn } = await retentionOf(lead, signal)
  expect(moves).toMatchObject([{ article: 'wpg-9', decidedBy: null, state: 'in-force', may: [] }])
  expect(removeOn).toBeNull()
  expect(await decideAboutMove(house, lead, moves[0]!.id, { decision: 'end' })).toEqual({
    ok: false,
    refusal: 'not-in-this-state',
  })
})

test('what Supervision has stays under the AVG', async () => {
  const inspector = await house.colleague('Fatma', 'arbeidsinspectie', ['team-lead'], {
    unit: 'toezicht',
  })
  const signal = await aSignalAt(house, 'proposed', await aPair(house, 'arbeidsinspectie'))
  await sql`with moved as (update spoor.duty set unit = 'toezicht' where signal_id = ${signal})
    update spoor.signal set unit = 'toezicht' where id = ${signal}`.execute(house.database.as('owner').db)
  const read = await readSignalRetention(house, inspector, signal)
  expect(read).toMatchObject({ ok: true, value: { mayMoveTo: [] } })
  expect(await moveSignal(house, inspector, signal, MOVE)).toEqual({
    ok: false,
    refusal: 'not-in-this-state',
  })
})

describe('who may not know of a signal', () => {
  let signal: string
  let move: string
  beforeAll(async () => {
    signal = await aSignalAt(house, 'weighing', police)
    move = await moved(signal)
    await keptTo(house, signal, police[0])
  })

  test.each<[string, () => Caller, string]>([
    ['a team lead to whom it is not kept', () => lead, 'not-found'],
    ['another organisation', () => foreign, 'not-found'],
    ['an analyst', () => analyst, 'role-missing'],
    ['an officer', () => officer, 'role-missing'],
  ])('does not know of its moves either: %s', async (_, who, refusal) => {
    for (const decision of ['consent', 'end'] as const) {
      const real = await decideAboutMove(house, who(), move, { decision })
      expect(real).toEqual({ ok: false, refusal })
      expect(await decideAboutMove(house, who(), randomUUID(), { decision })).toEqual(real)
    }
    const read = await readSignalRetention(house, who(), signal)
    expect(read).toEqual(await readSignalRetention(house, who(), randomUUID()))
    expect(read.ok).toBe(false)
    const made = await moveSignal(house, who(), signal, { ...MOVE, article: 'wpg-9' })
    expect(made).toEqual(await moveSignal(house, who(), randomUUID(), MOVE))
  })
})
