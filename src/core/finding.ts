import type { Form } from './form.ts'

/** What the scan holds of a place in the text: formats.md, `status`. Only some statuses count. */
export const FINDING_STATUSES = [
  'affirmed',
  'intrinsic-negative',
  'negated-conclusion',
  'denied-by-subject',
  'denied-by-controller',
  'hedged',
  'hearsay',
  'hypothetical',
  'question',
  'historic',
  'mention',
  'police-agent',
  'other-person',
  'verified-negative',
] as const

export type FindingStatus = (typeof FINDING_STATUSES)[number]

/** Fields of a registration that are read by the scan. */
export type FindingField = 'title' | 'text'

/**
 * A finding (NL: treffer): an indicator seen at one place.
 * `start`, `end`: UTF-16 code units into the field as registered, half-open, so that
 * `field.slice(start, end) === quote`; a quote is at most 200 code units.
 * `weight`: what it added; 0 when it was seen and set aside.
 */
export interface Finding {
  readonly indicator: string
  readonly field: FindingField
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly status: FindingStatus
  readonly weight: number
}

/** One line of `spoor scan`; about a registration, never about a person. Source: formats.md. */
export interface ScanResult {
  readonly id: string
  readonly score: number
  readonly isSignal: boolean
  readonly forms: readonly Form[]
  readonly findings: readonly Finding[]
  readonly catalogue: string
}

/** The indicators that counted, each once, in the order in which they were found. */
export function countedIndicators({ findings }: Pick<ScanResult, 'findings'>): readonly string[] {
  return [...new Set(findings.filter(({ weight }) => weight !== 0).map(({ indicator }) => indicator))]
}
