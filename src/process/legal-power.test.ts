import { expect, test } from 'vitest'
import {
  aColleague,
  actDone,
  after,
  aSignalIn,
  atOf,
  decideAndEvolve,
  daan,
  kees,
  mila,
  next,
  outcomeOf,
  sanne,
  shelve,
  STEP_EXAMPLES as S,
  thijs,
  type Taken,
} from '../../test/a-signal.ts'
import type { Actor } from './duty.ts'
import { noteChange } from './signal.ts'
import type { Signal } from './state.ts'
import type { Step, StepOf } from './step.ts'

const start = S['start-investigation']
const weighing = aSignalIn('weighing')

// Who may investigate (law.md par. 4).
const of = (
  organisation: 'arbeidsinspectie' | 'kmar',
  unit: string,
  forms: Signal['forms'] = ['arbeid'],
) => ({
  ...aSignalIn('weighing', organisation),
  unit,
  forms,
})
const inspectorate = (unit: string, forms?: Signal['forms']) => of('arbeidsinspectie', unit, forms)
test.each<readonly [string, string, Signal, Partial<StepOf<'start-investigation'>>, Actor]>([
  ['the police, everywhere', 'investigating', weighing, {}, sanne],
  ['the Inspectorate, labour exploitation', 'investigating', inspectorate('arbeidsuitbuiting'), {}, daan],
  [
    'the Inspectorate, another field',
    'no-legal-power',
    inspectorate('arbeidsuitbuiting', ['seksueel']),
    {},
    daan,
  ],
  [
    'the Inspectorate, another field beside its own',
    'investigating',
    inspectorate('arbeidsuitbuiting', ['seksueel', 'arbeid']),
    {},
    daan,
  ],
  [
    'the Inspectorate, another field that the prosecutor assigned',
    'investigating',
    inspectorate('arbeidsuitbuiting', ['seksueel']),
    { assignedBy: 'FP 2026/7' },
    daan,
  ],
  ['Supervision', 'no-legal-power', inspectorate('toezicht'), {}, daan],
  ['Supervision, assigned', 'no-legal-power', inspectorate('toezicht'), { assignedBy: 'FP 2026/7' }, daan],
  ['somebody of Supervision for another unit', 'no-legal-power', inspectorate('arbeidsuitbuiting'), {}, kees],
  ['the Marechaussee at Schiphol', 'investigating', of('kmar', 'brigade-schiphol'), {}, mila],
  ['at Eindhoven', 'no-legal-power', of('kmar', 'brigade-eindhoven'), {}, mila],
  [
    'at Eindhoven, civil aviation',
    'investigating',
    of('kmar', 'brigade-eindhoven'),
    { civilAviation: true },
    mila,
  ],
  ['on Bonaire', 'investigating', of('kmar', 'brigade-bonaire'), {}, mila],
  ['a brigade at the border', 'no-legal-power', of('kmar', 'brigade-grenstoezicht'), {}, mila],
  [
    'a brigade at the border, civil aviation',
    'no-legal-power',
    of('kmar', 'brigade-grenstoezicht'),
    { civilAviation: true, assignedBy: 'OM 2026/1' },
    mila,
  ],
  ['a unit that is not there any more', 'no-legal-power', of('kmar', 'brigade-weg'), {}, mila],
])('may investigate: %s: %s', (_who, expected, signal, part, actor) => {
  expect(outcomeOf(signal, { ...start, ...part }, actor)).toBe(expected)
})

test.each<readonly [string, string, Signal, Step, Actor]>([
  [
    'supporting an investigation of the police, by a brigade at the border',
    'enriching',
    { ...aSignalIn('enriching', 'kmar'), unit: 'brigade-grenstoezicht' },
    actDone('support-police', 'kmar'),
    mila,
  ],
  [
    'an act of investigation by a brigade at the border',
    'no-legal-power',
    { ...aSignalIn('investigating', 'kmar'), unit: 'brigade-grenstoezicht' },
    actDone('special-powers', 'kmar'),
    mila,
  ],
  [
    'the same at Schiphol',
    'investigating',
    aSignalIn('investigating', 'kmar'),
    actDone('special-powers', 'kmar'),
    mila,
  ],
  [
    'the same at Eindhoven, in the investigation that was claimed',
    'investigating',
    { ...aSignalIn('investigating', 'kmar'), unit: 'brigade-eindhoven' },
    actDone('special-powers', 'kmar'),
    mila,
  ],
  [
    'an act of investigation at Schiphol by somebody of a brigade at the border',
    'no-legal-power',
    aSignalIn('investigating', 'kmar'),
    actDone('special-powers', 'kmar'),
    aColleague('cas', 'brigade-grenstoezicht'),
  ],
  [
    'supporting the police at Schiphol by the same colleague',
    'investigating',
    aSignalIn('investigating', 'kmar'),
    actDone('support-police', 'kmar'),
    aColleague('cas', 'brigade-grenstoezicht'),
  ],
  [
    'an act of investigation by somebody of Supervision',
    'no-legal-power',
    aSignalIn('investigating', 'arbeidsinspectie'),
    actDone('special-powers', 'arbeidsinspectie'),
    kees,
  ],
  [
    'the same by the Investigation Service',
    'investigating',
    aSignalIn('investigating', 'arbeidsinspectie'),
    actDone('special-powers', 'arbeidsinspectie'),
    daan,
  ],
  [
    'that it was not possible to, by somebody of Supervision',
    'investigating',
    aSignalIn('investigating', 'arbeidsinspectie'),
    {
      ...actDone('special-powers', 'arbeidsinspectie'),
      result: 'not-possible',
      provenance: null,
      reason: 'no-power',
    },
    kees,
  ],
])('%s: %s', (_what, expected, signal, step, actor) => {
  expect(outcomeOf(signal, step, actor)).toBe(expected)
})

test('civil aviation that was claimed for one investigation is claimed anew for another', () => {
  const claimed = { ...start, civilAviation: true }
  const running = after(of('kmar', 'brigade-eindhoven'), [claimed, mila])
  expect(outcomeOf(running, actDone('special-powers', 'kmar'), mila)).toBe('investigating')
  const road: readonly Taken[] = [
    [S['record-contact'], mila],
    [{ ...shelve, outcome: 'not-trafficking', reviewOn: null }, mila],
    [S['confirm-stop'], thijs],
  ]
  const change = { registration: 'reg-2', catalogue: 'c', indicators: [] }
  const stopped = after(running, ...road)
  const again = next(stopped, noteChange(stopped, change, true, atOf(stopped)).data)
  expect(again).toMatchObject({ state: 'weighing', phase: 'investigation' })
  expect(outcomeOf(again, start, mila)).toBe('no-legal-power')
  expect(outcomeOf(again, claimed, mila)).toBe('investigating')
})

test.each([
  ['nothing', {}, { assigned: false, civilAviation: false }],
  ['an assignment', { assignedBy: 'FP 2026/7' }, { assigned: true, civilAviation: false }],
  ['spaces for an assignment', { assignedBy: '  ' }, { assigned: false, civilAviation: false }],
  ['civil aviation', { civilAviation: true }, { assigned: false, civilAviation: true }],
])('what was said of the power to investigate is recorded as a code: %s', (_what, said, codes) => {
  const decision = decideAndEvolve(weighing, { ...start, ...said }, sanne, atOf(weighing))
  expect(decision.ok && decision.value.event.data).toMatchObject(codes)
})
