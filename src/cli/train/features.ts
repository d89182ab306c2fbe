import { BARRED, stemOf } from '#scan/neutral.ts'

import { log } from './exact.ts'
import type { Labelled } from './lessons.ts'
import type { Refused } from './refused.ts'

/** A text as numbers. `words`: features and their values, of unit length times LENGTH. */
export interface Vector {
  readonly words: readonly (readonly [number, number])[]
  readonly indicators: readonly number[]
}

/** What the model knows: a word or a pair that stands in enough texts by enough authors. */
export interface Vocabulary {
  readonly words: readonly string[]
  readonly pairs: readonly string[]
  readonly indicators: readonly string[]
  /** How much rarer than everywhere: the logarithm of texts over texts that have it. Words first, then pairs. */
  readonly rarity: readonly number[]
  readonly index: ReadonlyMap<string, number>
}

/** So long is every text, however many words it has. */
export const LENGTH = 3
const TEXTS_MIN = 2
const BATCHES_MIN = 2

/**
 * @param indicators  What a finding in one registration can be (`featureOf`).
 * @param refused     Words that may not be learned, nor a pair with one of them.
 */
export function vocabularyOf(
  lessons: readonly Labelled[],
  indicators: readonly string[],
  refused: Refused,
): Vocabulary {
  const seen = new Map<string, { texts: number; readonly batches: Set<string> }>()
  for (const lesson of lessons) {
    for (const gram of gramsOf(lesson)) {
      const one = seen.get(gram) ?? { texts: 0, batches: new Set() }
      one.texts += 1
      one.batches.add(lesson.batch)
      seen.set(gram, one)
    }
  }
  const known = [...seen]
    .filter(([, { texts, batches }]) => texts >= TEXTS_MIN && batches.size >= BATCHES_MIN)
    .filter(([gram]) => gram.split(' ').every((word) => refused(word) === undefined))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const words = known.filter(([gram]) => !gram.includes(' '))
  const pairs = known.filter(([gram]) => gram.includes(' '))
  const ordered = [...words, ...pairs]
  return {
    words: words.map(([gram]) => gram),
    pairs: pairs.map(([gram]) => gram),
    indicators,
    rarity: ordered.map(([, { texts }]) => log(lessons.length / texts)),
    index: new Map(ordered.map(([gram], at) => [gram, at] as const)),
  }
}

export function vectorOf(lesson: Labelled, vocabulary: Vocabulary): Vector {
  const features: (readonly [number, number])[] = []
  let length = 0
  for (const gram of gramsOf(lesson)) {
    const at = vocabulary.index.get(gram)
    if (at === undefined) continue
    const rarity = vocabulary.rarity[at]!
    features.push([at, rarity])
    length += rarity * rarity
  }
  const scale = length === 0 ? 0 : LENGTH / Math.sqrt(length)
  return {
    words: features.map(([at, rarity]) => [at, rarity * scale] as const),
    indicators: lesson.indicators.map((id) => vocabulary.indicators.indexOf(id)).filter((at) => at >= 0),
  }
}

/** The words of a text, their beginnings, and pairs of words, each once. A blank for who somebody is weighs nothing by itself. */
function gramsOf({ sentences }: Labelled): ReadonlySet<string> {
  const grams = new Set<string>()
  for (const words of sentences) {
    for (const [at, word] of words.entries()) {
      if (word !== BARRED) grams.add(word)
      const stem = stemOf(word)
      if (stem !== undefined) grams.add(stem)
      if (at > 0 && word !== BARRED && words[at - 1] !== BARRED) grams.add(`${words[at - 1]!} ${word}`)
    }
  }
  return grams
}
