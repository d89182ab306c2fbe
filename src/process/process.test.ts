import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aProposal,
  aSignalIn,
  after,
  answers,
  at,
  bram,
  decideAndEvolve,
  guards,
  jayden,
  mandatoryActs,
  morning,
  rules,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import { ROLES_FOR } from './authority.ts'
import { availableSteps, STEPS_IN } from './available.ts'
import { decide } from './decide.ts'
import { noteChange } from './signal.ts'
import { evolve, SIGNAL_STATES, type Signal } from './state.ts'
import type { Step, StepType } from './step.ts'

const steps = Object.keys(S) as StepType[]

function outcomeOf(signal: Signal, step: Step, actor = jayden): string {
  const decision = decideAndEvolve(signal, step, actor, morning)
  return decision.ok ? decision.value.after.state : decision.refusal
}

// Every arrow of docs/process.md. Sanne took the steps before; Jayden takes this one.
test.each([
  // from                step                    to
  ['proposed', S.confirm, 'confirmed'],
  ['proposed', S['propose-set-aside'], 'set-aside-proposed'],
  ['set-aside-proposed', S['confirm-set-aside'], 'closed'],
  ['set-aside-proposed', S['reject-set-aside'], 'proposed'],
  ['confirmed', S['start-enrichment'], 'enriching'],
  ['enriching', S['record-act'], 'enriching'],
  ['enriching', S['record-interview'], 'enriching'],
  ['enriching', S['finish-enrichment'], 'weighing'],
  ['weighing', S.weigh, 'interviewing'],
  ['weighing', { ...S.weigh, decision: 'enrich-further' }, 'enriching'],
  ['weighing', S['start-investigation'], 'investigating'],
  ['weighing', S['propose-stop'], 'stop-proposed'],
  ['stop-proposed', S['confirm-stop'], 'closed'],
  ['stop-proposed', S['reject-stop'], 'weighing'],
  ['shelved', S['review-shelved'], 'weighing'],
  ['interviewing', S['record-interview'], 'interviewing'],
  ['interviewing', S['finish-interview'], 'weighing'],
  ['investigating', S['record-act'], 'investigating'],
  ['investigating', S['propose-stop'], 'stop-proposed'],
  ['investigating', S.conclude, 'closed'],
  ['weighing', S['take-up'], 'weighing'],
  ['weighing', S['change-unit'], 'weighing'],
] as const)('%s, step %o: %s', (from, step, to) => {
  expect(outcomeOf(aSignalIn(from), step)).toBe(to)
})

// Refusals that a policy officer will ask about.
test.each([
  [
    'the proposer confirms their own set-aside',
    'set-aside-proposed',
    S['confirm-set-aside'],
    sanne,
    'needs-another-person',
  ],
  [
    'the proposer withdraws it alone',
    'set-aside-proposed',
    S['reject-set-aside'],
    sanne,
    'needs-another-person',
  ],
  ['the proposer confirms their own stop', 'stop-proposed', S['confirm-stop'], sanne, 'needs-another-person'],
  ['the proposer withdraws their own stop', 'stop-proposed', S['reject-stop'], sanne, 'needs-another-person'],
  ['an officer without the role confirms', 'proposed', S.confirm, bram, 'role-missing'],
  ['a ground of spaces', 'proposed', { ...S.confirm, ground: '  \n' }, sanne, 'ground-missing'],
  [
    'a criterion that is not on the list',
    'proposed',
    { ...S['propose-set-aside'], criterion: 'no-capacity' },
    sanne,
    'criterion-unknown',
  ],
  [
    'enrichment before the proposal is answered',
    'proposed',
    S['start-enrichment'],
    sanne,
    'not-in-this-state',
  ],
  [
    'an act that is not on the list',
    'enriching',
    { ...S['record-act'], act: 'tapping' },
    sanne,
    'act-unknown',
  ],
  [
    'an act of another phase',
    'enriching',
    { ...S['record-act'], act: 'financial-investigation' },
    sanne,
    'act-not-in-this-phase',
  ],
  ['a criterion left open', 'weighing', { ...S.weigh, answers: {} }, sanne, 'criteria-unanswered'],
  [
    'a criterion of our own making',
    'weighing',
    { ...S.weigh, answers: { ...answers, capacity: 'no' } },
    sanne,
    'criteria-unanswered',
  ],
  [
    'capacity as an outcome',
    'weighing',
    { ...S['propose-stop'], outcome: 'no-capacity' },
    sanne,
    'outcome-not-permitted',
  ],
  [
    'an outcome of an investigation without one',
    'weighing',
    { ...S['propose-stop'], outcome: 'submitted-to-prosecutor' },
    sanne,
    'outcome-not-permitted',
  ],
  [
    'a stop passed off as a conclusion',
    'investigating',
    { ...S.conclude, outcome: 'no-leads' },
    sanne,
    'outcome-not-permitted',
  ],
  [
    'a stop without the four guards',
    'weighing',
    { ...S['propose-stop'], guards: {} },
    sanne,
    'guards-unanswered',
  ],
  [
    'a guard answered with something that is not on its list',
    'weighing',
    { ...S['propose-stop'], guards: { ...guards, comensha: { answer: 'n.v.t.', reference: 'x' } } },
    sanne,
    'guards-unanswered',
  ],
  [
    'an answer to a guard without what shows it',
    'investigating',
    { ...S.conclude, guards: { ...guards, comensha: { answer: guards.comensha!.answer, reference: ' ' } } },
    sanne,
    'guard-reference-missing',
  ],
  [
    'shelving without a review date',
    'weighing',
    { ...S['propose-stop'], outcome: 'shelve' },
    sanne,
    'review-date-invalid',
  ],
  [
    'shelving until yesterday',
    'weighing',
    { ...S['propose-stop'], outcome: 'shelve', reviewOn: '2026-06-10' },
    sanne,
    'review-date-invalid',
  ],
  [
    'shelving for longer than the way of working allows',
    'weighing',
    { ...S['propose-stop'], outcome: 'shelve', reviewOn: '2027-06-10' },
    sanne,
    'review-date-invalid',
  ],
  [
    'a review date on a day that does not exist',
    'weighing',
    { ...S['propose-stop'], outcome: 'shelve', reviewOn: '2026-06-31' },
    sanne,
    'review-date-invalid',
  ],
  [
    'an investigation without a named prosecutor',
    'weighing',
    { ...S['start-investigation'], prosecutor: ' ' },
    sanne,
    'prosecutor-missing',
  ],
  [
    'an investigation on a complaint that was not made',
    'weighing',
    { ...S['start-investigation'], exOfficio: false },
    sanne,
    'interview-missing',
  ],
  [
    'a complaint without a conversation',
    'interviewing',
    { ...S['record-interview'], held: false },
    sanne,
    'interview-missing',
  ],
  [
    'a unit that does not exist',
    'weighing',
    { ...S['change-unit'], unit: 'elsewhere' },
    sanne,
    'unit-unknown',
  ],
  ['anything on a closed signal', 'closed', S['take-up'], sanne, 'signal-closed'],
] as const)('%s is refused', (_why, state, step, actor, refusal) => {
  expect(outcomeOf(aSignalIn(state), step, actor)).toBe(refusal)
})

test('enrichment cannot be finished while a mandatory act has no result', () => {
  const enriching = after(aProposal(), [S.confirm, sanne], [S['start-enrichment'], sanne])
  const lastOpen = mandatoryActs
    .slice(1)
    .reduce((signal, act) => after(signal, [{ ...S['record-act'], act }, sanne]), enriching)
  expect(outcomeOf(lastOpen, S['finish-enrichment'])).toBe('acts-open')
  const reasoned = { ...S['record-act'], act: mandatoryActs[0]!, result: 'not-possible' } as const
  expect(outcomeOf(after(lastOpen, [reasoned, sanne]), S['finish-enrichment'])).toBe('weighing')
})

test('the road of the letter: signal, enrichment, weighing, interview with a complaint, weighing, investigation', () => {
  const signal = after(
    aSignalIn('interviewing'),
    [S['record-interview'], sanne],
    [S['finish-interview'], sanne],
    [{ ...S['start-investigation'], exOfficio: false }, jayden],
  )
  expect(signal).toMatchObject({ state: 'investigating', phase: 'investigation', complaintMade: true })
})

test('a stop of an investigation that is not confirmed goes back to the investigation', () => {
  const proposed = after(aSignalIn('investigating'), [S['propose-stop'], sanne])
  expect(after(proposed, [S['reject-stop'], jayden]).state).toBe('investigating')
})

test('a shelved signal is due on its review date', () => {
  expect(aSignalIn('shelved').duty).toMatchObject({
    kind: 'review-shelved',
    dueAt: '2026-07-01T07:00:00.000Z',
  })
})

describe('a text that changed', () => {
  const change = { registration: 'reg-2', catalogue: 'c', indicators: ['ALG-03'] }
  test.each([
    ['closed', true, 'weighing'],
    ['shelved', true, 'weighing'],
    ['closed', false, 'closed'],
    ['enriching', true, 'enriching'],
    ['proposed', false, 'proposed'],
  ] as const)('on a signal that is %s, with findings: %s, leaves it %s', (state, isSignal, expected) => {
    const signal = aSignalIn(state)
    const event = noteChange(signal.state, signal.unit, change, isSignal, morning)
    const changed = evolve(signal, { seq: signal.seq + 1, at: morning.now, by: 'spoor', data: event.data })
    expect(changed.state).toBe(expected)
    expect(changed.registrations).toEqual(['reg-1', 'reg-2'])
  })
})

test('the table of steps for each state says the same as the deciders', () => {
  for (const state of SIGNAL_STATES) {
    const possible = steps.filter((type) => {
      const decision = decide(aSignalIn(state), S[type], jayden, morning)
      return decision.ok || !['not-in-this-state', 'signal-closed'].includes(decision.refusal)
    })
    // An outcome that only another state permits, or an act of another phase, is still a step of this state.
    expect({ state, steps: [...STEPS_IN[state]].sort() }).toEqual({ state, steps: possible.sort() })
  }
})

test('a step that the screen offers is never refused for the person, the state or what is still open', () => {
  for (const state of SIGNAL_STATES) {
    const signal = aSignalIn(state)
    for (const actor of [sanne, jayden, bram]) {
      for (const { type, allowed, because } of availableSteps(signal, actor, rules)) {
        const decision = decide(signal, S[type], actor, morning)
        const refusal = decision.ok ? null : decision.refusal
        if (!allowed) expect({ state, type, refusal }).toEqual({ state, type, refusal: because })
        else
          expect(['role-missing', 'needs-another-person', 'acts-open', 'signal-closed']).not.toContain(
            refusal,
          )
      }
    }
  }
})

test('every step has roles that may take it', () => {
  expect(steps.filter((type) => ROLES_FOR[type].length === 0)).toEqual([])
})

test('whatever people do: an open signal has an owner and a duty with a due moment, a closed one an outcome', () => {
  const anyStep = fc.constantFrom(...Object.values(S), {
    ...S['propose-stop'],
    outcome: 'shelve',
    reviewOn: '2026-07-01',
  })
  const anyActor = fc.constantFrom(sanne, jayden, bram)
  const anyTime = fc
    .integer({ min: 0, max: 2000 })
    .map((hours) => at(new Date(Date.UTC(2026, 5, 11, hours)).toISOString()))
  fc.assert(
    fc.property(fc.array(fc.tuple(anyStep, anyActor, anyTime), { maxLength: 80 }), (story) => {
      let signal = aProposal()
      const proposers = new Map<string, string>()
      for (const [step, actor, now] of story) {
        const decision = decideAndEvolve(signal, step as Step, actor, now)
        if (!decision.ok) continue
        const { event } = decision.value
        if ('proposedBy' in event.data && event.data.proposedBy !== null) {
          // Four eyes: whoever ends it is another than whoever proposed to.
          expect(event.data.proposedBy).toBe(proposers.get('last'))
          expect(actor.id).not.toBe(event.data.proposedBy)
        }
        if (step.type.startsWith('propose-')) proposers.set('last', actor.id)
        signal = decision.value.after
        expect(signal.unit).not.toBe('')
        if (signal.state === 'closed') expect(signal.outcome).not.toBe('')
        else expect(Number.isNaN(Date.parse(signal.duty.dueAt))).toBe(false)
      }
    }),
    { numRuns: 300, seed: 20260611 },
  )
})
