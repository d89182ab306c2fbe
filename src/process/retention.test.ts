import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ORGANISATIONS } from '#core/organisation.ts'
import {
  plusPeriod,
  regimeOf,
  retentionOf,
  type RetainedRecord,
  type RetentionMove,
  type RetentionVersion,
} from './retention.ts'

const { versions } = JSON.parse(readFileSync('law/retention.json', 'utf8')) as {
  readonly versions: readonly RetentionVersion[]
}
const law = versions[0]!

const mutatie: RetainedRecord = {
  organisation: 'politie',
  kind: 'mutatie',
  arm: null,
  firstProcessed: '2026-06-11',
  neededUntil: null,
  moves: [],
  underMove: false,
  heldUntil: null,
}
const investigation = (neededUntil: string | null): RetentionMove => ({
  regime: 'wpg-9',
  lastNecessity: '2026-07-01',
  neededUntil,
})
const theme = (lastNecessity: string, neededUntil: string | null = null): RetentionMove => ({
  regime: 'wpg-10',
  lastNecessity,
  neededUntil,
})

test.each([
  // organisation, kind of registration, arm: regime
  ['politie', 'mutatie', null, 'wpg-8'],
  ['politie', 'onderzoek', null, 'wpg-9'],
  ['kmar', 'grenscontrole', null, 'wpg-8'],
  ['arbeidsinspectie', 'melding', null, 'wpg-8'],
  ['arbeidsinspectie', 'inspectie', null, 'avg'],
  ['arbeidsinspectie', 'melding', 'toezicht', 'avg'],
  ['arbeidsinspectie', 'melding', 'opsporing', 'wpg-8'],
  ['arbeidsinspectie', 'onderzoek', 'toezicht', 'wpg-9'],
  ['politie', null, null, 'wpg-8'],
] as const)('%s, %s, arm %s: %s', (organisation, kind, arm, expected) => {
  expect(regimeOf({ organisation, kind, arm }, law)).toBe(expected)
})

describe('when a record goes', () => {
  test.each([
    // what                                                    free until    removed       destroyed     because
    ['a mutatie', {}, '2027-06-11', '2031-06-11', '2036-06-11', 'wpg-8'],
    [
      'a mutatie of a leap day',
      { firstProcessed: '2028-02-29' },
      '2029-02-28',
      '2033-02-28',
      '2038-02-28',
      'wpg-8',
    ],
    ['a running investigation of the source', { kind: 'onderzoek' }, null, null, null, 'wpg-9'],
    [
      'such an investigation that is needed no longer',
      { kind: 'onderzoek', neededUntil: '2026-08-31' },
      null,
      '2027-02-28',
      '2032-02-28',
      'wpg-9',
    ],
    [
      'an inspection: no vault',
      { organisation: 'arbeidsinspectie', kind: 'inspectie' },
      null,
      '2031-06-11',
      '2031-06-11',
      'avg',
    ],
    ['a mutatie whose signal is investigated', { moves: [investigation(null)] }, null, null, null, 'wpg-9'],
    [
      'the same, concluded soon: its own clock is the later',
      { moves: [investigation('2027-01-01')] },
      '2027-06-11',
      '2031-06-11',
      '2036-06-11',
      'wpg-8',
    ],
    [
      'the same, concluded late',
      { moves: [investigation('2031-03-01')] },
      null,
      '2031-09-01',
      '2036-09-01',
      'wpg-9',
    ],
    [
      'words of the investigation: its clock alone',
      { moves: [investigation('2027-01-01')], underMove: true },
      null,
      '2027-07-01',
      '2032-07-01',
      'wpg-9',
    ],
    [
      'art. 10: five years after what last showed necessity',
      { moves: [theme('2029-05-01')] },
      null,
      '2034-05-01',
      '2039-05-01',
      'wpg-10',
    ],
    [
      'art. 10, ended before: at once',
      { moves: [theme('2029-05-01', '2032-02-01')] },
      null,
      '2032-02-01',
      '2037-02-01',
      'wpg-10',
    ],
    ['held past its term', { heldUntil: '2032-01-31' }, '2027-06-11', '2032-02-01', '2036-06-11', 'hold'],
    ['held past destruction', { heldUntil: '2036-12-31' }, '2027-06-11', '2037-01-01', '2037-01-01', 'hold'],
    ['held within its term', { heldUntil: '2028-01-31' }, '2027-06-11', '2031-06-11', '2036-06-11', 'wpg-8'],
  ] as const)('%s', (_what, but, freeUntil, removeOn, destroyOn, because) => {
    const retention = retentionOf({ ...mutatie, ...but }, law, '2026-06-12')
    expect(retention).toMatchObject({ freeUntil, removeOn, destroyOn, because, state: 'in-use' })
  })

  test.each([
    ['2031-06-10', 'in-use'],
    ['2031-06-11', 'removed'],
    ['2036-06-10', 'removed'],
    ['2036-06-11', 'destroyed'],
  ])('on %s a mutatie of 11 June 2026 is %s', (today, state) => {
    expect(retentionOf(mutatie, law, today).state).toBe(state)
  })
})

const aDay = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const aRecord = fc.record<RetainedRecord>({
  organisation: fc.constantFrom(...ORGANISATIONS),
  kind: fc.constantFrom('mutatie', 'onderzoek', 'inspectie', null),
  arm: fc.constantFrom('toezicht', 'opsporing', null),
  firstProcessed: aDay,
  neededUntil: fc.option(aDay),
  moves: fc.array(
    fc.record({
      regime: fc.constantFrom('wpg-9', 'wpg-10'),
      lastNecessity: aDay,
      neededUntil: fc.option(aDay),
    }),
    { maxLength: 3 },
  ),
  underMove: fc.boolean(),
  heldUntil: fc.option(aDay),
})

test('whatever a record is, it goes out of use before it is destroyed, and later law never brings it forward past its own clock', () => {
  fc.assert(
    fc.property(aRecord, aDay, (record, today) => {
      const { removeOn, destroyOn, state } = retentionOf(record, law, today)
      if (removeOn !== null && destroyOn !== null) expect(removeOn <= destroyOn).toBe(true)
      if (state === 'destroyed') expect(destroyOn! <= today).toBe(true)
      const longer = retentionOf({ ...record, heldUntil: '2050-01-01' }, law, today)
      if (removeOn !== null) expect(longer.removeOn! >= removeOn).toBe(true)
    }),
  )
})

test.each([
  ['2024-02-29', 'P1Y', '2025-02-28'],
  ['2026-08-31', 'P6M', '2027-02-28'],
  ['2026-12-31', 'P2M', '2027-02-28'],
  ['2026-06-11', 'P60D', '2026-08-10'],
  ['2026-06-11', 'P0D', '2026-06-11'],
])('%s and %s is %s', (day, period, expected) => {
  expect(plusPeriod(day, period)).toBe(expected)
})

test('what is no period, or what the law does not name, is a fault', () => {
  expect(() => plusPeriod('2026-06-11', '5 years')).toThrow(/no period/)
  expect(() => retentionOf(mutatie, { ...law, clocks: [] }, '2026-06-11')).toThrow(/no clock/)
  expect(() => retentionOf(mutatie, { ...law, regimes: [] }, '2026-06-11')).toThrow(/no regime/)
})
