import { expect, test } from 'vitest'
import {
  aColleague,
  after,
  aSignalIn,
  decideAndEvolve,
  daan,
  morning,
  noor,
  outcomeOf,
  rules,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import type { Actor } from './duty.ts'
import type { Signal } from './state.ts'
import type { StepOf } from './step.ts'

const held = S['record-interview']
const because = { unqualifiedBecause: 'Zij vroeg om Noor.' }
const expired = aColleague('sam', 'intelligence', {
  qualifications: [{ id: 'trafficking-certified', until: '2026-06-10' }],
})
const lastDay = aColleague('sam', 'intelligence', {
  qualifications: [{ id: 'trafficking-certified', until: '2026-06-11' }],
})
const interviewing = aSignalIn('interviewing')

test.each<readonly [string, string, Signal, Partial<StepOf<'record-interview'>>, Actor]>([
  ['with a complaint', 'interviewing', interviewing, {}, sanne],
  ['with time to think', 'interviewing', interviewing, { complaint: 'considering' }, sanne],
  ['early, while enriching', 'enriching', aSignalIn('enriching'), {}, sanne],
  ['at the weighing', 'weighing', aSignalIn('weighing'), {}, sanne],
  ['in the investigation', 'investigating', aSignalIn('investigating'), {}, sanne],
  ['before the enrichment', 'not-in-this-state', aSignalIn('confirmed'), {}, sanne],
  ['while it is held', 'not-in-this-state', aSignalIn('held'), {}, sanne],
  ['not held, with a complaint', 'interview-missing', interviewing, { held: false }, sanne],
  ['not held, no complaint', 'interviewing', interviewing, { held: false, complaint: 'declined' }, sanne],
  ['by two', 'interviewing', interviewing, { second: 'jayden' }, sanne],
  ['by one person, twice', 'needs-another-person', interviewing, { second: 'sanne' }, sanne],
  ['without the certificate', 'unqualified-reason-missing', interviewing, {}, noor],
  ['without the certificate, with a reason', 'interviewing', interviewing, because, noor],
  ['the certificate ended yesterday', 'unqualified-reason-missing', interviewing, {}, expired],
  ['the certificate ends today', 'interviewing', interviewing, {}, lastDay],
  [
    'not held, without the certificate',
    'interviewing',
    interviewing,
    { held: false, complaint: 'declined' },
    noor,
  ],
])('a conversation %s: %s', (_what, expected, signal, part, actor) => {
  expect(outcomeOf(signal, { ...held, ...part }, actor)).toBe(expected)
})

test('without the certificate it is refused where the way of working blocks, whatever the reason', () => {
  const qualifications = rules.qualifications.map((one) => ({ ...one, blocking: true }))
  const strict = { ...morning, rules: { ...rules, qualifications } }
  expect(outcomeOf(interviewing, { ...held, ...because }, noor, strict)).toBe('qualification-missing')
  expect(outcomeOf(interviewing, held, sanne, strict)).toBe('interviewing')
})

test('the ledger holds who was there, whether it was recorded, and whether by somebody certified', () => {
  const step = { ...held, ...because, second: 'jayden' }
  const decision = decideAndEvolve(interviewing, step, noor, morning)
  expect(decision.ok && decision.value.event).toMatchObject({
    data: { second: 'jayden', recorded: true, qualified: false },
    content: { unqualifiedBecause: because.unqualifiedBecause },
  })
})

const atInspectorate = aSignalIn('interviewing', 'arbeidsinspectie')
test.each<readonly [string, string, Signal]>([
  ['after a conversation', 'weighing', after(atInspectorate, [held, daan])],
  ['without one, and without a reason', 'contact-missing', atInspectorate],
  ['without one, with an attempt', 'weighing', after(atInspectorate, [S['record-contact'], daan])],
  ['at the police, which asks in the enrichment', 'weighing', interviewing],
  ['outside the interview', 'not-in-this-state', aSignalIn('weighing')],
])('the interview ends %s: %s', (_what, expected, signal) => {
  expect(outcomeOf(signal, S['finish-interview'], sanne)).toBe(expected)
})
