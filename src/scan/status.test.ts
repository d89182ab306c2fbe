import { describe, expect, test } from 'vitest'
import type { FindingStatus } from '#core/finding.ts'
import { readRules } from '../../test/rules-only.ts'
import { scanRegistration } from './scan.ts'
import { counting } from './status.ts'

const catalogue = readRules()
const findingsIn = (text: string) => scanRegistration(catalogue, { id: 'r1', title: '', text }).findings
const statusIn = (indicator: string, text: string) =>
  findingsIn(text).find((finding) => finding.indicator === indicator)?.status

describe('which findings count', () => {
  const weak = { status: 'affirmed' as FindingStatus, strength: 'Z' as const }
  const weighty = { status: 'hedged' as FindingStatus, strength: 'M' as const }
  const denied = { status: 'denied-by-subject' as FindingStatus, strength: 'S' as const }

  test.each([
    ['a denial alone does not', [denied], [false]],
    ['a denial beside weak circumstances does not', [denied, weak], [false, true]],
    ['a denial beside a circumstance of weight does', [denied, weighty], [true, true]],
    ['two denials do not carry each other', [denied, denied], [false, false]],
    ['nothing', [], []],
  ])('%s', (_name, findings, counted) => {
    expect(counting(findings)).toEqual(counted)
  })
})

describe('how far a context reaches', () => {
  test.each<[string, string, string, FindingStatus]>([
    ['what comes after it', 'ALG-08', 'Melder heeft gehoord dat zij is opgesloten in de kelder.', 'hearsay'],
    [
      'not what comes before it',
      'ALG-08',
      'Zij is opgesloten in de kelder, zo hoorde melder van de portier.',
      'affirmed',
    ],
    [
      'not behind a contrast',
      'ALG-01',
      'Zij ontkent alles, maar haar paspoort is afgepakt door de baas.',
      'affirmed',
    ],
    [
      'not the next sentence',
      'ALG-01',
      'Vermoedelijk slaapt zij daar. Haar paspoort is afgepakt door de baas.',
      'affirmed',
    ],
    [
      'an answer takes the question away',
      'ALG-08',
      'Gevraagd of zij wordt opgesloten. Hierop begon zij te huilen.',
      'affirmed',
    ],
    [
      'a hedge gives way to a denial',
      'ALG-08',
      'Vermoedelijk is zij niet opgesloten in de kelder.',
      'verified-negative',
    ],
    [
      'an observed denial is stronger than a hedge',
      'ALG-07',
      'Vermoedelijk mag zij niet naar buiten.',
      'intrinsic-negative',
    ],
  ])('%s', (_name, indicator, text, status) => {
    expect(statusIn(indicator, text)).toBe(status)
  })

  test('who denies makes the difference, whoever it is', () => {
    expect(statusIn('ALG-08', 'Zij zegt niet opgesloten te worden in de kelder.')).toBe('denied-by-subject')
    expect(statusIn('ALG-08', 'Werkgever zegt dat zij niet is opgesloten in de kelder.')).toBe(
      'denied-by-controller',
    )
    expect(statusIn('ALG-08', 'Zij is niet opgesloten in de kelder.')).toBe('verified-negative')
  })
})
