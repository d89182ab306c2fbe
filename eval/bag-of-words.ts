import { log } from '#cli/train/exact.ts'
import { LENGTH, type Vector } from '#cli/train/features.ts'
import { fit, oddsBy } from '#cli/train/fit.ts'

import type { Judgement, Read } from './measure.ts'

/** A text to learn from. */
export interface Example extends Read {
  readonly signal: boolean
}

const TEXTS_MIN = 2
const TERMS = { pull: 0.5, rounds: 150, indicatorMin: 0 }

/**
 * A plain classifier, for comparison only: every word as it is written, who somebody is included, no rules, nothing to
 * point at. What it reaches says how alike the texts are, and is the mark that rules and ranker must be worth more than.
 */
export function bagOfWords(examples: readonly Example[], reads: readonly Read[]): readonly Judgement[] {
  const bags = examples.map(bagOf)
  const texts = new Map<string, number>()
  for (const word of bags.flatMap((bag) => [...bag])) texts.set(word, (texts.get(word) ?? 0) + 1)
  const known = [...texts].filter(([, count]) => count >= TEXTS_MIN)
  const rarity = new Map(
    known.map(([word, count], at) => [word, [at, log(examples.length / count)] as const]),
  )
  const signal = examples.map((example) => example.signal)
  const vectors = bags.map((bag) => vectorOf(bag, rarity))
  const model = fit(vectors, signal, { words: known.length, indicators: 0 }, TERMS)
  return reads.map((read) => {
    const odds = oddsBy(model, vectorOf(bagOf(read), rarity))
    return { id: read.id, score: odds, isSignal: odds > 0, forms: [], findings: [] }
  })
}

function bagOf({ title, text }: Read): ReadonlySet<string> {
  return new Set(`${title}\n${text}`.toLowerCase().match(/[\p{L}\p{N}]+/gu))
}

function vectorOf(bag: ReadonlySet<string>, rarity: ReadonlyMap<string, readonly [number, number]>): Vector {
  const words = [...bag].flatMap((word) => {
    const known = rarity.get(word)
    return known ? [known] : []
  })
  const length = Math.sqrt(words.reduce((sum, [, value]) => sum + value * value, 0))
  return { words: words.map(([at, value]) => [at, (value * LENGTH) / length] as const), indicators: [] }
}
