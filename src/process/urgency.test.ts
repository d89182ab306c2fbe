import { expect, test } from 'vitest'
import {
  aColleague,
  after,
  aProposal,
  aSignalIn,
  answers,
  at,
  decideAndEvolve,
  drawn,
  jayden,
  next,
  outcomeOf,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import { nextDuty } from './duty.ts'
import type { Signal } from './state.ts'
import { urgencyBy } from './urgency.ts'
import { TERM_KINDS, URGENCIES, type Urgency } from './way-of-working.ts'

const told = (urgency: readonly Urgency[]) => ({ ...S['set-urgency'], urgency })
const minor = after(aProposal(), [told(['minor']), sanne])

test.each<readonly [string, string, Signal, readonly Urgency[]]>([
  ['a minor', 'proposed', aProposal(), ['minor']],
  ['danger now as well', 'proposed', minor, ['minor', 'danger-now']],
  ['not urgent after all', 'proposed', minor, []],
  ['what is told already', 'already-resolved', minor, ['minor']],
  ['nothing, of what was not urgent', 'already-resolved', aProposal(), []],
  ['one twice', 'urgency-unknown', aProposal(), ['minor', 'minor']],
  [
    'somebody who leaves, which only the Marechaussee has',
    'urgency-unknown',
    aProposal(),
    ['person-leaving'],
  ],
  ['the same at the border', 'proposed', aProposal('kmar'), ['person-leaving']],
  ['of a closed signal', 'signal-closed', aSignalIn('closed'), ['minor']],
])('%s: %s', (_what, expected, signal, urgency) => {
  expect(outcomeOf(signal, told(urgency), sanne)).toBe(expected)
})

// Received on Thursday 11 June 2026 at 9:00 Dutch time.
test.each<readonly [string, Signal, readonly Urgency[], string]>([
  ['a proposal, a working day as always', aProposal(), ['minor'], '2026-06-12T15:00:00.000Z'],
  ['a proposal, in danger', aProposal(), ['danger-now'], '2026-06-11T11:00:00.000Z'],
  ['a proposal at the border, who leaves', aProposal('kmar'), ['person-leaving'], '2026-06-11T08:00:00.000Z'],
  ['both: the shorter of the two', aProposal(), ['minor', 'danger-now'], '2026-06-11T11:00:00.000Z'],
  ['an enrichment, of a minor', aSignalIn('enriching'), ['minor'], '2026-06-16T15:00:00.000Z'],
  ['what is held, in danger', aSignalIn('held'), ['danger-now'], '2026-06-12T07:00:00.000Z'],
  ['what is shelved, in danger', aSignalIn('shelved'), ['danger-now'], '2026-06-12T07:00:00.000Z'],
  [
    'what another has to answer keeps the moment that was agreed',
    aSignalIn('handing-over'),
    ['danger-now'],
    '2026-06-16T15:00:00.000Z',
  ],
])('%s: due %s', (_what, signal, urgency, dueAt) => {
  expect(after(signal, [told(urgency), sanne]).duty?.dueAt).toBe(dueAt)
})

test('urgency taken away postpones nothing', () => {
  const urgent = after(aSignalIn('enriching'), [told(['danger-now']), sanne])
  const calm = after(urgent, [told([]), sanne])
  expect(calm.duty).toEqual(urgent.duty)
  expect(calm.urgency).toEqual([])
})

test('a duty that is overdue stays overdue, under the same id', () => {
  const late = at('2026-07-30T07:00:00.000Z')
  const signal = aSignalIn('enriching')
  const decision = decideAndEvolve(signal, told(['danger-now']), sanne, late)
  expect(decision.ok && decision.value.after.duty).toEqual(signal.duty)
})

test('danger brings the contact with the possible victim forward, and nothing puts it back', () => {
  const contactDue = (signal: Signal) =>
    signal.sideDuties.find(({ kind }) => kind === 'contact-possible-victim')?.dueAt
  const confirmed = aSignalIn('confirmed')
  expect(contactDue(confirmed)).toBe('2026-06-18T15:00:00.000Z')
  const urgent = after(confirmed, [told(['danger-now']), sanne])
  expect(contactDue(urgent)).toBe('2026-06-12T15:00:00.000Z')
  expect(contactDue(after(urgent, [told([]), sanne]))).toBe('2026-06-12T15:00:00.000Z')
  expect(contactDue(after(confirmed, [told(['minor']), sanne]))).toBe('2026-06-18T15:00:00.000Z')
})

test.each([
  ['danger now, by a yes', { 'danger-now': 'yes' }, [], ['danger-now']],
  ['nothing, by an unknown', { 'danger-now': 'unknown' }, [], []],
  ['what held already stays', { 'danger-now': 'no' }, ['minor'], ['minor']],
  ['both', { 'minor-or-vulnerable': 'yes' }, ['danger-now'], ['danger-now', 'minor']],
] as const)('a weighing tells how urgent it is: %s', (_what, given, before, expected) => {
  expect(urgencyBy(given, before, at('2026-06-11T07:00:00.000Z').rules)).toEqual(expected)
})

test('a weighing that tells of danger shortens the term of what follows', () => {
  const danger = { ...S.weigh, answers: { ...answers, 'danger-now': 'yes' as const } }
  const calm = after(aSignalIn('weighing'), [S.weigh, sanne])
  const urgent = after(aSignalIn('weighing'), [danger, sanne])
  expect(urgent.urgency).toEqual(['danger-now'])
  expect(urgent.duty!.dueAt < calm.duty!.dueAt).toBe(true)
})

test('danger in a proposal to stop shortens what follows when it is rejected, and the contact at once', () => {
  const contactDue = (signal: Signal) =>
    signal.sideDuties.find(({ kind }) => kind === 'contact-possible-victim')?.dueAt
  // Opened again by new information, it is to be spoken about anew.
  const weighing = aSignalIn('weighing')
  const opens = [
    {
      id: 'contact',
      kind: 'contact-possible-victim',
      unit: 'avim-midden',
      dueAt: '2026-06-18T15:00:00.000Z',
    },
  ] as const
  const sought = next(weighing, { type: 'urgency-set', urgency: [], duty: weighing.duty!, opens })
  const danger = { ...S['propose-stop'], answers: { ...answers, 'danger-now': 'yes' as const } }
  const proposed = after(sought, [danger, sanne])
  expect(proposed.urgency).toEqual(['danger-now'])
  expect(contactDue(proposed)).toBe('2026-06-12T15:00:00.000Z')
  const rejected = after(proposed, [S['reject-stop'], jayden])
  expect(rejected.duty).toMatchObject({ kind: 'weigh', dueAt: '2026-06-12T07:00:00.000Z' })
})

test.each([
  ['an investigation that begins', S['start-investigation']],
  ['a weighing', S.weigh],
  ['a proposal to stop', S['propose-stop']],
] as const)('%s tells of danger, and no answer takes an urgency away', (_what, step) => {
  const yes = { ...step, answers: { ...answers, 'danger-now': 'yes' as const } }
  const urgent = after(aSignalIn('weighing'), [told(['minor']), sanne], [yes, sanne])
  expect(urgent.urgency).toEqual(['minor', 'danger-now'])
  expect(after(aSignalIn('weighing'), [told(['minor']), sanne], [step, sanne]).urgency).toEqual(['minor'])
})

test('a second look that tells of danger is weighed within a day', () => {
  const look = { ...S['take-second-look'], verdict: 'follow-up' } as const
  const drawnOne = drawn(aSignalIn('closed'))
  const mo = aColleague('mo', drawnOne.sideDuties[0]!.unit)
  const about = { ...look, look: drawnOne.secondLook!.look }
  const calm = after(drawnOne, [about, mo])
  const urgent = after(drawnOne, [{ ...about, answers: { ...answers, 'danger-now': 'yes' } }, mo])
  expect(calm).toMatchObject({ urgency: [], duty: { dueAt: '2026-06-18T15:00:00.000Z' } })
  expect(urgent).toMatchObject({ urgency: ['danger-now'], duty: { dueAt: '2026-06-12T07:00:00.000Z' } })
})

test('whatever is urgent, in whatever agency, for whatever duty: never later than usual', () => {
  for (const organisation of ['politie', 'arbeidsinspectie', 'kmar'] as const) {
    const now = at('2026-06-11T07:00:00.000Z', organisation)
    for (const kind of TERM_KINDS) {
      const usual = nextDuty(kind, { unit: 'x', urgency: [] }, now).dueAt
      for (const one of URGENCIES) {
        const urgent = nextDuty(kind, { unit: 'x', urgency: [one] }, now).dueAt
        expect(urgent <= usual, `${organisation} ${kind} ${one}`).toBe(true)
        const all = nextDuty(kind, { unit: 'x', urgency: URGENCIES }, now).dueAt
        expect(all <= urgent, `${organisation} ${kind}, all and ${one}`).toBe(true)
      }
    }
  }
})
