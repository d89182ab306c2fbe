import { sigmoid } from './exact.ts'
import type { Vector } from './features.ts'

/** A fitted model: the log-odds of a vector are the intercept and the weights of what it has. */
export interface Model {
  readonly intercept: number
  readonly words: Float64Array
  readonly indicators: Float64Array
}

export interface Sizes {
  readonly words: number
  readonly indicators: number
}

export interface Terms {
  /** Strength of the pull of every weight to nothing, against one text. */
  readonly pull: number
  readonly rounds: number
  /** What an indicator adds at least, however little the texts say of it: it is what the score points at. */
  readonly indicatorMin: number
  /** For each indicator what people hold it to add, in log-odds: the pull goes there. Without: to nothing. */
  readonly priors?: readonly number[]
}

/** How much an indicator is worth beside a word: small, so that the rules do not drown what the words say. */
export const INDICATOR_SCALE = 0.1

/**
 * Logistic regression with a quadratic penalty, by accelerated gradient steps scaled for each weight. Deterministic:
 * the same vectors in the same order give the same bits.
 */
export function fit(
  vectors: readonly Vector[],
  isTrue: readonly boolean[],
  sizes: Sizes,
  terms: Terms,
): Model {
  const total = sizes.words + sizes.indicators
  const n = vectors.length
  const steps = stepsOf(vectors, sizes, terms.pull)
  const weights = new Float64Array(total)
  const ahead = new Float64Array(total)
  let [intercept, interceptAhead, momentum] = [0, 0, 1]
  for (let round = 0; round < terms.rounds; round += 1) {
    const gradient = new Float64Array(total)
    let interceptGradient = 0
    for (const [at, vector] of vectors.entries()) {
      const error = (sigmoid(oddsOf(vector, interceptAhead, ahead, sizes.words)) - (isTrue[at] ? 1 : 0)) / n
      interceptGradient += error
      for (const [word, value] of vector.words) gradient[word]! += error * value
      for (const indicator of vector.indicators) gradient[sizes.words + indicator]! += error * INDICATOR_SCALE
    }
    const nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2
    const carry = (momentum - 1) / nextMomentum
    for (let at = 0; at < total; at += 1) {
      const away =
        ahead[at]! - (at < sizes.words ? 0 : (terms.priors?.[at - sizes.words] ?? 0) / INDICATOR_SCALE)
      const step = ahead[at]! - (gradient[at]! + (terms.pull / n) * away) / steps[at]!
      const next = at < sizes.words ? step : Math.max(step, terms.indicatorMin / INDICATOR_SCALE)
      ahead[at] = next + carry * (next - weights[at]!)
      weights[at] = next
    }
    const next = interceptAhead - interceptGradient / INTERCEPT_STEP
    interceptAhead = next + carry * (next - intercept)
    intercept = next
    momentum = nextMomentum
  }
  return {
    intercept,
    words: weights.slice(0, sizes.words),
    indicators: weights.slice(sizes.words).map((weight) => weight * INDICATOR_SCALE),
  }
}

const INTERCEPT_STEP = 0.5
/** Room for features that come together: the step is so much smaller than for each by itself. */
const STEP_ROOM = 12

/** For each weight a bound of how curved the error is in it. */
function stepsOf(vectors: readonly Vector[], sizes: Sizes, pull: number): Float64Array {
  const n = vectors.length
  const curves = new Float64Array(sizes.words + sizes.indicators).fill(pull / n)
  for (const { words, indicators } of vectors) {
    for (const [word, value] of words) curves[word]! += (0.25 * value * value) / n
    for (const indicator of indicators)
      curves[sizes.words + indicator]! += (0.25 * INDICATOR_SCALE * INDICATOR_SCALE) / n
  }
  return curves.map((curve) => curve * STEP_ROOM + 1e-9)
}

function oddsOf(vector: Vector, intercept: number, weights: Float64Array, words: number): number {
  let odds = intercept
  for (const [word, value] of vector.words) odds += weights[word]! * value
  for (const indicator of vector.indicators) odds += weights[words + indicator]! * INDICATOR_SCALE
  return odds
}

/** The log-odds that a model gives. */
export function oddsBy(model: Model, vector: Vector): number {
  let odds = model.intercept
  for (const [word, value] of vector.words) odds += model.words[word]! * value
  for (const indicator of vector.indicators) odds += model.indicators[indicator]!
  return odds
}
