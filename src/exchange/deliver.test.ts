import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { escalateOverdue } from '#actions/escalations.ts'
import { checkLedger } from '#check/check.ts'
import { readMessageContent } from '#store/messages.ts'
import {
  aPair,
  aSignalAt,
  bringTo,
  isAccountable,
  mustStep,
  sharedRows,
  sideOf,
  signalOf,
  stepOn,
  talkOf,
  waiting,
  type Pair,
} from '../../test/a-handover.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { offerByDocument, pack, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { deliverMessage, deliverMessages } from './deliver.ts'

let house: TestHouse
let police: Pair
let inspectorate: Pair
let kmar: Pair

beforeAll(async () => {
  house = await aHouse()
  police = await aPair(house, 'politie')
  inspectorate = await aPair(house, 'arbeidsinspectie')
  kmar = await aPair(house, 'kmar')
})
afterAll(() => house.close())

const ours = (handover: string) => sideOf(house, 'politie', handover)
const theirs = (handover: string) => sideOf(house, 'arbeidsinspectie', handover)

/** The police offer a signal to the Inspectorate; nothing is delivered yet. */
async function offered(): Promise<{ readonly id: string; readonly handover: string }> {
  const id = await aSignalAt(house, 'handing-over', police)
  const signal = await signalOf(house, 'politie', id)
  if (signal.state !== 'handing-over') throw new Error(signal.state)
  return { id, handover: signal.handover }
}

describe('a handover from the police to the Inspectorate', () => {
  test('is accepted, followed up there, and its outcome comes back', async () => {
    const { id, handover } = await offered()
    expect(isAccountable(await ours(handover))).toBe(true)
    await deliverMessages(house)
    const offer = await theirs(handover)
    expect(offer).toMatchObject({ state: 'offered', unit: 'arbeidsuitbuiting', registrations: [] })
    expect(offer?.duty).toMatchObject({
      kind: 'answer-handover',
      dueAt: (await signalOf(house, 'politie', id)).duty?.dueAt,
    })
    expect(await ours(handover)).toMatchObject({ state: 'handing-over', received: true })

    await mustStep(house, inspectorate[0], offer!.id, S['accept-handover'])
    await deliverMessages(house)
    expect([(await ours(handover))?.state, (await theirs(handover))?.state]).toEqual([
      'handed-over',
      'confirmed',
    ])
    await bringTo(house, offer!.id, 'closed', inspectorate)
    await deliverMessages(house)
    expect(await ours(handover)).toMatchObject({ state: 'handed-over', reported: 'not-trafficking' })
    expect((await talkOf(house, 'politie', handover)).toSorted()).toEqual([
      'accept: handover-accepted',
      'offer: signal-offered',
      'outcome: handover-reported',
      'received: handover-received',
    ])
  })

  test('is refused with a reason, and is in the state that it came from again', async () => {
    const { handover } = await offered()
    await deliverMessages(house)
    await mustStep(house, inspectorate[0], (await theirs(handover))!.id, S['refuse-handover'])
    await deliverMessages(house)
    expect(await ours(handover)).toMatchObject({ state: 'weighing', duty: { kind: 'weigh' } })
    expect(await theirs(handover)).toMatchObject({ state: 'closed', outcome: 'offer-refused' })
  })

  test('is recalled in time: nobody keeps what was sent', async () => {
    const { id, handover } = await offered()
    const [offer] = await waiting(house, 'arbeidsinspectie')
    await deliverMessages(house)
    expect(await readMessageContent(house.stores.arbeidsinspectie, offer!.id)).toEqual({ pack })
    await mustStep(house, police[0], id, S['recall-handover'])
    await deliverMessages(house)
    expect(await ours(handover)).toMatchObject({ state: 'weighing', escalations: [] })
    expect(await theirs(handover)).toMatchObject({ state: 'closed', outcome: 'offer-recalled' })
    expect(await readMessageContent(house.stores.arbeidsinspectie, offer!.id)).toBeUndefined()
    expect(await readMessageContent(house.stores.politie, offer!.id)).toBeUndefined()
  })

  test.each([
    ['the acceptance is delivered first', ['accept', 'recall']],
    ['the recall is delivered first', ['recall', 'accept']],
  ])('recall and acceptance cross, %s: the acceptance holds', async (_, order) => {
    const { id, handover } = await offered()
    await deliverMessages(house)
    await mustStep(house, inspectorate[0], (await theirs(handover))!.id, S['accept-handover'])
    await mustStep(house, police[0], id, S['recall-handover'])
    const crossing = await waiting(house, 'politie', 'arbeidsinspectie')
    for (const kind of order)
      await deliverMessage(
        house,
        crossing.find((one) => one.kind === kind)!,
      )
    await deliverMessages(house)
    expect([(await ours(handover))?.state, (await theirs(handover))?.state]).toEqual([
      'handed-over',
      'confirmed',
    ])
  })

  test('to a partner without Spoor sends nothing', async () => {
    const id = await aSignalAt(house, 'weighing', police)
    await mustStep(house, police[0], id, offerByDocument)
    expect(await waiting(house, 'politie', 'arbeidsinspectie', 'kmar')).toEqual([])
  })
})

test('nobody answers: it comes back to its sender, and to a named role as well', async () => {
  const silent = await aHouse()
  try {
    const pair = await aPair(silent, 'politie')
    const id = await aSignalAt(silent, 'handing-over', pair)
    await deliverMessages(silent)
    silent.itIs('2026-06-16T15:00:01.000Z')
    await escalateOverdue(silent)
    await deliverMessages(silent)
    const back = await signalOf(silent, 'politie', id)
    expect(back).toMatchObject({ state: 'weighing', duty: { kind: 'weigh' } })
    expect(back.escalations).toMatchObject([{ of: back.duty?.id, role: 'team-lead', level: 1 }])
    await escalateOverdue(silent)
    expect((await signalOf(silent, 'politie', id)).seq).toBe(back.seq)
  } finally {
    await silent.close()
  }
})

test('the Marechaussee hands over to the police, the police to the Inspectorate: each hears the outcome', async () => {
  const id = await aSignalAt(house, 'weighing', kmar)
  await mustStep(house, kmar[0], id, { ...S['offer-handover'], rule: 'to-police', moment: 'minimum-closed' })
  await deliverMessages(house)
  const first = await signalOf(house, 'kmar', id)
  if (first.state !== 'handing-over') throw new Error(first.state)
  const police1 = (await ours(first.handover))!.id
  await mustStep(house, police[0], police1, S['accept-handover'])
  await bringTo(house, police1, 'handing-over', police)
  await deliverMessages(house)
  const second = await signalOf(house, 'politie', police1)
  if (second.state !== 'handing-over') throw new Error(second.state)
  const there = (await theirs(second.handover))!.id
  await mustStep(house, inspectorate[0], there, S['accept-handover'])
  await deliverMessages(house)
  await bringTo(house, there, 'closed', inspectorate)
  await deliverMessages(house)
  expect(await signalOf(house, 'politie', police1)).toMatchObject({ reported: 'not-trafficking' })
  expect(await signalOf(house, 'kmar', id)).toMatchObject({
    state: 'handed-over',
    reported: 'not-trafficking',
  })
})

test('a third organisation sees nothing of it, and can do nothing', async () => {
  const third = await aHouse()
  try {
    const pair = await aPair(third, 'politie')
    const stranger = await third.colleague('Bram', 'kmar')
    const id = await aSignalAt(third, 'handing-over', pair)
    await deliverMessages(third)
    const signal = await signalOf(third, 'politie', id)
    if (signal.state !== 'handing-over') throw new Error(signal.state)
    const there = (await sideOf(third, 'arbeidsinspectie', signal.handover))!.id
    expect(await sharedRows(third, 'politie')).toBeGreaterThan(0)
    expect(await sharedRows(third, 'arbeidsinspectie')).toBeGreaterThan(0)
    expect(await sharedRows(third, 'kmar')).toBe(0)
    expect(await stepOn(third, stranger, there, S['accept-handover'])).toBe('not-found')
    expect(await stepOn(third, stranger, id, S['recall-handover'])).toBe('not-found')
  } finally {
    await third.close()
  }
})

test('late, twice and in any order: the same end, and exactly one side accountable', async () => {
  const acts = fc.array(fc.constantFrom('accept', 'refuse', 'recall', 'deliver', 'deliver'), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(acts, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), async (story, dice) => {
      const { id, handover } = await offered()
      const seen = new Map((await waiting(house, 'arbeidsinspectie')).map((one) => [one.id, one]))
      const sides = async () => [await ours(handover), await theirs(handover)] as const
      for (const [at, act] of [...story, ...Array<'deliver'>(4).fill('deliver')].entries()) {
        const there = (await theirs(handover))?.id
        if (act === 'recall') await stepOn(house, police[0], id, S['recall-handover'])
        if (act === 'accept' && there) await stepOn(house, inspectorate[0], there, S['accept-handover'])
        if (act === 'refuse' && there) await stepOn(house, inspectorate[0], there, S['refuse-handover'])
        for (const one of await waiting(house, 'politie', 'arbeidsinspectie')) seen.set(one.id, one)
        // Any message that was ever sent, delivered or not.
        const all = [...seen.values()]
        if (act === 'deliver') await deliverMessage(house, all[dice[at]! % all.length]!)
        const [sender, receiver] = await sides()
        // Never nobody, also between the two.
        expect(isAccountable(sender) || isAccountable(receiver)).toBe(true)
      }
      await deliverMessages(house)
      for (const one of seen.values()) expect(await deliverMessage(house, one)).toBe('before')
      const [sender, receiver] = await sides()
      const answered = receiver?.state !== 'offered'
      expect([isAccountable(sender), isAccountable(receiver)].filter(Boolean)).toHaveLength(1)
      expect(sender?.state === 'handing-over').toBe(!answered)
      expect(await waiting(house, 'politie', 'arbeidsinspectie')).toEqual([])
    }),
    { numRuns: 25, seed: 3 },
  )
})

test('two deliverers at once bring each message once', async () => {
  const handovers = []
  for (let n = 0; n < 5; n++) handovers.push((await offered()).handover)
  const runs = await Promise.all([1, 2, 3].map(() => deliverMessages(house)))
  // An offer and its receipt for each.
  expect(runs.reduce((sum, handled) => sum + handled, 0)).toBe(10)
  for (const handover of handovers) expect(await theirs(handover)).toMatchObject({ state: 'offered' })
})

test('killed at any moment: what was half done is not there, and the next run does it', async () => {
  let ids = 0
  for (let breaksAt = 1; breaksAt <= 6; breaksAt++) {
    const { handover } = await offered()
    ids = 0
    const breaking = {
      ...house,
      newId: () => {
        if (++ids === breaksAt) throw new Error('killed')
        return house.newId()
      },
    }
    await deliverMessages(breaking).catch(() => undefined)
    if (ids < breaksAt) break
    expect(await deliverMessages(house)).toBeGreaterThan(0)
    expect(await theirs(handover)).toMatchObject({ state: 'offered' })
    expect(await talkOf(house, 'politie', handover)).toHaveLength(2)
  }
  expect(ids).toBeGreaterThan(3)
})

test('a message that cannot be received holds up no other', async () => {
  const first = await offered()
  house.itIs('2026-06-11T07:01:00.000Z')
  const second = await offered()
  const stumbling = {
    ...house,
    newId: (() => {
      let n = 0
      return () => {
        if (n++ === 0) throw new Error('stumbles once')
        return house.newId()
      }
    })(),
  }
  await expect(deliverMessages(stumbling)).rejects.toThrow('stumbles once')
  expect(await theirs(first.handover)).toBeUndefined()
  expect(await theirs(second.handover)).toMatchObject({ state: 'offered' })
  await deliverMessages(house)
  expect(await theirs(first.handover)).toMatchObject({ state: 'offered' })
})

test('the independent reader finds nothing in what all this left behind', async () => {
  const faults: unknown[] = []
  const now = house.clock().toISOString()
  await checkLedger(house.database.url('spoor_check'), (mismatch) => faults.push(mismatch), { now })
  expect(faults).toEqual([])
})
