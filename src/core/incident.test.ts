import { expect, test } from 'vitest'
import { incidentKey } from './incident.ts'

test.each([
  // what it is                          organisation         id of the registration         shown together under
  ['first document of an incident', 'politie', 'PL0900-2026061234-1', 'PL0900-2026061234'],
  ['twelfth document of the same', 'politie', 'PL0900-2026061234-12', 'PL0900-2026061234'],
  ['incident without a document', 'politie', 'PL0900-2026061234', 'PL0900-2026061234'],
  ['the Marechaussee numbers alike', 'kmar', 'PL2700-2026003311-1', 'PL2700-2026003311'],
  ['number of another agency', 'arbeidsinspectie', 'AI-2026-004515', 'AI-2026-004515'],
  ['another agency, looks like police', 'arbeidsinspectie', 'PL0900-2026061234-1', 'PL0900-2026061234-1'],
  ['a suffix that is no number', 'politie', 'PL0900-2026061234-A', 'PL0900-2026061234-A'],
  ['an id of another system', 'politie', 'X-001', 'X-001'],
] as const)('%s: %s %s', (_, organisation, id, expected) => {
  expect(incidentKey(organisation, id)).toBe(expected)
})
