import { expect, test } from 'vitest'
import {
  after,
  aSignalIn,
  outcomeOf,
  rules,
  rulesOf,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import { WORK_STATES, type Signal } from './state.ts'
import type { Step } from './step.ts'

const weighing = aSignalIn('weighing')

// The way of working gives thirty days at most: until 11 July 2026.
test.each<readonly [string, string, Signal, Step]>([
  ['for capacity, which everybody can see', 'held', weighing, S.hold],
  ['for somebody who needs time', 'held', weighing, { ...S.hold, reason: 'person-needs-time' }],
  ['for a reason of our own making', 'hold-reason-unknown', weighing, { ...S.hold, reason: 'holiday' }],
  ['until tomorrow', 'held', weighing, { ...S.hold, reviewOn: '2026-06-12' }],
  ['until today', 'review-date-invalid', weighing, { ...S.hold, reviewOn: '2026-06-11' }],
  ['until yesterday', 'review-date-invalid', weighing, { ...S.hold, reviewOn: '2026-06-10' }],
  ['until the last day that is allowed', 'held', weighing, { ...S.hold, reviewOn: '2026-07-11' }],
  ['a day longer', 'review-date-invalid', weighing, { ...S.hold, reviewOn: '2026-07-12' }],
  ['until a day that does not exist', 'review-date-invalid', weighing, { ...S.hold, reviewOn: '2026-06-31' }],
  ['a proposal, which must be answered', 'not-in-this-state', aSignalIn('proposed'), S.hold],
  ['a stop that waits for a second person', 'not-in-this-state', aSignalIn('stop-proposed'), S.hold],
  ['what is on its way to another', 'not-in-this-state', aSignalIn('handing-over'), S.hold],
  ['what is held already', 'not-in-this-state', aSignalIn('held'), S.hold],
  ['going on with what is held', 'weighing', aSignalIn('held'), S.resume],
  ['going on with what is not held', 'not-in-this-state', weighing, S.resume],
])('%s: %s', (_what, expected, signal, step) => {
  expect(outcomeOf(signal, step, sanne)).toBe(expected)
})

test.each(WORK_STATES)('a signal that is %s waits, owned and due, and goes on where it was', (state) => {
  const before = aSignalIn(state)
  const held = after(before, [S.hold, sanne])
  expect(held).toMatchObject({
    state: 'held',
    reason: 'capacity',
    phase: before.phase,
    unit: before.unit,
    duty: { kind: 'review-hold', unit: before.unit, dueAt: '2026-06-25T07:00:00.000Z' },
  })
  const resumed = after(held, [S.resume, sanne])
  expect(resumed).toMatchObject({ state, phase: before.phase, duty: { kind: before.duty?.kind } })
  expect(resumed.sideDuties).toEqual(before.sideDuties)
})

test('capacity is a reason to wait, counted apart, and no criterion of anything', () => {
  for (const organisation of ['politie', 'arbeidsinspectie', 'kmar'] as const) {
    const way = rulesOf(organisation)
    expect(way.holdReasons.filter(({ countedApart }) => countedApart).map(({ id }) => id)).toEqual([
      'capacity',
    ])
    const criteria = [
      ...way.weighingCriteria,
      ...way.setAsideCriteria,
      ...way.outcomes,
      ...way.handoverRefusals,
    ]
    expect(criteria.map(({ id }) => id)).not.toContain('capacity')
  }
  expect(rules.holdDaysMax.value).toBe(30)
})
