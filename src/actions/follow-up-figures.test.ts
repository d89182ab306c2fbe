import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchDuties, searchHandovers } from '../../test/reads.ts'
import type { FollowUpFigures } from '#contract/follow-up.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { findByHandover } from '#store/messages.ts'
import { findLook } from '#store/second-looks.ts'
import { aPair, aSignalAt, mustStep, signalOf, type Pair } from '../../test/a-handover.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { answers, guards, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import type { Caller } from './house.ts'
import { followUpFigures } from './follow-up-figures.ts'
import { drawSecondLooks, takeSecondLook } from './second-looks.ts'

let house: TestHouse
let police: Pair
let inspectorate: Pair
let figures: FollowUpFigures

const MONDAY = '2026-06-15T07:00:00.000Z'
const period = { from: '2026-06-11', to: '2026-06-15' }

/*
 * Thursday 11 June: two proposals set aside, two signals stopped, one shelved, one held for capacity, one handed over to
 * the Inspectorate and accepted, one offered there and refused, one still proposed, one being enriched.
 * Monday 15 June: the second looks; the proposal is overdue by then.
 */
beforeAll(async () => {
  house = await aHouse()
  police = await aPair(house, 'politie')
  inspectorate = await aPair(house, 'arbeidsinspectie')
  const asides = [
    await aSignalAt(house, 'set-aside-proposed', police),
    await aSignalAt(house, 'set-aside-proposed', police),
  ]
  for (const id of asides) await mustStep(house, police[1], id, S['confirm-set-aside'])
  await aSignalAt(house, 'closed', police)
  const second = await aSignalAt(house, 'weighing', police)
  await mustStep(house, police[0], second, {
    ...S['propose-stop'],
    outcome: 'care-only',
    guards: { ...guards, comensha: { answer: 'nobody-to-report', reference: 'Zie verslag 4.' } },
  })
  await mustStep(house, police[1], second, S['confirm-stop'])
  await aSignalAt(house, 'shelved', police)
  await aSignalAt(house, 'held', police)
  const away = [
    await aSignalAt(house, 'handing-over', police),
    await aSignalAt(house, 'handing-over', police),
  ]
  await deliverMessages(house)
  for (const [at, step] of [S['accept-handover'], S['refuse-handover']].entries()) {
    const signal = await signalOf(house, 'politie', away[at]!)
    if (signal.state !== 'handing-over') throw new Error(signal.state)
    const there = await findByHandover(house.stores.arbeidsinspectie, signal.handover)
    await mustStep(house, inspectorate[0], there!, step)
  }
  await deliverMessages(house)
  await aSignalAt(house, 'proposed', police)
  await aSignalAt(house, 'enriching', police)

  house.itIs(MONDAY)
  // Five decisions, in the order of their ids; the first two are drawn.
  let n = 0
  await drawSecondLooks({ ...house, random: () => (n++ < 2 ? 0 : 1) })
  await lookAgain()
  figures = await followUpFigures(house, police[0], period)
})
afterAll(() => house.close())

/** Of the decisions drawn one look agrees; the other is still to be taken. */
async function lookAgain(): Promise<void> {
  const { duties } = await searchDuties(house, police[0], { scope: 'organisation', kinds: ['second-look'] })
  const look = duties[0]!.subject.id
  const found = await findLook(house.stores.politie, 'politie', look)
  const { seq } = await signalOf(house, 'politie', found!.signalId)
  const [caller] = await aPair(house, 'politie')
  const looker = { ...caller, member: { ...caller.member, unit: duties[0]!.unit } }
  const verdict = { version: seq, verdict: 'no-follow-up', answers, ground: 'Ik zie het ook zo.' } as const
  const taken = await takeSecondLook(house, looker, look, verdict)
  if (!taken.ok) throw new Error(taken.refusal)
}

describe('the figures of a period', () => {
  test('the balance: received = open + handed over + closed', () => {
    expect(figures.balance).toEqual({ received: 10, open: 5, handedOver: 1, closed: 4 })
  })

  test('outcomes in words, the most frequent first', () => {
    expect(figures.outcomes.map(({ id, label, count }) => [id, label.nl, count])).toEqual([
      ['set-aside', 'Terzijde gelegd door twee personen', 2],
      ['care-only', expect.any(String), 1],
      ['not-trafficking', expect.any(String), 1],
    ])
  })

  test('how each guard was answered, over the outcomes that asked for it', () => {
    const comensha = figures.guards.find(({ id }) => id === 'comensha')!
    expect([comensha.asked, comensha.answers.map(({ id, count }) => `${id} ${count}`)]).toEqual([
      2,
      ['reported 1', 'reported-by-other 0', 'nobody-to-report 1'],
    ])
    expect(figures.guards.map(({ id, asked }) => [id, asked])).toEqual([
      ['possible-victim-contact', 2],
      ['comensha', 2],
      ['reflection-period', 2],
      ['non-punishment', 2],
    ])
  })

  test('what waits, by reason, with capacity apart', () => {
    expect(figures.waiting.map(({ id, count, countedApart }) => [id, count, countedApart])).toEqual([
      ['capacity', 1, true],
      ['awaiting-information', 0, false],
      ['person-needs-time', 0, false],
      ['running-operation', 0, false],
    ])
  })

  test('contact with the possible victim, over what left the enrichment', () => {
    expect(figures.contact).toEqual({ signals: 6, spoken: 0, attempted: 6, notPossible: 0 })
  })

  test('second looks, and handovers', () => {
    expect(figures.secondLook).toEqual({ decisions: 5, drawn: 2, taken: 1, agreed: 1, followUp: 0 })
    expect(figures.handovers).toEqual({ offered: 2, accepted: 1, refused: 1, recalled: 0, silent: 0 })
  })

  test('what is overdue, by kind; what it climbed to is not counted again', () => {
    const kinds = Object.fromEntries(figures.overdue.map(({ kind, count }) => [kind, count]))
    expect(kinds['answer-proposal']).toBe(1)
    expect(Object.keys(kinds)).not.toContain('escalation')
  })

  test('the targets of the way of working, with what is reached', () => {
    expect(Object.fromEntries(figures.targets.map(({ id, reached, of }) => [id, [reached, of]]))).toEqual({
      // Nine of ten proposals were answered on the day itself.
      'hits-answered': [0.9, 10],
      // Of seven that were begun six are finished; the seventh has time.
      'enriched-in-time': [1, 6],
      'victim-contact': [1, 6],
      'signal-to-weighing': [0, 6],
      'sent-to-prosecutor': [0, null],
      'reported-to-comensha': [1, null],
      'guards-answered': [1, 8],
      'wider-enrichment': [1, 6],
      'second-look-agrees': [1, 1],
    })
  })
})

test('of the other side: what came in by handover', async () => {
  const { balance, outcomes, targets } = await followUpFigures(house, inspectorate[0], period)
  expect(balance).toEqual({ received: 2, open: 1, handedOver: 0, closed: 1 })
  expect(outcomes.map(({ id, count }) => [id, count])).toEqual([['offer-refused', 1]])
  const own = targets.find(({ id }) => id === 'own-signals')
  expect([own?.reached, own?.of]).toEqual([0, 2])
})

test('of a period in which nothing happened, and of one that ends before it begins: nothing', async () => {
  const before = await followUpFigures(house, police[0], { from: '2026-01-01', to: '2026-06-10' })
  const backwards = await followUpFigures(house, police[0], { from: '2026-06-15', to: '2026-06-11' })
  for (const { balance, outcomes, contact, secondLook, handovers, targets } of [before, backwards]) {
    expect(balance).toEqual({ received: 0, open: 0, handedOver: 0, closed: 0 })
    expect([outcomes, contact.signals, secondLook.decisions, handovers.offered]).toEqual([[], 0, 0, 0])
    expect(targets.find(({ id }) => id === 'hits-answered')).toMatchObject({ reached: null, of: 0 })
  }
})

test('of another organisation: nothing of ours', async () => {
  const stranger = await house.colleague('Mila', 'kmar')
  const { balance, outcomes } = await followUpFigures(house, stranger, period)
  expect([balance.received, outcomes]).toEqual([0, []])
})

test('the Marechaussee and the Inspectorate count by targets of their own', async () => {
  const other = await aHouse()
  try {
    const kmar = await aPair(other, 'kmar')
    const labour = await aPair(other, 'arbeidsinspectie')
    for (const rule of ['to-police', 'labour-to-inspectorate']) {
      const id = await aSignalAt(other, 'weighing', kmar)
      const moment = rule === 'to-police' ? 'minimum-closed' : 'labour'
      await mustStep(other, kmar[0], id, { ...S['offer-handover'], rule, moment })
    }
    await deliverMessages(other)
    const [offer] = (await searchHandovers(other, labour[0], { box: 'in' })).handovers
    other.itIs('2026-06-12T07:00:00.000Z')
    await mustStep(other, labour[0], offer!.signalId, S['accept-handover'])
    await deliverMessages(other)
    for (const named of ['yes', 'no', 'unknown'] as const) {
      const id = await aSignalAt(other, 'enriching', labour)
      const said = { ...S.route.answers, 'coercion-named': named }
      await mustStep(other, labour[0], id, { ...S.route, lane: 'serious-disadvantage', answers: said })
    }
    const reached = async (caller: Caller) => {
      const { targets } = await followUpFigures(other, caller, period)
      return Object.fromEntries(targets.map(({ id, reached: is, of }) => [id, [is, of]]))
    }
    // The police still have time to answer.
    expect(await reached(kmar[0])).toMatchObject({
      'handovers-accepted': [1, 1],
      'complete-at-handover': [1, 2],
      'trained-per-brigade': [null, null],
    })
    other.itIs('2026-06-17T07:00:00.000Z')
    expect(await reached(kmar[0])).toMatchObject({ 'handovers-accepted': [0.5, 2] })
    expect(await reached(labour[0])).toMatchObject({
      'administrative-with-coercion': [0.3333, 3],
      'to-investigation': [0, 4],
      'own-signals': [0.75, 4],
    })
  } finally {
    await other.close()
  }
})
