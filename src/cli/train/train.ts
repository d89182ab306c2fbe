import { FORMS } from '#core/form.ts'
import type { Strength } from '#scan/catalogue-schema.ts'
import { featureOf } from '#scan/count.ts'
import type { RankerData } from '#scan/ranker-schema.ts'
import type { Catalogue } from '#scan/scan.ts'

import { sigmoid } from './exact.ts'
import { LENGTH, type Vector, vectorOf, type Vocabulary, vocabularyOf } from './features.ts'
import { fit, type Model, oddsBy, type Sizes } from './fit.ts'
import { hashOfTexts, type Labelled, lessonsOf } from './lessons.ts'
import { type Refused, refusedBy } from './refused.ts'

/** A text that a model judged which had not seen its batch. `odds`: undefined where no indicator was found. */
interface Judged {
  readonly lesson: Labelled
  readonly odds: number | undefined
}

const TERMS = { pull: 0.3, rounds: 150, indicatorMin: 0.05 }
/** What an indicator is held to add by its strength, as long as the texts do not say otherwise. */
const PRIORS: Readonly<Record<Strength, number>> = { S: 0.5, M: 0.25, Z: 0 }
/** What a finding can be (`featureOf`), and how strong that is held to be. */
interface Weighable {
  readonly id: string
  readonly strength: Strength
}
/** So many groups of batches, each judged by a model of the others. */
const GROUPS = 6
/** Of a form an indicator may speak against it too. */
const FORM_TERMS = { pull: 0.3, rounds: 150, indicatorMin: -Infinity }
/** A missed signal is so much worse than a registration that somebody reads for nothing. */
const COST = { missed: 2.5, lookedAt: 1 }
/** From this chance on a registration is a signal: where looking costs as much as not looking. */
const THRESHOLD = rounded(COST.lookedAt / (COST.lookedAt + COST.missed), 4)
const SCORES = { from: -9, step: 0.02, to: 9 }
/** A form is named second when the model holds it for likelier than this, in log-odds. */
const FORM_SECOND_FROM = -2

/**
 * Trains the ranker on the batches of `training/`. First a group of batches at a time on all the others, which shows how good it is
 * on authors that it does not know and how its log-odds become chances; then on all.
 */
export function train(catalogue: Catalogue, folder: string, batches: readonly string[]): RankerData {
  const lessons = lessonsOf(catalogue, folder, batches)
  const learnable = learnableFrom(catalogue)
  const groups = Array.from({ length: Math.min(GROUPS, batches.length) }, (_, group) =>
    batches.filter((_batch, at) => at % GROUPS === group),
  )
  const judged = groups.flatMap((group) => judgeUnseen(lessons, group, learnable).judged)
  const scale = calibrated(judged)
  const hash = hashOfTexts(folder, batches)
  return rankerOf(lessons, modelOf(lessons, learnable), scale, {
    hash,
    crossValidated: figuresOf(judged, scale, THRESHOLD),
  })
}

/** Batches, and a model that has not seen them. */
export interface Fold {
  readonly batches: readonly string[]
  readonly ranker: RankerData
}

/**
 * For each group of batches a model that was trained on all the others, as `train` would have written it. How its
 * log-odds become chances comes from the other groups too.
 */
export function trainFolds(
  catalogue: Catalogue,
  lessons: readonly Labelled[],
  groups: readonly (readonly string[])[],
): readonly Fold[] {
  const learnable = learnableFrom(catalogue)
  const unseen = groups.map((batches) => judgeUnseen(lessons, batches, learnable))
  return unseen.map(({ batches, others, known }) => {
    const scale = calibrated(unseen.filter((one) => one.batches !== batches).flatMap(({ judged }) => judged))
    return { batches, ranker: rankerOf(others, known, scale, { hash: '', crossValidated: {} }) }
  })
}

type Known = ReturnType<typeof modelOf>

function rankerOf(
  lessons: readonly Labelled[],
  { vocabulary, model }: Known,
  scale: Scale,
  { hash, crossValidated }: { readonly hash: string } & Pick<RankerData, 'crossValidated'>,
): RankerData {
  const formModels = formModelsOf(lessons, vocabulary)
  return {
    trained: {
      ...{ batches: [...new Set(lessons.map(({ batch }) => batch))], texts: lessons.length },
      signals: lessons.filter(({ signal }) => signal).length,
      hash,
    },
    crossValidated,
    ...{ cost: COST, threshold: THRESHOLD },
    intercept: thousandth(scale.factor * model.intercept + scale.shift),
    scores: scoreTable(),
    indicators: Object.fromEntries(
      vocabulary.indicators.map((id, at) => [id, thousandth(scale.factor * model.indicators[at]!)] as const),
    ),
    ...formFigures(vocabulary, formModels),
    ...lexicalOf(vocabulary, model, scale.factor, formModels),
  }
}

/** What a model says of batches that it was not trained on. */
function judgeUnseen(lessons: readonly Labelled[], batches: readonly string[], learnable: Learnable) {
  const others = lessons.filter((lesson) => !batches.includes(lesson.batch))
  const known = modelOf(others, learnable)
  const judged = lessons
    .filter((lesson) => batches.includes(lesson.batch))
    .map((lesson): Judged => {
      const odds = oddsBy(known.model, vectorOf(lesson, known.vocabulary))
      return { lesson, odds: lesson.indicators.length === 0 ? undefined : odds }
    })
  return { batches, others, known, judged }
}

function modelOf(lessons: readonly Labelled[], { indicators, refused }: Learnable) {
  const vocabulary = vocabularyOf(
    lessons,
    indicators.map(({ id }) => id),
    refused,
  )
  const terms = { ...TERMS, priors: indicators.map(({ strength }) => PRIORS[strength]) }
  const vectors = lessons.map((lesson) => vectorOf(lesson, vocabulary))
  const isSignal = lessons.map(({ signal }) => signal)
  return { vocabulary, model: fit(vectors, isSignal, sizesOf(vocabulary), terms) }
}

function sizesOf({ words, pairs, indicators }: Vocabulary): Sizes {
  return { words: words.length + pairs.length, indicators: indicators.length }
}

/** What of a catalogue may be learned: the findings that it can make in one registration, and words but these. */
interface Learnable {
  readonly indicators: readonly Weighable[]
  readonly refused: Refused
}

function learnableFrom(catalogue: Catalogue): Learnable {
  const found = new Map<string, Weighable>()
  for (const { owner, strength: of } of catalogue.programs) {
    const indicator = catalogue.indicators[owner]
    if (indicator === undefined) continue
    const strength = of ?? indicator.strength
    const id = featureOf({ indicator, strength })
    found.set(id, { id, strength })
  }
  const indicators = [...found.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1))
  return { indicators, refused: refusedBy(catalogue) }
}

interface Scale {
  readonly factor: number
  readonly shift: number
}

/** Log-odds as chances: a straight line through what unseen batches turned out to be (Platt). */
function calibrated(judged: readonly Judged[]): Scale {
  const seen = judged.filter(({ odds }) => odds !== undefined)
  const vectors: Vector[] = seen.map(({ odds }) => ({ words: [[0, odds!]], indicators: [] }))
  const model = fit(
    vectors,
    seen.map(({ lesson }) => lesson.signal),
    { words: 1, indicators: 0 },
    { pull: 0.01, rounds: 2000, indicatorMin: 0 },
  )
  return { factor: model.words[0]!, shift: model.intercept }
}

function figuresOf(
  judged: readonly Judged[],
  { factor, shift }: Scale,
  threshold: number,
): Record<string, number> {
  const rows = judged.map(({ lesson, odds }) => ({
    signal: lesson.signal,
    chance: odds === undefined ? 0 : sigmoid(factor * odds + shift),
  }))
  const raised = rows.filter(({ chance }) => chance >= threshold)
  const signals = rows.filter(({ signal }) => signal)
  const found = raised.filter(({ signal }) => signal).length
  return {
    texts: rows.length,
    signals: signals.length,
    withIndicator: judged.filter(({ lesson, odds }) => lesson.signal && odds !== undefined).length,
    recall: rounded(found / signals.length, 3),
    precision: rounded(found / raised.length, 3),
    averagePrecision: rounded(averagePrecision(rows), 3),
  }
}

function averagePrecision(rows: readonly { readonly signal: boolean; readonly chance: number }[]): number {
  let [found, sum] = [0, 0]
  for (const [at, { signal }] of rows.toSorted((a, b) => b.chance - a.chance).entries()) {
    if (!signal) continue
    found += 1
    sum += found / (at + 1)
  }
  return sum / found
}

function scoreTable(): RankerData['scores'] {
  const { from, step, to } = SCORES
  const values = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) =>
    rounded(sigmoid(from + at * step), 6),
  )
  return { from, step, values }
}

/** A small model for each form, over signals only: which form, once it may be one. */
function formModelsOf(lessons: readonly Labelled[], vocabulary: Vocabulary): readonly Model[] {
  const signals = lessons.filter(({ signal }) => signal)
  const vectors = signals.map((lesson) => vectorOf(lesson, vocabulary))
  return FORMS.map((form) => {
    const has = signals.map(({ forms }) => forms.includes(form))
    return fit(vectors, has, sizesOf(vocabulary), FORM_TERMS)
  })
}

function formFigures(vocabulary: Vocabulary, models: readonly Model[]) {
  const rows = vocabulary.indicators.map(
    (id, at) => [id, models.map(({ indicators }) => rounded(indicators[at]!, 3))] as const,
  )
  return {
    forms: [...FORMS],
    formIntercepts: models.map(({ intercept }) => rounded(intercept, 3)),
    formSecondFrom: FORM_SECOND_FROM,
    formIndicators: Object.fromEntries(rows),
  }
}

/** The weights of words and pairs as the scan multiplies them: rarity and length of a text worked in. */
function lexicalOf(
  vocabulary: Vocabulary,
  model: Model,
  factor: number,
  formModels: readonly Model[],
): Pick<RankerData, 'words' | 'pairs'> {
  const weight = (by: Model, at: number) => by.words[at]! * vocabulary.rarity[at]! * LENGTH
  const entry = (at: number) => [
    rounded(weight(model, at) * factor, 3),
    rounded(vocabulary.rarity[at]! * vocabulary.rarity[at]!, 3),
  ]
  const first = vocabulary.words.length
  return {
    words: Object.fromEntries(
      vocabulary.words.map((word, at) => {
        const forms = formModels.map((form) => rounded(weight(form, at), 2))
        return [word, [...entry(at), ...forms]] as const
      }),
    ),
    pairs: Object.fromEntries(vocabulary.pairs.map((pair, at) => [pair, entry(first + at)] as const)),
  }
}

function thousandth(value: number): number {
  return rounded(value, 3)
}

function rounded(value: number, decimals: number): number {
  const unit = 10 ** decimals
  // Whole thousandths, so that what is written is what is read.
  return Math.round(value * unit) / unit
}
