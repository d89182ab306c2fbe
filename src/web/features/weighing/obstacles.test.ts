// What the weighing sheet says before somebody fills in the rest of a decision.
import { describe, expect, test } from 'vitest'
import type { SignalDetail } from '#contract/signal.ts'
import type { Text } from '../../shared/text.ts'
import { obstacle } from './obstacles.ts'

type Choices = SignalDetail['choices']

const text = {
  t: (key: string, slots: Readonly<Record<string, string>> = {}) => [key, ...Object.values(slots)].join(' '),
  label: ({ nl }: { readonly nl: string }) => nl,
} as unknown as Text

const label = (nl: string) => ({ nl, en: nl })
const OPEN = ['weigh', 'start-investigation', 'propose-stop'].map((type) => ({
  type,
  allowed: true,
  because: null,
}))
const MANDATE = { investigates: true, onlyWhen: null, refusal: label('Hier niet'), support: 'support' }
const LANES = [
  { id: 'criminal', investigates: true },
  { id: 'administrative', investigates: false },
]

function aSignal(
  change: Partial<SignalDetail>,
  choices: Readonly<Record<string, unknown>> = {},
): SignalDetail {
  return {
    steps: OPEN,
    phase: 'enrichment',
    contacts: { enrichment: 'attempted' },
    routed: null,
    ...change,
    choices: {
      acts: [{ id: 'support', label: label('Ondersteunen'), awaitsCrossing: false }],
      decisions: [],
      contactPhases: ['enrichment'],
      routing: null,
      mandate: MANDATE,
      ...choices,
    } as unknown as Choices,
  } as unknown as SignalDetail
}

const CLOSED = [
  { type: 'weigh', allowed: false, because: 'role-missing' },
] as unknown as SignalDetail['steps']
const ADMINISTRATIVE = { lane: 'administrative' } as unknown as SignalDetail['routed']
const WAITING = [{ id: 'inspection', label: label('Inspectie'), awaitsCrossing: true }]

describe('in the way of a decision stands', () => {
  test.each([
    ['nothing', 'investigation', aSignal({}), null],
    ['the role', 'interview', aSignal({ steps: CLOSED }), 'refusal.role-missing'],
    ['contact that was not sought', 'stop', aSignal({ contacts: {} }), 'refusal.contact-missing'],
    ['not for the interview: contact follows there', 'interview', aSignal({ contacts: {} }), null],
    [
      'a routing that was not decided',
      'stop',
      aSignal({}, { routing: { lanes: LANES } }),
      'refusal.routing-missing',
    ],
    [
      'a lane without investigation',
      'investigation',
      aSignal({ routed: ADMINISTRATIVE }, { routing: { lanes: LANES } }),
      'refusal.lane-forbids',
    ],
    [
      'an act that has not crossed',
      'investigation',
      aSignal({}, { acts: WAITING }),
      'refusal.crossing-missing',
    ],
    [
      'the law, with the act that is open instead',
      'investigation',
      aSignal({}, { mandate: { ...MANDATE, investigates: false } }),
      'Hier niet. mandate.support Ondersteunen',
    ],
    [
      'not the law where an assignment opens it',
      'investigation',
      aSignal({}, { mandate: { ...MANDATE, investigates: false, onlyWhen: 'assigned' } }),
      null,
    ],
    [
      'an act to be considered first',
      'enrich-further',
      aSignal({}, { decisions: [{ id: 'enrich-further', open: ['support'], refused: null }] }),
      'weighing.first Ondersteunen',
    ],
    [
      'that it was enriched further often enough',
      'enrich-further',
      aSignal({}, { decisions: [{ id: 'enrich-further', open: [], refused: 'enriched-often-enough' }] }),
      'refusal.enriched-often-enough',
    ],
  ] as const)('%s', (_, decision, signal, told) => {
    expect(obstacle(signal, decision, text)).toBe(told)
  })
})
