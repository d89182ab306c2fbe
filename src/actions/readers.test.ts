import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, workingFor, type TestHouse } from '../../test/a-house.ts'
import { keptTo } from '../../test/a-kept.ts'
import { refuse } from '#core/outcome.ts'
import type { Caller } from './house.ts'
import { searchReaders } from './readers.ts'
import { readSignal } from './signal-detail.ts'
import { searchSignals } from './signals.ts'

let house: TestHouse
let analyst: Caller
let lead: Caller
let privacy: Caller
let signal: string

beforeAll(async () => {
  house = await aHouse()
  analyst = await house.colleague('Ines', 'politie', ['analyst'])
  lead = workingFor(await house.colleague('Hugo', 'politie', ['team-lead']), 'lead')
  privacy = workingFor(await house.colleague('Roelien', 'politie', ['privacy-officer']), 'accountability')
  signal = await aSignalAt(house, 'proposed', await aPair(house, 'politie'))
})
afterAll(() => house.close())

const readings = async (caller: Caller, id: string, search = {}) => {
  const found = await searchReaders(house, caller, id, search)
  if (!found.ok) throw new Error(found.refusal)
  return found.value
}

test('one line for each person, act and day; the newest first; whoever asks is on it the next time', async () => {
  house.itIs('2026-06-12T08:00:00.000Z')
  await readSignal(house, analyst, signal)
  house.itIs('2026-06-12T09:30:00.000Z')
  await readSignal(house, analyst, signal)
  await searchSignals(house, lead, {})
  const asked = await readings(privacy, signal)
  expect(asked.readings.slice(0, 2)).toEqual([
    {
      ...{ by: { id: lead.member.id, name: 'Hugo' }, unit: lead.member.unit, roles: ['team-lead'] },
      ...{ act: 'consult', what: 'zoekSignalen', denied: false, purpose: 'lead', recipient: null },
      ...{ emergency: false, times: 1 },
      ...{ firstAt: '2026-06-12T09:30:00.000Z', lastAt: '2026-06-12T09:30:00.000Z' },
    },
    {
      ...{ by: { id: analyst.member.id, name: 'Ines' }, unit: analyst.member.unit, roles: ['analyst'] },
      ...{ act: 'consult', what: 'leesSignaal', denied: false, purpose: 'triage', recipient: null },
      ...{ emergency: false, times: 2 },
      ...{ firstAt: '2026-06-12T08:00:00.000Z', lastAt: '2026-06-12T09:30:00.000Z' },
    },
  ])
  const [again] = (await readings(privacy, signal)).readings
  expect(again).toMatchObject({ by: { name: 'Roelien' }, what: 'zoekLezers', purpose: 'accountability' })
})

test('page by page it is the same list', async () => {
  const whole = (await readings(privacy, signal)).readings.length
  const seen = new Set<string>()
  // Each asking adds to the day's line of who asks, which is then the newest: never on a later page again.
  for (let after: string | null = ''; after !== null;) {
    const page = await readings(privacy, signal, { limit: 1, ...(after === '' ? {} : { after }) })
    for (const { by, what } of page.readings) seen.add(`${by.id} ${what}`)
    after = page.next
  }
  expect(seen.size).toBe(whole)
})

test('who tried to open what they may not know of is on it, as not given', async () => {
  const kept = await aSignalAt(house, 'proposed', await aPair(house, 'politie'))
  await keptTo(house, kept, lead)
  await readSignal(house, analyst, kept)
  const [tried] = (await readings(privacy, kept)).readings
  expect(tried).toMatchObject({ by: { name: 'Ines' }, what: 'leesSignaal', denied: true })
})

test('who leads hears it of what they may read; of the rest it answers as if there were none', async () => {
  expect((await readings(lead, signal)).readings.length).toBeGreaterThan(0)
  const running = await aSignalAt(house, 'proposed', await aPair(house, 'politie'))
  await keptTo(house, running, analyst)
  expect(await searchReaders(house, lead, running, {})).toEqual(refuse('not-found'))
  expect(await searchReaders(house, lead, randomUUID(), {})).toEqual(refuse('not-found'))
  expect((await searchReaders(house, privacy, running, {})).ok).toBe(true)
})

test('it is for nobody else, and of another organisation there is nothing', async () => {
  expect(await searchReaders(house, analyst, signal, {})).toEqual(refuse('role-missing'))
  const other = await house.colleague('Maaike', 'kmar', ['privacy-officer'])
  const asks = workingFor(other, 'accountability')
  expect(await searchReaders(house, asks, signal, {})).toEqual(refuse('not-found'))
})
