// docs/security/parts.json: nothing of others is past its term on the day of the record. Needs no clock and no network.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rowsIn, standingOf } from '../asvs.ts'
import { faultsIn, hashOf, isNewer, recordOf, SEVERITIES, type PartsRecord, type Terms } from './record.ts'

const record = JSON.parse(readFileSync('docs/security/parts.json', 'utf8')) as PartsRecord
const lockText = readFileSync('package-lock.json', 'utf8')
const page = readFileSync('docs/security/parts.md', 'utf8')
const daysOf = (what: string) =>
  Number(new RegExp(`^\\| ${what}[^|]*\\| (\\d+) days \\|$`, 'm').exec(page)?.[1])
const terms: Terms = {
  critical: daysOf('critical'),
  high: daysOf('high'),
  medium: daysOf('medium'),
  low: daysOf('low'),
  newer: daysOf('a newer version'),
}

test('the terms stand on the page, the shorter the worse it is', () => {
  const days = SEVERITIES.map((severity) => terms[severity])
  expect(days.every((count) => count > 0)).toBe(true)
  expect(days.toSorted((a, b) => a - b)).toEqual(days)
  expect(terms.critical).toBeLessThanOrEqual(2)
  expect(terms.newer).toBe(terms.low)
})

test('no part of others is past its term on the day of the record, and the record is of these versions', () => {
  expect(faultsIn(record, lockText, terms)).toEqual([])
})

test('what nobody could read is not said to be met', () => {
  const row = rowsIn(readFileSync('docs/security/asvs.md', 'utf8')).find(({ id }) => id === 'V15.2.1')
  expect(row && standingOf(row)).toBe(record.advisories.read ? 'met' : 'not met')
})

describe('a record', () => {
  const via = (severity: string, name = 'weak') => ({
    ...{ name, severity, title: 'A weakness', url: `https://github.com/advisories/${name}-${severity}` },
  })
  const audit = (...causes: readonly unknown[]) => ({
    auditReportVersion: 2,
    vulnerabilities: { weak: { via: causes }, leads: { via: ['weak'] } },
  })
  const asked = (today: string, more: object = {}) => ({
    today,
    lockText: 'lock',
    audit: audit(),
    outdated: {},
    ...more,
  })
  const of = (today: string, more: object, before?: PartsRecord) => recordOf(asked(today, more), before)

  test('has each weakness once, with the words of its own; who only leads to it is not weak', () => {
    const { weaknesses, advisories } = of('2026-06-01', {
      audit: audit(via('moderate'), via('moderate'), via('high')),
    })
    expect(weaknesses.map(({ package: name, severity }) => `${name} ${severity}`)).toEqual([
      'weak medium',
      'weak high',
    ])
    expect(advisories.read).toBe(true)
  })

  test('keeps the first day and the decision of what stood there before', () => {
    const first = of('2026-06-01', { audit: audit(via('high')) })
    const decision = { why: 'Only reached by a tool that builds the screens.', until: '2026-07-01' }
    const decided = { ...first, weaknesses: first.weaknesses.map((one) => ({ ...one, decision })) }
    const later = of('2026-06-05', { audit: audit(via('high'), via('low')) }, decided)
    expect(later.weaknesses.map(({ firstSeen, decision: kept }) => [firstSeen, kept])).toEqual([
      ['2026-06-01', decision],
      ['2026-06-05', null],
    ])
  })

  test('says when the registry did not answer, and forgets nothing', () => {
    const first = of('2026-06-01', { audit: audit(via('high')) })
    const later = of('2026-06-20', { audit: { statusCode: 405 } }, first)
    expect(later.advisories).toEqual({ read: false, why: 'npm audit did not answer (405)' })
    expect(later.weaknesses).toEqual(first.weaknesses)
    expect(faultsIn(later, 'lock', terms)).toEqual([
      expect.stringMatching(/^weak: high, .*, open for 19 days of 7$/),
    ])
  })

  test.each([
    ['critical', 2],
    ['high', 7],
    ['moderate', 30],
    ['low', 90],
    ['a severity that nobody knows', 2],
  ])('with a weakness that is %s: on day %i it is in time, a day later it is not', (severity, days) => {
    const first = of('2026-01-01', { audit: audit(via(severity)) })
    const on = (count: number) => {
      const today = new Date(Date.parse('2026-01-01') + count * 86_400_000).toISOString().slice(0, 10)
      return faultsIn(of(today, { audit: audit(via(severity)) }, first), 'lock', terms)
    }
    expect(on(days)).toEqual([])
    expect(on(days + 1)).toHaveLength(1)
  })

  const NEWER = { outdated: { old: { current: '1.0.0', wanted: '1.0.0', latest: '1.1.0' } } }
  test.each([
    ['a newer version for 90 days', '2026-04-01', null, 0],
    ['a newer version for 91 days', '2026-04-02', null, 1],
    [
      'a decision that holds',
      '2026-06-01',
      { why: 'The runtime is the one of long support.', until: '2026-06-01' },
      0,
    ],
    [
      'a decision that ran out',
      '2026-06-02',
      { why: 'The runtime is the one of long support.', until: '2026-06-01' },
      1,
    ],
    ['a decision without a reason', '2026-01-02', { why: 'later', until: '2026-12-31' }, 1],
  ])('with %s', (_, today, decision, faults) => {
    const first = of('2026-01-01', NEWER)
    const decided = { ...first, newer: first.newer.map((one) => ({ ...one, decision })) }
    expect(faultsIn(of(today, NEWER, decided), 'lock', terms)).toHaveLength(faults)
  })

  test('of another lock file is no record of these versions', () => {
    expect(faultsIn(of('2026-06-01', {}), 'another lock', terms)).toEqual([
      expect.stringContaining('npm run parts'),
    ])
    expect(record.lock).toBe(hashOf(lockText))
  })
})

test.each([
  ['1.1.0', '1.0.9', true],
  ['2.0.0', '10.0.0', false],
  ['0.17.3', '0.18.0', false],
  ['18.4.0', '18.4.0-beta.17', true],
  ['18.4.0-beta.18', '18.4.0', false],
  ['1.0.0', '1.0.0', false],
])('%s is newer than %s: %s', (version, than, expected) => {
  expect(isNewer(version, than)).toBe(expected)
})
