// A signal through every state, on a real database: what the screens would show after each step.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSignal, searchDuties, searchSignals } from '../../test/reads.ts'
import { aPair, aSignalAt, mustStep, stepOn, type Pair } from '../../test/a-handover.ts'
import { aHouse, mustBeClean, type TestHouse } from '../../test/a-house.ts'
import { offerByDocument, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import type { SignalDetail } from '#contract/signal.ts'
import type { Answers } from '#process/event.ts'
import { SIGNAL_STATES, type SignalState } from '#process/state.ts'
import type { Caller } from './house.ts'
import { takeStep } from './steps.ts'

let house: TestHouse
let pair: Pair
let sanne: Caller
let jayden: Caller
let fatima: Caller
let kees: Caller

beforeAll(async () => {
  house = await aHouse()
  pair = await aPair(house, 'politie')
  ;[sanne, jayden] = pair
  kees = await house.colleague('Kees', 'kmar')
  fatima = await house.colleague('Fatima', 'politie', undefined, { unit: 'intelligence' })
})
afterAll(async () => {
  try {
    await mustBeClean(house)
  } finally {
    await house.close()
  }
})

const see = async (id: string, caller = sanne): Promise<SignalDetail> =>
  (await readSignal(house, caller, id))!
const mayDo = ({ steps }: SignalDetail) => steps.filter(({ allowed }) => allowed).map(({ type }) => type)

/** What the signal waits for in each state, of the police; an offer comes by message. */
const WAITS_FOR = [
  ['proposed', 'answer-proposal'],
  ['set-aside-proposed', 'confirm-set-aside'],
  ['confirmed', 'start-enrichment'],
  ['enriching', 'finish-enrichment'],
  ['weighing', 'weigh'],
  ['stop-proposed', 'confirm-stop'],
  ['shelved', 'review-shelved'],
  ['interviewing', 'hold-interview'],
  ['investigating', 'conclude-investigation'],
  ['held', 'review-hold'],
  ['handing-over', 'await-acceptance'],
  ['handed-over', null],
  ['closed', null],
] as const satisfies readonly (readonly [SignalState, string | null])[]

test('every state but that of an offer is walked below', () => {
  const walked: readonly string[] = WAITS_FOR.map(([state]) => state)
  expect(SIGNAL_STATES.filter((state) => !walked.includes(state))).toEqual(['offered'])
})

describe.each(WAITS_FOR)('a signal that is %s', (state, waitsFor) => {
  test(`waits for ${waitsFor ?? 'nobody here'}, and the worklist says the same`, async () => {
    const id = await aSignalAt(house, state, pair)
    const signal = await see(id)
    expect(signal.state).toBe(state)
    expect(signal.duty?.kind ?? null).toBe(waitsFor)
    const { duties } = await searchDuties(house, sanne, { scope: 'organisation', limit: 200 })
    const own = duties.filter(({ subject }) => subject.kind === 'signal' && subject.id === id)
    const kinds = [...(signal.duty ? [signal.duty.kind] : []), ...signal.sideDuties.map(({ kind }) => kind)]
    expect(own.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted())
  })
})

describe('waiting for a visible reason', () => {
  test('keeps the signal open, counted with its reason, until somebody resumes it', async () => {
    const id = await aSignalAt(house, 'enriching', pair)
    await mustStep(house, sanne, id, S.hold)
    expect(await see(id)).toMatchObject({
      state: 'held',
      held: { reason: 'capacity', reviewOn: '2026-06-25' },
      holdReason: 'capacity',
      duty: { kind: 'review-hold', dueAt: '2026-06-25T07:00:00.000Z', overdue: false },
    })
    const { signals } = await searchSignals(house, sanne, { states: ['held'], limit: 200 })
    expect(signals.find((one) => one.id === id)?.holdReason).toBe('capacity')
    await mustStep(house, jayden, id, S.resume)
    expect(await see(id)).toMatchObject({ state: 'enriching', held: null, holdReason: null })
  })

  test('is refused for longer than the way of working allows', async () => {
    const id = await aSignalAt(house, 'enriching', pair)
    expect(await stepOn(house, sanne, id, { ...S.hold, reviewOn: '2026-12-01' })).toBe('review-date-invalid')
  })
})

describe('another unit of the same organisation', () => {
  test('is asked, answers itself, and is accountable from its acceptance on', async () => {
    const id = await aSignalAt(house, 'enriching', pair)
    const { duty } = await see(id)
    await mustStep(house, sanne, id, S['offer-unit'])
    const asked = await see(id)
    expect(asked).toMatchObject({ unit: 'avim-midden', unitOffer: { unit: 'intelligence' } })
    expect(asked.sideDuties).toMatchObject([{ kind: 'answer-unit', unit: 'intelligence' }])
    expect(asked.steps.find(({ type }) => type === 'accept-unit')).toMatchObject({
      allowed: false,
      because: 'unit-not-yours',
    })
    expect(await stepOn(house, jayden, id, S['accept-unit'])).toBe('unit-not-yours')
    const theirs = await searchDuties(house, fatima, { scope: 'unit', kinds: ['answer-unit'] })
    expect(theirs.duties.map(({ subject }) => subject.id)).toContain(id)
    await mustStep(house, fatima, id, S['accept-unit'])
    expect(await see(id)).toMatchObject({
      unit: 'intelligence',
      unitOffer: null,
      sideDuties: [],
      // The signal waited all the while: nothing was gained by moving it.
      duty: { kind: 'finish-enrichment', dueAt: duty?.dueAt },
    })
  })

  test('refuses on a reason of the list, and everything stays where it was', async () => {
    const id = await aSignalAt(house, 'enriching', pair)
    await mustStep(house, sanne, id, S['offer-unit'])
    await mustStep(house, fatima, id, S['refuse-unit'])
    expect(await see(id)).toMatchObject({ unit: 'avim-midden', unitOffer: null, sideDuties: [] })
  })
})

test('urgency brings the duty forward, and taking it away postpones nothing', async () => {
  const id = await aSignalAt(house, 'weighing', pair)
  const before = await see(id)
  await mustStep(house, sanne, id, { ...S['set-urgency'], urgency: ['danger-now'] })
  const urgent = await see(id)
  expect(urgent).toMatchObject({ urgent: true, urgency: ['danger-now'] })
  expect(urgent.duty!.dueAt < before.duty!.dueAt).toBe(true)
  const { duties } = await searchDuties(house, sanne, { scope: 'organisation', kinds: ['weigh'], limit: 200 })
  expect(duties.find(({ subject }) => subject.id === id)?.subject).toMatchObject({ urgency: ['danger-now'] })
  await mustStep(house, sanne, id, { ...S['set-urgency'], urgency: [] })
  expect((await see(id)).duty?.dueAt).toBe(urgent.duty?.dueAt)
})

test('contact with the possible victim is asked from the first confirmation until it was sought', async () => {
  const id = await aSignalAt(house, 'confirmed', pair)
  expect((await see(id)).sideDuties).toMatchObject([
    { kind: 'contact-possible-victim', unit: 'avim-midden', overdue: false },
  ])
  await mustStep(house, sanne, id, S['record-contact'])
  expect(await see(id)).toMatchObject({ sideDuties: [], contacts: { signal: 'attempted' } })
})

describe('what a signal asks of its enrichment', () => {
  test('a circumstance that holds makes an act mandatory; done, it no longer stops the enrichment', async () => {
    const id = await aSignalAt(house, 'enriching', pair)
    const act = async () => (await see(id)).choices.acts.find((one) => one.id === 'ask-youth-care')!
    expect((await act()).mandatory).toBe(false)
    const circumstances: Answers = { ...S['record-circumstances'].circumstances, minor: 'yes' }
    await mustStep(house, sanne, id, { ...S['record-circumstances'], circumstances })
    expect(await act()).toMatchObject({ mandatory: true, result: null, fits: true })
    const finish = (await see(id)).steps.find(({ type }) => type === 'finish-enrichment')
    expect(finish).toMatchObject({ allowed: false, because: 'acts-open' })
    const [reason] = (await act()).notPossible
    await mustStep(house, sanne, id, {
      ...S['record-act'],
      act: 'ask-youth-care',
      result: 'not-possible',
      reason: reason!.id,
      provenance: null,
    })
    expect(mayDo(await see(id))).toContain('finish-enrichment')
  })
})

describe('a partner without Spoor', () => {
  test('gets a document, and its receipts are entered by hand: received, accepted, outcome', async () => {
    const id = await aSignalAt(house, 'weighing', pair)
    await mustStep(house, sanne, id, offerByDocument)
    const offered = await see(id)
    expect(offered.handover).toMatchObject({
      direction: 'out',
      via: 'document',
      organisation: null,
      stage: 'offered',
      pack: { title: offerByDocument.pack.title, registrations: [{ sourceId: 'PL0900-2026-1' }] },
      messages: [],
      reported: null,
    })
    expect(offered.handover?.answerBy).toBe(offered.duty?.dueAt)
    const receipt = { ...S['enter-receipt'], reference: 'Brief 2026/114' } as const
    expect(await stepOn(house, sanne, id, { ...receipt, reference: ' ' })).toBe('reference-missing')
    await mustStep(house, sanne, id, { ...receipt, receipt: 'received' })
    expect((await see(id)).handover?.stage).toBe('received')
    // With an acceptance the duty leaves the house: not on the word of who sent it away.
    expect(await stepOn(house, sanne, id, { ...receipt, receipt: 'accepted' })).toBe('needs-another-person')
    await mustStep(house, jayden, id, { ...receipt, receipt: 'accepted' })
    expect(await see(id)).toMatchObject({
      state: 'handed-over',
      duty: null,
      handover: { stage: 'accepted' },
    })
    await mustStep(house, sanne, id, { ...receipt, receipt: 'outcome', says: 'Pand gesloten.' })
    expect((await see(id)).handover).toMatchObject({ stage: 'reported', reported: 'told-by-partner' })
  })

  test('that refuses gives the duty back, with its words', async () => {
    const id = await aSignalAt(house, 'weighing', pair)
    await mustStep(house, sanne, id, offerByDocument)
    const refused = { ...S['enter-receipt'], receipt: 'refused', says: 'Niet onze gemeente.' } as const
    await mustStep(house, sanne, id, refused)
    const signal = await see(id)
    expect(signal).toMatchObject({
      state: 'weighing',
      duty: { kind: 'weigh' },
      handover: { stage: 'refused' },
    })
    expect(signal.timeline.at(-1)?.content).toMatchObject({ says: 'Niet onze gemeente.' })
  })
})

describe('the second person at an interview', () => {
  test.each([
    ['a colleague', () => jayden.member.id, undefined],
    ['the one who records it', () => sanne.member.id, 'needs-another-person'],
    ['somebody of another organisation', () => kees.member.id, 'not-found'],
  ] as const)('%s', async (_, second, refusal) => {
    const id = await aSignalAt(house, 'interviewing', pair)
    const taken = await stepOn(house, sanne, id, { ...S['record-interview'], second: second() })
    expect(taken).toBe(refusal)
    const recorded = (await see(id)).timeline.at(-1)
    if (refusal === undefined) expect(recorded).toMatchObject({ data: { second: second(), qualified: true } })
    else expect(recorded?.type).toBe('weighed')
  })
})

test('two people decide at once: one wins, and the other is told and sees what changed', async () => {
  const id = await aSignalAt(house, 'weighing', pair)
  const { version } = await see(id)
  const results = await Promise.all([
    takeStep(house, sanne, id, { version, step: S.weigh }),
    takeStep(house, jayden, id, { version, step: S['propose-stop'] }),
  ])
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.filter(({ ok }) => !ok)).toEqual([{ ok: false, refusal: 'changed-since-you-looked' }])
  const after = await see(id)
  expect(after.version).toBe(version + 1)
  expect(['interviewing', 'stop-proposed']).toContain(after.state)
})
