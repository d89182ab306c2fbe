import { expect, test } from 'vitest'
import {
  after,
  anOffer,
  aSignalIn,
  atOf,
  decideAndEvolve,
  outcomeOf,
  sanne,
  STEP_EXAMPLES as S,
} from '../../test/a-signal.ts'
import type { Signal } from './state.ts'
import type { Step } from './step.ts'

const offered = anOffer()

test.each<readonly [string, string, Signal, Step]>([
  ['accepted', 'confirmed', offered, S['accept-handover']],
  ['accepted, though it is ours', 'not-in-this-state', aSignalIn('confirmed'), S['accept-handover']],
  ['refused, with a reason of the list', 'closed', offered, S['refuse-handover']],
  ['refused for capacity', 'reason-unknown', offered, { ...S['refuse-handover'], reason: 'capacity' }],
  ['refused, though it is ours', 'not-in-this-state', aSignalIn('confirmed'), S['refuse-handover']],
  ['confirmed before it was accepted', 'not-in-this-state', offered, S.confirm],
  ['another unit is asked to answer it', 'offered', offered, S['offer-unit']],
])('%s: %s', (_what, expected, signal, step) => {
  expect(outcomeOf(signal, step, sanne)).toBe(expected)
})

test('what is offered is a duty from the first moment: to answer before the moment of the sender', () => {
  expect(offered).toMatchObject({
    state: 'offered',
    origin: 'handover',
    registrations: [],
    channel: 'overdracht',
    from: { organisation: 'kmar', handover: 'handover-1' },
    duty: { kind: 'answer-handover', unit: offered.unit, dueAt: '2026-06-16T15:00:00.000Z' },
  })
})

test('what we accept has our own terms, and contact is sought as with any other', () => {
  const accepted = after(offered, [S['accept-handover'], sanne])
  expect(accepted.registrations).toHaveLength(1)
  expect(accepted).toMatchObject({ duty: { kind: 'start-enrichment', dueAt: '2026-06-15T15:00:00.000Z' } })
  expect(accepted.sideDuties).toMatchObject([{ kind: 'contact-possible-victim', unit: accepted.unit }])
})

test.each([
  ['accept', S['accept-handover'], { kind: 'accept', handover: 'handover-1', to: 'kmar' }],
  [
    'refuse',
    S['refuse-handover'],
    { kind: 'refuse', handover: 'handover-1', to: 'kmar', reason: 'not-our-field', words: S.confirm.ground },
  ],
] as const)('who answers tells the sender: %s', (_what, step, message) => {
  const decision = decideAndEvolve(offered, step, sanne, atOf(offered))
  expect(decision.ok && decision.value.event.sends).toEqual(message)
})

test('what was refused is closed here, with nothing left to do', () => {
  expect(after(offered, [S['refuse-handover'], sanne])).toMatchObject({
    state: 'closed',
    outcome: 'offer-refused',
    duty: null,
    sideDuties: [],
  })
})
