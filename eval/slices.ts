import { type Place, placesOf, type Row, type Share, share, touches } from './measure.ts'

/** One part of a set: what was found of its signals, and what was raised of the rest. */
export interface Slice {
  readonly recall: Share
  readonly raisedWrongly: Share
}

const LENGTHS = [
  [40, 'under 40 words'],
  [100, '40 to 99 words'],
  [200, '100 to 199 words'],
  [Infinity, '200 words and more'],
] as const

const DIMENSIONS: Readonly<Record<string, (row: Row) => string | null | undefined>> = {
  'how hidden': ({ label }) => label.hiddenness,
  strength: ({ label }) => (label.signal ? label.strength : undefined),
  organisation: ({ read }) => read.organisation,
  kind: ({ read }) => read.kind,
  'role of persons': ({ read }) => roleOf(read.persons ?? []),
  length: ({ read }) => lengthOf(read.text),
  batch: ({ read }) => /^t\d+-[a-z]+/.exec(read.id)?.[0],
}

function roleOf(persons: readonly { readonly role?: string }[]): string {
  const has = (role: RegExp) => persons.some((person) => role.test(person.role ?? ''))
  if (has(/verdachte/)) return 'a suspect among them'
  if (has(/slachtoffer|aangever|aangeefster|benadeelde/)) return 'a victim or complainant among them'
  return persons.length === 0 ? 'nobody entered' : 'others only'
}

function lengthOf(text: string): string {
  const words = text.split(/\s+/u).filter(Boolean).length
  return LENGTHS.find(([below]) => words < below)![1]
}

/** The same figures for each part of a set, along each dimension that its registrations have. */
export function slicesOf(rows: readonly Row[]): Readonly<Record<string, Readonly<Record<string, Slice>>>> {
  const dimensions = Object.entries(DIMENSIONS).map(([name, of]) => {
    const parts = Map.groupBy(rows, (row) => of(row) ?? '')
    parts.delete('')
    const sorted = [...parts].toSorted(([a], [b]) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1))
    return [name, Object.fromEntries(sorted.map(([part, list]) => [part, sliceOf(list)]))] as const
  })
  return Object.fromEntries(dimensions.filter(([, parts]) => Object.keys(parts).length > 0))
}

function orderOf(part: string): number {
  const words = LENGTHS.findIndex(([, name]) => name === part)
  return words >= 0 ? words : ['strong', 'medium', 'weak'].indexOf(part)
}

function sliceOf(rows: readonly Row[]): Slice {
  const [positives, negatives] = [
    rows.filter(({ label }) => label.signal),
    rows.filter(({ label }) => !label.signal),
  ]
  const raised = (list: readonly Row[]) =>
    share(list.filter(({ judgement }) => judgement.isSignal).length, list.length)
  return { recall: raised(positives), raisedWrongly: raised(negatives) }
}

/** Whether a score of 0.8 is right four times in five. */
export interface Calibration {
  /** Ten bins of equal width, empty ones left out: the mean score, and how many were signals. */
  readonly bins: readonly { readonly from: number; readonly score: number; readonly signals: Share }[]
  readonly brier: number
  /** How much better than saying the base rate of every registration; 1 is perfect. */
  readonly brierSkill: number
  /** Mean distance of score and share over the bins, by registrations. */
  readonly error: number
}

const BINS = 10

export function calibrationOf(rows: readonly Row[]): Calibration {
  const groups = Map.groupBy(rows, ({ judgement }) => Math.min(BINS - 1, Math.floor(judgement.score * BINS)))
  const bins = [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([bin, list]) => ({
      from: bin / BINS,
      score: mean(list.map(({ judgement }) => judgement.score)),
      signals: share(list.filter(({ label }) => label.signal).length, list.length),
    }))
  const truth = rows.map(({ label }) => (label.signal ? 1 : 0))
  const base = mean(truth)
  const brier = mean(rows.map(({ judgement }, at) => (judgement.score - truth[at]!) ** 2))
  const error = bins.reduce(
    (sum, { score, signals }) => sum + (signals.n / rows.length) * Math.abs(score - signals.share!),
    0,
  )
  return { bins, brier, brierSkill: 1 - brier / mean(truth.map((one) => (one - base) ** 2)), error }
}

/** How well the passages that speak for a look are those that a person named. Of signals that were raised. */
export interface Spans {
  /** Of the passages named by a person: touched by one that speaks for a look. */
  readonly evidencePassages: Share
  /** The same, by an indicator of the catalogue: words of the ranker left out. */
  readonly byIndicator: Share
  /** Of the passages that speak for a look: they touch one named by a person. */
  readonly pointedRight: Share
  /** Of the passages named by a person: one that speaks for a look covers half of both together. */
  readonly half: Share
}

export function spansOf(rows: readonly Row[]): Spans {
  const raised = rows.filter(({ label, judgement }) => label.signal && judgement.isSignal)
  const counts = { passages: 0, touched: 0, byIndicator: 0, half: 0, pointed: 0, right: 0 }
  for (const { label, judgement, read } of raised) {
    const places = placesOf(label, read)
    const pointed = judgement.findings.filter(({ weight }) => (weight ?? 1) > 0)
    const indicators = pointed.filter(({ indicator }) => !indicator?.startsWith('LEX-'))
    const touchedBy = (list: readonly Place[]) =>
      places.filter((place) => list.some((one) => touches(one, place))).length
    counts.passages += places.length
    counts.touched += touchedBy(pointed)
    counts.byIndicator += touchedBy(indicators)
    counts.half += places.filter((place) => pointed.some((one) => overlap(one, place) >= 0.5)).length
    counts.pointed += pointed.length
    counts.right += pointed.filter((one) => places.some((place) => touches(one, place))).length
  }
  return {
    evidencePassages: share(counts.touched, counts.passages),
    byIndicator: share(counts.byIndicator, counts.passages),
    pointedRight: share(counts.right, counts.pointed),
    half: share(counts.half, counts.passages),
  }
}

/** What two places have in common, as a share of what they cover together. */
function overlap(one: Place, other: Place): number {
  if (!touches(one, other)) return 0
  const common = Math.min(one.end, other.end) - Math.max(one.start, other.start)
  return common / (Math.max(one.end, other.end) - Math.min(one.start, other.start))
}

/** What is found when somebody reads the `workload` highest, as the mean over every order of equal scores. */
export interface AtWorkload {
  readonly recall: Share
  readonly hiddenRecall: Share
  readonly hardNegativesRead: Share
}

export function atWorkload(rows: readonly Row[], workload: number): AtWorkload {
  const steps = Map.groupBy(rows, ({ judgement }) => judgement.score)
  const chances = new Map<Row, number>()
  let room = workload
  for (const [, step] of [...steps].toSorted(([a], [b]) => b - a)) {
    const chance = Math.min(1, Math.max(0, room / step.length))
    for (const row of step) chances.set(row, chance)
    room -= step.length
  }
  const read = (which: (row: Row) => boolean): Share => {
    const list = rows.filter(which)
    return share(
      list.reduce((sum, row) => sum + chances.get(row)!, 0),
      list.length,
    )
  }
  return {
    recall: read(({ label }) => label.signal),
    hiddenRecall: read(({ label }) => label.signal && label.hidden),
    hardNegativesRead: read(({ label }) => !label.signal && label.trap !== null),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
