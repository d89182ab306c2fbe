import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { readTraceparent, Trace, traceparentOf } from './trace.ts'

const ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

test.each([
  ['the example of the standard', `00-${ID}-${SPAN}-01`, true],
  ['not sampled', `00-${ID}-${SPAN}-00`, true],
  ['a later version that says more', `01-${ID}-${SPAN}-01-more`, true],
  ['nothing', undefined, false],
  ['empty', '', false],
  ['this version with more behind it', `00-${ID}-${SPAN}-01-more`, false],
  ['the version that never comes', `ff-${ID}-${SPAN}-01`, false],
  ['a trace of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`, false],
  ['an action of zeros', `00-${ID}-${'0'.repeat(16)}-01`, false],
  ['capitals', `00-${ID.toUpperCase()}-${SPAN}-01`, false],
  ['too short', `00-${ID.slice(1)}-${SPAN}-01`, false],
  ['words', "'; drop table spoor.processing; --", false],
])('%s', (_what, text, isRead) => {
  expect(readTraceparent(text)).toEqual(isRead ? { traceId: ID, spanId: SPAN } : undefined)
})

test('a trace that somebody began goes on: the first action comes from theirs, the next from the first', () => {
  const trace = new Trace(randomUUID, { traceId: ID, spanId: SPAN })
  const [first, second] = [trace.next(), trace.next()]
  expect(first).toMatchObject({ traceId: ID, parent: SPAN })
  expect(second).toMatchObject({ traceId: ID, parent: first.spanId })
  expect(new Set([SPAN, first.spanId, second.spanId]).size).toBe(3)
  expect(readTraceparent(trace.traceparent)).toEqual({ traceId: ID, spanId: first.spanId })
  expect(traceparentOf(first)).toBe(trace.traceparent)
})

test('a trace that begins here is another one every time', () => {
  const [one, two] = [new Trace(randomUUID).next(), new Trace(randomUUID).next()]
  expect(one.parent).toBeNull()
  expect(one.traceId).not.toBe(two.traceId)
  expect(readTraceparent(traceparentOf(one))).toBeDefined()
})
