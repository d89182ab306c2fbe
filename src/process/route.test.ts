import { expect, test } from 'vitest'
import {
  actDone,
  after,
  aSignalIn,
  answers,
  daan,
  esra,
  kees,
  outcomeOf,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import type { Actor } from './duty.ts'
import type { Signal } from './state.ts'
import type { StepOf } from './step.ts'

const enriching = aSignalIn('enriching', 'arbeidsinspectie')
const administrative = { lane: 'serious-disadvantage' } as const
const yes = { protection: { ...S.route.protection, protection: 'yes' } } as const
const offered = after(enriching, [actDone('offer-reflection-period', 'arbeidsinspectie'), daan])
const reported = after(enriching, [actDone('report-to-comensha', 'arbeidsinspectie'), daan])
const tried: StepOf<'record-act'> = {
  ...actDone('offer-reflection-period', 'arbeidsinspectie'),
  result: 'not-possible',
  provenance: null,
  reason: 'not-found',
}

test.each<readonly [string, string, Signal, Partial<StepOf<'route'>>, Actor]>([
  ['to investigation', 'enriching', enriching, {}, daan],
  ['at the weighing', 'weighing', aSignalIn('weighing', 'arbeidsinspectie'), {}, daan],
  ['anew in the investigation', 'investigating', aSignalIn('investigating', 'arbeidsinspectie'), {}, daan],
  ['around the interview', 'not-in-this-state', aSignalIn('interviewing', 'arbeidsinspectie'), {}, daan],
  ['before the enrichment', 'not-in-this-state', aSignalIn('confirmed', 'arbeidsinspectie'), {}, daan],
  ['at the police, where there is one law', 'not-in-this-state', aSignalIn('enriching'), {}, daan],
  ['to a lane that does not exist', 'lane-unknown', enriching, { lane: 'fines' }, daan],
  ['with a criterion left open', 'criteria-unanswered', enriching, { answers: {} }, daan],
  [
    'with a criterion of our own making',
    'criteria-unanswered',
    enriching,
    { answers: { ...S.route.answers, capacity: 'yes' } },
    daan,
  ],
  ['without the protection test', 'criteria-unanswered', enriching, { protection: {} }, daan],
  [
    'with leads in the protection test',
    'criteria-unanswered',
    enriching,
    { protection: { ...S.route.protection, leads: 'no' } },
    daan,
  ],
  ['administrative, no indication at all', 'enriching', enriching, administrative, kees],
  [
    'administrative, the slightest indication',
    'protection-first',
    enriching,
    { ...administrative, ...yes },
    daan,
  ],
  [
    'the same after the reflection period was offered',
    'enriching',
    offered,
    { ...administrative, ...yes },
    daan,
  ],
  ['the same after CoMensha was told', 'enriching', reported, { ...administrative, ...yes }, daan],
  [
    'the same after an offer that was not possible',
    'protection-first',
    after(enriching, [tried, daan]),
    { ...administrative, ...yes },
    daan,
  ],
  ['the same, decided by Supervision', 'protection-first', offered, { ...administrative, ...yes }, kees],
  ['to investigation, the slightest indication', 'enriching', enriching, yes, daan],
  [
    'administrative, with a "no" against the "yes" of the weighing',
    'protection-first',
    after(aSignalIn('weighing', 'arbeidsinspectie'), [
      { ...S.weigh, decision: 'enrich-further', answers: { ...answers, coercion: 'yes' } },
      daan,
    ]),
    administrative,
    daan,
  ],
  [
    'administrative, with a "no" after an "unknown" of the weighing',
    'enriching',
    after(aSignalIn('weighing', 'arbeidsinspectie'), [{ ...S.weigh, decision: 'enrich-further' }, daan]),
    administrative,
    daan,
  ],
])('routed %s: %s', (_what, expected, signal, part, actor) => {
  expect(outcomeOf(signal, { ...S.route, ...part }, actor)).toBe(expected)
})

const routed = after(enriching, [S.route, daan])
test.each<readonly [string, string, Signal, Actor]>([
  ['by another person', 'enriching', routed, esra],
  ['by who decided it', 'needs-another-person', routed, daan],
  ['of what was not routed', 'routing-missing', enriching, esra],
  ['a second time', 'routing-missing', after(routed, [S['review-routing'], esra]), esra],
  ['while it is held', 'held', after(routed, [S.hold, daan]), esra],
])('a review %s: %s', (_what, expected, signal, actor) => {
  expect(outcomeOf(signal, S['review-routing'], actor)).toBe(expected)
})

test('the review is a duty of its own, until another person looked', () => {
  const duties = (signal: Signal) => signal.sideDuties.filter(({ kind }) => kind === 'review-routing')
  expect(duties(routed)).toMatchObject([{ unit: routed.unit }])
  const again = after(routed, [{ ...S.route, lane: 'other-offence' }, daan])
  expect(duties(again)).toHaveLength(1)
  expect(duties(again)[0]?.id).not.toBe(duties(routed)[0]?.id)
  const agreed = after(routed, [S['review-routing'], esra])
  expect(duties(agreed)).toEqual([])
  expect(agreed.routed).toEqual({ lane: 'labour-exploitation', by: 'daan', reviewed: true })
  const disagreed = after(routed, [{ ...S['review-routing'], agrees: false }, esra])
  expect(disagreed).toMatchObject({ routed: null, state: 'enriching' })
  expect(duties(disagreed)).toEqual([])
})

const weighing = (...steps: Parameters<typeof after>[1][]) =>
  after(aSignalIn('weighing', 'arbeidsinspectie'), ...steps)
const notAgreed = weighing([S.route, daan], [{ ...S['review-routing'], agrees: false }, esra])
test.each<readonly [string, string, Signal, 'start-investigation' | 'propose-stop']>([
  ['an investigation, routed to investigation', 'investigating', weighing(), 'start-investigation'],
  [
    'an investigation, routed and not looked at yet',
    'investigating',
    weighing([S.route, daan]),
    'start-investigation',
  ],
  [
    'an investigation, routed to civil law',
    'lane-forbids',
    weighing([{ ...S.route, lane: 'civil' }, daan]),
    'start-investigation',
  ],
  ['an investigation, the routing not agreed', 'routing-missing', notAgreed, 'start-investigation'],
  ['a stop, the routing not agreed', 'routing-missing', notAgreed, 'propose-stop'],
  [
    'a stop, routed to civil law',
    'stop-proposed',
    weighing([{ ...S.route, lane: 'civil' }, daan]),
    'propose-stop',
  ],
])('%s: %s', (_what, expected, signal, step) => {
  expect(outcomeOf(signal, S[step], daan)).toBe(expected)
})
