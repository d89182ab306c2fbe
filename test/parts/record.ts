// What is known of the parts of others, on a day: weaknesses, and newer versions. Written by main.ts, held by a test.
import { createHash } from 'node:crypto'

/** Why something stays as it is, and until when that was decided. */
export interface Decision {
  readonly why: string
  readonly until: string
}

interface Open {
  readonly package: string
  /** The day of the first record in which it stands: its term runs from there. */
  readonly firstSeen: string
  readonly decision: Decision | null
}

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const
export type Severity = (typeof SEVERITIES)[number]

export interface Weakness extends Open {
  readonly severity: Severity
  /** Of the advisory. */
  readonly url: string
  readonly title: string
}

export interface Newer extends Open {
  readonly current: string
  readonly latest: string
}

export interface PartsRecord {
  readonly readOn: string
  /** sha256 of package-lock.json, hexadecimal: of these versions it is the record. */
  readonly lock: string
  /** Whether the registry answered about weaknesses; where it did not nothing is known of them, however few stand here. */
  readonly advisories: { readonly read: boolean; readonly why: string }
  readonly weaknesses: readonly Weakness[]
  readonly newer: readonly Newer[]
}

/** In days. */
export type Terms = Readonly<Record<Severity | 'newer', number>>

/** What npm said, as it came. */
export interface Asked {
  readonly today: string
  readonly lockText: string
  /** Of `npm audit --json`. */
  readonly audit: unknown
  /** Of `npm outdated --json`. */
  readonly outdated: unknown
}

/** A record of today. What stood in the one before keeps its first day and its decision. */
export function recordOf({ today, lockText, audit, outdated }: Asked, before?: PartsRecord): PartsRecord {
  const found = weaknessesIn(audit)
  const since = <T extends Open>(one: T, old: readonly T[], isSame: (other: T) => boolean): T => {
    const known = old.find(isSame)
    return known ? { ...one, firstSeen: known.firstSeen, decision: known.decision } : one
  }
  const weaknesses = found
    ? found.map((one) =>
        since(
          { ...one, firstSeen: today, decision: null },
          before?.weaknesses ?? [],
          (other) => other.url === one.url && other.package === one.package,
        ),
      )
    : // Nobody said that they are gone.
      (before?.weaknesses ?? [])
  const newer = newerIn(outdated).map((one) =>
    since(
      { ...one, firstSeen: today, decision: null },
      before?.newer ?? [],
      (other) => other.package === one.package,
    ),
  )
  const why = found ? 'npm audit answered' : refusalIn(audit)
  return {
    readOn: today,
    lock: hashOf(lockText),
    advisories: { read: found !== undefined, why },
    weaknesses,
    newer,
  }
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** What is past its term without a decision that still holds, or of other versions than these; a sentence each. */
export function faultsIn(record: PartsRecord, lockText: string, terms: Terms): readonly string[] {
  const { readOn, lock, weaknesses, newer } = record
  const late = ({ package: name, firstSeen, decision }: Open, days: number, what: string) => {
    const age = (Date.parse(readOn) - Date.parse(firstSeen)) / 86_400_000
    if (!(age >= 0)) return [`${name}: first seen on ${firstSeen}, after ${readOn}`]
    if (decision) {
      if (decision.why.length < 20) return [`${name}: a decision says why`]
      return decision.until >= readOn ? [] : [`${name}: its decision ran out on ${decision.until}`]
    }
    return age > days ? [`${name}: ${what}, open for ${age} days of ${days}`] : []
  }
  return [
    ...(lock === hashOf(lockText) ? [] : ['the record is of another package-lock.json: npm run parts']),
    ...weaknesses.flatMap((one) => late(one, terms[one.severity], `${one.severity}, ${one.url}`)),
    ...newer.flatMap((one) => late(one, terms.newer, `${one.current}, newest is ${one.latest}`)),
  ]
}

type Json = Readonly<Record<string, unknown>>
const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {}

const BY_NPM: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  moderate: 'medium',
  low: 'low',
  info: 'low',
}

/** Undefined when npm did not answer with a report. A package that only leads to a weak one is not weak itself. */
function weaknessesIn(audit: unknown): readonly Omit<Weakness, 'firstSeen' | 'decision'>[] | undefined {
  const { auditReportVersion, vulnerabilities } = asObject(audit)
  if (auditReportVersion !== 2) return undefined
  const found = Object.values(asObject(vulnerabilities)).flatMap((one) => {
    const via = asObject(one).via
    return (Array.isArray(via) ? via : []).filter((cause) => typeof cause === 'object').map(asObject)
  })
  const all = found.map(({ name, severity, url, title }) => ({
    package: String(name),
    // What nobody knows counts as the worst.
    severity: BY_NPM[String(severity)] ?? 'critical',
    url: String(url),
    title: String(title),
  }))
  return [...new Map(all.map((one) => [`${one.package} ${one.url}`, one])).values()]
}

function refusalIn(audit: unknown): string {
  const { statusCode, error } = asObject(audit)
  const code = [statusCode, asObject(error).code].find((one) => /^\w{1,40}$/.test(String(one)))
  return `npm audit did not answer (${typeof code === 'number' || typeof code === 'string' ? code : 'no report'})`
}

function newerIn(outdated: unknown): readonly Pick<Newer, 'package' | 'current' | 'latest'>[] {
  return Object.entries(asObject(outdated)).flatMap(([name, one]) => {
    const { current, wanted, latest } = asObject(one)
    // For another machine than this one npm says what is wanted alone.
    const mine = String(current ?? wanted)
    return isNewer(String(latest), mine) ? [{ package: name, current: mine, latest: String(latest) }] : []
  })
}

/** Whether a version is newer than another; one that is being tried is not newer than what it leads to. */
export function isNewer(version: string, than: string): boolean {
  const partsOf = (text: string) => (text.split('-', 1)[0] ?? '').split('.').map(Number)
  const [a, b] = [partsOf(version), partsOf(than)]
  const at = [0, 1, 2].find((n) => a[n] !== b[n])
  if (at !== undefined) return (a[at] ?? 0) > (b[at] ?? 0)
  return than.includes('-') && !version.includes('-')
}
