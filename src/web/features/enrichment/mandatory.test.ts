// Why an act is mandatory for a signal, and what an answer would make so.
import { describe, expect, test } from 'vitest'
import type { SignalDetail } from '#contract/signal.ts'
import { askedBy, openCircumstances, whyMandatory } from './mandatory.ts'

type Act = SignalDetail['choices']['acts'][number]
type When = NonNullable<Act['mandatoryWhen']>

const NOTHING: When = { forms: [], channels: [], circumstances: [] }
const words = {
  t: (key: string, slots: Readonly<Record<string, string | number>> = {}) =>
    [key, ...Object.values(slots)].join(' '),
  label: ({ nl }: { readonly nl: string }) => nl,
}

function anAct(mandatory: boolean, when: Partial<When> | null): Act {
  const mandatoryWhen = when && { ...NOTHING, ...when }
  return { id: 'an-act', label: { nl: 'Handeling', en: 'Act' }, mandatory, mandatoryWhen } as unknown as Act
}

function aSignal(acts: readonly Act[], circumstances: SignalDetail['circumstances']): SignalDetail {
  const asked = ['money-named', 'minor'].map((id) => ({ id, label: { nl: id, en: id }, checkedOn: null }))
  return {
    forms: ['arbeid'],
    channel: 'melding',
    circumstances,
    choices: { acts, circumstances: asked },
  } as unknown as SignalDetail
}

describe('why an act is mandatory', () => {
  test.each([
    // what is so                              mandatory  when                                  told
    ['it is not', false, { circumstances: ['money-named'] }, null],
    ['always', true, null, 'acts.always'],
    ['the circumstance that holds', true, { circumstances: ['money-named', 'minor'] }, 'money-named'],
    ['the form', true, { forms: ['arbeid'] as const }, 'acts.by-form form.arbeid'],
    ['the channel', true, { channels: ['melding'] }, 'acts.by-channel melding'],
  ] as const)('%s', (_, mandatory, when, told) => {
    const act = anAct(mandatory, when as Partial<When> | null)
    expect(whyMandatory(act, aSignal([act], { 'money-named': 'yes', minor: 'no' }), words)).toBe(told)
  })
})

describe('what a circumstance would make mandatory', () => {
  test.each([
    ['an act that waits for it', anAct(false, { circumstances: ['minor'] }), 1],
    ['not an act that is mandatory already', anAct(true, { circumstances: ['minor'] }), 0],
    ['not an act of another circumstance', anAct(false, { circumstances: ['money-named'] }), 0],
    ['not an act of another form', anAct(false, { forms: ['seksueel'], circumstances: ['minor'] }), 0],
    ['not an act of another channel', anAct(false, { channels: ['controle'], circumstances: ['minor'] }), 0],
  ] as const)('%s', (_, act, count) => {
    expect(askedBy('minor', aSignal([act], {}))).toHaveLength(count)
  })
})

test('a circumstance is open until somebody answered it, "unknown" included', () => {
  expect(openCircumstances(aSignal([], {}))).toBe(2)
  expect(openCircumstances(aSignal([], { minor: 'unknown' }))).toBe(1)
  expect(openCircumstances(aSignal([], { minor: 'unknown' }), { 'money-named': 'no' })).toBe(0)
})
