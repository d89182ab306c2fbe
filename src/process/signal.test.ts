import { describe, expect, test } from 'vitest'
import {
  after,
  anOffer,
  aProposal,
  aSignalIn,
  at,
  decideAndEvolve,
  drawn,
  jayden,
  morning,
  next,
  outcomeOf,
  sanne,
  STEP_EXAMPLES as S,
  TEAM,
} from '../../test/a-signal.ts'
import type { Actor } from './duty.ts'
import { fold } from './fold.ts'
import { noteChange, register } from './signal.ts'
import type { Signal, SignalState } from './state.ts'
import type { Step } from './step.ts'

const aside = aSignalIn('set-aside-proposed')

test.each<readonly [string, string, Signal, Step, Actor]>([
  ['a proposal is confirmed', 'confirmed', aProposal(), S.confirm, sanne],
  ['it is confirmed twice', 'not-in-this-state', aSignalIn('confirmed'), S.confirm, sanne],
  ['as urgent', 'confirmed', aProposal(), { ...S.confirm, urgency: ['minor', 'danger-now'] }, sanne],
  [
    'as urgent in a way that the police does not have',
    'urgency-unknown',
    aProposal(),
    { ...S.confirm, urgency: ['person-leaving'] },
    sanne,
  ],
  ['urgent twice over', 'urgency-unknown', aProposal(), { ...S.confirm, urgency: ['minor', 'minor'] }, sanne],
  ['it is proposed to be set aside', 'set-aside-proposed', aProposal(), S['propose-set-aside'], sanne],
  [
    'set aside for capacity',
    'criterion-unknown',
    aProposal(),
    { ...S['propose-set-aside'], criterion: 'capacity' },
    sanne,
  ],
  [
    'set aside after it was confirmed',
    'not-in-this-state',
    aSignalIn('confirmed'),
    S['propose-set-aside'],
    sanne,
  ],
  ['a second person agrees', 'closed', aside, S['confirm-set-aside'], jayden],
  ['the first person agrees with themselves', 'needs-another-person', aside, S['confirm-set-aside'], sanne],
  ['a second person does not agree', 'proposed', aside, S['reject-set-aside'], jayden],
  ['the first person takes it back alone', 'needs-another-person', aside, S['reject-set-aside'], sanne],
  ['nothing was proposed', 'not-in-this-state', aProposal(), S['confirm-set-aside'], jayden],
  ['nothing was proposed to reject', 'not-in-this-state', aProposal(), S['reject-set-aside'], jayden],
  ['somebody takes it up', 'proposed', aProposal(), S['take-up'], sanne],
  [
    'the same person takes it up again',
    'already-resolved',
    after(aProposal(), [S['take-up'], sanne]),
    S['take-up'],
    sanne,
  ],
  ['a colleague takes it over', 'proposed', after(aProposal(), [S['take-up'], sanne]), S['take-up'], jayden],
  ['a closed signal', 'signal-closed', aSignalIn('closed'), S['take-up'], sanne],
])('%s: %s', (_what, expected, signal, step, actor) => {
  expect(outcomeOf(signal, step, actor)).toBe(expected)
})

test('what was told of the proposal stays urgent when it is confirmed', () => {
  const told = after(aProposal(), [{ ...S['set-urgency'], urgency: ['minor'] }, sanne])
  const confirmed = after(told, [{ ...S.confirm, urgency: ['danger-now'] }, sanne])
  expect(confirmed.urgency).toEqual(['minor', 'danger-now'])
  // Within four hours, night and day.
  expect(confirmed.duty?.dueAt).toBe('2026-06-11T11:00:00.000Z')
})

test('a signal remembers under which way of working and which law it is followed up', () => {
  expect(aProposal()).toMatchObject({
    wayOfWorking: 'politie@2026-01-01',
    law: morning.law.offence.id,
    channel: 'mutatie',
  })
})

test('what an officer registers needs no answer first, and contact is sought at once', () => {
  const birth = { registration: 'reg-1', channel: 'handmatig', catalogue: 'c', forms: [], indicators: [] }
  const { data } = register(birth, 'Op straat verteld.', morning)
  const signal = fold('sig-3', [{ seq: 1, at: morning.now, by: 'bram', data }])
  expect(signal).toMatchObject({ state: 'confirmed', origin: 'officer', duty: { kind: 'start-enrichment' } })
  expect(signal.sideDuties).toMatchObject([{ kind: 'contact-possible-victim', unit: signal.unit }])
})

describe('a text that changed', () => {
  const change = { registration: 'reg-2', catalogue: 'c', indicators: ['ALG-03'] }
  const changed = (signal: Signal, isSignal: boolean) =>
    next(signal, noteChange(signal, change, isSignal, morning).data)

  test.each<readonly [SignalState, string, SignalState]>([
    ['closed', 'something in it', 'weighing'],
    ['shelved', 'something in it', 'weighing'],
    ['handed-over', 'something in it', 'weighing'],
    ['closed', 'nothing in it', 'closed'],
    ['shelved', 'nothing in it', 'shelved'],
    ['enriching', 'something in it', 'enriching'],
    ['held', 'something in it', 'held'],
    ['handing-over', 'something in it', 'handing-over'],
    ['offered', 'something in it', 'offered'],
    ['proposed', 'nothing in it', 'proposed'],
  ])('on a signal that is %s, with %s: %s', (state, what, expected) => {
    const after = changed(aSignalIn(state), what === 'something in it')
    expect(after.state).toBe(expected)
    expect(after.registrations).toContain('reg-2')
  })

  test.each([
    ['refused', after(anOffer(), [S['refuse-handover'], sanne])],
    ['asked back', next(anOffer(), { type: 'offer-recalled' })],
  ])('of what another organisation offered, and was %s, opens nothing', (_what, signal) => {
    expect(changed(signal, true)).toMatchObject({ state: 'closed', duty: null })
  })

  test('of what was set aside, so never enriched, begins at the beginning, contact included', () => {
    const [one, other] = TEAM.politie
    const setAside = after(aProposal(), [S['propose-set-aside'], one], [S['confirm-set-aside'], other])
    expect(changed(setAside, true)).toMatchObject({
      state: 'confirmed',
      duty: { kind: 'start-enrichment' },
      sideDuties: [{ kind: 'contact-possible-victim' }],
    })
  })

  test('of what went to another while it was being enriched, is enriched here first', () => {
    const away = { ...aSignalIn('handed-over'), acts: {} }
    expect(changed(away, true)).toMatchObject({ state: 'confirmed', duty: { kind: 'start-enrichment' } })
  })

  test.each(['closed', 'shelved'] as const)('a second look at a signal that was %s is overtaken', (state) => {
    const looked = drawn(aSignalIn(state))
    expect(looked.sideDuties.map(({ kind }) => kind)).toContain('second-look')
    const reopened = changed(looked, true)
    expect(reopened.secondLook).toBeNull()
    expect(reopened.sideDuties.map(({ kind }) => kind)).not.toContain('second-look')
  })

  test('an open signal keeps its duty and its due moment', () => {
    const signal = aSignalIn('enriching')
    expect(changed(signal, true).duty).toEqual(signal.duty)
  })
})

test('no decision of a person has an effect on a signal that ended before it', () => {
  const now = at('2026-06-12T07:00:00.000Z')
  const first = decideAndEvolve(aside, S['confirm-set-aside'], jayden, now)
  if (!first.ok) throw new Error(first.refusal)
  expect(outcomeOf(first.value.after, S['reject-set-aside'], jayden, now)).toBe('signal-closed')
})
