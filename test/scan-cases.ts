import { readFileSync } from 'node:fs'
import { FINDING_STATUSES, type FindingStatus } from '#core/finding.ts'

export interface ExpectedFinding {
  readonly indicator: string
  readonly status: FindingStatus
  /** Where it matters which words. */
  readonly quote: string | undefined
}

/** A text and what any engine must make of it. `isSignal` and `forms` only where the case is about them. */
export interface ScanCase {
  readonly heading: string
  readonly text: string
  readonly finds: readonly ExpectedFinding[]
  /** Indicators that must not count; `*` for all. */
  readonly not: readonly string[]
  readonly isSignal: boolean | undefined
  readonly forms: readonly string[] | undefined
}

const FINDS = /^([A-Z]{2,3}-\d\d) ([a-z-]+)(?: «(.*)»)?$/

/** Reads the table of cases. Throws on a line that says nothing it knows: a typing error may not pass as a success. */
export function readScanCases(path = new URL('./scan-cases.txt', import.meta.url)): readonly ScanCase[] {
  const cases: ScanCase[] = []
  let heading = ''
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.startsWith('## ')) heading = line.slice(3)
    else if (line.startsWith('- ')) {
      const text = unescaped(line.slice(2))
      cases.push({ heading, text, finds: [], not: [], isSignal: undefined, forms: undefined })
    } else if (line.startsWith('  ')) cases.push(withExpectation(cases.pop(), line.trim()))
    else if (line !== '' && !line.startsWith('#')) throw new Error(`scan-cases.txt: what is "${line}"?`)
  }
  return cases
}

function withExpectation(one: ScanCase | undefined, expectation: string): ScanCase {
  if (!one) throw new Error(`scan-cases.txt: "${expectation}" belongs to no text`)
  if (expectation === 'nothing') return { ...one, not: ['*'] }
  if (expectation === 'signal') return { ...one, isSignal: true }
  if (expectation === 'no signal') return { ...one, isSignal: false }
  const [first, ...rest] = expectation.split(' ')
  if (first === 'forms') return { ...one, forms: rest }
  if (first === 'not' && rest.length === 1) return { ...one, not: [...one.not, rest[0]!] }
  const [, indicator, status, quote] = FINDS.exec(expectation) ?? []
  const known = FINDING_STATUSES.find((name) => name === status)
  if (indicator === undefined || known === undefined)
    throw new Error(`scan-cases.txt: what is "${expectation}"?`)
  const finding = { indicator, status: known, quote: quote === undefined ? undefined : unescaped(quote) }
  return { ...one, finds: [...one.finds, finding] }
}

function unescaped(text: string): string {
  return text.includes('\\') ? (JSON.parse(`"${text.replaceAll('"', '\\"')}"`) as string) : text
}
