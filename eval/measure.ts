import type { FindingField } from '#core/finding.ts'
import { FORMS, type Form } from '#core/form.ts'
import { wilson } from '#process/wilson.ts'

/** What a person says of a registration. The files under data/dev and examples/ hold one a line. */
export interface Label {
  readonly id: string
  readonly signal: boolean
  readonly forms: readonly Form[]
  /** Booked under another class, and nobody named it. */
  readonly hidden: boolean
  /** Words of the registration that show it. */
  readonly evidence: readonly string[]
  /** Why a negative looks like a signal; null for an ordinary one. */
  readonly trap: string | null
  readonly strength?: 'strong' | 'medium' | 'weak' | 'none'
  /** H0 named so, H1 in usual keywords, H2 facts only, H3 only together with others. Only training texts have it. */
  readonly hiddenness?: 'H0' | 'H1' | 'H2' | 'H3' | null
}

/** What an engine says of a registration; the scan and the keyword queries alike. */
export interface Judgement {
  readonly id: string
  readonly score: number
  readonly isSignal: boolean
  readonly forms: readonly string[]
  readonly findings: readonly Pointed[]
}

/** A passage that an engine points at. No `weight`: it counted. */
interface Pointed {
  readonly indicator?: string
  readonly field: FindingField
  readonly start: number
  readonly end: number
  readonly weight?: number
}

/** Title and text are where evidence is looked for; the rest is for showing figures by kind of registration. */
export interface Read {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly organisation?: string
  readonly kind?: string
  readonly persons?: readonly { readonly role?: string; readonly name?: string }[]
}

/** A share with its 95 % interval (Wilson); `share` is undefined of nothing. */
export interface Share {
  readonly hits: number
  readonly n: number
  readonly share: number | undefined
  readonly low: number | undefined
  readonly high: number | undefined
}

export interface Measures {
  readonly registrations: number
  readonly signals: number
  readonly recall: Share
  readonly hiddenRecall: Share
  readonly precision: Share
  readonly averagePrecision: Share
  readonly hardNegativesRaised: Share
  readonly ordinaryRaised: Share
  readonly evidenceFound: Share
  readonly formRecall: Readonly<Partial<Record<Form, Share>>>
  /** Of the signals of a form: the form is among the two that were named. */
  readonly formNamed: Readonly<Partial<Record<Form, Share>>>
  readonly trapsRaised: Readonly<Record<string, Share>>
}

/** A registration with what a person and what an engine say of it. */
export interface Row {
  readonly label: Label
  readonly judgement: Judgement
  readonly read: Read
}

/** Compares judgements with labels. Throws when a labelled registration was not judged exactly once. */
export function measure(
  labels: readonly Label[],
  reads: readonly Read[],
  judgements: readonly Judgement[],
): Measures {
  const rows = rowsOf(labels, reads, judgements)
  const positives = rows.filter(({ label }) => label.signal)
  const negatives = rows.filter(({ label }) => !label.signal)
  const raised = (list: readonly Row[]): Share => share(list.filter(isRaised).length, list.length)
  const forms = FORMS.map(
    (form) => [form, positives.filter(({ label }) => label.forms.includes(form))] as const,
  )
  const traps = Map.groupBy(negatives, ({ label }) => label.trap ?? '')
  traps.delete('')
  return {
    registrations: rows.length,
    signals: positives.length,
    recall: raised(positives),
    hiddenRecall: raised(positives.filter(({ label }) => label.hidden)),
    precision: share(positives.filter(isRaised).length, rows.filter(isRaised).length),
    averagePrecision: averagePrecision(rows, positives.length),
    hardNegativesRaised: raised(negatives.filter(({ label }) => label.trap !== null)),
    ordinaryRaised: raised(negatives.filter(({ label }) => label.trap === null)),
    evidenceFound: share(positives.filter(showsEvidence).length, positives.length),
    formRecall: Object.fromEntries(
      forms.filter(([, list]) => list.length > 0).map(([form, list]) => [form, raised(list)]),
    ),
    formNamed: Object.fromEntries(
      forms
        .filter(([, list]) => list.length > 0)
        .map(([form, list]) => [
          form,
          share(list.filter(({ judgement }) => judgement.forms.includes(form)).length, list.length),
        ]),
    ),
    trapsRaised: Object.fromEntries(
      [...traps].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([trap, list]) => [trap, raised(list)]),
    ),
  }
}

/** Brings label, text and judgement together. Throws when a labelled registration was not judged exactly once. */
export function rowsOf(
  labels: readonly Label[],
  reads: readonly Read[],
  judgements: readonly Judgement[],
): readonly Row[] {
  const byId = new Map(judgements.map((judgement) => [judgement.id, judgement]))
  if (byId.size !== judgements.length) throw new Error('a registration was judged twice')
  const readById = new Map(reads.map((read) => [read.id, read]))
  return labels.map((label) => {
    const judgement = byId.get(label.id)
    const read = readById.get(label.id)
    if (!judgement || !read) throw new Error(`${label.id} was not judged`)
    return { label, judgement, read }
  })
}

function isRaised({ judgement }: Row): boolean {
  return judgement.isSignal
}

/** A finding that counted touches words that a person named as evidence. */
function showsEvidence({ label, judgement, read }: Row): boolean {
  const places = placesOf(label, read)
  return judgement.findings.some(
    (finding) => finding.weight !== 0 && places.some((place) => touches(finding, place)),
  )
}

/** A stretch of a field. */
export interface Place {
  readonly field: FindingField
  readonly start: number
  readonly end: number
}

/** Where the words stand that a person named as evidence. */
export function placesOf(label: Label, read: Read): readonly Place[] {
  return (['title', 'text'] as const).flatMap((field) =>
    label.evidence.flatMap((words) => {
      const start = read[field].indexOf(words)
      return start < 0 ? [] : [{ field, start, end: start + words.length }]
    }),
  )
}

/** Whether two places have a character in common. */
export function touches(one: Place, other: Place): boolean {
  return one.field === other.field && one.start < other.end && one.end > other.start
}

/**
 * The precision at each signal in the order of the scores, on average. Equal scores are one step, so that the order of
 * the file does not matter. Its interval takes it for a share of the signals, which is a rough one.
 */
function averagePrecision(rows: readonly Row[], signals: number): Share {
  const steps = Map.groupBy(rows, ({ judgement }) => judgement.score)
  let [seen, found, sum] = [0, 0, 0]
  for (const [, step] of [...steps].toSorted(([a], [b]) => b - a)) {
    const here = step.filter(({ label }) => label.signal).length
    seen += step.length
    found += here
    sum += here * (found / seen)
  }
  return share(sum, signals)
}

/** A share of `n` with its Wilson interval. */
export function share(hits: number, n: number): Share {
  if (n === 0) return { hits, n, share: undefined, low: undefined, high: undefined }
  return { hits, n, share: hits / n, ...wilson(hits, n) }
}
