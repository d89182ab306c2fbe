// What the form of an act sends, and what it asks for first.
import { describe, expect, test } from 'vitest'
import type { SignalDetail } from '#contract/signal.ts'
import { actStep, emptySheet, type ActSheet } from './act-sheet.ts'

type Act = SignalDetail['choices']['acts'][number]

const TODAY = '2026-06-15'
const words = { t: (key: string) => key }
const DONE: Partial<ActSheet> = {
  result: 'done',
  howObtained: 'gelezen',
  reliability: 'reliable',
  factOrOpinion: 'fact',
  ground: 'Gevonden.',
}

function anAct(qualification: Act['guideline']['qualification'] = null): Act {
  const label = { nl: 'x', en: 'x' }
  return {
    id: 'an-act',
    information: [{ id: 'own-registrations', label }],
    guideline: { qualification, requirements: [label, label, label] },
  } as unknown as Act
}

const sheet = (change: Partial<ActSheet>): ActSheet => ({
  ...emptySheet(anAct(), TODAY, 'M. de Wit'),
  ...change,
})

test('done: with where it comes from, and what was not ticked as not met', () => {
  expect(actStep(anAct(), sheet({ ...DONE, met: ['1'] }), TODAY, words)).toEqual({
    type: 'record-act',
    act: 'an-act',
    result: 'done',
    reason: null,
    provenance: {
      source: 'own-registrations',
      obtainedOn: TODAY,
      obtainedBy: 'M. de Wit',
      howObtained: 'gelezen',
      reliability: 'reliable',
      factOrOpinion: 'fact',
    },
    unmet: [0, 2],
    unqualifiedBecause: '',
    ground: 'Gevonden.',
  })
})

test('not possible: with its reason, and nothing of what was filled in for "done"', () => {
  const filled = sheet({ ...DONE, result: 'not-possible', reason: 'no-access', met: ['0'] })
  expect(actStep(anAct(), filled, TODAY, words)).toMatchObject({
    reason: 'no-access',
    provenance: null,
    unmet: [],
    unqualifiedBecause: '',
  })
})

const ASKED = {
  id: 'certified',
  blocking: false,
  yours: false,
} as unknown as Act['guideline']['qualification']

describe('asks first for', () => {
  test.each([
    ['a result', anAct(), sheet({ ground: 'x' }), ['result']],
    [
      'the reason why it is not possible',
      anAct(),
      sheet({ result: 'not-possible', ground: 'x' }),
      ['reason'],
    ],
    ['the words', anAct(), sheet({ result: 'not-needed' }), ['ground']],
    ['a day that is not to come', anAct(), sheet({ ...DONE, obtainedOn: '2026-06-16' }), ['obtainedOn']],
    ['how it was obtained', anAct(), sheet({ ...DONE, howObtained: ' ' }), ['howObtained']],
    ['how far it can be relied on', anAct(), sheet({ ...DONE, reliability: '' }), ['reliability']],
    ['fact or opinion', anAct(), sheet({ ...DONE, factOrOpinion: '' }), ['factOrOpinion']],
    ['why without the qualification', anAct(ASKED), sheet(DONE), ['unqualifiedBecause']],
  ] as const)('%s', (_, act, filled, fields) => {
    const answer = actStep(act, filled, TODAY, words)
    expect(answer instanceof Map ? [...answer.keys()] : answer).toEqual(fields)
  })
})
