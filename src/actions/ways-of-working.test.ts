import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ORGANISATIONS } from '#core/organisation.ts'
import { GUARDS } from '#process/guard.ts'
import { readLaw } from './law.ts'
import { AGENCIES_FOLDER, readWaysOfWorking, WayOfWorkingError } from './ways-of-working.ts'

const ways = readWaysOfWorking()
const of = (organisation: (typeof ORGANISATIONS)[number]) => ways.inForce(organisation, '2026-11-23')
const act = (organisation: (typeof ORGANISATIONS)[number], id: string) => {
  const found = of(organisation).acts.find((one) => one.id === id)
  if (!found) throw new Error(`${organisation} has no act ${id}`)
  return found
}
const folder = mkdtempSync(join(tmpdir(), 'spoor-ways-'))
afterAll(() => rmSync(folder, { recursive: true }))

// What the minister's letter, the Aanwijzing and the Rapporteur ask of every way of working.
describe.each(ORGANISATIONS)('%s', (organisation) => {
  const way = of(organisation)

  test('speaks to possible victims in every phase, from the enrichment on', () => {
    expect(act(organisation, 'victim-contact').phases).toEqual(['enrichment', 'interview', 'investigation'])
  })

  test('asks for protection by another question than for leads', () => {
    const kinds = (kind: string) =>
      way.weighingCriteria.filter((one) => one.kind === kind).map(({ id }) => id)
    expect([kinds('protection'), kinds('lead')]).toEqual([['protection'], ['leads']])
  })

  test('shows capacity as a reason to wait, counted apart', () => {
    expect(way.holdReasons.filter(({ countedApart }) => countedApart).map(({ id }) => id)).toEqual([
      'capacity',
    ])
  })

  test('answers four guards before a signal ends, each by a reference to what was done', () => {
    expect(way.guards.map(({ id }) => id)).toEqual([...GUARDS])
    expect(way.guards.flatMap(({ answers }) => answers).filter((one) => !one.needsReference)).toEqual([])
  })

  test('considers the money and the prosecutor before an investigation starts, and has followed it by its end', () => {
    const start = way.decisions.find(({ id }) => id === 'start-investigation')
    expect(start?.consider).toEqual(expect.arrayContaining(['financial-look', 'consult-prosecutor']))
    const submitted = way.outcomes.find(({ id }) => id === 'submitted-to-prosecutor')
    expect(submitted?.consider).toContain('financial-investigation')
  })

  test('has the informative interview and the complaint done by somebody certified', () => {
    for (const id of ['informative-interview', 'criminal-complaint']) {
      expect(act(organisation, id).guideline.qualification).toBe('trafficking-certified')
    }
    expect(act(organisation, 'informative-interview').guideline.requirements.length).toBeGreaterThan(3)
  })

  test('has its second look done by another unit than the one that answers proposals', () => {
    expect(way.secondLook.unit).not.toBe(way.triageUnit)
  })

  test('lets every duty end at a named manager', () => {
    const last = way.escalation.at(-1)
    expect(way.roles.find(({ id }) => id === last?.role)).toMatchObject({ manager: true })
  })

  test('lets nothing wait longer than a month without somebody looking', () => {
    expect(way.holdDaysMax.value).toBeLessThanOrEqual(30)
    expect(way.shelveDaysMax.value).toBeLessThanOrEqual(90)
  })

  test('asks for contact, or for the reason why not, at least while enriching and investigating', () => {
    expect(way.contactPhases.value).toEqual(expect.arrayContaining(['enrichment', 'investigation']))
  })

  test('refuses what another offers on five reasons, of which capacity is none', () => {
    expect(way.handoverRefusals.map(({ id }) => id)).toEqual([
      ...['not-our-field', 'information-missing', 'own-signal', 'wrong-address', 'protect-first'],
    ])
  })

  test('can hand over to somebody who does not work with Spoor: care and abroad, answered in time', () => {
    const byDocument = way.handovers.filter(
      ({ to }) => way.partners.find(({ id }) => id === to)?.channel === 'document',
    )
    expect(byDocument.map(({ to }) => to)).toEqual(
      expect.arrayContaining(['foreign-authority', 'care-coordinator']),
    )
    expect(byDocument.every(({ acceptWithin }) => acceptWithin.value.value <= 3)).toBe(true)
  })

  test('says of every decision and every ending on what law it rests', () => {
    const bases = [...way.decisions, ...way.outcomes].map(({ legalBasis }) => legalBasis)
    expect(bases.length).toBeGreaterThan(15)
    expect(bases.every(({ value, source }) => value.length > 10 && source.length > 5)).toBe(true)
  })

  test('claims nothing as confirmed: nobody of an agency has looked yet', () => {
    expect(JSON.stringify(way)).not.toMatch(/"checkedOn":"/)
  })
})

test('the police look at running investigations, and hand labour exploitation over', () => {
  expect(act('politie', 'running-investigations').mandatory).toBe(true)
  expect(of('politie').handovers.map(({ to }) => to)).toContain('arbeidsinspectie')
})

test('the inspectorate: two arms, and protection before any administrative step', () => {
  const { units, routing, armCrossings } = of('arbeidsinspectie')
  const arm = (id: string) => units.find((unit) => unit.id === id)
  expect(arm('toezicht')).toMatchObject({ arm: 'toezicht', regime: 'AVG' })
  expect(arm('arbeidsuitbuiting')).toMatchObject({ arm: 'opsporing', regime: 'Wpg' })
  expect(routing?.protectionFirst).toEqual(['coercion', 'protection'])
  expect(routing?.lanes.map(({ id }) => id)).toContain('serious-disadvantage')
  expect(armCrossings.map(({ from, to }) => [from, to])).toEqual([
    ['toezicht', 'opsporing'],
    ['opsporing', 'toezicht'],
  ])
})

test('the inspectorate inspects jointly as an act of enrichment, under supervisory powers', () => {
  const { phases, guideline } = act('arbeidsinspectie', 'joint-inspection')
  expect([phases, guideline.power]).toEqual([['enrichment'], 'supervision'])
})

test('the inspectorate asks for contact in every phase in which people work', () => {
  const { contactPhases } = of('arbeidsinspectie')
  expect(contactPhases.value).toEqual(['enrichment', 'interview', 'investigation'])
})

test('the inspectorate asks its prosecutor before a signal ends at the weighing', () => {
  const { outcomes } = of('arbeidsinspectie')
  const ends = outcomes.filter(({ id, from }) => from.includes('weighing') && id !== 'shelve')
  expect(ends.filter(({ consider }) => !consider.includes('consult-prosecutor'))).toEqual([])
})

test.each([
  // lane, unit, an investigation can follow, administrative
  ['labour-exploitation', 'arbeidsuitbuiting', true, false],
  ['serious-disadvantage', 'toezicht', false, true],
  ['other-offence', 'arbeidsuitbuiting', true, false],
  ['civil', 'arbeidsuitbuiting', false, false],
  ['unknown', 'arbeidsuitbuiting', false, false],
] as const)(
  'the inspectorate, %s: %s, investigates %s, administrative %s',
  (id, unit, may, administrative) => {
    const lane = of('arbeidsinspectie').routing?.lanes.find((one) => one.id === id)
    expect(lane).toMatchObject({ unit, investigates: may, administrative })
  },
)

test.each([
  ['brigade-schiphol', 'full'],
  ['brigade-eindhoven', 'civil-only'],
  ['brigade-bonaire', 'full'],
  ['brigade-grenstoezicht', undefined],
] as const)('the Marechaussee, %s: may investigate itself: %s', (unit, scope) => {
  const { mandate, units } = of('kmar')
  const places = readLaw().versionOn('2026-11-23').places?.places
  const place = units.find(({ id }) => id === unit)?.place ?? ''
  expect(mandate).toMatchObject({ investigates: 'designated-places', support: 'support-police' })
  expect(places?.find(({ id }) => id === place)?.scope).toBe(scope)
})

test('the Marechaussee supports an investigation of the police on request: an act of its own', () => {
  const { phases, guideline } = act('kmar', 'support-police')
  expect(phases).toContain('investigation')
  expect(guideline.legalBasis.value).toContain('Politiewet 2012 art. 4(1)(d)')
})

test('the Marechaussee hands over at a defined moment, with its standard enrichment', () => {
  const handover = of('kmar').handovers.find(({ to }) => to === 'politie')
  expect(handover?.moments.map(({ id }) => id)).toEqual(['minimum-closed', 'person-leaving', 'no-task-here'])
  const missing = handover?.acts.filter((id) => !act('kmar', id).mandatory)
  expect([handover?.acts.length, missing]).toEqual([6, []])
})

test.each([
  ['2025-12-31', 'kmar has no way of working on 2025-12-31'],
  ['2026-01-01', undefined],
] as const)('on %s: %s', (day, says) => {
  const look = () => ways.inForce('kmar', day)
  if (says === undefined) expect(look().id).toBe('kmar@2026-01-01')
  else expect(look).toThrow(says)
})

test('a version that is not there', () => {
  expect(ways.byId('kmar@2026-01-01').organisation).toBe('kmar')
  expect(() => ways.byId('kmar@1999-01-01')).toThrow(WayOfWorkingError)
})

test('with a fault Spoor does not start, and says the same as the check', () => {
  cpSync(AGENCIES_FOLDER, folder, { recursive: true })
  const path = join(folder, 'kmar', '2026-01-01.json')
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace('"triageUnit": "brigade-schiphol"', '"triageUnit": "x"'),
  )
  expect(() => readWaysOfWorking(folder)).toThrow(
    /^agencies\/kmar\/2026-01-01\.json:\d+: "triageUnit" is "x", which is not in the list of units/,
  )
})
