import type { FindingStatus } from '#core/finding.ts'
import { FORMS, type Form } from '#core/form.ts'

import type { Indicator } from './catalogue.ts'
import type { Settings } from './catalogue-schema.ts'
import { counts } from './status.ts'

/** What counting needs of a finding. */
export interface Judged {
  readonly indicator: Indicator
  readonly status: FindingStatus
}

/** `weights`: one for each finding, in thousandths of log-odds. */
export interface Count {
  readonly weights: readonly number[]
  readonly score: number
  readonly isSignal: boolean
  readonly forms: readonly Form[]
}

const FORMS_MAX = 2

/**
 * Counts findings by the strength of their indicator (formats.md): each indicator once, at its first place that
 * counts, and all weak ones together to a maximum. The score is read from the table of the catalogue.
 */
export function count(findings: readonly Judged[], settings: Settings): Count {
  const counted = new Set<string>()
  const formPoints = new Map<Form, number>()
  let points = 0
  let pointsOfZ = 0
  const weights = findings.map(({ indicator, status }) => {
    if (!counts(status) || counted.has(indicator.id)) return 0
    counted.add(indicator.id)
    const own = settings.points[indicator.strength]
    const worth = indicator.strength === 'Z' ? Math.min(own, settings.pointsMostOfZ - pointsOfZ) : own
    if (indicator.strength === 'Z') pointsOfZ += worth
    points += worth
    for (const form of worth > 0 ? indicator.forms : [])
      formPoints.set(form, (formPoints.get(form) ?? 0) + worth)
    return worth * thousandths(settings.weightPerPoint)
  })
  return {
    weights,
    score: settings.scores[Math.min(points, settings.scores.length - 1)]!,
    isSignal: points >= settings.signalFrom,
    forms: likeliest(formPoints),
  }
}

function thousandths(weight: number): number {
  return Math.round(weight * 1000)
}

/** Most points first; of equals the one that formats.md names first. */
function likeliest(points: ReadonlyMap<Form, number>): readonly Form[] {
  const found = FORMS.filter((form) => points.has(form))
  return found.toSorted((a, b) => points.get(b)! - points.get(a)!).slice(0, FORMS_MAX)
}
