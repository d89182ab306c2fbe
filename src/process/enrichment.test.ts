import { expect, test } from 'vitest'
import {
  actDone,
  after,
  aProposal,
  aSignalIn,
  mandatoryActs,
  noCircumstances,
  outcomeOf,
  rulesOf,
  sanne,
  STEP_EXAMPLES as S,
  type Taken,
} from '../../test/a-signal.ts'
import type { Signal } from './state.ts'
import type { Step } from './step.ts'

const start = after(aProposal(), [S.confirm, sanne], [S['start-enrichment'], sanne])
const done: readonly Taken[] = mandatoryActs.map((act) => [actDone(act), sanne] as const)
const circumstances: Taken = [noCircumstances(), sanne]
const contact: Taken = [S['record-contact'], sanne]
const witness: Taken = [{ ...S['record-contact'], with: 'witness' }, sanne]
const rest = done.slice(1)
const notPossible: Step = { ...actDone(mandatoryActs[0]!), result: 'not-possible', provenance: null }
const listed = rulesOf('politie').acts.find(({ id }) => id === mandatoryActs[0])!.notPossible[0]!

test.each<readonly [string, string, Signal, Step]>([
  ['starting what is confirmed', 'enriching', aSignalIn('confirmed'), S['start-enrichment']],
  ['starting before the proposal is answered', 'not-in-this-state', aProposal(), S['start-enrichment']],
  ['starting twice', 'not-in-this-state', aSignalIn('enriching'), S['start-enrichment']],
  ['finishing what has not started', 'not-in-this-state', aSignalIn('confirmed'), S['finish-enrichment']],
  ['everything there', 'weighing', after(start, circumstances, ...done, contact), S['finish-enrichment']],
  [
    'circumstances not answered',
    'circumstances-unanswered',
    after(start, ...done, contact),
    S['finish-enrichment'],
  ],
  [
    'one circumstance not answered',
    'circumstances-unanswered',
    after(start, [{ ...S['record-circumstances'], circumstances: { minor: 'no' } }, sanne], ...done, contact),
    S['finish-enrichment'],
  ],
  [
    'one mandatory act without a result',
    'acts-open',
    after(start, circumstances, ...rest, contact),
    S['finish-enrichment'],
  ],
  [
    'that act not possible, with its reason',
    'weighing',
    after(start, circumstances, ...rest, [{ ...notPossible, reason: listed } as Step, sanne], contact),
    S['finish-enrichment'],
  ],
  [
    'a circumstance that asks for one act more',
    'acts-open',
    after(
      start,
      circumstances,
      ...done,
      [{ ...S['record-circumstances'], circumstances: { minor: 'yes' } }, sanne],
      contact,
    ),
    S['finish-enrichment'],
  ],
  [
    'no contact and no reason for none',
    'contact-missing',
    after(start, circumstances, ...done),
    S['finish-enrichment'],
  ],
  [
    'contact with a witness only',
    'contact-missing',
    after(start, circumstances, ...done, witness),
    S['finish-enrichment'],
  ],
])('%s: %s', (_what, expected, signal, step) => {
  expect(outcomeOf(signal, step, sanne)).toBe(expected)
})
