import type { FindingField, FindingStatus } from '#core/finding.ts'
import { FORMS, type Form } from '#core/form.ts'

import type { Indicator } from './catalogue.ts'
import type { Settings, Strength } from './catalogue-schema.ts'
import { counting } from './status.ts'

/** What counting needs of a finding: what it is, how it is meant, where it stands. */
export interface Judged {
  readonly indicator: Indicator
  /** Of the indicator, or of the expression where that is worth less. */
  readonly strength: Strength
  readonly status: FindingStatus
  readonly field: FindingField
  readonly start: number
  readonly end: number
}

/** `weights`: one for each finding, in thousandths of log-odds. */
/**
 * What the model weighs of a finding: its indicator, and how strong the expression is where that is worth less (or more):
 * `ALG-01`, `ALG-01:M`.
 */
export function featureOf({ indicator: { id, strength: own }, strength }: OfIndicator): string {
  return strength === own ? id : `${id}:${strength}`
}

/** The id of the indicator in what `featureOf` gives. */
export function indicatorOf(feature: string): string {
  return feature.split(':')[0]!
}

interface OfIndicator {
  readonly indicator: Pick<Indicator, 'id' | 'strength'>
  readonly strength: Strength
}

export interface Count {
  readonly weights: readonly number[]
  readonly score: number
  readonly isSignal: boolean
  readonly forms: readonly Form[]
}

const FORMS_MAX = 2

/**
 * Counts findings by the strength of their indicator (formats.md): each indicator once, the same words once, and all
 * weak ones together to a maximum. The score is read from the table of the catalogue.
 */
export function count(findings: readonly Judged[], settings: Settings): Count {
  const weights = findings.map(() => 0)
  const counted: Judged[] = []
  const formPoints = new Map<Form, number>()
  let points = 0
  let pointsOfZ = 0
  for (const index of inOrderOfWeight(findings, settings)) {
    const finding = findings[index]!
    if (counted.some((other) => other.indicator === finding.indicator || overlap(other, finding))) continue
    const { strength } = finding
    const own = settings.points[strength]
    const worth = strength === 'Z' ? Math.min(own, settings.pointsMostOfZ - pointsOfZ) : own
    if (worth <= 0) continue
    counted.push(finding)
    if (strength === 'Z') pointsOfZ += worth
    points += worth
    for (const form of finding.indicator.forms) formPoints.set(form, (formPoints.get(form) ?? 0) + worth)
    weights[index] = worth * thousandths(settings.weightPerPoint)
  }
  return {
    weights,
    score: settings.scores[Math.min(points, settings.scores.length - 1)]!,
    isSignal: points >= settings.signalFrom,
    forms: likeliest(formPoints),
  }
}

/** Places of the findings that count: strongest first, of equals the one that names a form, then as in the text. */
function inOrderOfWeight(findings: readonly Judged[], settings: Settings): readonly number[] {
  const rank = ({ indicator, strength }: Judged): number =>
    settings.points[strength] * 2 + (indicator.forms.length > 0 ? 1 : 0)
  const isCounted = counting(findings)
  return [...findings.keys()]
    .filter((index) => isCounted[index] && !findings[index]!.indicator.needsRanker)
    .toSorted((a, b) => rank(findings[b]!) - rank(findings[a]!) || a - b)
}

function overlap(one: Judged, other: Judged): boolean {
  return one.field === other.field && one.start < other.end && other.start < one.end
}

function thousandths(weight: number): number {
  return Math.round(weight * 1000)
}

/** Most points first; of equals the one that formats.md names first. */
function likeliest(points: ReadonlyMap<Form, number>): readonly Form[] {
  const found = FORMS.filter((form) => points.has(form))
  return found.toSorted((a, b) => points.get(b)! - points.get(a)!).slice(0, FORMS_MAX)
}
