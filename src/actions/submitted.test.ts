import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { refuse } from '#core/outcome.ts'
import { followUpFigures } from './follow-up-figures.ts'
import type { Caller } from './house.ts'
import { actsOf } from './access.ts'
import { searchDuties } from './duties.ts'
import { searchProgress } from './progress.ts'
import { readSignal } from './signal-detail.ts'
import { searchSignals } from './signals.ts'
import { readSubmitted, searchSubmitted } from './submitted.ts'

let house: TestHouse
let prosecutor: Caller
let investigated: string
let proposed: string

beforeAll(async () => {
  house = await aHouse()
  prosecutor = await house.colleague('Bastiaan', 'politie', ['prosecutor'])
  const pair = await aPair(house, 'politie')
  investigated = await aSignalAt(house, 'investigating', pair)
  proposed = await aSignalAt(house, 'proposed', pair)
})
afterAll(() => house.close())

test('the prosecutor reads what was submitted: registrations and acts, and nothing that the scan made of it', async () => {
  const list = await searchSubmitted(house, prosecutor, {})
  expect(list).toMatchObject({
    value: { submitted: [{ id: investigated, state: 'investigating' }], next: null },
  })
  const file = await readSubmitted(house, prosecutor, investigated)
  if (!file.ok) throw new Error(file.refusal)
  expect(file.value.registrations.map(({ text }) => text).join()).toContain('Paspoort')
  expect(file.value.facts.length).toBeGreaterThan(0)
  expect(JSON.stringify(file.value)).not.toMatch(/"(scan|score|findings|weight)":/)
})

test('what is not submitted is not there, also not of another organisation', async () => {
  expect(await readSubmitted(house, prosecutor, proposed)).toEqual(refuse('not-found'))
  const other = await house.colleague('Ruben', 'kmar', ['prosecutor'])
  expect(await readSubmitted(house, other, investigated)).toEqual(refuse('not-found'))
  expect(await searchSubmitted(house, other, {})).toMatchObject({ value: { submitted: [] } })
  expect(await readSignal(house, prosecutor, investigated)).toEqual(refuse('role-missing'))
})

test('page by page it is the same list', async () => {
  const second = await aSignalAt(house, 'investigating', await aPair(house, 'politie'))
  const first = await searchSubmitted(house, prosecutor, { limit: 1 })
  if (!first.ok || first.value.next === null) throw new Error('one page')
  const next = await searchSubmitted(house, prosecutor, { limit: 1, after: first.value.next })
  if (!next.ok) throw new Error(next.refusal)
  const ids = [...first.value.submitted, ...next.value.submitted].map(({ id }) => id)
  expect(ids.toSorted()).toEqual([investigated, second].toSorted())
})

test('each read is in the log as disclosed to the prosecution service', async () => {
  await readSubmitted(house, prosecutor, investigated)
  const { rows } = await sql`
    select act, what, purpose, recipient from spoor.audit where record_id = ${investigated}
     order by day desc, seq desc limit 1`.execute(house.stores.politie)
  expect(rows).toEqual([{ act: 'disclose', what: 'leesIngediend', purpose: 'prosecution', recipient: 'om' }])
})

test('a researcher has figures alone, in which no signal and no person can be found', async () => {
  const researcher = await house.colleague('Casper', 'politie', ['researcher'])
  const personal = actsOf(house, researcher).filter(
    (act) => !/^(see-(public|oneself|own-sessions|rules|colleagues|intake|figures))$/.test(act),
  )
  expect(personal).toEqual([])
  for (const refused of [
    await searchSignals(house, researcher, {}),
    await readSignal(house, researcher, investigated),
    await searchDuties(house, researcher, { scope: 'organisation' }),
    await searchProgress(house, researcher, {}),
    await searchSubmitted(house, researcher, {}),
  ]) {
    expect(refused).toEqual(refuse('role-missing'))
  }
  const figures = JSON.stringify(
    await followUpFigures(house, researcher, { from: '2026-06-01', to: '2026-06-11' }),
  )
  expect(figures).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
  const { rows } = await sql<{ name: string }>`select name from spoor.member where name <> ''`.execute(
    house.stores.politie,
  )
  for (const { name } of rows) expect(figures).not.toContain(`"${name}"`)
})
