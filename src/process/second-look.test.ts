import { describe, expect, test } from 'vitest'
import {
  aColleague,
  actDone,
  after,
  aSignalIn,
  atOf,
  drawn,
  fatima,
  jayden,
  next,
  outcomeOf,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import type { Actor } from './duty.ts'
import type { EventData } from './event.ts'
import { drawSecondLook, isNegative } from './second-look.ts'
import { SIGNAL_STATES, type Signal } from './state.ts'
import type { StepOf } from './step.ts'

// Sanne proposed and Jayden confirmed, for avim-midden; intelligence looks again.
const mo = aColleague('mo', 'intelligence')
const closed = drawn(aSignalIn('closed'))
const shelved = drawn(aSignalIn('shelved'))
const aside = drawn(after(aSignalIn('set-aside-proposed'), [S['confirm-set-aside'], jayden]))

function look(signal: Signal, part: Partial<StepOf<'take-second-look'>> = {}): StepOf<'take-second-look'> {
  return { ...S['take-second-look'], look: signal.secondLook?.look ?? 'none', ...part }
}
const followUp = { verdict: 'follow-up' } as const

test.each<readonly [string, string, Signal, Partial<StepOf<'take-second-look'>>, Actor]>([
  ['it agrees with a stop', 'closed', closed, {}, mo],
  ['it agrees with shelving', 'shelved', shelved, {}, mo],
  ['a stop: follow up after all', 'weighing', closed, followUp, mo],
  ['shelved: follow up after all', 'weighing', shelved, followUp, mo],
  ['set aside: follow up after all', 'confirmed', aside, followUp, mo],
  ['by who proposed the decision', 'needs-another-person', closed, {}, sanne],
  ['by who confirmed it', 'needs-another-person', closed, {}, jayden],
  ['by another unit than was asked', 'unit-not-yours', closed, {}, fatima],
  ['with a criterion left open', 'criteria-unanswered', closed, { answers: {} }, mo],
  ['a look that was not drawn', 'look-unknown', closed, { look: 'another' }, mo],
  ['where none was drawn', 'look-unknown', aSignalIn('closed'), {}, mo],
  ['a second time', 'look-unknown', after(closed, [look(closed), mo]), { look: look(closed).look }, mo],
  ['at a signal that is open', 'not-in-this-state', aSignalIn('weighing'), {}, mo],
  ['at what another organisation has', 'not-in-this-state', aSignalIn('handed-over'), {}, mo],
])('a second look, %s: %s', (_what, expected, signal, part, actor) => {
  expect(outcomeOf(signal, look(signal, part), actor)).toBe(expected)
})

test('a draw is a side duty of another unit, also of a closed signal', () => {
  expect(closed).toMatchObject({ state: 'closed', duty: null, unit: 'avim-midden' })
  expect(closed.sideDuties).toMatchObject([
    { kind: 'second-look', unit: 'intelligence', dueAt: '2026-06-25T15:00:00.000Z' },
  ])
})

test('a unit never looks again at its own decision', () => {
  expect(drawn({ ...aSignalIn('closed'), unit: 'intelligence' }).sideDuties).toMatchObject([
    { unit: 'avim-midden' },
  ])
})

test('agreeing leaves the decision as it was; following up opens the signal with a duty of its own', () => {
  const agreed = after(closed, [look(closed), mo])
  expect(agreed).toMatchObject({
    state: 'closed',
    outcome: 'not-trafficking',
    sideDuties: [],
    secondLook: null,
  })
  const opened = after(closed, [look(closed, followUp), mo])
  expect(opened).toMatchObject({
    duty: { kind: 'weigh', unit: 'avim-midden' },
    sideDuties: [],
    secondLook: null,
  })
  const again = after(aside, [look(aside, followUp), mo])
  expect(again).toMatchObject({
    duty: { kind: 'start-enrichment' },
    sideDuties: [{ kind: 'contact-possible-victim' }],
  })
})

test.each(SIGNAL_STATES)('a decision of a signal that is %s now: drawn only while it rests', (state) => {
  const signal = aSignalIn(state)
  const event = drawSecondLook(signal, signal.seq, ['sanne', 'jayden'], atOf(signal))
  expect(event !== null).toBe(state === 'closed' || state === 'shelved')
})

test('one look at a time', () => {
  expect(drawSecondLook(closed, 3, ['sanne', 'jayden'], atOf(closed))).toBeNull()
})

describe('what is a negative decision', () => {
  const duty = { id: 'd', kind: 'weigh', unit: 'u', dueAt: '2026-06-11T07:00:00.000Z' } as const
  const ending = (proposedBy: string | null): EventData => ({
    type: 'closed',
    outcome: 'x',
    proposedBy,
    guards: null,
  })
  test.each<readonly [string, boolean, EventData]>([
    ['a stop that two confirmed', true, ending('sanne')],
    ['an investigation that was concluded', false, ending(null)],
    ['a proposal set aside', true, { type: 'set-aside-confirmed', proposedBy: 'sanne' }],
    ['shelved', true, { type: 'shelved', proposedBy: 'sanne', duty }],
    ['held', false, { type: 'held', reason: 'capacity', reviewOn: '2026-07-01', duty }],
    ['a proposed stop', false, { type: 'set-aside-proposed', criterion: 'x', duty }],
  ])('%s: %s', (_what, expected, data) => {
    expect(isNegative({ data })).toBe(expected)
  })
})

test('the fold refuses a second look without the duty that it is', () => {
  const data = { type: 'second-look-drawn', look: 'l', of: 1, deciders: [] } as const
  expect(() => next(aSignalIn('closed'), data)).toThrow('opens no second-look')
})

test('a decision that was overtaken by another end is not drawn, the one by which it rests is', () => {
  const shelf = aSignalIn('shelved')
  const investigated = after(
    shelf,
    [S['review-shelved'], sanne],
    [S['start-investigation'], sanne],
    [S['record-contact'], sanne],
    [actDone('financial-investigation'), sanne],
  )
  const concluded = after(investigated, [S.conclude, sanne])
  const stopped = after(investigated, [S['propose-stop'], sanne], [S['confirm-stop'], jayden])
  const drawOf = (signal: Signal, of: number) => drawSecondLook(signal, of, [], atOf(signal)) !== null
  expect(drawOf(shelf, shelf.seq)).toBe(true)
  expect([concluded.state, drawOf(concluded, shelf.seq), drawOf(concluded, concluded.seq)]).toEqual([
    'closed',
    false,
    false,
  ])
  expect([stopped.state, drawOf(stopped, shelf.seq), drawOf(stopped, stopped.seq)]).toEqual([
    'closed',
    false,
    true,
  ])
  // What is only noted leaves the decision as it is.
  const noted = { type: 'registration-changed', registration: 'r', catalogue: 'c', indicators: [] } as const
  expect(drawOf(next(shelf, { ...noted, duty: null }), shelf.seq)).toBe(true)
})
