import type { FindingView } from '#contract/registration.ts'
import { counts } from '#scan/status.ts'

/** A finding with its number on the screen: in order of reading, the title first. */
export interface NumberedFinding extends FindingView {
  readonly number: number
}

/** A stretch of text under the same findings; none = plain text. Overlapping findings share stretches. */
export interface Segment {
  readonly text: string
  readonly start: number
  /** Numbers of the findings that cover this stretch, lowest first. */
  readonly covers: readonly number[]
  /** Numbers of the findings that begin here: their number is shown before the words. */
  readonly begins: readonly number[]
}

/** What was seen and counted, and what was seen and set aside: both are shown, apart. */
export type Role = 'counted' | 'seen-again' | 'set-aside'

export function numbered(findings: readonly FindingView[]): readonly NumberedFinding[] {
  const order = (finding: FindingView) => (finding.field === 'title' ? 0 : 1)
  return findings
    .toSorted((a, b) => order(a) - order(b) || a.start - b.start || a.end - b.end)
    .map((finding, at) => ({ ...finding, number: at + 1 }))
}

/** Cuts a text at the ends of its findings. The segments together are the text, whatever the spans are. */
export function segmentsOf(text: string, findings: readonly NumberedFinding[]): readonly Segment[] {
  const inside = findings.filter(({ start, end }) => start < end && start < text.length && end > 0)
  const cuts = new Set([0, text.length])
  for (const { start, end } of inside) {
    cuts.add(Math.max(0, start))
    cuts.add(Math.min(text.length, end))
  }
  const points = [...cuts].toSorted((a, b) => a - b)
  return points.slice(0, -1).map((start, at) => {
    const end = points[at + 1] ?? text.length
    const covering = inside.filter((one) => one.start < end && one.end > start)
    return {
      text: text.slice(start, end),
      start,
      covers: covering.map(({ number }) => number),
      begins: covering.filter((one) => Math.max(0, one.start) === start).map(({ number }) => number),
    }
  })
}

export function roleOf({ weight, status }: FindingView): Role {
  if (weight !== 0) return 'counted'
  // An indicator counts once, at its first place; at the others it was seen all the same.
  return counts(status) ? 'seen-again' : 'set-aside'
}

/** Findings of one indicator with one status, shown as one reason with several places. */
export interface Reason {
  readonly key: string
  readonly role: Role
  readonly first: NumberedFinding
  readonly findings: readonly NumberedFinding[]
  readonly added: number
}

/** Reasons in order of what they added, the strongest first; what was set aside comes last. */
export function reasonsOf(findings: readonly NumberedFinding[]): readonly Reason[] {
  const groups = new Map<string, NumberedFinding[]>()
  for (const finding of findings) {
    const aside = roleOf(finding) === 'set-aside' ? finding.status : 'seen'
    const key = `${finding.indicator}/${aside}`
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  return [...groups]
    .flatMap(([key, group]) => (group[0] ? [reasonOf(key, group[0], group)] : []))
    .toSorted((a, b) => rank(a.role) - rank(b.role) || b.added - a.added || a.first.number - b.first.number)
}

function reasonOf(key: string, first: NumberedFinding, findings: readonly NumberedFinding[]): Reason {
  const roles = findings.map(roleOf)
  const role = roles.includes('counted') ? 'counted' : (roles[0] ?? 'set-aside')
  return { key, role, first, findings, added: findings.reduce((sum, { weight }) => sum + weight, 0) }
}

function rank(role: Role): number {
  return ['counted', 'seen-again', 'set-aside'].indexOf(role)
}

/** How many different indicators counted, per strength; and what they added together. */
export interface Tally {
  readonly S: number
  readonly M: number
  readonly Z: number
  readonly added: number
}

export function tallyOf(findings: readonly FindingView[]): Tally {
  const counted = findings.filter((finding) => roleOf(finding) === 'counted')
  const kinds = (strength: FindingView['strength']) =>
    new Set(counted.filter((one) => one.strength === strength).map(({ indicator }) => indicator)).size
  return {
    S: kinds('S'),
    M: kinds('M'),
    Z: kinds('Z'),
    added: counted.reduce((sum, { weight }) => sum + weight, 0),
  }
}

/** Whether a finding is what the ranker adds for a whole sentence (`LEX-01`, `LEX-02`), and no indicator. */
export function isLexical(indicator: string): boolean {
  return indicator.startsWith('LEX-')
}
