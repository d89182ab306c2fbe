/** What the expressions of a catalogue look at, by the number of the term. */
export interface Uses {
  /** Expressions of which a term is an anchor, by number. */
  readonly anchored: ReadonlyMap<number, readonly number[]>
  /** Terms without which some expression is not tried in a sentence. */
  readonly needed: ReadonlySet<number>
}

export const NO_USES: Uses = { anchored: new Map(), needed: new Set() }

/**
 * The terms that a word satisfies, and what follows from them. Shared by all words that satisfy the same terms, and read
 * for every word of every text: so it is only places in a table of numbers, where what belongs together lies together.
 */
export interface Terms {
  readonly size: number
  readonly cells: Int32Array
  /** Where one bit for each term of the catalogue begins, 32 a cell. */
  readonly bits: number
  /** Where stands how many of its terms are needed; behind it which. */
  readonly needed: number
  /** Where stands of how many expressions it is an anchor; behind it which, by number. */
  readonly anchors: number
}

/** Sets of terms that are shared. Words of a text make far fewer; bounded for a strange one. */
const SHARED_MAX = 10_000
/** Cells that are made at once: few for who looks up a word or two, more for who reads on. */
const CELLS = { first: 1 << 10, most: 1 << 18 }

export function satisfies({ cells, bits }: Terms, term: number): boolean {
  return (cells[bits + (term >> 5)]! & (1 << (term & 31))) !== 0
}

/** Makes the terms of words, each set of terms once. */
export class TermSets {
  readonly #uses: Uses
  readonly #width: number
  readonly #shared = new Map<string, Terms>()
  #cells = new Int32Array()
  #used = 0

  /** `terms`: how many the catalogue has. */
  constructor(terms: number, uses: Uses) {
    this.#uses = uses
    this.#width = Math.ceil(terms / 32)
  }

  of(terms: ReadonlySet<number>): Terms {
    const key = [...terms].join(' ')
    const known = this.#shared.get(key)
    if (known) return known
    const made = this.#make([...terms])
    if (this.#shared.size >= SHARED_MAX) this.#shared.clear()
    this.#shared.set(key, made)
    return made
  }

  #make(terms: readonly number[]): Terms {
    const needed = terms.filter((term) => this.#uses.needed.has(term))
    const anchors = [...new Set(terms.flatMap((term) => this.#uses.anchored.get(term) ?? []))]
    const tail = [needed.length, ...needed, anchors.length, ...anchors]
    const bits = this.#room(this.#width + tail.length)
    const cells = this.#cells
    for (const term of terms) cells[bits + (term >> 5)]! |= 1 << (term & 31)
    const after = bits + this.#width
    cells.set(tail, after)
    return { size: terms.length, cells, bits, needed: after, anchors: after + 1 + needed.length }
  }

  /** So many cells that nobody uses. Words keep the table that they are in; a full one goes when its words go. */
  #room(length: number): number {
    if (this.#used + length > this.#cells.length) {
      const twice = Math.min(CELLS.most, this.#cells.length * 2)
      this.#cells = new Int32Array(Math.max(CELLS.first, twice, length))
      this.#used = 0
    }
    this.#used += length
    return this.#used - length
  }
}
