import { expect, test } from 'vitest'
import {
  after,
  aProposal,
  aSignalIn,
  at,
  outcomeOf,
  rulesOf,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import { contactMissing } from './contact-record.ts'
import type { Signal } from './state.ts'
import type { Step } from './step.ts'

const step = S['record-contact']
const confirmed = aSignalIn('confirmed')

test.each<readonly [string, string, Signal, Step]>([
  ['spoken', 'confirmed', confirmed, { ...step, result: 'spoken' }],
  ['an attempt', 'confirmed', confirmed, step],
  ['not possible, with why', 'confirmed', confirmed, { ...step, result: 'not-possible', reason: 'not-safe' }],
  ['not possible, without why', 'reason-unknown', confirmed, { ...step, result: 'not-possible' }],
  [
    'not possible, for capacity',
    'reason-unknown',
    confirmed,
    { ...step, result: 'not-possible', reason: 'capacity' },
  ],
  ['spoken, with a reason that nobody knows', 'reason-unknown', confirmed, { ...step, reason: 'whatever' }],
  ['spoken, with why not', 'reason-unknown', confirmed, { ...step, result: 'spoken', reason: 'not-safe' }],
  ['of a proposal that nobody has confirmed', 'not-in-this-state', aProposal(), step],
  ['of what another organisation offers still', 'not-in-this-state', aSignalIn('offered'), step],
  ['while it is held', 'held', aSignalIn('held'), step],
  ['while it is on its way to another', 'handing-over', aSignalIn('handing-over'), step],
  ['while it is shelved', 'shelved', aSignalIn('shelved'), step],
  ['after it was closed', 'signal-closed', aSignalIn('closed'), step],
])('%s: %s', (_what, expected, signal, one) => {
  expect(outcomeOf(signal, one, sanne)).toBe(expected)
})

test('who confirms a signal opens the duty to seek contact; contact, or why there is none, ends it', () => {
  const duties = (signal: Signal) => signal.sideDuties.map(({ kind }) => kind)
  expect(duties(aProposal())).toEqual([])
  expect(duties(confirmed)).toEqual(['contact-possible-victim'])
  expect(duties(after(confirmed, [{ ...step, with: 'witness' }, sanne]))).toEqual(['contact-possible-victim'])
  expect(duties(after(confirmed, [{ ...step, with: 'reporter' }, sanne]))).toEqual([
    'contact-possible-victim',
  ])
  for (const result of ['spoken', 'attempted'] as const) {
    expect(duties(after(confirmed, [{ ...step, result }, sanne]))).toEqual([])
  }
  const reasoned = { ...step, result: 'not-possible', reason: 'nobody-known' } as const
  expect(duties(after(confirmed, [reasoned, sanne]))).toEqual([])
})

test('the contact of a phase is the best that came of it, whatever was written last', () => {
  const enriching = aSignalIn('enriching')
  expect(enriching.contacts).toEqual({ enrichment: 'attempted' })
  const spoken = after(enriching, [{ ...step, result: 'spoken' }, sanne])
  expect(spoken.contacts).toEqual({ enrichment: 'spoken' })
  const later = after(spoken, [step, sanne], [{ ...step, with: 'witness', result: 'spoken' }, sanne])
  expect(later.contacts).toEqual({ enrichment: 'spoken' })
})

test.each([
  ['politie', 'enriching', false],
  ['politie', 'interviewing', false],
  ['politie', 'weighing', false],
  ['arbeidsinspectie', 'interviewing', true],
  ['kmar', 'interviewing', false],
] as const)('the %s asks again in a signal that is %s: %s', (organisation, state, expected) => {
  const rules = at('2026-06-11T07:00:00.000Z', organisation).rules
  expect(contactMissing(aSignalIn(state, organisation), rules)).toBe(expected)
})

test('each agency asks in the enrichment and in the investigation', () => {
  for (const organisation of ['politie', 'arbeidsinspectie', 'kmar'] as const) {
    expect(rulesOf(organisation).contactPhases.value).toEqual(
      expect.arrayContaining(['enrichment', 'investigation']),
    )
  }
})
