// What goes to a partner who takes no duty over: the signal goes on here, and somebody waits for the receipt.
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSignal, searchHandovers, searchDuties } from '../../test/reads.ts'
import { aPair, aSignalAt, mustStep, stepOn, type Pair } from '../../test/a-handover.ts'
import { aHouse, mustBeClean, type TestHouse } from '../../test/a-house.ts'
import { share, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { escalateOverdue } from './escalations.ts'
import { readHandoverDocument } from './handover-lists.ts'

let house: TestHouse
let pair: Pair

beforeEach(async () => {
  house = await aHouse()
  pair = await aPair(house, 'politie')
})
afterEach(async () => {
  try {
    await mustBeClean(house)
  } finally {
    await house.close()
  }
})

const see = async (id: string) => (await readSignal(house, pair[0], id))!
const box = async () => (await searchHandovers(house, pair[0], { box: 'out' })).handovers
const mayDo = async (id: string) => (await see(id)).steps.filter((one) => one.allowed).map(({ type }) => type)
const receipt = S['enter-receipt']

async function shared(): Promise<string> {
  const id = await aSignalAt(house, 'weighing', pair)
  await mustStep(house, pair[0], id, share)
  return id
}

test('the signal stays in its work; the screen shows what went, to whom, and what waits for an answer', async () => {
  const id = await shared()
  expect(await see(id)).toMatchObject({
    ...{
      state: 'weighing',
      duty: { kind: 'weigh' },
      sideDuties: [{ kind: 'await-receipt', overdue: false }],
    },
    handover: { via: 'document', moves: false, stage: 'offered', pack: { title: share.pack.title } },
  })
  expect(await mayDo(id)).toEqual(expect.arrayContaining(['weigh', 'enter-receipt', 'recall-handover']))
  const [line] = await box()
  expect(line).toMatchObject({ signalId: id, state: 'weighing', moves: false, stage: 'offered' })
  expect(line?.answerBy).toBe((await see(id)).sideDuties[0]?.dueAt)
  const { duties } = await searchDuties(house, pair[0], { scope: 'organisation', kinds: ['await-receipt'] })
  expect(duties).toMatchObject([{ subject: { id } }])
})

test('the document says who stays accountable', async () => {
  const document = await readHandoverDocument(house, pair[0], await shared())
  if (!document.ok) throw new Error(document.refusal)
  expect(document.value).toContain('Politie blijft verantwoordelijk voor de opvolging van dit signaal')
  expect(document.value).toContain('Aangenomen: wij doen ons deel.')
  expect(document.value).toContain('Gemeente')
  expect(document.value).not.toContain('vanaf nu van ons')
})

test('its answer ends the duty, and what came of it is entered later, also after the end', async () => {
  const id = await shared()
  await mustStep(house, pair[0], id, { ...receipt, receipt: 'received' })
  expect(await see(id)).toMatchObject({ handover: { stage: 'received' }, sideDuties: [{}] })
  await mustStep(house, pair[0], id, receipt)
  expect(await see(id)).toMatchObject({ state: 'weighing', handover: { stage: 'accepted' }, sideDuties: [] })
  await mustStep(house, pair[0], id, S['propose-stop'])
  await mustStep(house, pair[1], id, S['confirm-stop'])
  expect(await mayDo(id)).toEqual(['enter-receipt'])
  await mustStep(house, pair[0], id, { ...receipt, receipt: 'outcome', says: 'Vergunning ingetrokken.' })
  expect(await see(id)).toMatchObject({ state: 'closed', handover: { stage: 'reported' } })
  expect(await mayDo(id)).toEqual([])
})

test.each([
  ['refused', { ...receipt, receipt: 'refused', says: 'Niet onze gemeente.' }, 'refused'],
  ['asked back', S['recall-handover'], 'returned'],
] as const)('%s: nothing waits, and it can go to another', async (_what, step, stage) => {
  const id = await shared()
  await mustStep(house, pair[0], id, step)
  expect(await see(id)).toMatchObject({ state: 'weighing', handover: { stage }, sideDuties: [] })
  const care = { ...share, rule: 'care-to-coordinator', moment: 'only-care-left', guards: {} }
  await mustStep(house, pair[0], id, care)
  expect((await box()).map((one) => one.stage)).toEqual(['offered', stage])
})

test('silence climbs the ladder; the signal ends, and nobody waits any more', async () => {
  const id = await shared()
  const [duty] = (await see(id)).sideDuties
  house.itIs(duty!.dueAt)
  expect(await escalateOverdue(house)).toBe(1)
  expect(await see(id)).toMatchObject({
    ...{ state: 'weighing', handover: { stage: 'offered' } },
    escalations: [{ about: 'await-receipt', level: 1, role: 'team-lead' }],
  })
  await mustStep(house, pair[0], id, S['propose-stop'])
  await mustStep(house, pair[1], id, S['confirm-stop'])
  expect(await see(id)).toMatchObject({
    ...{ state: 'closed', handover: { stage: 'ended' }, sideDuties: [], escalations: [] },
  })
  expect(await box()).toMatchObject([{ stage: 'ended', overdue: false, answerBy: null }])
  expect(await stepOn(house, pair[0], id, receipt)).toBe('not-in-this-state')
})

test('one is shared while another organisation is offered the whole, and each gets its own answer', async () => {
  const id = await shared()
  const stages = async () =>
    Object.fromEntries((await box()).map(({ moves, stage }) => [moves ? 'whole' : 'shared', stage]))
  await mustStep(house, pair[0], id, S['offer-handover'])
  expect(await stages()).toEqual({ shared: 'offered', whole: 'offered' })
  await mustStep(house, pair[0], id, receipt)
  expect(await see(id)).toMatchObject({ state: 'handing-over', sideDuties: [] })
  expect(await stages()).toEqual({ shared: 'accepted', whole: 'offered' })
})

test('the choices say whose duty it is, and what stands in the way', async () => {
  const id = await shared()
  const { choices } = await see(id)
  const of = (rule: string) => choices.handovers.find((one) => one.id === rule)
  expect(of('care-to-coordinator')).toMatchObject({ moves: false, via: 'document', guards: [] })
  expect(of('care-to-coordinator')?.refused).toBe('already-offered')
  expect(of('labour-to-inspectorate')).toMatchObject({ moves: true, via: 'spoor', refused: null })
  expect(of('abroad-to-foreign-authority')?.refused).toBe('already-offered')
})

test('the database keeps one open share for a signal, answered for what was shared only', async () => {
  const id = await shared()
  const { db } = house.database.as('spoor_politie')
  const again = sql`
    insert into spoor.handover (organisation, id, direction, signal_id, partner, via, moves, offered_at, answer_by)
    values ('politie', gen_random_uuid(), 'out', ${id}, 'x', 'document', false, now(), now())`
  await expect(again.execute(db)).rejects.toMatchObject({ code: '23505' })
  const wrong = (set: string) =>
    sql`update spoor.handover set answered_at = now(), ${sql.raw(set)} where signal_id = ${id}`.execute(db)
  await expect(wrong(`answer = 'silence'`)).rejects.toMatchObject({ code: '23514' })
})
