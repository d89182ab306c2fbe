import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Static } from 'typebox'
import { afterAll, expect, expectTypeOf, test } from 'vitest'
import { FORMS } from '#core/form.ts'
import type { DatedRule, OffenceVersion, PlacesVersion, ReflectionPeriodVersion } from '#process/law.ts'
import { checkLaw, LAW_FOLDER, LawError, readLaw } from './law.ts'
import type { OffencesShape, PlacesShape, ReflectionPeriodsShape, RulesShape } from './rules/law-shape.ts'

const law = readLaw()
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

/** A copy of the law in which one file has other words. */
function lawWith(name: string, from: string, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-law-'))
  folders.push(folder)
  cpSync(LAW_FOLDER, folder, { recursive: true })
  const text = readFileSync(join(folder, name), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(folder, name), text.replace(from, to))
  return folder
}

test.each([
  // day           article 273f     bedenktijd         days in a Dublin case
  ['2015-11-16', undefined, 'bedenktijd-2015', null],
  ['2015-11-17', '273f-present', 'bedenktijd-2015', null],
  ['2023-05-18', '273f-present', 'bedenktijd-2015', null],
  ['2023-05-19', '273f-present', 'bedenktijd-2023', 30],
  ['2026-11-23', '273f-present', 'bedenktijd-2023', 30],
  ['2030-01-01', '273f-present', 'bedenktijd-2023', 30],
] as const)('on %s holds %s, %s, Dublin %s', (day, offence, period, dublin) => {
  const on = law.versionOn(day)
  expect(on.offence?.id).toBe(offence)
  expect(on.reflectionPeriod).toMatchObject({ id: period, months: 3, dublinDays: dublin })
})

test('the modernisation act holds from the day that is filled in, and not a day before', () => {
  const folder = lawWith('273f-sr.json', '"inForceFrom": null', '"inForceFrom": "2027-01-01"')
  const later = readLaw(folder)
  expect(later.versionOn('2026-12-31').offence?.id).toBe('273f-present')
  expect(later.versionOn('2027-01-01').offence?.id).toBe('273f-36547')
  const ids = (version: OffenceVersion | undefined) => version?.beside.map(({ id }) => id)
  expect(ids(later.versionOn('2026-12-31').offence)).not.toContain('serious-disadvantage')
  expect(ids(later.versionOn('2027-01-01').offence)).toContain('serious-disadvantage')
})

test.each([
  ['2010-01-01', ['2008A022', 'emm-central']],
  ['2022-03-31', ['2013A012', 'emm-shared', 'dublin-judge']],
  ['2022-04-01', ['2022A002', '2022A002-par-1-3', 'emm-shared', 'dublin-judge']],
] as const)('rules of policy on %s: %j', (day, ids) => {
  expect(law.versionOn(day).rules.map(({ id }) => id)).toEqual(ids)
})

test.each([
  // variant of art. 273f(1), a means is needed, only with somebody under 18
  ['1', true, false],
  ['2', false, true],
  ['3', false, false],
  ['4', true, false],
  ['5', false, true],
  ['9', true, false],
] as const)('273f(1) sub %s: means %s, under 18 only %s', (id, needsMeans, under18Only) => {
  const variant = law.versionOn('2026-01-01').offence?.variants.find((one) => one.id === id)
  expect(variant).toMatchObject({ needsMeans, under18Only })
})

test('the penalties climb from twelve years to life, and every form falls under a purpose', () => {
  for (const { penalties, purposes } of law.offences) {
    expect(penalties.map(({ years, life }) => [years, life])).toEqual([
      [12, false],
      [15, false],
      [18, false],
      [30, true],
    ])
    expect(new Set(purposes.flatMap(({ forms }) => forms))).toEqual(new Set(FORMS))
  }
})

test.each([
  ['schiphol', 'full'],
  ['rotterdam', 'full'],
  ['eelde', 'full'],
  ['maastricht', 'full'],
  ['eindhoven', 'civil-only'],
  ['twente', 'civil-only'],
  ['bonaire', 'full'],
  ['lelystad', undefined],
] as const)('the KMar at %s: %s', (id, scope) => {
  expect(law.versionOn('2026-01-01').places?.places.find((place) => place.id === id)?.scope).toBe(scope)
})

test.each([
  [
    'kmar-places.json',
    '"scope": "civil-only"',
    '"scope": "half"',
    '"scope" must be one of "full", "civil-only"',
  ],
  ['rules.json', '"until": "2022-03-31"', '"until": "2022-02-31"', '2022-02-31 is no day that exists'],
  [
    'reflection-period.json',
    '"inForceFrom": "2023-05-19"',
    '"inForceFrom": "2015-10-21"',
    'another version is in force from 2015-10-21 too',
  ],
  ['273f-sr.json', '"id": "273f-36835"', '"id": "273f-36547"', 'the id "273f-36547" stands already on line'],
] as const)('%s with %s made %s is told by line', (name, from, to, says) => {
  const folder = lawWith(name, from, to)
  const faults = checkLaw(folder, 'law', '2026-11-23').files.flatMap((file) => file.faults)
  expect(faults).toHaveLength(1)
  const lines = readFileSync(join(folder, name), 'utf8').split('\n')
  expect(lines[(faults[0]?.line ?? 0) - 1]).toContain(to)
  expect(faults[0]?.says.en).toContain(says)
  expect(() => readLaw(folder)).toThrow(LawError)
})

test('the shapes of the files and the types of the code say the same', () => {
  expectTypeOf<Static<typeof OffencesShape>['versions'][number]>().toExtend<OffenceVersion>()
  expectTypeOf<
    Static<typeof ReflectionPeriodsShape>['versions'][number]
  >().toExtend<ReflectionPeriodVersion>()
  expectTypeOf<Static<typeof PlacesShape>['versions'][number]>().toExtend<PlacesVersion>()
  expectTypeOf<Static<typeof RulesShape>['rules'][number]>().toExtend<DatedRule>()
})
