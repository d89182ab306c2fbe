import { expect, test } from 'vitest'
import { failureFrom, fieldFaults } from './failure.ts'

const problem = { type: 'about:blank', title: 't', status: 0, detail: 'd' }

test.each([
  // status, refusal                          what the person is told
  [0, undefined, 'unreachable'],
  [503, undefined, 'unreachable'],
  [401, undefined, 'signed-out'],
  [403, undefined, 'forbidden'],
  [403, 'role-missing', 'refused'],
  [404, 'not-found', 'not-found'],
  [409, 'changed-since-you-looked', 'changed'],
  [409, 'acts-open', 'refused'],
  [422, 'ground-missing', 'refused'],
  [400, undefined, 'invalid'],
  [400, 'not-an-object', 'refused'],
  [413, undefined, 'too-large'],
  [429, undefined, 'too-often'],
  [500, undefined, 'fault'],
] as const)('status %i with refusal %s is: %s', (status, refusal, kind) => {
  expect(failureFrom(status, refusal ? { ...problem, refusal } : problem).kind).toBe(kind)
})

test.each([
  ['sign-in-too-old', 'sign-in-again'],
  ['network-unknown', 'elsewhere'],
])('%s is not what one may not do: %s', (type, kind) => {
  expect(failureFrom(403, { ...problem, type: `urn:spoor:problem:${type}` }).kind).toBe(kind)
})

test('a line that is refused at a field is a fault of that field', () => {
  const errors = [{ pointer: '/text', detail: 'no object' }]
  expect(failureFrom(400, { ...problem, refusal: 'not-an-object', errors }).kind).toBe('invalid')
})

test('all faults of the input come by field, the first one of a field wins', () => {
  const errors = [
    { pointer: '/text', detail: 'too short' },
    { pointer: '/text', detail: 'another' },
    { pointer: '#/step/ground', detail: 'missing' },
  ]
  const faults = fieldFaults(failureFrom(400, { ...problem, errors }))
  expect([...faults]).toEqual([
    ['ground', 'missing'],
    ['text', 'too short'],
  ])
})
