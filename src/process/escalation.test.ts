import { expect, test } from 'vitest'
import {
  after,
  aProposal,
  aSignalIn,
  at,
  decideAndEvolve,
  drawn,
  fatima,
  jayden,
  next,
  rules,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import { escalate, nextStepUp } from './escalation.ts'
import type { Signal } from './state.ts'

// The proposal of a-signal.ts is received on Thursday 11 June 2026 and due on Friday 12 June at 17:00 (15:00 UTC).
const DUE = '2026-06-12T15:00:00.000Z'

/** The signal after the job looked at it until there was nothing left to say. */
function looked(signal: Signal, now: string): Signal {
  const event = escalate(signal, at(now))
  return event ? looked(next(signal, event.data, 'spoor', now), now) : signal
}

function rolesOf(signal: Signal): readonly string[] {
  return signal.escalations.map(({ role }) => role)
}

test('the example is due when these rows say', () => {
  expect(aProposal().duty?.dueAt).toBe(DUE)
  expect(rules.escalation.map(({ after: late, role }) => [late.value, late.unit, role])).toEqual([
    [0, 'hours', 'team-lead'],
    [2, 'working-days', 'unit-head'],
  ])
})

test.each([
  ['before it is due', '2026-06-12T14:59:59.999Z', []],
  ['at the due moment', DUE, ['team-lead']],
  ['over the weekend', '2026-06-14T12:00:00.000Z', ['team-lead']],
  ['just before two working days have passed', '2026-06-16T14:59:00.000Z', ['team-lead']],
  ['two working days late', '2026-06-16T15:00:00.000Z', ['unit-head']],
  ['when the job was absent for a month', '2026-07-16T15:00:00.000Z', ['unit-head']],
])('%s (%s) it is a matter for %j', (_when, now, roles) => {
  expect(rolesOf(looked(aProposal(), now))).toEqual(roles)
})

test('a job that runs twice, or every minute, climbs no step twice', () => {
  const once = looked(aProposal(), DUE)
  expect(looked(once, DUE)).toBe(once)
  expect(looked(once, '2026-06-13T08:00:00.000Z')).toBe(once)
  expect(looked(once, '2026-06-16T15:00:00.000Z').escalations).toMatchObject([
    { level: 2, role: 'unit-head' },
  ])
})

test('whether the job came at each step or only at the end, it ends at the same place', () => {
  const moments = [DUE, '2026-06-13T08:00:00.000Z', '2026-06-16T15:00:00.000Z', '2026-07-01T00:00:00.000Z']
  const proposal = aProposal()
  const where = (signal: Signal) => signal.escalations.map(({ level, role, of }) => ({ level, role, of }))
  expect(where(moments.reduce(looked, proposal))).toEqual(where(looked(proposal, moments.at(-1)!)))
})

test('an escalation has a due moment of its own: the next step of the ladder, or a working day', () => {
  const first = looked(aProposal(), DUE)
  expect(first.escalations[0]?.dueAt).toBe('2026-06-16T15:00:00.000Z')
  const last = looked(first, '2026-06-16T15:00:00.000Z')
  expect(last.escalations[0]?.dueAt).toBe('2026-06-17T15:00:00.000Z')
})

test.each([
  ['answering the duty ends it', S.confirm, []],
  ['proposing to set aside makes another duty, and ends it', S['propose-set-aside'], []],
  ['taking it up does not: the work is still late', S['take-up'], ['team-lead']],
  ['offering it to another unit does not', S['offer-unit'], ['team-lead']],
  ['urgency that was told late does not', { ...S['set-urgency'], urgency: ['danger-now'] }, ['team-lead']],
] as const)('%s', (_what, step, roles) => {
  const late = looked(aProposal(), DUE)
  const decision = decideAndEvolve(late, step, jayden, at('2026-06-12T16:00:00.000Z'))
  expect(decision.ok && rolesOf(decision.value.after)).toEqual(roles)
})

test('every overdue duty climbs by itself: the main one and those beside it, the longest overdue first', () => {
  // Confirmed: the enrichment starts by 15 June, contact is sought by 18 June.
  const signal = after(aSignalIn('confirmed'), [S['offer-unit'], fatima])
  const climbed = looked(signal, '2026-07-16T15:00:00.000Z')
  const ids = [signal.duty?.id, ...signal.sideDuties.map(({ id }) => id)]
  expect(new Set(climbed.escalations.map(({ of }) => of))).toEqual(new Set(ids))
  expect(new Set(climbed.escalations.map(({ id }) => id)).size).toBe(3)
  const first = escalate(signal, at('2026-06-16T00:00:00.000Z'))
  expect(first?.data).toMatchObject({ overdue: signal.duty?.id })
})

test('what ends a side duty ends its escalation, and no other', () => {
  const climbed = looked(aSignalIn('confirmed'), '2026-07-16T15:00:00.000Z')
  expect(climbed.escalations).toHaveLength(2)
  const contacted = after(climbed, [S['record-contact'], sanne])
  expect(contacted.escalations.map(({ of }) => of)).toEqual([climbed.duty?.id])
})

test('a closed signal is never overdue, and closing ends an escalation', () => {
  const late = looked(aSignalIn('set-aside-proposed'), '2026-07-16T15:00:00.000Z')
  expect(late.escalations).toHaveLength(1)
  const closed = after(late, [S['confirm-set-aside'], jayden])
  expect(closed.escalations).toEqual([])
  expect(escalate(closed, at('2027-01-01T00:00:00.000Z'))).toBeNull()
})

test('a second look at a closed signal that nobody takes climbs as well', () => {
  const signal = drawn(aSignalIn('closed'))
  expect(escalate(signal, at('2026-06-25T14:59:00.000Z'))).toBeNull()
  const climbed = looked(signal, '2026-06-25T15:00:00.000Z')
  expect(climbed.escalations).toMatchObject([{ of: signal.sideDuties[0]?.id, role: 'team-lead' }])
})

test.each([
  ['before it is due', '2026-06-12T14:00:00.000Z', 'team-lead', DUE],
  ['once it is with the team lead', DUE, 'unit-head', '2026-06-16T15:00:00.000Z'],
  ['once it is with the unit head', '2026-06-16T15:00:00.000Z', null, null],
])('who hears of it next, %s: %s %s', (_when, now, role, moment) => {
  const { rules: way, calendar } = at(now)
  const next = nextStepUp(DUE, way.escalation, calendar, now)
  expect(next && { role: next.role, dueAt: next.dueAt }).toEqual(role && { role, dueAt: moment })
})
