import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { KINDS } from '#check/kinds.ts'
import { RULES } from '#check/rule.ts'
import { ROLES_FOR } from '#process/authority.ts'
import { REFUSALS } from '#process/refusal.ts'
import { SIGNAL_STATES } from '#process/state.ts'
import { INVARIANT_OF, INVARIANTS } from './invariants.ts'
import { PREDICATES } from './predicates.ts'
import { walk, type Walked } from './walk.ts'

/** The short form of `npm run prove -- follow-up`. */
const SEED = 20260611
const HISTORIES = 200
const MOST_STEPS = 1000

/** Refusals of actions around the deciders, each shown in the tests of its action. */
const NOT_OF_A_DECIDER = [
  'not-found',
  'qualification-unknown',
  'days-invalid',
  'version-faulty',
  'version-overtaken',
  'lines-open',
  'log-unavailable',
  'purpose-missing',
  'purpose-other',
  'past-term',
  'keep-reason-unknown',
  'hold-too-long',
  'glass-not-needed',
  'nobody-can-work',
  'nobody-leads',
]
/** No longer written, or not by a step of today. */
const OLD_EVENTS = ['unit-changed']

let walked: Walked
beforeAll(() => {
  walked = walk({ seed: SEED, histories: HISTORIES, most: MOST_STEPS })
}, 120_000)

test('every invariant holds after every step of random histories of three organisations', () => {
  expect(walked.report).toBe('')
  expect(walked.coverage.steps).toBeGreaterThan(20_000)
})

test('the histories come past every kind of event, state, step and refusal', () => {
  const { events, states, taken, refusals } = walked.coverage
  expect(Object.keys(KINDS).filter((type) => !events.has(type))).toEqual(OLD_EVENTS)
  expect(SIGNAL_STATES.filter((state) => !states.has(state))).toEqual([])
  expect(Object.keys(ROLES_FOR).filter((step) => !taken.has(step))).toEqual([])
  expect(REFUSALS.filter((code) => !refusals.has(code)).toSorted()).toEqual(NOT_OF_A_DECIDER.toSorted())
})

test('the same seed tells the same histories', () => {
  const [one, other] = [1, 2].map(() => walk({ seed: 7, histories: 2, most: 300 }).coverage)
  expect(one).toEqual(other)
})

test('every invariant is looked at, and every rule of the check belongs to one', () => {
  const looked = new Set([...PREDICATES.map(([id]) => id), ...RULES.map((rule) => INVARIANT_OF[rule])])
  expect(Object.keys(INVARIANTS).filter((id) => !looked.has(id as never))).toEqual([])
})

test('the predicates borrow nothing from what they judge', () => {
  const borrowed = readdirSync(import.meta.dirname)
    .filter((file) => file === 'predicates.ts')
    .flatMap(
      (file) =>
        readFileSync(`${import.meta.dirname}/${file}`, 'utf8').match(/^import (?!type).*#process.*$/gm) ?? [],
    )
  expect(borrowed).toEqual([])
})
