import { expect, test } from 'vitest'
import { ALL_DUTY_KINDS } from '#contract/duty.ts'
import { KIND_GROUPS, kindChoiceOf, kindsOf } from './kinds.ts'

test('every kind of duty can be chosen, in one group', () => {
  expect(Object.values(KIND_GROUPS).flat().toSorted()).toEqual(ALL_DUTY_KINDS.toSorted())
})

test.each([
  // the address says   the list asks for
  ['weigh', ['weigh']],
  ['climbed', ['escalation']],
  ['nonsense', []],
  [undefined, []],
] as const)('%s in the address asks for %j', (word, kinds) => {
  expect(kindsOf(kindChoiceOf(word))).toEqual(kinds)
})
