import { FORMS } from '#core/form.ts'
import type { RankerData } from '#scan/ranker-schema.ts'
import type { Catalogue } from '#scan/scan.ts'

import { sigmoid } from './exact.ts'
import { LENGTH, type Vector, vectorOf, type Vocabulary, vocabularyOf } from './features.ts'
import { fit, type Model, oddsBy, type Sizes } from './fit.ts'
import { hashOfTexts, type Labelled, lessonsOf } from './lessons.ts'

/** A text that a model judged which had not seen its batch. `odds`: undefined where no indicator was found. */
interface Judged {
  readonly lesson: Labelled
  readonly odds: number | undefined
}

const TERMS = { pull: 0.5, rounds: 250, indicatorMin: 0.05 }
const FORM_TERMS = { pull: 1, rounds: 150, indicatorMin: 0 }
/** A missed signal is three times as bad as a registration that somebody reads for nothing. */
const COST = { missed: 1.5, lookedAt: 1 }
const SCORES = { from: -9, step: 0.02, to: 9 }
/** A form is named second when the model holds it for likelier than this, in log-odds. */
const FORM_SECOND_FROM = -0.4

/**
 * Trains the ranker on the batches of `training/`. First batch by batch on all the others, which shows how good it is
 * on authors that it does not know and how its log-odds become chances; then on all.
 */
export function train(catalogue: Catalogue, folder: string, batches: readonly string[]): RankerData {
  const lessons = lessonsOf(catalogue, folder, batches)
  const indicators = indicatorsOf(catalogue)
  const judged = batches.flatMap((batch) => judgeUnseen(lessons, batch, indicators))
  const scale = calibrated(judged)
  const { vocabulary, model } = modelOf(lessons, indicators)
  const formModels = formModelsOf(lessons, vocabulary)
  const threshold = rounded(COST.lookedAt / (COST.lookedAt + COST.missed), 4)
  return {
    trained: {
      ...{ batches: [...batches], texts: lessons.length },
      signals: lessons.filter(({ signal }) => signal).length,
      hash: hashOfTexts(folder, batches),
    },
    crossValidated: figuresOf(judged, scale, threshold),
    ...{ cost: COST, threshold },
    intercept: thousandth(scale.factor * model.intercept + scale.shift),
    scores: scoreTable(),
    indicators: Object.fromEntries(
      indicators.map((id, at) => [id, thousandth(scale.factor * model.indicators[at]!)] as const),
    ),
    ...formFigures(vocabulary, formModels),
    ...lexicalOf(vocabulary, model, scale.factor, formModels),
  }
}

/** What a model says of one batch that it was not trained on. */
function judgeUnseen(
  lessons: readonly Labelled[],
  batch: string,
  indicators: readonly string[],
): readonly Judged[] {
  const { vocabulary, model } = modelOf(
    lessons.filter((lesson) => lesson.batch !== batch),
    indicators,
  )
  return lessons
    .filter((lesson) => lesson.batch === batch)
    .map((lesson) => ({
      lesson,
      odds: lesson.indicators.length === 0 ? undefined : oddsBy(model, vectorOf(lesson, vocabulary)),
    }))
}

function modelOf(lessons: readonly Labelled[], indicators: readonly string[]) {
  const vocabulary = vocabularyOf(lessons, indicators)
  const vectors = lessons.map((lesson) => vectorOf(lesson, vocabulary))
  const isSignal = lessons.map(({ signal }) => signal)
  return { vocabulary, model: fit(vectors, isSignal, sizesOf(vocabulary), TERMS) }
}

function sizesOf({ words, pairs, indicators }: Vocabulary): Sizes {
  return { words: words.length + pairs.length, indicators: indicators.length }
}

function indicatorsOf(catalogue: Catalogue): readonly string[] {
  const first = catalogue.indicators.length
  const owners = new Set(catalogue.programs.map(({ owner }) => owner).filter((owner) => owner < first))
  return catalogue.indicators.filter((_, at) => owners.has(at)).map(({ id }) => id)
}

/** Log-odds as chances: a straight line through what unseen batches turned out to be (Platt). */
function calibrated(judged: readonly Judged[]): { readonly factor: number; readonly shift: number } {
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
  { factor, shift }: { readonly factor: number; readonly shift: number },
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
