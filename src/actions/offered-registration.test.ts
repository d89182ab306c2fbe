// What another organisation offered becomes a registration of ours when we accept it, and never a second signal.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSignal, searchSignals } from '../../test/reads.ts'
import { aPair, bringTo, mustStep, type Pair } from '../../test/a-handover.ts'
import { aHouse, receive, TELLING_TEXT, type TestHouse } from '../../test/a-house.ts'
import { pack, roadTo, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import type { StepOf } from '#process/step.ts'
import type { House } from './house.ts'
import { scanWaiting } from './scan-waiting.ts'

let house: TestHouse
let police: Pair
let inspectorate: Pair

beforeAll(async () => {
  house = await aHouse()
  police = await aPair(house, 'politie')
  inspectorate = await aPair(house, 'arbeidsinspectie')
})
afterAll(() => house.close())

const theirs = async (id: string) => (await readSignal(house, inspectorate[0], id))!
const ours = async (id: string) => (await readSignal(house, police[0], id))!
let made = 0

/** A signal of the police that was offered to the Inspectorate; the ids at both sides. */
async function offered(sent: StepOf<'offer-handover'>['pack'] = pack) {
  const sourceId = `PL0900-202600${1000 + made++}-1`
  await receive(house, 'politie', [{ sourceId, text: `${TELLING_TEXT} ${sourceId}` }])
  await scanWaiting(house, 'politie')
  const { signals } = await searchSignals(house, police[0], { limit: 200 })
  const { id } = signals.find((one) => one.sourceId === sourceId)!
  for (const [step, actor] of roadTo('weighing')) {
    await mustStep(house, actor.id === 'sanne' ? police[0] : police[1], id, step as StepOf<'confirm'>)
  }
  await mustStep(house, police[0], id, { ...S['offer-handover'], pack: sent })
  await deliverMessages(house)
  const handover = (await ours(id)).handover!.id
  const inbox = await searchSignals(house, inspectorate[0], { states: ['offered'], limit: 200 })
  const offers = await Promise.all(inbox.signals.map((one) => theirs(one.id)))
  return { here: id, there: offers.find((one) => one.handover?.id === handover)! }
}

const telling = { ...pack, registrations: [{ ...pack.registrations[0]!, text: TELLING_TEXT }] }

test('an offer is read before it is accepted: the pack, who sent it and by when it must be answered', async () => {
  const { there } = await offered()
  expect(there).toMatchObject({
    state: 'offered',
    origin: 'handover',
    channel: 'overdracht',
    title: pack.title,
    sourceId: '',
    registrations: [],
    handover: { direction: 'in', organisation: 'politie', via: 'spoor', stage: 'received', pack },
  })
  expect(there.handover?.answerBy).toBe(there.duty?.dueAt)
  expect(there.handover?.messages.map(({ kind, from }) => [kind, from])).toEqual([
    ['offer', 'politie'],
    ['received', 'arbeidsinspectie'],
  ])
})

test('accepted, it is a registration of ours in which the scan marks what it knows, and no signal of its own', async () => {
  const { there, here } = await offered({
    ...telling,
    acts: [
      { label: 'Contact', result: 'gedaan', words: 'Gesproken.', source: 'team', obtainedOn: '2026-06-10' },
    ],
  })
  await mustStep(house, inspectorate[0], there.id, S['accept-handover'])
  const before = (await searchSignals(house, inspectorate[0], {})).total
  expect(await scanWaiting(house, 'arbeidsinspectie')).toEqual({ scanned: 0, proposed: 0 })
  expect((await searchSignals(house, inspectorate[0], {})).total).toBe(before)
  const signal = await theirs(there.id)
  expect(signal).toMatchObject({ state: 'confirmed', duty: { kind: 'start-enrichment' } })
  const [registration, ...others] = signal.registrations
  expect(others).toEqual([])
  expect(registration).toMatchObject({
    sourceId: `overdracht-${signal.handover!.id}`,
    kind: 'overdracht',
    title: pack.title,
    incident: 'overig',
    receivedAt: house.clock().toISOString(),
  })
  for (const words of [pack.ground, 'PL0900-2026-1', TELLING_TEXT, 'Contact: gedaan (team, 2026-06-10)']) {
    expect(registration!.text).toContain(words)
  }
  expect(registration!.scan!.findings.length).toBeGreaterThan(0)
  await deliverMessages(house)
  expect(await ours(here)).toMatchObject({ state: 'handed-over', handover: { stage: 'accepted' } })
})

test('a text over which the scan stumbles can be accepted all the same', async () => {
  const { there } = await offered({ ...pack, title: 'Struikelen' })
  const stumbling: House = {
    ...house,
    scan(catalogue, registration) {
      if (registration.title === 'Struikelen') throw new RangeError('stumbled')
      return house.scan(catalogue, registration)
    },
  }
  await mustStep(stumbling as TestHouse, inspectorate[0], there.id, S['accept-handover'])
  expect(await theirs(there.id)).toMatchObject({ state: 'confirmed', title: 'Struikelen' })
})

test('refused, it is closed here with its reason, and the sender reads why', async () => {
  const { there, here } = await offered()
  await mustStep(house, inspectorate[0], there.id, S['refuse-handover'])
  expect(await theirs(there.id)).toMatchObject({
    state: 'closed',
    outcome: 'offer-refused',
    registrations: [],
  })
  await deliverMessages(house)
  expect(await ours(here)).toMatchObject({ state: 'weighing', handover: { stage: 'refused' } })
})

test('when it ends here the sender hears of the outcome, in the same transaction and once', async () => {
  const { there, here } = await offered()
  await mustStep(house, inspectorate[0], there.id, S['accept-handover'])
  await bringTo(house, there.id, 'closed', inspectorate)
  const closed = await theirs(there.id)
  expect(closed).toMatchObject({ state: 'closed', outcome: 'not-trafficking' })
  expect(closed.handover?.reported).toBe('not-trafficking')
  const told = closed.handover?.messages.filter(({ kind }) => kind === 'outcome')
  expect(told).toHaveLength(1)
  await deliverMessages(house)
  expect((await ours(here)).handover).toMatchObject({ stage: 'reported', reported: 'not-trafficking' })
})
