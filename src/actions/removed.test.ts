import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, mustBeClean, type TestHouse } from '../../test/a-house.ts'
import { setDatabaseDay } from '../../test/database-day.ts'
import { refuse } from '#core/outcome.ts'
import type { Caller } from './house.ts'
import { openRemoved, searchRemoved } from './removed.ts'
import { confirmRun, keepRetention, listRuns } from './retention.ts'

let house: TestHouse
let privacy: Caller
let gone: string
let there: string

beforeAll(async () => {
  house = await aHouse()
  privacy = await house.colleague('Roelien', 'politie', ['privacy-officer'])
  const police = await aPair(house, 'politie')
  gone = await aSignalAt(house, 'closed', police)
  house.itIs('2031-06-11T07:00:00.000Z')
  await setDatabaseDay(house.database, '2031-06-11')
  await keepRetention(house, null, ['politie'])
  for (const { id } of await listRuns(house, privacy)) await confirmRun(house, privacy, id)
  await keepRetention(house, null, ['politie'])
  there = await aSignalAt(house, 'closed', police)
})
afterAll(() => house.close())

async function listed(caller: Caller, signalId: string) {
  const found = await searchRemoved(house, caller, { signalId })
  if (!found.ok) throw new Error(found.refusal)
  return found.value.removed
}

test('of a signal it is told which records were removed, and nothing of what they said', async () => {
  const removed = await listed(privacy, gone)
  expect(new Set(removed.map(({ recordKind }) => recordKind))).toEqual(new Set(['registration', 'words']))
  expect(removed.filter(({ recordKind }) => recordKind === 'registration')).toMatchObject([{ event: null }])
  expect(removed.every((one) => Object.keys(one).length === 4)).toBe(true)
  expect(await listed(privacy, there)).toEqual([])
})

test('each opens by itself, on a ground, and shows what was written and none of our numbers', async () => {
  const grounded = { ground: 'complaint', reference: 'Klacht 31-7' } as const
  const said: string[] = []
  for (const { recordKind, recordId } of await listed(privacy, gone)) {
    const opened = await openRemoved(house, privacy, { recordKind, recordId, ...grounded })
    if (!opened.ok) throw new Error(opened.refusal)
    expect(opened.value.fields.length).toBeGreaterThan(0)
    said.push(...opened.value.fields.map(({ name, text }) => `${name}: ${text}`))
  }
  expect(said.join('\n')).toContain('text: TP gesproken met medewerker. Paspoort')
  expect(said.filter((one) => /[0-9a-f]{8}-[0-9a-f]{4}-|hash|salt/.test(one))).toEqual([])
  const { rows } = await sql`select distinct ground, reference from spoor.reuse`.execute(house.stores.politie)
  expect(rows).toEqual([grounded])
  await mustBeClean(house)
})

test.each<[string, readonly string[], 'politie' | 'kmar', string]>([
  ['who keeps the machine going', ['functional-manager'], 'politie', 'role-missing'],
  ['who leads', ['team-lead', 'unit-head'], 'politie', 'role-missing'],
  ['another organisation', ['privacy-officer'], 'kmar', 'not-found'],
])('it is closed to %s', async (_, roles, organisation, refusal) => {
  const caller = await house.colleague('Wie dan ook', organisation, roles)
  expect(await searchRemoved(house, caller, { signalId: gone })).toEqual(refuse(refusal))
  const [one] = await listed(privacy, gone)
  const { recordKind, recordId } = one!
  const asked = { recordKind, recordId, ground: 'audit', reference: 'Audit 1' } as const
  expect(await openRemoved(house, caller, asked)).toEqual(refuse(refusal))
})

test('what is not there is answered as that', async () => {
  expect(await searchRemoved(house, privacy, { signalId: randomUUID() })).toEqual(refuse('not-found'))
})
