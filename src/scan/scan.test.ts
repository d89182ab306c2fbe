import { expect, test } from 'vitest'
import { readRules } from '../../test/rules-only.ts'
import { readScanCases } from '../../test/scan-cases.ts'
import { scanRegistration } from './scan.ts'
import { counts } from './status.ts'

/** Rules alone: what each of them finds, however the ranker weighs it. */
const catalogue = readRules()
const scan = (text: string, title = '') => scanRegistration(catalogue, { id: 'r1', title, text })
const cases = readScanCases()

test('the table holds enough cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(120)
})

test.each(cases)('$heading: $text', ({ text, finds, not, isSignal, forms }) => {
  const result = scan(text)
  const seen = result.findings.map(({ indicator, status, quote }) => ({ indicator, status, quote }))
  for (const { indicator, status, quote } of finds) {
    const expected = quote === undefined ? { indicator, status } : { indicator, status, quote }
    expect(seen).toContainEqual(expect.objectContaining(expected))
  }
  const counted = result.findings.filter(({ status }) => counts(status)).map(({ indicator }) => indicator)
  for (const indicator of not) {
    if (indicator === '*') expect(counted).toEqual([])
    else expect(counted).not.toContain(indicator)
  }
  if (isSignal !== undefined) expect(result.isSignal).toBe(isSignal)
  if (forms !== undefined) expect(result.forms).toEqual(forms)
})
