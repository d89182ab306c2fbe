import type { FindingField } from '#core/finding.ts'
import type { Form } from '#core/form.ts'

import type { ReadText } from './match.ts'
import { isNamed, namesIn, stemOf } from './neutral.ts'
import type { RankerData } from './ranker-schema.ts'

/** A field of a registration, read. */
export interface ReadField {
  readonly field: FindingField
  readonly read: ReadText
}

/** A sentence that weighs. `start`, `end`: of the part of it that weighs most, at most a quote long. */
export interface Passage {
  readonly field: FindingField
  readonly start: number
  readonly end: number
  /** Thousandths of log-odds, for or against. */
  readonly thousandths: number
}

/** What the words of a registration come to. */
export interface Reading {
  readonly passages: readonly Passage[]
  /** For each form, from words alone. */
  readonly forms: Float64Array
}

/** For each word of a field the numbers of what stands there. */
interface Places {
  readonly features: Int32Array
  readonly stems: Int32Array
  readonly pairs: Int32Array
}

const NONE = -1
/** The longest quote, in UTF-16 code units (formats.md). */
const QUOTE_LENGTH_MAX = 200

/**
 * The trained model: adds what indicators and words weigh (docs/catalogue.md). Explained wholly: the intercept and the
 * weights of the findings are the log-odds of the score. Holds buffers of its own: one registration at a time.
 */
export class Ranker {
  readonly data: RankerData
  readonly forms: readonly Form[]
  readonly #grams = new Map<string, number>()
  readonly #pairs = new Map<number, number>()
  readonly #vocabulary: number
  readonly #weights: Float64Array
  readonly #squares: Float64Array
  readonly #formWeights: Float64Array
  readonly #counts: Int32Array
  #touched: number[] = []
  #places: readonly Places[] = []

  constructor(data: RankerData) {
    this.data = data
    this.forms = data.forms as readonly Form[]
    const words = Object.entries(data.words)
    const pairs = Object.entries(data.pairs)
    this.#vocabulary = words.length
    const features = words.length + pairs.length
    this.#weights = new Float64Array(features)
    this.#squares = new Float64Array(features)
    this.#counts = new Int32Array(features)
    this.#formWeights = new Float64Array(words.length * this.forms.length)
    for (const [at, [word, [weight, square, ...forms]]] of words.entries()) {
      this.#grams.set(word, at)
      this.#weights[at] = weight!
      this.#squares[at] = square!
      this.#formWeights.set(forms.slice(0, this.forms.length), at * this.forms.length)
    }
    for (const [index, [pair, [weight, square]]] of pairs.entries()) {
      const [first, second] = pair.split(' ').map((word) => this.#gram(word))
      if (first === NONE || second === NONE) continue
      this.#pairs.set(first! * this.#vocabulary + second!, words.length + index)
      this.#weights[words.length + index] = weight!
      this.#squares[words.length + index] = square!
    }
  }

  /** The numbers of a neutral word and of its beginning; -1 for what the model does not know. */
  grams(neutral: string): { readonly gram: number; readonly stem: number } {
    const stem = stemOf(neutral)
    return { gram: this.#gram(neutral), stem: stem === undefined ? NONE : this.#gram(stem) }
  }

  #gram(neutral: string): number {
    return this.#grams.get(neutral) ?? NONE
  }

  /** What a finding of this indicator adds when it counts, in thousandths of log-odds. */
  indicator(id: string): number {
    return Math.round((this.data.indicators[id] ?? 0) * 1000)
  }

  /** The words of a registration, sentence by sentence. The time is linear in the text. */
  read(fields: readonly ReadField[]): Reading {
    for (const feature of this.#touched) this.#counts[feature] = 0
    this.#touched = []
    const names = namesIn(fields.map(({ read }) => read))
    this.#places = fields.map(({ read }) => this.#placesOf(read, names))
    let length = 0
    for (const feature of this.#touched) length += this.#squares[feature]!
    const scale = length === 0 ? 0 : 1 / Math.sqrt(length)
    const passages = fields.flatMap((field, index) => this.#passagesOf(field, this.#places[index]!, scale))
    return { passages, forms: this.#formsOf(scale) }
  }

  /** Counts every word and pair; the number of each at each place. */
  #placesOf(read: ReadText, names: ReadonlySet<string>): Places {
    const { words, sentences } = read
    const features = new Int32Array(words.length)
    const stems = new Int32Array(words.length)
    const pairs = new Int32Array(words.length)
    let before = NONE
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at]!
      const named = isNamed(read, at, names)
      const gram = named ? NONE : word.gram
      features[at] = gram
      if (gram !== NONE) this.#touch(gram)
      // An unknown word with a capital may be a name where a sentence begins: its first letters say nothing.
      const stem = named || (word.capitalised && gram === NONE) ? NONE : word.stem
      stems[at] = stem
      if (stem !== NONE) this.#touch(stem)
      const continues = at > 0 && sentences[at] === sentences[at - 1]
      const pair =
        continues && before !== NONE && gram !== NONE
          ? (this.#pairs.get(before * this.#vocabulary + gram) ?? NONE)
          : NONE
      pairs[at] = pair
      if (pair !== NONE) this.#touch(pair)
      before = gram
    }
    return { features, stems, pairs }
  }

  #touch(feature: number): void {
    if (this.#counts[feature] === 0) this.#touched.push(feature)
    this.#counts[feature]! += 1
  }

  /** What stands at one place weighs: word, beginning, and the pair that ends in it. */
  #weightAt({ features, stems, pairs }: Places, at: number): number {
    return this.#share(features[at]!) + this.#share(stems[at]!) + this.#share(pairs[at]!)
  }

  /** What stands five times weighs a fifth at each place. */
  #share(feature: number): number {
    return feature === NONE ? 0 : this.#weights[feature]! / this.#counts[feature]!
  }

  #passagesOf({ field, read }: ReadField, places: Places, scale: number): readonly Passage[] {
    const passages: Passage[] = []
    const { sentences } = read
    for (let from = 0; from < sentences.length;) {
      let to = from
      let sum = 0
      const weights: number[] = []
      for (; to < sentences.length && sentences[to] === sentences[from]; to += 1) {
        const weight = this.#weightAt(places, to)
        weights.push(weight)
        sum += weight
      }
      const thousandths = Math.round(sum * scale * 1000)
      if (thousandths !== 0) {
        const [first, last] = quoteIn(read, from, weights, Math.sign(sum))
        passages.push({ field, start: read.starts[first]!, end: read.ends[last]!, thousandths })
      }
      from = to
    }
    return passages
  }

  #formsOf(scale: number): Float64Array {
    const forms = new Float64Array(this.forms.length)
    for (const feature of this.#touched) {
      if (feature >= this.#vocabulary) continue
      for (let form = 0; form < forms.length; form += 1)
        forms[form]! += this.#formWeights[feature * forms.length + form]! * scale
    }
    return forms
  }
}

/** Of a sentence the words, first and last, that weigh most together and fit into a quote. */
function quoteIn(
  read: ReadText,
  from: number,
  weights: readonly number[],
  sign: number,
): readonly [number, number] {
  const last = from + weights.length - 1
  if (read.ends[last]! - read.starts[from]! <= QUOTE_LENGTH_MAX) return [from, last]
  let best: readonly [number, number] = [from, from]
  let most = -Infinity
  let start = from
  let sum = 0
  for (let end = from; end <= last; end += 1) {
    sum += weights[end - from]! * sign
    while (start < end && read.ends[end]! - read.starts[start]! > QUOTE_LENGTH_MAX) {
      sum -= weights[start - from]! * sign
      start += 1
    }
    if (sum > most && read.ends[end]! - read.starts[start]! <= QUOTE_LENGTH_MAX) {
      most = sum
      best = [start, end]
    }
  }
  return best
}

/** The chance for log-odds, four decimals, from the table of the artefact: the same on every machine. */
export function chanceOf({ scores }: RankerData, thousandths: number): number {
  const place = (thousandths / 1000 - scores.from) / scores.step
  const last = scores.values.length - 1
  if (place <= 0) return roundedChance(scores.values[0]!)
  if (place >= last) return roundedChance(scores.values[last]!)
  const below = Math.floor(place)
  const [low, high] = [scores.values[below]!, scores.values[below + 1]!]
  return roundedChance(low + (high - low) * (place - below))
}

function roundedChance(chance: number): number {
  return Math.round(chance * 10_000) / 10_000
}
