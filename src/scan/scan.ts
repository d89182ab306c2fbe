import type { Finding, FindingField, ScanResult } from '#core/finding.ts'

import type { Catalogue, Indicator } from './catalogue.ts'
import { isStronger } from './catalogue-schema.ts'
import { count, featureOf, type Judged } from './count.ts'
import { valueOf } from './lexicon.ts'
import { type Match, readText, type ReadText } from './match.ts'
import { BARRED, isNamed, namesIn, neutralWord } from './neutral.ts'
import { LEXICAL, rank, type Ranked, weighing } from './rank.ts'
import type { Passage, ReadField } from './ranker.ts'
import { ContextsFound, counts, statusOf } from './status.ts'

/**
 * What the ranker is trained on: the neutral words of a registration, sentence by sentence, and the indicators that
 * count, each by its strongest expression (`featureOf`). Exactly what `scanRegistration` looks at.
 */
export interface Lesson {
  readonly sentences: readonly (readonly string[])[]
  readonly indicators: readonly string[]
}

export { type Catalogue, CatalogueError, type CatalogueFile, compileCatalogue } from './catalogue.ts'

/** What the scan reads of a registration. Not who the persons are: that may not change a score. */
export interface Scannable {
  readonly id: string
  readonly title: string
  readonly text: string
}

/**
 * Scans one registration: reads its fields, finds the expressions of the catalogue, judges how each is meant, counts.
 * The same registration and catalogue give the same result on every machine.
 */
export function scanRegistration(catalogue: Catalogue, registration: Scannable): ScanResult {
  return resultOf(catalogue, registration, countedOf(catalogue, registration))
}

/** As `scanRegistration`, of a signal; undefined for what is none, of which nothing is written out that nobody reads. */
export function signalIn(catalogue: Catalogue, registration: Scannable): ScanResult | undefined {
  const counted = countedOf(catalogue, registration)
  return counted.ranked.isSignal ? resultOf(catalogue, registration, counted) : undefined
}

interface Counted {
  readonly places: readonly Judged[]
  readonly ranked: Ranked
}

function countedOf(catalogue: Catalogue, registration: Scannable): Counted {
  const { fields, names, places } = judgedOf(catalogue, registration)
  if (catalogue.ranker) return { places, ranked: rank(catalogue.ranker, places, fields, names) }
  const counted = count(places, catalogue.settings)
  return { places, ranked: { ...counted, forms: () => counted.forms, passages: [] } }
}

function resultOf(catalogue: Catalogue, registration: Scannable, { places, ranked }: Counted): ScanResult {
  const { weights, score, isSignal, forms, passages } = ranked
  const findings = places.map((place, index) => findingOf(place, registration, weights[index]!))
  const lexical = passages.map((passage) => passageOf(passage, registration))
  return {
    ...{ id: registration.id, score, isSignal, forms: forms() },
    findings: lexical.length === 0 ? findings : [...findings, ...lexical].toSorted(asFound),
    catalogue: catalogue.version,
  }
}

/** The fields of a registration, read, and what was found in them, judged. */
function judgedOf(
  catalogue: Catalogue,
  registration: Scannable,
): {
  readonly fields: readonly ReadField[]
  readonly names: ReadonlySet<string>
  readonly places: readonly Judged[]
} {
  const fields = (['title', 'text'] as const).map((field) => {
    const read = readText(registration[field], catalogue.lexicon, catalogue.abbreviations)
    return { field, read, matches: catalogue.matcher.matches(read) }
  })
  const names = namesIn(fields.map(({ read }) => read))
  const contexts = contextsIn(catalogue, fields)
  const places: Judged[] = []
  for (const { field, read, matches } of fields) {
    const own: Judged[] = []
    for (const match of matches) {
      if (match.program.owner < catalogue.indicators.length && !isOfName(read, match, names))
        own.push(placeOf(catalogue, field, read, match, contexts))
    }
    places.push(...distinct(own))
  }
  return { fields, names, places }
}

function contextsIn(
  catalogue: Catalogue,
  fields: readonly { readonly read: ReadText; readonly matches: readonly Match[] }[],
): ContextsFound {
  const first = catalogue.indicators.length
  const contexts = new ContextsFound(catalogue.negation.contrast)
  for (const { read, matches } of fields) {
    for (const match of matches) {
      const { owner } = match.program
      if (owner >= first) contexts.add(catalogue.contexts[owner - first]!, read, match)
    }
  }
  return contexts
}

/** Reads a registration as a lesson for the ranker. */
export function lessonOf(catalogue: Catalogue, registration: Scannable): Lesson {
  const { fields, names, places } = judgedOf(catalogue, registration)
  const reads = fields.map(({ read }) => read)
  const sentences = reads.flatMap((read) => {
    const words = read.words.map((word, at) =>
      isNamed(read, at, names)
        ? BARRED
        : neutralWord(word.folded, valueOf(word.folded), catalogue.neutrality),
    )
    return [...Map.groupBy(words, (_, at) => read.sentences[at]!).values()]
  })
  return { sentences, indicators: weighing(places).map(featureOf) }
}

function placeOf(
  catalogue: Catalogue,
  field: FindingField,
  read: ReadText,
  match: Match,
  contexts: ContextsFound,
): Judged {
  const indicator = catalogue.indicators[match.program.owner]!
  return {
    indicator,
    strength: match.program.strength ?? indicator.strength,
    status: statusOf(catalogue, indicator.id, read, match, contexts),
    field,
    start: read.starts[match.from]!,
    end: read.ends[match.to - 1]!,
  }
}

/** Whether the words that were found are somebody's name: Mr Slot is no lock, and what Mrs De Boer says no farmer says. */
function isOfName(read: ReadText, { from, to }: Match, names: ReadonlySet<string>): boolean {
  return to - from === 1 && isNamed(read, from, names)
}

/** In order of the text, and of places of one indicator that overlap only the best. */
function distinct(places: readonly Judged[]): readonly Judged[] {
  if (places.length < 2) return places
  const ordered = places.toSorted(inTextOrder)
  const dropped = new Set<Judged>()
  const kept = new Map<Indicator, Judged>()
  for (const place of ordered) {
    const last = kept.get(place.indicator)
    if (last === undefined || place.start >= last.end) kept.set(place.indicator, place)
    else if (isBetter(place, last)) {
      dropped.add(last)
      kept.set(place.indicator, place)
    } else dropped.add(place)
  }
  return dropped.size === 0 ? ordered : ordered.filter((place) => !dropped.has(place))
}

function isBetter(place: Judged, other: Judged): boolean {
  if (counts(place.status) !== counts(other.status)) return counts(place.status)
  if (place.strength !== other.strength) return isStronger(place.strength, other.strength)
  return place.end - place.start > other.end - other.start
}

function inTextOrder(a: Judged, b: Judged): number {
  return a.start - b.start || b.end - a.end || (a.indicator.id < b.indicator.id ? -1 : 1)
}

function findingOf(place: Judged, registration: Scannable, thousandths: number): Finding {
  const { indicator, status, field, start, end } = place
  const quote = registration[field].slice(start, end)
  return { indicator: indicator.id, field, start, end, quote, status, weight: thousandths / 1000 }
}

function passageOf({ field, start, end, thousandths }: Passage, registration: Scannable): Finding {
  const indicator = thousandths > 0 ? LEXICAL.for : LEXICAL.against
  const quote = registration[field].slice(start, end)
  return { indicator, field, start, end, quote, status: 'affirmed', weight: thousandths / 1000 }
}

function asFound(a: Finding, b: Finding): number {
  if (a.field !== b.field) return a.field === 'title' ? -1 : 1
  return a.start - b.start || b.end - a.end || (a.indicator < b.indicator ? -1 : 1)
}
