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

export class TypingErrors {
  readonly #words: ReadonlySet<string>
  readonly #realWords: ReadonlySet<string>
  /** Each long word with one letter left out. */
  readonly #shortened = new Map<string, string>()

  /** `words`: those that may be meant. `realWords`: correct words that only look like one of them. All folded. */
  constructor(words: Iterable<string>, realWords: ReadonlySet<string>) {
    this.#words = new Set([...words].filter((word) => word.length >= SWAP_FROM))
    this.#realWords = realWords
    for (const word of this.#words) {
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
    if (word.length < MISTYPED_MIN || this.#realWords.has(word)) return undefined
    for (let at = 1; at < word.length; at += 1) {
      const one = this.#changedAt(word, at)
      if (one !== undefined) return one
    }
    return this.#shortened.get(word)
  }

  #changedAt(word: string, at: number): string | undefined {
    const letter = word[at]!
    const before = word.slice(0, at)
    const after = word.slice(at + 1)
    const confused = CONFUSED.get(letter)
    return (
      this.#known(before + letter + letter + after, SWAP_FROM) ??
      this.#known(
        before + after,
        letter === word[at - 1] ? SWAP_FROM : at < word.length - 1 ? MISSING_FROM : Infinity,
      ) ??
      (at + 1 < word.length
        ? this.#known(before + word[at + 1] + letter + word.slice(at + 2), SWAP_FROM)
        : undefined) ??
      (confused ? this.#known(before + confused + after, CONFUSED_FROM) : undefined)
    )
  }

  #known(word: string, from: number): string | undefined {
    return word.length >= from && this.#words.has(word) ? word : undefined
  }
}

function without(word: string, at: number): string {
  return word.slice(0, at) + word.slice(at + 1)
}
