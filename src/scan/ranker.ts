import type { FindingField } from '#core/finding.ts'
import type { Form } from '#core/form.ts'

import type { ReadText } from './match.ts'
import { isNamed, stemOf } from './neutral.ts'
import { PairTable } from './pair-table.ts'
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
  /** For each form, from words alone. To be asked before the next registration is read. */
  readonly forms: () => Float64Array
}

const NONE = -1
/** Features at one place: word, beginning, pair. */
const KINDS = 3
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
  readonly #pairs: PairTable
  readonly #vocabulary: number
  readonly #weights: Float64Array
  readonly #squares: Float64Array
  readonly #formWeights: Float64Array
  readonly #counts: Int32Array
  /** What each feature of this registration weighs at each place where it stands. */
  readonly #shares: Float64Array
  readonly #touched: number[] = []

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
    this.#shares = new Float64Array(features)
    this.#formWeights = new Float64Array(words.length * this.forms.length)
    for (const [at, [word, [weight, square, ...forms]]] of words.entries()) {
      this.#grams.set(word, at)
      this.#weights[at] = weight!
      this.#squares[at] = square!
      this.#formWeights.set(forms.slice(0, this.forms.length), at * this.forms.length)
    }
    this.#pairs = new PairTable(pairs.length)
    for (const [index, [pair, [weight, square]]] of pairs.entries()) {
      const [first, second] = pair.split(' ').map((word) => this.#gram(word))
      if (first === NONE || second === NONE) continue
      this.#pairs.set(first!, second!, words.length + index)
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

  /** What a finding adds when it counts (`featureOf`), in thousandths of log-odds. */
  feature(name: string): number {
    return Math.round((this.data.indicators[name] ?? 0) * 1000)
  }

  /** The words of a registration, sentence by sentence. `names`: those in it. The time is linear in the text. */
  read(fields: readonly ReadField[], names: ReadonlySet<string>): Reading {
    for (const feature of this.#touched) this.#counts[feature] = 0
    this.#touched.length = 0
    const features = fields.map(({ read }) => this.#featuresOf(read, names))
    let length = 0
    for (const feature of this.#touched) {
      length += this.#squares[feature]!
      // What stands five times weighs a fifth at each place.
      this.#shares[feature] = this.#weights[feature]! / this.#counts[feature]!
    }
    const scale = length === 0 ? 0 : 1 / Math.sqrt(length)
    const passages: Passage[] = []
    for (const [index, field] of fields.entries()) this.#addPassages(field, features[index]!, scale, passages)
    return { passages, forms: () => this.#formsOf(scale) }
  }

  /** Counts what stands at each place, and gives its numbers: of the word, its beginning and the pair that ends in it. */
  #featuresOf(read: ReadText, names: ReadonlySet<string>): Int32Array {
    const { words, sentences } = read
    const features = new Int32Array(words.length * KINDS)
    let before = NONE
    let sentence = NONE
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at]!
      const named = isNamed(read, at, names)
      const gram = named ? NONE : word.gram
      // An unknown word with a capital may be a name where a sentence begins: its first letters say nothing.
      const stem = named || (word.capitalised && gram === NONE) ? NONE : word.stem
      const continues = sentences[at] === sentence && before !== NONE && gram !== NONE
      const pair = continues ? this.#pairs.get(before, gram) : NONE
      features[at * KINDS] = this.#touch(gram)
      features[at * KINDS + 1] = this.#touch(stem)
      features[at * KINDS + 2] = this.#touch(pair)
      before = gram
      sentence = sentences[at]!
    }
    return features
  }

  #touch(feature: number): number {
    if (feature === NONE) return NONE
    if (this.#counts[feature] === 0) this.#touched.push(feature)
    this.#counts[feature]! += 1
    return feature
  }

  /** What stands at one place weighs. */
  #weightAt(features: Int32Array, at: number): number {
    const place = at * KINDS
    return (
      this.#share(features[place]!) + this.#share(features[place + 1]!) + this.#share(features[place + 2]!)
    )
  }

  #share(feature: number): number {
    return feature === NONE ? 0 : this.#shares[feature]!
  }

  #addPassages({ field, read }: ReadField, features: Int32Array, scale: number, passages: Passage[]): void {
    const { sentences, starts, ends } = read
    for (let from = 0; from < sentences.length;) {
      let to = from
      let sum = 0
      for (; to < sentences.length && sentences[to] === sentences[from]; to += 1)
        sum += this.#weightAt(features, to)
      const thousandths = Math.round(sum * scale * 1000)
      if (thousandths !== 0) {
        const [first, last] = this.#quoteIn(read, features, from, to - 1, Math.sign(sum))
        passages.push({ field, start: starts[first]!, end: ends[last]!, thousandths })
      }
      from = to
    }
  }

  /** Of a sentence the words, first and last, that weigh most together and fit into a quote. */
  #quoteIn(
    { starts, ends }: ReadText,
    features: Int32Array,
    from: number,
    last: number,
    sign: number,
  ): readonly [number, number] {
    if (ends[last]! - starts[from]! <= QUOTE_LENGTH_MAX) return [from, last]
    let best: readonly [number, number] = [from, from]
    let most = -Infinity
    let start = from
    let sum = 0
    for (let end = from; end <= last; end += 1) {
      sum += this.#weightAt(features, end) * sign
      while (start < end && ends[end]! - starts[start]! > QUOTE_LENGTH_MAX) {
        sum -= this.#weightAt(features, start) * sign
        start += 1
      }
      if (sum > most && ends[end]! - starts[start]! <= QUOTE_LENGTH_MAX) {
        most = sum
        best = [start, end]
      }
    }
    return best
  }

  #formsOf(scale: number): Float64Array {
    const forms = new Float64Array(this.forms.length)
    const weights = this.#formWeights
    for (const feature of this.#touched) {
      if (feature >= this.#vocabulary) continue
      const first = feature * forms.length
      for (let form = 0; form < forms.length; form += 1) forms[form]! += weights[first + form]! * scale
    }
    return forms
  }
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
