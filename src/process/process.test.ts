import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  after,
  aProposal,
  aSignalIn,
  bram,
  drawn,
  fatima,
  jayden,
  offerByDocument,
  outcomeOf,
  rulesOf,
  sanne,
  share,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import { ROLES_FOR } from './authority.ts'
import { availableSteps, STEPS_IN } from './available.ts'
import type { Actor } from './duty.ts'
import { evolve, fold } from './fold.ts'
import { REFUSALS } from './refusal.ts'
import { SIGNAL_STATES, type Signal, type SignalState } from './state.ts'
import type { Step, StepType } from './step.ts'

const steps = Object.keys(S) as StepType[]

// The road of the letter, and the ways off it. Sanne took the steps before; Jayden takes this one.
test.each<readonly [SignalState, string, SignalState, Step]>([
  ['offered', 'is accepted', 'confirmed', S['accept-handover']],
  ['offered', 'is refused', 'closed', S['refuse-handover']],
  ['proposed', 'is confirmed', 'confirmed', S.confirm],
  ['proposed', 'is proposed to be set aside', 'set-aside-proposed', S['propose-set-aside']],
  ['set-aside-proposed', 'is set aside by a second person', 'closed', S['confirm-set-aside']],
  ['set-aside-proposed', 'is kept by a second person', 'proposed', S['reject-set-aside']],
  ['confirmed', 'is enriched', 'enriching', S['start-enrichment']],
  ['enriching', 'has an act more', 'enriching', S['record-act']],
  ['enriching', 'is enriched enough', 'weighing', S['finish-enrichment']],
  ['weighing', 'leads to a conversation', 'interviewing', S.weigh],
  ['weighing', 'leads to an investigation', 'investigating', S['start-investigation']],
  ['weighing', 'is proposed to be stopped', 'stop-proposed', S['propose-stop']],
  ['weighing', 'waits', 'held', S.hold],
  ['weighing', 'goes to another organisation', 'handing-over', S['offer-handover']],
  ['stop-proposed', 'is stopped by a second person', 'closed', S['confirm-stop']],
  ['stop-proposed', 'is kept by a second person', 'weighing', S['reject-stop']],
  ['shelved', 'is looked at again', 'weighing', S['review-shelved']],
  ['interviewing', 'has had its conversation', 'weighing', S['finish-interview']],
  ['investigating', 'is submitted to the prosecutor', 'closed', S.conclude],
  ['held', 'goes on', 'weighing', S.resume],
  ['handing-over', 'is asked back', 'handing-over', S['recall-handover']],
])('a signal that is %s and %s is then %s', (from, _what, to, step) => {
  expect(outcomeOf(aSignalIn(from), step)).toBe(to)
})

test.each<readonly [string, string, Signal, Step, Actor]>([
  ['who only reports confirms nothing', 'role-missing', aProposal(), S.confirm, bram],
  ['a colleague confirms', 'confirmed', aProposal(), S.confirm, sanne],
  ['a ground of spaces', 'ground-missing', aProposal(), { ...S.confirm, ground: '  \n' }, sanne],
  ['taking up needs no ground', 'proposed', aProposal(), S['take-up'], sanne],
  ['work on what is closed', 'signal-closed', aSignalIn('closed'), S['take-up'], sanne],
  ['work on what another organisation has', 'signal-closed', aSignalIn('handed-over'), S['take-up'], sanne],
])('%s: %s', (_what, expected, signal, step, actor) => {
  expect(outcomeOf(signal, step, actor)).toBe(expected)
})

test('the role is looked at before anything else, so that a refusal tells nothing of the signal', () => {
  for (const state of SIGNAL_STATES) {
    for (const type of steps) expect(outcomeOf(aSignalIn(state), S[type], bram)).toBe('role-missing')
  }
})

test('every step has roles that may take it', () => {
  expect(steps.filter((type) => ROLES_FOR[type].length === 0)).toEqual([])
})

/** Signals in a state that differ in what may be done with them. */
function signalsIn(state: SignalState): readonly Signal[] {
  const police = aSignalIn(state)
  const other =
    state === 'handing-over' || state === 'handed-over'
      ? after(aSignalIn('weighing'), [offerByDocument, sanne])
      : aSignalIn(state, 'arbeidsinspectie')
  // What can be shared from a state of work goes along from there.
  const before = ['offered', 'proposed', 'set-aside-proposed'].includes(state)
  const asked = { handover: 'shared', partner: 'x', received: false, accepted: false, reported: null }
  const shared = ['closed', 'handed-over'].includes(state) ? { ...asked, accepted: true } : asked
  return [
    police,
    ...(other.state === state ? [other] : []),
    ...(before ? [] : [{ ...police, share: shared }]),
  ]
}

function examplesOf(type: StepType): readonly Step[] {
  const outcome = { ...S['enter-receipt'], receipt: 'outcome', says: 'Woning gevonden.' } as const
  return type === 'enter-receipt' ? [S[type], outcome] : [S[type]]
}

test.each(SIGNAL_STATES)('the steps of a signal that is %s are those that the deciders know', (state) => {
  const belongs = (signal: Signal, step: Step) =>
    !['not-in-this-state', 'signal-closed'].includes(outcomeOf(signal, step))
  const possible = steps.filter((type) =>
    signalsIn(state).some((signal) => examplesOf(type).some((step) => belongs(signal, step))),
  )
  // What nobody offered cannot be accepted, but the step belongs to the state.
  expect([...STEPS_IN[state]].toSorted()).toEqual(possible.toSorted())
})

describe('what the screen offers', () => {
  const types = (signal: Signal) => availableSteps(signal, jayden, rulesOf('politie')).map(({ type }) => type)
  const offered = after(aSignalIn('weighing'), [S['offer-unit'], sanne])
  const document = after(aSignalIn('weighing'), [offerByDocument, sanne])
  const recalled = after(aSignalIn('handing-over'), [S['recall-handover'], sanne])
  const shared = after(aSignalIn('weighing'), [share, sanne])
  const answered = after(shared, [S['enter-receipt'], sanne])
  const outcome = { ...S['enter-receipt'], receipt: 'outcome', says: 'Vergunning ingetrokken.' } as const
  const told = after(answered, [outcome, sanne])
  test.each<readonly [StepType, string, boolean, Signal]>([
    ['accept-unit', 'nothing was offered', false, aSignalIn('weighing')],
    ['accept-unit', 'a unit was asked', true, offered],
    ['offer-unit', 'a unit was asked already', false, offered],
    ['route', 'there is one law', false, aSignalIn('weighing')],
    ['enter-receipt', 'the partner answers by Spoor', false, aSignalIn('handing-over')],
    ['enter-receipt', 'the partner answers by letter', true, document],
    ['recall-handover', 'it is on its way', true, aSignalIn('handing-over')],
    ['recall-handover', 'it was shared', true, shared],
    ['recall-handover', 'what was shared has an answer', false, answered],
    ['enter-receipt', 'it was shared', true, shared],
    ['enter-receipt', 'what came of what was shared is awaited', true, answered],
    ['enter-receipt', 'it is known what came of what was shared', false, told],
    ['offer-handover', 'a unit was asked, and help need not wait', true, offered],
    ['recall-handover', 'it was asked back already', false, recalled],
    ['take-second-look', 'it is blind, and begins from the worklist', false, drawn(aSignalIn('closed'))],
  ])('%s, where %s: %s', (type, _when, expected, signal) => {
    expect(types(signal).includes(type)).toBe(expected)
  })

  test.each<readonly [StepType, string, Signal, Actor]>([
    ['confirm', 'role-missing', aProposal(), bram],
    ['confirm-stop', 'needs-another-person', aSignalIn('stop-proposed'), sanne],
    ['take-up', 'already-resolved', after(aProposal(), [S['take-up'], sanne]), sanne],
    ['accept-unit', 'unit-not-yours', offered, fatima],
    ['offer-handover', 'already-offered', after(offered, [share, sanne]), sanne],
    [
      'finish-enrichment',
      'circumstances-unanswered',
      after(aSignalIn('confirmed'), [S['start-enrichment'], sanne]),
      sanne,
    ],
  ])('%s with the reason why not: %s', (type, because, signal, actor) => {
    const step = availableSteps(signal, actor, rulesOf('politie')).find((one) => one.type === type)
    expect(step).toEqual({ type, allowed: false, because })
    expect(outcomeOf(signal, S[type], actor)).toBe(because)
  })
})

test('the fold refuses a history that could not have been', () => {
  const birth = { seq: 1, at: '2026-06-11T07:00:00.000Z', by: 'spoor' }
  const offer = { type: 'offer-refused', reason: 'x' } as const
  expect(() => fold('x', [])).toThrow('without events')
  expect(() => fold('x', [{ ...birth, data: offer }])).toThrow('begins with offer-refused')
  const signal = aProposal()
  const second = { ...birth, seq: 2 }
  const duty = signal.duty!
  const bad =
    (data: Parameters<typeof evolve>[1]['data'], from: Signal = signal) =>
    () =>
      evolve(from, { ...second, data })
  expect(bad({ type: 'held', reason: 'x', reviewOn: '2026-07-01', duty })).toThrow('no work to leave')
  expect(bad({ type: 'resumed', duty })).toThrow('nothing to resume')
  expect(bad({ type: 'handover-accepted', handover: 'x' })).toThrow('a handover of a signal')
  expect(bad({ type: 'shelved', proposedBy: 'x', duty })).toThrow('without a review date')
  expect(bad({ type: 'unit-offered', unit: 'x' })).toThrow('opens no answer-unit')
  expect(bad({ type: 'urgency-set', urgency: [], duty }, aSignalIn('closed'))).toThrow('work on a signal')
})

test('an event of before units could refuse is folded as it was meant', () => {
  const signal = aProposal()
  const duty = { ...signal.duty!, id: 'moved', unit: 'intelligence' }
  const data = { type: 'unit-changed', unit: 'intelligence', duty } as const
  const moved = evolve(signal, { seq: 2, at: '2026-06-11T08:00:00.000Z', by: 'sanne', data })
  expect(moved).toMatchObject({ unit: 'intelligence', duty, assignee: null })
})

test('every refusal of this room has a row that produces it', () => {
  const rows = readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
    .join('\n')
  const deciders = readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'refusal.ts')
    .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
    .join('\n')
  const own = REFUSALS.filter((code) => deciders.includes(`'${code}'`))
  // The others are of the layers above: whether there is such a signal, and what happened meanwhile.
  expect(own.length).toBeGreaterThan(40)
  expect(own.filter((code) => !rows.includes(`'${code}'`))).toEqual([])
})
