import { describe, expect, test } from 'vitest'
import {
  aColleague,
  after,
  anOffer,
  aSignalIn,
  at,
  atOf,
  daan,
  decideAndEvolve,
  esra,
  guards,
  next,
  offerByDocument,
  outcomeOf,
  pack,
  rules,
  sanne,
  share,
  shelve,
  jayden,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import { escalate } from './escalation.ts'
import { lapse } from './handover.ts'
import { WAYS_OF_SHARING } from './partner.ts'
import { noteChange } from './signal.ts'
import { WORK_STATES, type OpenSignal, type Signal } from './state.ts'
import type { Step, StepOf } from './step.ts'

// The municipality, the immigration service and care do their part. The signal stays ours, and goes on.
const weighing = aSignalIn('weighing')
const care = { ...share, rule: 'care-to-coordinator', moment: 'only-care-left', guards: {} } as const
const immigration = { ...share, rule: 'stay-to-immigration', moment: 'only-stay-left' } as const
const some = { 'possible-victim-contact': guards['possible-victim-contact']!, comensha: guards.comensha! }
const shared = after(weighing, [share, sanne])
const received = after(shared, [{ ...S['enter-receipt'], receipt: 'received' }, sanne])
const accepted = after(shared, [S['enter-receipt'], sanne])
const DUE = '2026-06-16T15:00:00.000Z'
const says = 'Zo zeiden zij.'

test.each<readonly [string, string, Signal, StepOf<'offer-handover'>]>([
  ['to a municipality', 'weighing', weighing, share],
  ['to a municipality, with two guards', 'guards-unanswered', weighing, { ...share, guards: some }],
  ['to the immigration service', 'weighing', weighing, immigration],
  ['to care, with no guard: help never waits', 'weighing', weighing, care],
  ['at a moment that the rule does not have', 'moment-unknown', weighing, { ...share, moment: 'whenever' }],
  ['before the acts that belong before it', 'acts-unconsidered', aSignalIn('confirmed'), share],
  ['with nothing in it', 'pack-empty', weighing, { ...share, pack: { ...pack, title: '' } }],
  ['while another waits for its receipt', 'already-offered', shared, care],
  ['after the other was answered', 'weighing', accepted, care],
  ['while another unit is asked', 'weighing', after(weighing, [S['offer-unit'], sanne]), care],
  ['of what is on its way to another organisation', 'not-in-this-state', aSignalIn('handing-over'), share],
  ['of what another organisation offers', 'not-in-this-state', anOffer(), share],
])('shared %s: %s', (_what, expected, signal, step) => {
  expect(outcomeOf(signal, step, sanne)).toBe(expected)
})

test('to the municipality only after the routing was looked at, to care at once', () => {
  const routed = after(aSignalIn('weighing', 'arbeidsinspectie'), [S.route, daan])
  expect(outcomeOf(routed, share, daan)).toBe('routing-missing')
  expect(outcomeOf(after(routed, [S['review-routing'], esra]), share, daan)).toBe('weighing')
  expect(outcomeOf(routed, care, daan)).toBe('weighing')
})

test.each(WORK_STATES.filter((state) => state !== 'confirmed'))(
  'a signal that is %s stays as it is: only a duty to wait for the receipt is opened beside it',
  (state) => {
    const before = aSignalIn(state)
    const later = after(before, [share, sanne])
    const receipt = { kind: 'await-receipt', unit: before.unit, dueAt: DUE }
    expect(later).toMatchObject({ state, phase: before.phase, duty: before.duty, unit: before.unit })
    expect(later.sideDuties).toEqual([...before.sideDuties, expect.objectContaining(receipt)])
  },
)

test.each(WAYS_OF_SHARING)('by the way "%s" the duty stays, whoever the partner is', (way) => {
  const partners = rules.partners.map((one) => ({ ...one, way }))
  const now = { ...atOf(weighing), rules: { ...rules, partners } }
  const decision = decideAndEvolve(weighing, S['offer-handover'], sanne, now)
  if (!decision.ok) throw new Error(decision.refusal)
  expect(decision.value.event).toMatchObject({ data: { type: 'share-offered', partner: 'arbeidsinspectie' } })
  expect(decision.value.event.sends).toBeUndefined()
})

test('what was chosen is kept with it, and nothing goes by itself', () => {
  const decision = decideAndEvolve(weighing, share, sanne, atOf(weighing))
  if (!decision.ok) throw new Error(decision.refusal)
  const { data, content, sends } = decision.value.event
  expect(data).toMatchObject({
    ...{ type: 'share-offered', rule: share.rule, moment: share.moment, partner: 'municipality' },
    guards: { comensha: guards.comensha!.answer },
  })
  expect(JSON.parse(content?.pack ?? '')).toEqual(pack)
  expect(sends).toBeUndefined()
})

describe('its receipt is entered by hand', () => {
  const receipt = S['enter-receipt']
  test.each<readonly [string, string, Signal, Partial<StepOf<'enter-receipt'>>]>([
    ['received', 'weighing', shared, { receipt: 'received' }],
    ['received twice', 'already-resolved', received, { receipt: 'received' }],
    ['accepted, also by who sent it: nothing leaves', 'weighing', shared, {}],
    ['accepted twice', 'not-in-this-state', accepted, {}],
    ['received after it was accepted', 'not-in-this-state', accepted, { receipt: 'received' }],
    ['refused', 'weighing', shared, { receipt: 'refused', says }],
    ['refused, without what they said', 'reason-missing', shared, { receipt: 'refused' }],
    ['without what shows it', 'reference-missing', shared, { reference: ' ' }],
    ['an outcome', 'weighing', accepted, { receipt: 'outcome', says }],
    ['an outcome without words', 'reason-missing', accepted, { receipt: 'outcome' }],
    ['an outcome before it was accepted', 'not-in-this-state', shared, { receipt: 'outcome', says }],
    ['of what nobody shared', 'not-in-this-state', weighing, {}],
  ])('%s: %s', (_what, expected, signal, part) => {
    expect(outcomeOf(signal, { ...receipt, ...part }, sanne)).toBe(expected)
  })

  const refused = after(shared, [{ ...receipt, receipt: 'refused', says }, sanne])
  const recalled = after(shared, [S['recall-handover'], sanne])
  test.each<readonly [string, Signal, object | null]>([
    ['received: still waiting', received, { received: true, accepted: false }],
    ['accepted', accepted, { accepted: true, reported: null }],
    ['refused', refused, null],
    ['asked back', recalled, null],
  ])('%s', (_what, signal, known) => {
    if (known) expect(signal.share).toMatchObject(known)
    else expect(signal.share).toBeNull()
    const waits = signal === received ? ['await-receipt'] : []
    expect(signal.sideDuties.map(({ kind }) => kind)).toEqual(waits)
    expect(signal).toMatchObject({ state: 'weighing', duty: shared.duty })
  })

  test.each<readonly [string, string, Signal]>([
    ['before the answer', 'weighing', shared],
    ['after they refused', 'not-in-this-state', refused],
    ['after they accepted', 'not-in-this-state', accepted],
    ['twice', 'not-in-this-state', recalled],
  ])('asked back %s: %s', (_when, expected, signal) => {
    expect(outcomeOf(signal, S['recall-handover'], sanne)).toBe(expected)
  })

  test('what came of it is told as long as the signal is known, also after it ended', () => {
    const outcome = { ...receipt, receipt: 'outcome', says } as const
    const stopped = after(accepted, [S['propose-stop'], sanne], [S['confirm-stop'], jayden])
    expect(stopped.state).toBe('closed')
    expect(after(stopped, [outcome, sanne])).toMatchObject({
      ...{ state: 'closed', share: { reported: 'told-by-partner' } },
    })
  })
})

describe('the signal goes on meanwhile', () => {
  const moves: readonly (readonly [string, string, Step])[] = [
    ['is weighed', 'interviewing', S.weigh],
    ['waits', 'held', S.hold],
    ['is proposed to be stopped', 'stop-proposed', S['propose-stop']],
    ['goes to another organisation', 'handing-over', S['offer-handover']],
  ]
  test.each(moves)('it %s: %s, and the receipt can still be entered', (_what, state, step) => {
    const later = after(shared, [step, sanne])
    expect(later).toMatchObject({ state, share: { accepted: false } })
    expect(later.sideDuties.map(({ kind }) => kind)).toContain('await-receipt')
    const answered = after(later, [S['enter-receipt'], sanne])
    expect(answered).toMatchObject({ state, share: { accepted: true } })
    expect(answered.sideDuties.map(({ kind }) => kind)).not.toContain('await-receipt')
  })

  test('but not to where it would go as a document: nobody could tell the two receipts apart', () => {
    expect(outcomeOf(shared, offerByDocument, sanne)).toBe('already-offered')
    const away = after(accepted, [offerByDocument, sanne])
    expect(away.state).toBe('handing-over')
    // A receipt is of what waits for one; what came of the other can still be told.
    expect(outcomeOf(away, S['enter-receipt'], jayden)).toBe('handed-over')
    const outcome = { ...S['enter-receipt'], receipt: 'outcome', says } as const
    expect(after(away, [outcome, sanne])).toMatchObject({
      ...{ state: 'handing-over', share: { reported: 'told-by-partner' } },
    })
  })

  test('what is on its way to another organisation is asked back first', () => {
    const away = after(shared, [S['offer-handover'], sanne])
    const asked = after(away, [S['recall-handover'], sanne])
    expect(asked).toMatchObject({ state: 'handing-over', recall: 'recalled', share: { accepted: false } })
  })

  test('to another unit the duty goes along, with its due moment', () => {
    const moved = after(
      shared,
      [S['offer-unit'], sanne],
      [S['accept-unit'], aColleague('mo', 'intelligence')],
    )
    expect(moved).toMatchObject({
      ...{ unit: 'intelligence', share: { accepted: false } },
      sideDuties: [{ kind: 'await-receipt', unit: 'intelligence', dueAt: DUE }],
    })
    expect(after(moved, [S['enter-receipt'], sanne]).sideDuties).toEqual([])
  })
})

describe('silence', () => {
  test('brings nothing back, for nothing left; the duty climbs as any other', () => {
    expect(lapse(shared as OpenSignal, at('2026-07-16T15:00:00.000Z'))).toBeNull()
    expect(escalate(shared, at('2026-06-16T14:59:59.999Z'))).toBeNull()
    const event = escalate(shared, at(DUE))!
    expect(event.data).toMatchObject({ type: 'escalated', escalation: { role: 'team-lead', level: 1 } })
    const climbed = next(shared, event.data, 'spoor', DUE)
    expect(climbed.escalations).toHaveLength(1)
    expect(after(climbed, [S['enter-receipt'], sanne]).escalations).toEqual([])
  })

  const away = after(shared, [S['offer-handover'], sanne])
  const handover = away.state === 'handing-over' ? away.handover : ''
  test.each<readonly [string, Signal]>([
    ['stopped', after(shared, [S['propose-stop'], sanne], [S['confirm-stop'], jayden])],
    ['accepted elsewhere', next(away, { type: 'handover-accepted', handover })],
  ])('of what is %s nobody waits for a receipt any more', (_what, ended) => {
    expect(ended).toMatchObject({ duty: null, share: null, sideDuties: [], escalations: [] })
    expect(outcomeOf(ended, S['enter-receipt'], sanne)).toBe('not-in-this-state')
  })

  test('shelved it is still waited for, and new information opens it with that duty', () => {
    const shelf = after(shared, [shelve, sanne], [S['confirm-stop'], jayden])
    expect(shelf.sideDuties.map(({ kind }) => kind)).toEqual(['await-receipt'])
    const change = { registration: 'reg-2', catalogue: 'c', indicators: [] }
    const opened = next(shelf, noteChange(shelf, change, true, atOf(shelf)).data)
    expect(opened).toMatchObject({ state: 'weighing', share: { accepted: false } })
    expect(opened.sideDuties.map(({ kind }) => kind)).toEqual(['await-receipt'])
  })
})
