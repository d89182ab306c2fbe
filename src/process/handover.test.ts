import { describe, expect, test } from 'vitest'
import {
  actDone,
  after,
  aProposal,
  aSignalIn,
  at,
  atOf,
  daan,
  decideAndEvolve,
  guards,
  jayden,
  mila,
  next,
  offerByDocument,
  outcomeOf,
  pack,
  rules,
  sanne,
  share,
  STEP_EXAMPLES as S,
  thijs,
} from '../../test/a-signal.ts'
import type { Actor } from './duty.ts'
import { lapse, outcomeToTell } from './handover.ts'
import { WORK_STATES, isOpen, type OpenSignal, type Signal } from './state.ts'
import type { Step, StepOf } from './step.ts'

const weighing = aSignalIn('weighing')
const offer = S['offer-handover']
const away = aSignalIn('handing-over')
const document = after(weighing, [offerByDocument, sanne])
const abroad = { ...offer, rule: 'abroad-to-foreign-authority', moment: 'facts-abroad' } as const
const some = { 'possible-victim-contact': guards['possible-victim-contact']!, comensha: guards.comensha! }
const DUE = '2026-06-16T15:00:00.000Z'

test.each<readonly [string, string, Signal, StepOf<'offer-handover'>]>([
  ['to the Inspectorate, at its moment', 'handing-over', weighing, offer],
  ['by a rule that does not exist', 'handover-unknown', weighing, { ...offer, rule: 'to-customs' }],
  ['at a moment that the rule does not have', 'moment-unknown', weighing, { ...offer, moment: 'whenever' }],
  ['with two guards, between organisations', 'handing-over', weighing, { ...offer, guards: some }],
  ['without the guards', 'guards-unanswered', weighing, { ...offer, guards: {} }],
  [
    'with a guard that nothing shows',
    'guard-reference-missing',
    weighing,
    { ...offer, guards: { ...some, comensha: { ...some.comensha, reference: ' ' } } },
  ],
  ['with two guards, abroad', 'guards-unanswered', weighing, { ...abroad, guards: some }],
  ['with all four, abroad', 'handing-over', weighing, abroad],
  ['a pack without a title', 'pack-empty', weighing, { ...offer, pack: { ...pack, title: ' ' } }],
  ['a pack that does not say why', 'pack-empty', weighing, { ...offer, pack: { ...pack, ground: '' } }],
  ['a pack with nothing in it', 'pack-empty', weighing, { ...offer, pack: { ...pack, registrations: [] } }],
  [
    'a pack with an act only',
    'handing-over',
    weighing,
    {
      ...offer,
      pack: {
        ...pack,
        registrations: [],
        acts: [{ label: 'x', result: 'y', words: 'z', source: 's', obtainedOn: '2026-06-10' }],
      },
    },
  ],
  ['before the acts that belong before it', 'acts-unconsidered', aSignalIn('confirmed'), offer],
  ['while another unit is asked', 'already-offered', after(weighing, [S['offer-unit'], sanne]), offer],
  ['a proposal', 'not-in-this-state', aProposal(), offer],
  ['what is on its way already', 'not-in-this-state', away, offer],
  ['what is held', 'not-in-this-state', aSignalIn('held'), offer],
  ['what is closed', 'signal-closed', aSignalIn('closed'), offer],
])('offered %s: %s', (_what, expected, signal, step) => {
  expect(outcomeOf(signal, step, sanne)).toBe(expected)
})

test('abroad only after the prosecutor was consulted', () => {
  const { 'consult-prosecutor': _consulted, ...acts } = weighing.acts
  expect(outcomeOf({ ...weighing, acts }, abroad, sanne)).toBe('acts-unconsidered')
  expect(outcomeOf({ ...weighing, acts }, offer, sanne)).toBe('handing-over')
})

test.each<readonly [string, string, string | null, string | null]>([
  ['from tomorrow', 'handover-unknown', '2026-06-12', null],
  ['from today', 'handing-over', '2026-06-11', null],
  ['until yesterday', 'handover-unknown', null, '2026-06-10'],
  ['until today', 'handing-over', null, '2026-06-11'],
])('a partner %s: %s', (_what, expected, from, until) => {
  const partners = rules.partners.map((one) =>
    one.id === 'arbeidsinspectie' ? { ...one, from, until } : one,
  )
  const now = { ...atOf(weighing), rules: { ...rules, partners } }
  expect(outcomeOf(weighing, offer, sanne, now)).toBe(expected)
})

test('nobody hands a signal over to themselves', () => {
  const partners = rules.partners.map((one) =>
    one.id === 'arbeidsinspectie' ? { ...one, organisation: 'politie' as const } : one,
  )
  const now = { ...atOf(weighing), rules: { ...rules, partners } }
  expect(outcomeOf(weighing, offer, sanne, now)).toBe('handover-unknown')
})

// Nobody there investigates: as an outcome it asks for every guard, and the routing is over with it.
test.each<readonly [string, string, StepOf<'offer-handover'>]>([
  ['with two guards', 'guards-unanswered', { ...share, guards: some }],
  ['with all four', 'handing-over', share],
])('to a partner outside who takes the duty over, %s: %s', (_what, expected, step) => {
  const taking = { ...rules, partners: rules.partners.map((one) => ({ ...one, way: 'transfer' as const })) }
  expect(outcomeOf(weighing, step, sanne, { ...atOf(weighing), rules: taking })).toBe(expected)
})

test('between organisations nothing waits for the routing', () => {
  const routed = after(aSignalIn('weighing', 'arbeidsinspectie'), [S.route, daan])
  const police = { ...offer, rule: 'sexual-criminal-to-police', moment: 'other-form' }
  expect(outcomeOf(routed, police, daan)).toBe('handing-over')
})

test('a brigade hands over when the person leaves, with what could not be done and why', () => {
  const minimum = ['journey', 'documents', 'separate-talk', 'contact-in-nl']
  const gone = { result: 'not-possible', reason: 'person-left', provenance: null } as const
  const begun = after(aProposal('kmar'), [S.confirm, mila], [S['start-enrichment'], mila])
  const step = { ...offer, rule: 'to-police', moment: 'person-leaving' }
  expect(outcomeOf(begun, step, mila)).toBe('acts-unconsidered')
  const reasoned = after(
    begun,
    ...minimum.map((act) => [{ ...actDone(act, 'kmar'), ...gone }, mila] as const),
    [actDone('systems-check', 'kmar'), mila],
    [actDone('emm-share', 'kmar'), mila],
  )
  expect(outcomeOf(reasoned, step, mila)).toBe('handing-over')
})

test.each(WORK_STATES.filter((state) => state !== 'confirmed'))(
  'a signal that is %s stays ours, owned and due, until the other accepts, and comes back to where it was',
  (state) => {
    const before = aSignalIn(state)
    const waiting = after(before, [offer, sanne])
    expect(waiting).toMatchObject({
      unit: before.unit,
      phase: before.phase,
      duty: { kind: 'await-acceptance', unit: before.unit, dueAt: DUE },
      cameFrom: state,
    })
    const posted = after(before, [offerByDocument, sanne])
    const back = next(posted, lapse(posted as OpenSignal, at(DUE))!.data, 'spoor', DUE)
    expect(back).toMatchObject({
      state,
      phase: before.phase,
      duty: { kind: before.duty?.kind, unit: before.unit },
    })
  },
)

test('what goes with it is what was chosen, with the moment before which an answer is expected', () => {
  const decision = decideAndEvolve(weighing, offer, sanne, atOf(weighing))
  if (!decision.ok) throw new Error(decision.refusal)
  const { sends, data, content } = decision.value.event
  expect(sends).toMatchObject({
    kind: 'offer',
    to: 'arbeidsinspectie',
    forms: ['arbeid'],
    urgent: false,
    answerBy: DUE,
    pack,
  })
  expect(data).toMatchObject({ via: 'spoor', handover: sends?.handover, guards: { comensha: 'reported' } })
  expect(JSON.parse(content?.pack ?? '')).toEqual(pack)
})

test('a document is sent by nobody but people', () => {
  const decision = decideAndEvolve(weighing, offerByDocument, sanne, atOf(weighing))
  expect(decision.ok && decision.value.event.sends).toBeUndefined()
})

describe('recall and silence', () => {
  const recalled = after(away, [S['recall-handover'], sanne])
  test.each<readonly [string, string, Signal, Step, Actor]>([
    ['asked back: not back before the other confirms', 'handing-over', away, S['recall-handover'], sanne],
    ['asked back twice', 'already-resolved', recalled, S['recall-handover'], jayden],
    ['a document asked back: back at once', 'weighing', document, S['recall-handover'], sanne],
    ['nothing is on its way', 'not-in-this-state', weighing, S['recall-handover'], sanne],
  ])('%s: %s', (_what, expected, signal, step, actor) => {
    expect(outcomeOf(signal, step, actor)).toBe(expected)
  })

  test.each([
    ['before the moment, by Spoor', away, '2026-06-16T14:59:59.999Z', null],
    ['at the moment, by Spoor', away, DUE, 'recall-requested'],
    ['asked back already', recalled, DUE, null],
    ['before the moment, by document', document, '2026-06-16T14:59:59.999Z', null],
    ['at the moment, by document', document, DUE, 'handover-returned'],
    ['a month later', document, '2026-07-16T15:00:00.000Z', 'handover-returned'],
    ['of what is not on its way', weighing, DUE, null],
  ] as const)('silence %s', (_when, signal, now, expected) => {
    expect(lapse(signal as OpenSignal, at(now))?.data.type ?? null).toBe(expected)
  })

  test("after silence the duty is the sender's again, and a matter for a named role", () => {
    const { data } = lapse(document as OpenSignal, at(DUE))!
    const back = next(document, data, 'spoor', DUE)
    expect(back).toMatchObject({ state: 'weighing', duty: { kind: 'weigh' } })
    expect(back.escalations).toMatchObject([{ role: 'team-lead', level: 1, of: back.duty?.id }])
  })

  test('asked back by hand it is no matter for anybody else', () => {
    expect(after(document, [S['recall-handover'], sanne]).escalations).toEqual([])
  })
})

describe('a partner without Spoor: its receipt is entered by hand', () => {
  const receipt = S['enter-receipt']
  const gone = aSignalIn('handed-over')
  test.each<readonly [string, string, Signal, Partial<StepOf<'enter-receipt'>>, Actor]>([
    ['received', 'handing-over', document, { receipt: 'received' }, sanne],
    [
      'received twice',
      'already-resolved',
      after(document, [{ ...receipt, receipt: 'received' }, sanne]),
      { receipt: 'received' },
      sanne,
    ],
    ['accepted', 'handed-over', document, {}, jayden],
    ['accepted, on the word alone of who offered it', 'needs-another-person', document, {}, sanne],
    ['without what shows it', 'reference-missing', document, { reference: ' ' }, jayden],
    [
      'refused, with what they said',
      'weighing',
      document,
      { receipt: 'refused', says: 'Niet voor ons.' },
      sanne,
    ],
    ['refused, without what they said', 'reason-missing', document, { receipt: 'refused' }, sanne],
    [
      'an outcome before it was accepted',
      'not-in-this-state',
      document,
      { receipt: 'outcome', says: 'x' },
      sanne,
    ],
    ['an outcome', 'handed-over', gone, { receipt: 'outcome', says: 'Woning gevonden.' }, sanne],
    ['an outcome without words', 'reason-missing', gone, { receipt: 'outcome' }, sanne],
    ['accepted twice', 'not-in-this-state', gone, {}, jayden],
    ['of a partner that answers by Spoor', 'not-in-this-state', away, {}, jayden],
    ['of what is not on its way', 'not-in-this-state', weighing, {}, jayden],
  ])('%s: %s', (_what, expected, signal, part, actor) => {
    expect(outcomeOf(signal, { ...receipt, ...part }, actor)).toBe(expected)
  })

  test('what was accepted has no duty here any more, of any kind', () => {
    expect(isOpen(gone)).toBe(false)
    expect(gone).toMatchObject({ duty: null, sideDuties: [], escalations: [], partner: 'foreign-authority' })
  })
})

describe('the outcome is told to who offered it', () => {
  const ours = after(aSignalIn('offered'), [S['accept-handover'], sanne])
  const from = ours.from
  const through = { ...aSignalIn('handed-over', 'politie'), from } as Signal
  test.each<readonly [string, string | null, Signal, Signal]>([
    [
      'when it closes here',
      'not-trafficking',
      { ...aSignalIn('stop-proposed'), from },
      { ...aSignalIn('closed'), from },
    ],
    ['not when it stays open', null, ours, { ...aSignalIn('enriching'), from }],
    ['not of a signal of our own', null, aSignalIn('stop-proposed'), aSignalIn('closed')],
    ['not twice', null, { ...aSignalIn('closed'), from }, { ...aSignalIn('closed'), from }],
    [
      'not when it was refused: that is an answer of its own',
      null,
      aSignalIn('offered'),
      after(aSignalIn('offered'), [S['refuse-handover'], sanne]),
    ],
    [
      'when we hear how it ended with who has it from us',
      'told-by-partner',
      through,
      { ...through, reported: 'told-by-partner' } as Signal,
    ],
  ])('%s: %s', (_what, expected, before, later) => {
    expect(outcomeToTell(before, later)?.kind === 'outcome' ? outcomeToTell(before, later) : null).toEqual(
      expected && { kind: 'outcome', handover: 'handover-1', to: 'kmar', outcome: expected },
    )
  })
})

test('whoever of the Marechaussee offers to a foreign authority, another colleague enters that it was accepted', () => {
  const prepared = aSignalIn('weighing', 'kmar')
  const offered = after(prepared, [abroad, mila])
  expect(outcomeOf(offered, S['enter-receipt'], mila)).toBe('needs-another-person')
  expect(outcomeOf(offered, S['enter-receipt'], thijs)).toBe('handed-over')
})
