import { describe, expect, test } from 'vitest'
import { readCatalogue } from '#actions/catalogue.ts'
import { type PhenomenonCase, readPhenomenonCases, type Requirement } from '../../test/scan-b-cases.ts'
import { indicatorOf } from './count.ts'
import { lessonOf, scanRegistration } from './scan.ts'

/** All that the deployed catalogue finds and how it takes it; what that weighs is the ranker's. */
const catalogue = { ...readCatalogue(), ranker: undefined }
const cases = readPhenomenonCases()
const SHARE_RIGHT_MIN = 0.99

interface Seen {
  readonly indicator: string
  readonly status: string
  readonly isCounted: boolean
}

function seenIn(text: string): readonly Seen[] {
  const registration = { id: 'r1', title: '', text }
  const counted = new Set(lessonOf(catalogue, registration).indicators.map(indicatorOf))
  return scanRegistration(catalogue, registration).findings.map(({ indicator, status }) => ({
    indicator,
    status,
    isCounted: counted.has(indicator),
  }))
}

/** Whether an indicator is meant: by its id, by its group, or as any that is more than a weak situation. */
function isMeant(indicator: string, who: readonly string[]): boolean {
  return who.some((name) =>
    name === '*' ? !indicator.startsWith('SIT-') : indicator === name || indicator.startsWith(`${name}-`),
  )
}

function isMet(seen: readonly Seen[], { who, asked }: Requirement): boolean {
  const meant = seen.filter(({ indicator }) => isMeant(indicator, who))
  if (asked === 'does not count') return !meant.some(({ isCounted }) => isCounted)
  if (asked === 'counts') return meant.some(({ isCounted }) => isCounted)
  return meant.some(({ status }) => status === asked)
}

function faultOf({ phenomenon, text, requirements }: PhenomenonCase): string | undefined {
  const seen = seenIn(text)
  const unmet = requirements.filter((requirement) => !isMet(seen, requirement))
  if (unmet.length === 0) return undefined
  const asked = unmet.map(({ who, asked: what }) => `${who.join('/')} ${what}`).join('; ')
  const found = seen.map(({ indicator, status }) => `${indicator} ${status}`).join(', ')
  return `${phenomenon.slice(0, 4)} ${text} — asked: ${asked}; found: ${found || 'nothing'}`
}

describe('the case table of part B', () => {
  test('holds at least 600 cases, and at least 15 of each of the 28 phenomena', () => {
    expect(cases.length).toBeGreaterThanOrEqual(600)
    const counts = Object.entries(Object.groupBy(cases, ({ phenomenon }) => phenomenon.slice(0, 4)))
    const phenomena = counts.filter(([name]) => name.startsWith('B-'))
    expect(phenomena).toHaveLength(28)
    for (const [name, list] of phenomena) expect([name, list!.length >= 15]).toEqual([name, true])
  })

  test('asks no text twice', () => {
    const texts = cases.map(({ text }) => text)
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([])
  })

  test('is right for 99 % of them', () => {
    const faults = cases.map(faultOf).filter((fault) => fault !== undefined)
    const right = cases.length - faults.length
    // The failures are part of the result: whoever reads the tests reads them.
    if (faults.length > 0) console.warn(`${right} of ${cases.length} cases right. Not:\n${faults.join('\n')}`)
    expect(right / cases.length, faults.join('\n')).toBeGreaterThanOrEqual(SHARE_RIGHT_MIN)
  })

  test.each<[string, PhenomenonCase]>([
    [
      'a finding that is not there',
      { phenomenon: 'x', text: 'Fiets gevonden.', requirements: [{ who: ['ALG-07'], asked: 'counts' }] },
    ],
    [
      'another status',
      {
        phenomenon: 'x',
        text: 'Zij mag niet naar buiten.',
        requirements: [{ who: ['ALG-07'], asked: 'historic' }],
      },
    ],
    [
      'a finding that should not count',
      {
        phenomenon: 'x',
        text: 'Zij mag niet naar buiten.',
        requirements: [{ who: ['*'], asked: 'does not count' }],
      },
    ],
  ])('calls %s wrong', (_name, one) => {
    expect(faultOf(one)).toBeDefined()
  })
})
