import { expect, test } from 'vitest'
import type { FeedRule } from '#process/way-of-working.ts'
import type { Delivery } from '#store/feeds.ts'
import { judgeFeed, usualLines } from './feed-judgement.ts'

/** The feed was watched for since then. */
const LONG_AGO = '2025-01-01T00:00:00.000Z'

const rule: FeedRule = {
  id: 'bvh',
  label: { nl: 'BVH', en: 'BVH' },
  expectedBy: '07:00',
  smallBelow: 0.5,
  duty: { unit: 'intelligence', role: 'functional-manager', term: { value: 4, unit: 'hours' } },
  source: 'test',
  checkedOn: null,
}

/** A delivery at a moment, in UTC; Dutch summer time is two hours later. */
const delivery = (day: string, lines: number, time = '04:00'): Delivery => {
  const at = `${day}T${time}:00.000Z`
  return { feed: 'bvh', day, lines, firstAt: at, lastAt: at }
}
/** The days from 1 June on, with these numbers of lines. */
const earlier = (...lines: number[]) =>
  lines.map((one, at) => delivery(`2026-06-${String(at + 1).padStart(2, '0')}`, one))

const USUAL = earlier(90, 100, 110, 100, 100)
const DAY = '2026-06-20'

test.each([
  // what                                   deliveries                                Dutch time  what is wrong
  ['nothing yet, before its time', [], '06:59', []],
  ['nothing at its time', [], '07:00', ['feed-late']],
  ['in time', [delivery(DAY, 100)], '07:00', []],
  ['after its time', [delivery(DAY, 100, '05:30')], '09:00', ['feed-late']],
  ['empty, more may come', [delivery(DAY, 0)], '06:59', []],
  ['empty', [delivery(DAY, 0)], '07:00', ['feed-empty']],
  ['empty and late', [delivery(DAY, 0, '06:00')], '09:00', ['feed-late', 'feed-empty']],
  ['half of what is usual', [...USUAL, delivery(DAY, 50)], '07:00', []],
  ['less than half of what is usual', [...USUAL, delivery(DAY, 49)], '07:00', ['feed-small']],
  ['little, but nobody knows what is usual', [...USUAL.slice(1), delivery(DAY, 1)], '07:00', []],
  ['the deliveries of other days only', USUAL, '07:00', ['feed-late']],
] as const)('%s', (_, deliveries, time, expected) => {
  const utc = `${String(Number(time.slice(0, 2)) - 2).padStart(2, '0')}${time.slice(2)}`
  expect(judgeFeed(rule, DAY, deliveries, `${DAY}T${utc}:00.000Z`, LONG_AGO)).toEqual(expected)
})

test('nothing was expected before there was a Spoor to deliver to', () => {
  const now = '2026-01-20T20:00:00.000Z'
  expect(judgeFeed(rule, '2026-01-20', [], now, '2026-01-20T06:00:01.000Z')).toEqual([])
  expect(judgeFeed(rule, '2026-01-20', [], now, '2026-01-20T05:59:59.000Z')).toEqual(['feed-late'])
})

test('the Dutch wall clock counts, in winter too', () => {
  expect(judgeFeed(rule, '2026-01-20', [], '2026-01-20T05:59:59.000Z', LONG_AGO)).toEqual([])
  expect(judgeFeed(rule, '2026-01-20', [], '2026-01-20T06:00:00.000Z', LONG_AGO)).toEqual(['feed-late'])
})

test.each([
  ['too few to tell', [1, 2, 3, 4], null],
  ['an odd number', [9, 1, 5, 3, 7], 5],
  ['an even number', [1, 2, 3, 5, 8, 9], 4],
  ['of the last fourteen only', [...Array<number>(20).fill(1000), ...Array<number>(14).fill(10)], 10],
  ['one strange day changes nothing', [100, 100, 0, 100, 100, 5000], 100],
] as const)('what is usual: %s', (_, lines, expected) => {
  const days = lines.map((one, at) =>
    delivery(`2026-${at < 28 ? '04' : '05'}-${String((at % 28) + 1).padStart(2, '0')}`, one),
  )
  expect(usualLines(days)).toBe(expected)
})
