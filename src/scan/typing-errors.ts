/**
 * Words as they were meant: one typing error in a long word. Only errors that people make and that seldom turn one word
 * into another: two letters changed places, a letter doubled or not, d for t; in the longest words also a letter left
 * out or added. The first letter is always right. `verzocht` is no `verkocht`, `dwang` no `gang`.
 */

/** Fewest letters of the word that was meant, for each kind of error. */
const SWAP_FROM = 7
const CONFUSED_FROM = 8
const MISSING_FROM = 9
/** Shorter words are taken as they stand. */
export const MISTYPED_MIN = SWAP_FROM - 1

/** Letters that are typed for one another: by sound, or because they look alike. */
const CONFUSED: ReadonlyMap<string, string> = new Map([
  ['d', 't'],
  ['t', 'd'],
  ['s', 'z'],
  ['z', 's'],
  ['f', 'v'],
  ['v', 'f'],
  ['j', 'y'],
  ['y', 'j'],
  ['c', 'k'],
  ['k', 'c'],
])

/** Bits of the sieve, a power of two: some thousands of words leave nearly all of them free. */
const SIEVE_BITS = 1 << 18
const BASE = 0x01000193

export class TypingErrors {
  readonly #words: ReadonlySet<string>
  readonly #realWords: ReadonlySet<string>
  /** Each long word with one letter left out. */
  readonly #shortened = new Map<string, string>()
  /** The longest word that may be meant, and what is one letter longer. */
  readonly #longest: number
  /** A bit for the hash of each word: what is not there need not be written out to be looked up. */
  readonly #sieve = new Int32Array(SIEVE_BITS / 32)
  /** BASE to the power of each place. */
  readonly #powers: Int32Array
  /** Of the word that is looked at: the hash of its first letters, so many as the place says. */
  readonly #prefixes: Int32Array

  /** `words`: those that may be meant. `realWords`: correct words that only look like one of them. All folded. */
  constructor(words: Iterable<string>, realWords: ReadonlySet<string>) {
    this.#words = new Set([...words].filter((word) => word.length >= SWAP_FROM))
    this.#realWords = realWords
    let longest = 0
    for (const { length } of this.#words) longest = Math.max(longest, length)
    this.#longest = longest + 1
    this.#prefixes = new Int32Array(this.#longest + 1)
    this.#powers = new Int32Array(this.#longest + 1).fill(1)
    for (let at = 1; at <= this.#longest; at += 1) this.#powers[at] = Math.imul(this.#powers[at - 1]!, BASE)
    for (const word of this.#words) {
      this.#hash(word)
      const bit = bitOf(this.#prefixes[word.length]!)
      this.#sieve[bit >> 5]! |= 1 << (bit & 31)
      if (word.length < MISSING_FROM) continue
      for (let at = 1; at < word.length; at += 1) {
        // The last letter is often another form of the word; only an n is left out there.
        if (at === word.length - 1 && word[at] !== 'n') continue
        const short = without(word, at)
        if (!this.#shortened.has(short)) this.#shortened.set(short, word)
      }
    }
  }

  /** The word that was meant; `undefined` when it is not clear that this one was mistyped. Time: linear in its length. */
  meant(word: string): string | undefined {
    if (word.length < MISTYPED_MIN || word.length > this.#longest || this.#realWords.has(word))
      return undefined
    this.#hash(word)
    for (let at = 1; at < word.length; at += 1) {
      const one = this.#changedAt(word, at)
      if (one !== undefined) return one
    }
    return this.#shortened.get(word)
  }

  /** The word with the letter at `at` doubled, left out, changed with the next or taken for another, if that is one. */
  #changedAt(word: string, at: number): string | undefined {
    const { length } = word
    const letter = word[at]!
    const code = word.charCodeAt(at)
    const isDouble = code === word.charCodeAt(at - 1)
    const isLast = at === length - 1
    if (this.#mayBe(word, at, code, code, at + 1)) {
      const found = this.#known(word.slice(0, at) + letter + word.slice(at), SWAP_FROM)
      if (found !== undefined) return found
    }
    if ((isDouble || !isLast) && this.#mayBe(word, at, 0, 0, at + 1)) {
      const found = this.#known(without(word, at), isDouble ? SWAP_FROM : MISSING_FROM)
      if (found !== undefined) return found
    }
    if (!isLast && this.#mayBe(word, at, word.charCodeAt(at + 1), code, at + 2)) {
      const found = this.#known(word.slice(0, at) + word[at + 1]! + letter + word.slice(at + 2), SWAP_FROM)
      if (found !== undefined) return found
    }
    const confused = CONFUSED.get(letter)
    if (confused === undefined || !this.#mayBe(word, at, confused.charCodeAt(0), 0, at + 1)) return undefined
    return this.#known(word.slice(0, at) + confused + word.slice(at + 1), CONFUSED_FROM)
  }

  #known(word: string, from: number): string | undefined {
    return word.length >= from && this.#words.has(word) ? word : undefined
  }

  #hash(word: string): void {
    for (let at = 0; at < word.length; at += 1)
      this.#prefixes[at + 1] = Math.imul(this.#prefixes[at]!, BASE) + word.charCodeAt(at)
  }

  /**
   * Whether a word may be known that has the letters before `at`, then `first` and `second` (0: no letter), then those
   * from `rest` on. The hash of it is put together from hashes of parts; it lets all known words through, and few others.
   */
  #mayBe(word: string, at: number, first: number, second: number, rest: number): boolean {
    const prefixes = this.#prefixes
    const after = word.length - rest
    let hash = prefixes[at]!
    if (first !== 0) hash = Math.imul(hash, BASE) + first
    if (second !== 0) hash = Math.imul(hash, BASE) + second
    const ending = prefixes[word.length]! - Math.imul(prefixes[rest]!, this.#powers[after]!)
    const bit = bitOf(Math.imul(hash, this.#powers[after]!) + ending)
    return (this.#sieve[bit >> 5]! & (1 << (bit & 31))) !== 0
  }
}

function bitOf(hash: number): number {
  return (Math.imul(hash, 0x9e3779b1) >>> 8) & (SIEVE_BITS - 1)
}

function without(word: string, at: number): string {
  return word.slice(0, at) + word.slice(at + 1)
}
