/** What the expressions of a catalogue look at. All by number: terms, expressions, and needs (0: to need nothing). */
export interface Uses {
  /** For each term the expressions of which it is an anchor. */
  readonly anchored: ReadonlyMap<number, readonly number[]>
  /** For each term the needs that it fulfils. */
  readonly fulfilled: ReadonlyMap<number, readonly number[]>
  /** For each expression what it needs in its sentence, or it is not tried there; 0 where it is left out. */
  readonly needOf: readonly number[]
  /** How many needs there are, with that of nothing. */
  readonly needs: number
}

export const NO_USES: Uses = { anchored: new Map(), fulfilled: new Map(), needOf: [], needs: 1 }

/**
 * The terms that a word satisfies, and what follows from them. Shared by all words that satisfy the same terms, and read
 * for every word of every text: so it is only places in a table of numbers, where what belongs together lies together.
 */
export interface Terms {
  readonly size: number
  readonly cells: Int32Array
  /** Where one bit for each term of the catalogue begins, 32 a cell. */
  readonly bits: number
  /** Where the needs begin that it fulfils, and where they end. */
  readonly needs: number
  readonly needsEnd: number
  /** Where, two by two, the expressions begin of which it is an anchor, each with its need; and where they end. */
  readonly anchors: number
  readonly anchorsEnd: number
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
    const { anchored, fulfilled, needOf } = this.#uses
    const needs = [...new Set(terms.flatMap((term) => fulfilled.get(term) ?? []))]
    const expressions = [...new Set(terms.flatMap((term) => anchored.get(term) ?? []))]
    const anchors = expressions.flatMap((expression) => [expression, needOf[expression] ?? 0])
    const bits = this.#room(this.#width + needs.length + anchors.length)
    const cells = this.#cells
    for (const term of terms) cells[bits + (term >> 5)]! |= 1 << (term & 31)
    const needsFrom = bits + this.#width
    const needsEnd = needsFrom + needs.length
    cells.set([...needs, ...anchors], needsFrom)
    const ends = { needsEnd, anchorsEnd: needsEnd + anchors.length }
    return { size: terms.length, cells, bits, needs: needsFrom, anchors: needsEnd, ...ends }
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
