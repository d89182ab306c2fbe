import { expect, test } from 'vitest'
import {
  aProposal,
  aSignalIn,
  at,
  decideAndEvolve,
  jayden,
  rules,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import { escalate } from './escalation.ts'
import { evolve, type OpenSignal, type Signal } from './state.ts'

// The proposal of a-signal.ts is received on Thursday 11 June 2026 and due on Friday 12 June at 17:00 (15:00 UTC).
const DUE = '2026-06-12T15:00:00.000Z'

/** The signal after the job looked at it at a moment. */
function looked(signal: Signal, now: string): Signal {
  if (signal.state === 'closed') return signal
  const event = escalate(signal, at(now))
  return event ? evolve(signal, { seq: signal.seq + 1, at: now, by: 'spoor', data: event.data }) : signal
}

test('the example is due when these rows say', () => {
  expect((aProposal() as OpenSignal).duty.dueAt).toBe(DUE)
  expect(rules.escalation.map(({ after, role }) => [after.value, after.unit, role])).toEqual([
    [0, 'hours', 'team-lead'],
    [2, 'working-days', 'unit-head'],
  ])
})

test.each([
  ['before it is due', '2026-06-12T14:59:59.999Z', null],
  ['at the due moment', DUE, 'team-lead'],
  ['over the weekend', '2026-06-14T12:00:00.000Z', 'team-lead'],
  ['just before two working days have passed', '2026-06-16T14:59:00.000Z', 'team-lead'],
  ['two working days late', '2026-06-16T15:00:00.000Z', 'unit-head'],
  ['when the job was absent for a month', '2026-07-16T15:00:00.000Z', 'unit-head'],
])('%s it is a matter for: %s %s', (_when, now, role) => {
  expect(looked(aProposal(), now).escalation?.role ?? null).toBe(role)
})

test('a job that runs twice, or every minute, climbs no step twice', () => {
  const once = looked(aProposal(), DUE)
  expect(looked(once, DUE)).toBe(once)
  expect(looked(once, '2026-06-13T08:00:00.000Z')).toBe(once)
  expect(looked(once, '2026-06-16T15:00:00.000Z').escalation).toMatchObject({ level: 2, role: 'unit-head' })
})

test('an escalation has a due moment of its own: the next step of the ladder, or a working day', () => {
  const first = looked(aProposal(), DUE)
  expect(first.escalation?.dueAt).toBe('2026-06-16T15:00:00.000Z')
  const last = looked(first, '2026-06-16T15:00:00.000Z')
  expect(last.escalation?.dueAt).toBe('2026-06-17T15:00:00.000Z')
})

test.each([
  ['answering the duty ends it', S.confirm, null],
  ['proposing to set aside makes another duty, and ends it', S['propose-set-aside'], null],
  ['taking it up does not: the work is still late', S['take-up'], 'team-lead'],
  ['handing it to another unit does not', S['change-unit'], 'team-lead'],
])('%s', (_what, step, role) => {
  const late = looked(aProposal(), DUE)
  const decision = decideAndEvolve(late, step, jayden, at('2026-06-12T16:00:00.000Z'))
  expect(decision.ok && (decision.value.after.escalation?.role ?? null)).toBe(role)
})

test('a closed signal is never overdue, and closing ends an escalation', () => {
  const proposed = aSignalIn('set-aside-proposed')
  const late = looked(proposed, '2026-07-16T15:00:00.000Z')
  expect(late.escalation).not.toBeNull()
  const decision = decideAndEvolve(late, S['confirm-set-aside'], jayden, at('2026-07-16T16:00:00.000Z'))
  expect(decision.ok && decision.value.after).toMatchObject({ state: 'closed', escalation: null })
})
