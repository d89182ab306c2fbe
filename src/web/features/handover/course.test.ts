import { expect, test } from 'vitest'
import type { TimelineEntry } from '#contract/signal.ts'
import { courseOf, waitsFor } from './course.ts'

const by = { id: 'm', name: 'Marleen Oosterkamp' }

function entry(seq: number, type: string, data: TimelineEntry['data'], says?: string): TimelineEntry {
  const content = says === undefined ? null : { says }
  return { seq, at: `2026-06-1${seq}T08:00:00.000Z`, by, type, data, content, hash: 'ab' }
}

const TIMELINE = [
  entry(1, 'handover-offered', { handover: 'first' }),
  entry(2, 'handover-refused', { handover: 'first', reason: 'not-our-field' }, 'Van de gemeente.'),
  entry(3, 'act-recorded', { act: 'victim-contact', result: 'done' }),
  entry(4, 'handover-offered', { handover: 'second' }),
  entry(5, 'recall-requested', { handover: 'second', because: 'silence' }),
  entry(6, 'handover-returned', { handover: 'second', because: 'silence' }),
]

test.each([
  ['first', ['handover-offered', 'handover-refused: not-our-field, Van de gemeente.']],
  ['second', ['handover-offered', 'recall-requested: silence', 'handover-returned: silence']],
] as const)('the course of the %s handover holds its own events only', (id, expected) => {
  const told = courseOf({ id, direction: 'out' }, TIMELINE).map(({ what, code, says }) =>
    [code === null ? what : `${what}: ${code}`, says].filter((words) => words !== '').join(', '),
  )
  expect(told).toEqual(expected)
})

test('what came in tells our own answer', () => {
  const timeline = [
    entry(1, 'signal-offered', { handover: 'h', from: 'kmar' }),
    entry(2, 'offer-accepted', { registration: 'r' }),
    entry(3, 'handover-offered', { handover: 'later' }),
  ]
  const told = courseOf({ id: 'h', direction: 'in' }, timeline).map(({ what }) => what)
  expect(told).toEqual(['signal-offered', 'offer-accepted'])
})

test.each([
  // stage      offered by us, shared by us, offered to us
  ['offered', 'receipt', 'shared', 'our-answer'],
  ['received', 'answer', 'shared', 'our-answer'],
  ['recalling', 'confirmation', 'confirmation', 'our-answer'],
  ['accepted', 'outcome', 'shared-outcome', 'our-outcome'],
  ['refused', null, null, null],
  ['returned', null, null, null],
  ['reported', null, null, null],
  ['ended', null, null, null],
] as const)('%s: by us it waits for %s, shared for %s, to us for %s', (stage, out, shared, into) => {
  expect(waitsFor({ direction: 'out', moves: true, stage })).toBe(out)
  expect(waitsFor({ direction: 'out', moves: false, stage })).toBe(shared)
  expect(waitsFor({ direction: 'in', moves: true, stage })).toBe(into)
})

test('what was shared tells its own course', () => {
  const timeline = [
    entry(1, 'share-offered', { handover: 'h', partner: 'care-coordinator' }),
    entry(2, 'weighed', { decision: 'interview' }),
    entry(3, 'share-answered', { handover: 'h', answer: 'accepted' }),
  ]
  const told = courseOf({ id: 'h', direction: 'out' }, timeline).map(({ what, code }) => [what, code])
  expect(told).toEqual([
    ['share-offered', null],
    ['share-answered', 'accepted'],
  ])
})
