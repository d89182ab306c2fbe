import { readFileSync } from 'node:fs'
import { FINDING_STATUSES, type FindingStatus } from '#core/finding.ts'

/** What a case asks of the scan. `who`: indicators or groups of which one will do; `*` for all but weak situations. */
export interface Requirement {
  readonly who: readonly string[]
  readonly asked: FindingStatus | 'counts' | 'does not count'
}

/** A phenomenon of part B, a text, and what any engine must make of it. */
export interface PhenomenonCase {
  readonly phenomenon: string
  readonly text: string
  readonly requirements: readonly Requirement[]
}

/** Reads the case table of part B. Throws on a line that says nothing it knows. */
export function readPhenomenonCases(
  path = new URL('./scan-b-cases.txt', import.meta.url),
): readonly PhenomenonCase[] {
  const cases: PhenomenonCase[] = []
  let phenomenon = ''
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line.startsWith('## ')) phenomenon = line.slice(3)
    else if (line !== '' && !line.startsWith('#')) cases.push(caseOf(phenomenon, line))
  }
  return cases
}

function caseOf(phenomenon: string, line: string): PhenomenonCase {
  const [text, asked, ...more] = line.split(' => ')
  if (text === undefined || asked === undefined || more.length > 0)
    throw new Error(`scan-b-cases.txt: what is "${line}"?`)
  return { phenomenon, text: unescaped(text), requirements: asked.split(';').map(requirementOf) }
}

function requirementOf(written: string): Requirement {
  const [first = '', second = '', ...more] = written.trim().split(' ')
  const negative = first === 'not'
  const who = (negative ? second : first).split('/')
  const asked = negative
    ? 'does not count'
    : [...FINDING_STATUSES, 'counts' as const].find((one) => one === second)
  if (
    asked === undefined ||
    more.length > 0 ||
    !who.every((name) => /^(?:[A-Z]{2,3}(?:-\d\d)?|\*)$/u.test(name))
  )
    throw new Error(`scan-b-cases.txt: what is "${written}"?`)
  return { who, asked }
}

function unescaped(text: string): string {
  return text.includes('\\') ? (JSON.parse(`"${text.replaceAll('"', '\\"')}"`) as string) : text
}
