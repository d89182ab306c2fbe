import { expect, test } from 'vitest'
import {
  actDone,
  after,
  aProposal,
  aSignalIn,
  at,
  daan,
  guards,
  kees,
  outcomeOf,
  roadTo,
  rules,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import type { Signal } from './state.ts'
import type { StepOf } from './step.ts'

const start = S['start-investigation']
const weighing = aSignalIn('weighing')
const complained = after(weighing, [S['record-interview'], sanne])
const { qualification } = start

test.each<readonly [string, string, Signal, Partial<StepOf<'start-investigation'>>]>([
  ['ex officio', 'investigating', weighing, {}],
  ['on a complaint', 'investigating', complained, { exOfficio: false }],
  ['on a complaint that nobody made', 'interview-missing', weighing, { exOfficio: false }],
  ['without a named prosecutor', 'prosecutor-missing', weighing, { prosecutor: ' ' }],
  ['with a criterion left open', 'criteria-unanswered', weighing, { answers: {} }],
  ['before it is weighed', 'not-in-this-state', aSignalIn('enriching'), {}],
  [
    'under a law that is not in force',
    'offence-unknown',
    weighing,
    { qualification: { ...qualification, law: '273f-modernised' } },
  ],
  [
    'for no variant of the offence',
    'offence-unknown',
    weighing,
    { qualification: { ...qualification, variants: [] } },
  ],
  [
    'for a variant that the law does not have',
    'offence-unknown',
    weighing,
    { qualification: { ...qualification, variants: ['1', '99'] } },
  ],
  [
    'by means of the law',
    'investigating',
    weighing,
    { qualification: { ...qualification, means: ['deception'], purposes: ['forced-labour'] } },
  ],
  ['by other means', 'offence-unknown', weighing, { qualification: { ...qualification, means: ['charm'] } }],
  [
    'for another purpose',
    'offence-unknown',
    weighing,
    { qualification: { ...qualification, purposes: ['profit'] } },
  ],
])('an investigation starts %s: %s', (_what, expected, signal, part) => {
  expect(outcomeOf(signal, { ...start, ...part }, sanne)).toBe(expected)
})

test('what the signal is qualified as names the version of the law', () => {
  const version = at('2026-06-11T07:00:00.000Z').law.offence.id
  expect(after(weighing, [start, sanne]).qualification).toEqual({ ...qualification, law: version })
})

test('an investigation starts when the money, the prosecutor and the other role of a suspect were considered', () => {
  for (const left of ['financial-look', 'consult-prosecutor', 'suspect-as-victim']) {
    const road = roadTo('weighing').filter(([step]) => !('act' in step && step.act === left))
    expect(outcomeOf(after(aProposal(), ...road), start, sanne), left).toBe('acts-unconsidered')
  }
})

test('contact is asked anew in a weighing after an interview without one', () => {
  const asks = { ...rules.contactPhases, value: ['enrichment', 'interview'] as const }
  const strict = { ...at('2026-06-11T07:00:00.000Z'), rules: { ...rules, contactPhases: asks } }
  const reweighed = after(weighing, [S.weigh, sanne], [S['finish-interview'], sanne])
  expect(outcomeOf(reweighed, start, sanne, strict)).toBe('contact-missing')
  const attempted = after(
    weighing,
    [S.weigh, sanne],
    [S['record-contact'], sanne],
    [S['finish-interview'], sanne],
  )
  expect(outcomeOf(attempted, start, sanne, strict)).toBe('investigating')
})

const investigating = aSignalIn('investigating')
test.each<readonly [string, string, Signal, Partial<StepOf<'conclude'>>]>([
  ['submitted to the prosecutor', 'closed', investigating, {}],
  ['a stop passed off as a conclusion', 'outcome-not-permitted', investigating, { outcome: 'no-leads' }],
  ['an outcome that does not exist', 'outcome-not-permitted', investigating, { outcome: 'capacity' }],
  ['outside an investigation', 'not-in-this-state', weighing, {}],
  ['without the four guards', 'guards-unanswered', investigating, { guards: {} }],
  [
    'with a guard that nothing shows',
    'guard-reference-missing',
    investigating,
    { guards: { ...guards, comensha: { ...guards.comensha!, reference: '' } } },
  ],
  [
    'without the money having been considered',
    'acts-unconsidered',
    after(weighing, [start, sanne], [S['record-contact'], sanne]),
    {},
  ],
  [
    'without contact in the investigation',
    'contact-missing',
    after(weighing, [start, sanne], [actDone('financial-investigation'), sanne]),
    {},
  ],
  ['at the Inspectorate', 'closed', aSignalIn('investigating', 'arbeidsinspectie'), {}],
  [
    'at the Inspectorate, routed anew and not looked at',
    'routing-missing',
    after(aSignalIn('investigating', 'arbeidsinspectie'), [S.route, daan]),
    {},
  ],
  [
    'at the Inspectorate, after Supervision saw more that nobody decided about',
    'crossing-missing',
    after(aSignalIn('investigating', 'arbeidsinspectie'), [
      actDone('financial-look', 'arbeidsinspectie'),
      kees,
    ]),
    {},
  ],
])('an investigation ends, %s: %s', (_what, expected, signal, part) => {
  expect(outcomeOf(signal, { ...S.conclude, ...part }, sanne)).toBe(expected)
})

test('the enrichment of each agency can be finished, and an investigation started, without an act that nobody can do', () => {
  for (const organisation of ['politie', 'arbeidsinspectie', 'kmar'] as const) {
    expect(aSignalIn('investigating', organisation).state).toBe('investigating')
  }
})
