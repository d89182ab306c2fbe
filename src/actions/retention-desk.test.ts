import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, workingFor, type TestHouse } from '../../test/a-house.ts'
import type { RetentionView } from '#contract/retention.ts'
import type { Caller } from './house.ts'
import { decideHold, readRetention } from './retention-desk.ts'
import { placeHold } from './retention-decisions.ts'
import { confirmRun } from './retention.ts'

let house: TestHouse
let keeper: Caller
let manager: Caller
let signal: string

beforeAll(async () => {
  house = await aHouse()
  keeper = await house.colleague('Een van Privacy', 'politie', ['privacy-officer'])
  manager = workingFor(
    await house.colleague('Een van Beheer', 'politie', ['functional-manager']),
    'management',
  )
  signal = await aSignalAt(house, 'closed', await aPair(house, 'politie'))
})
afterAll(() => house.close())

async function view(caller = keeper): Promise<RetentionView> {
  const found = await readRetention(house, caller)
  if (!found.ok) throw new Error(found.refusal)
  return found.value
}

const words = 'Een klacht over de verwerking loopt nog.'
const hold = () =>
  ({ recordKind: 'signal', recordId: signal, reason: 'complaint', words, until: '2026-12-31' }) as const

test('a hold is shown with its reason and its people, and who placed it cannot confirm it', async () => {
  const placed = await placeHold(house, keeper, hold())
  const id = placed.ok ? placed.value.id : ''
  expect((await view()).holds).toMatchObject([
    {
      ...{ id, state: 'waiting', reason: 'complaint', words, recordId: signal, mayConfirm: false },
      placedBy: { name: 'Een van Privacy' },
    },
  ])
  expect((await view(manager)).holds[0]).toMatchObject({ mayConfirm: true })
  expect(await decideHold(house, keeper, id, { decision: 'confirm' })).toMatchObject({
    refusal: 'needs-another-person',
  })
  expect(await decideHold(house, manager, id, { decision: 'confirm' })).toMatchObject({ ok: true })
  expect((await view()).holds[0]).toMatchObject({
    state: 'in-force',
    confirmedBy: { name: 'Een van Beheer' },
  })
  expect(await decideHold(house, keeper, id, { decision: 'end' })).toMatchObject({ ok: true })
  expect((await view()).holds[0]).toMatchObject({ state: 'ended', endedBy: { name: 'Een van Privacy' } })
})

test.each([
  ['remove', 'spoor', 1],
  ['destroy', 'spoor', 2],
] as const)('a run to %s, proposed by %s, asks for so many people: %i', async (kind, by, people) => {
  const id = house.newId()
  await sql`insert into spoor.retention_run (id, organisation, kind, day, report, proposed_by, planned_at)
    values (${id}, 'politie', ${kind}, '2026-06-11', '{"words": 3, "line": 1}', ${by}, ${house.clock()})`.execute(
    house.database.as('owner').db,
  )
  const run = async (caller: Caller) => (await view(caller)).runs.find((one) => one.id === id)
  expect(await run(keeper)).toMatchObject({
    ...{ missing: people, mayConfirm: true, executedAt: null, proof: null },
    report: [
      { category: 'line', count: 1 },
      { category: 'words', count: 3 },
    ],
    proposedBy: { id: 'spoor', name: 'Spoor' },
  })
  await confirmRun(house, keeper, id)
  expect(await run(keeper)).toMatchObject({ missing: people - 1, mayConfirm: false })
  expect(await run(manager)).toMatchObject({ missing: people - 1, mayConfirm: people === 2 })
  await confirmRun(house, manager, id)
  expect(await run(keeper)).toMatchObject({ missing: 0 })
})

test('looking and deciding are in the log, for the task that they were for; a try at what is not there as well', async () => {
  const kees = await house.colleague('Kees', 'kmar', ['privacy-officer'])
  expect(await confirmRun(house, kees, house.newId())).toMatchObject({ refusal: 'not-found' })
  const { rows } = await sql<{ what: string; purpose: string; task: boolean }>`
    select distinct what, purpose, task_id is not null as task from spoor.audit
     where actor in (${keeper.member.id}, ${manager.member.id}, ${kees.member.id}) order by what, purpose`.execute(
    house.database.as('owner').db,
  )
  const line = (what: string, purpose: string) => ({ what, purpose, task: true })
  expect(rows).toEqual([
    line('besluitBewaarbesluit', 'accountability'),
    line('besluitBewaarbesluit', 'management'),
    line('besluitOpschoning', 'accountability'),
    line('besluitOpschoning', 'management'),
    line('besluitOpschoning-denied', 'accountability'),
    line('leesBewaren', 'accountability'),
    line('leesBewaren', 'management'),
    line('plaatsBewaarbesluit', 'accountability'),
  ])
})

test('who has no part in it sees none of it', async () => {
  const analyst = await house.colleague('Noor', 'politie', ['analyst'])
  expect(await readRetention(house, analyst)).toMatchObject({ refusal: 'role-missing' })
})
