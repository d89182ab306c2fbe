import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPair, aSignalAt, mustStep } from '../../test/a-handover.ts'
import { aHouse, workingFor, type TestHouse } from '../../test/a-house.ts'
import { keptTo } from '../../test/a-kept.ts'
import { refuse } from '#core/outcome.ts'
import type { Caller } from './house.ts'
import { searchProgress } from './progress.ts'
import { registerSignal } from './register.ts'

let house: TestHouse
let officer: Caller
let liaison: Caller
let weigher: Caller

beforeAll(async () => {
  house = await aHouse()
  const reporter = await house.colleague('Fenna', 'politie', ['officer'], { unit: 'basisteams' })
  officer = workingFor(reporter, 'own-report')
  liaison = workingFor(await house.colleague('Ilse', 'politie', ['comensha-liaison']), 'victim-support')
  weigher = await house.colleague('Jesper')
})
afterAll(() => house.close())

async function report(title: string, by = officer): Promise<string> {
  const signal = { title, text: 'Geheime woorden van dit signaal.', incident: 'overlast' }
  const more = { registeredAt: '2026-06-10T20:00:00+02:00', forms: [], ground: 'Ik maak mij zorgen.' }
  const made = await registerSignal(house, by, { ...signal, ...more })
  if (!made.ok) throw new Error(made.refusal)
  return made.value.id
}

async function progressOf(caller: Caller, search = {}) {
  const found = await searchProgress(house, caller, search)
  if (!found.ok) throw new Error(found.refusal)
  return found.value
}

test('who reported it sees where it stands, with whom and until when, and no word of what it says', async () => {
  const id = await report('Wasstraat')
  await mustStep(house, weigher, id, { type: 'take-up' })
  const page = await progressOf(officer)
  expect(page.signals).toEqual([
    {
      ...{ id, title: 'Wasstraat', receivedAt: '2026-06-11T07:00:00.000Z', phase: 'signal', outcome: null },
      ...{ state: 'confirmed', unit: weigher.member.unit, assignee: 'Jesper', asked: [] },
      next: { kind: 'start-enrichment', dueAt: expect.stringMatching(/^2026-06-.*Z$/) as string },
    },
  ])
  expect(JSON.stringify(page)).not.toContain('Geheime')
})

test('what is asked of their unit is told', async () => {
  const id = await report('Loods')
  await mustStep(house, weigher, id, { type: 'offer-unit', unit: 'basisteams', ground: 'Kent u deze plek?' })
  const told = (await progressOf(officer)).signals.find((one) => one.id === id)
  expect(told).toMatchObject({ asked: [{ kind: 'answer-unit' }] })
})

test('also what is kept to others by now, and never what somebody else reported', async () => {
  const id = await report('Woning')
  await keptTo(house, id, weigher)
  expect((await progressOf(officer)).signals.map((one) => one.id)).toContain(id)
  const other = await house.colleague('Marleen', 'politie', ['officer'])
  expect((await progressOf(workingFor(other, 'own-report'))).signals).toEqual([])
  // At work with signals, it is kept from who reported it as from everybody.
  const both = await house.colleague('Ada', 'politie', ['officer', 'analyst'])
  const hers = await report('Steiger', workingFor(both, 'own-report'))
  await keptTo(house, hers, weigher)
  const seen = async (purpose: 'triage' | 'own-report') =>
    (await progressOf(workingFor(both, purpose))).signals.map((one) => one.id)
  expect(await seen('own-report')).toEqual([hers])
  expect(await seen('triage')).toEqual([])
})

test('the liaison sees what was reported to CoMensha, without a title, and nothing else', async () => {
  const pair = await aPair(house, 'politie')
  const closed = await aSignalAt(house, 'closed', pair)
  const { rows } = await sql<{ reported: boolean }>`
    select bool_or(data -> 'guards' ->> 'comensha' = 'reported') as reported from spoor.event
     where signal_id = ${closed}`.execute(house.stores.politie)
  const [one, ...none] = (await progressOf(liaison)).signals
  expect(none).toEqual([])
  expect(one?.id).toBe(rows[0]?.reported === true ? closed : undefined)
  expect(rows[0]?.reported).toBe(true)
  expect(one).toMatchObject({ title: null, next: null, state: 'closed' })
})

test('page by page, newest first; each that was shown is in the log', async () => {
  const whole = (await progressOf(officer)).signals.map(({ id }) => id)
  const seen: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const page = await progressOf(officer, { limit: 1, ...(after === '' ? {} : { after }) })
    seen.push(...page.signals.map(({ id }) => id))
    after = page.next
  }
  expect(seen).toEqual(whole)
  const { rows } = await sql<{ record_id: string }>`
    select distinct record_id from spoor.audit
     where actor = ${officer.member.id} and what = 'zoekVoortgang' and record_id is not null`.execute(
    house.stores.politie,
  )
  expect(rows.map(({ record_id: id }) => id).toSorted()).toEqual(whole.toSorted())
})

test('it is for who reports, who works with signals and the liaison', async () => {
  const privacy = await house.colleague('Roelien', 'politie', ['privacy-officer'])
  expect(await searchProgress(house, privacy, {})).toEqual(refuse('role-missing'))
  expect(await searchProgress(house, { ...officer, task: null }, {})).toEqual(refuse('purpose-missing'))
})
