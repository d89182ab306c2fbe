const FREE = -1

/**
 * A number for each of a set of pairs of numbers: open addressing in typed arrays, at most half full. It is asked for
 * every two words of a text, and mostly does not have them.
 */
export class PairTable {
  readonly #mask: number
  readonly #firsts: Int32Array
  readonly #seconds: Int32Array
  readonly #values: Int32Array

  /** `most`: how many pairs it will hold. */
  constructor(most: number) {
    const slots = 2 ** Math.ceil(Math.log2(most * 2 + 2))
    this.#mask = slots - 1
    this.#firsts = new Int32Array(slots).fill(FREE)
    this.#seconds = new Int32Array(slots)
    this.#values = new Int32Array(slots)
  }

  /** `first`, `second`: from 0. The last value of a pair holds. */
  set(first: number, second: number, value: number): void {
    const slot = this.#slotOf(first, second)
    this.#firsts[slot] = first
    this.#seconds[slot] = second
    this.#values[slot] = value
  }

  /** The value of a pair; -1 where it has none. */
  get(first: number, second: number): number {
    const slot = this.#slotOf(first, second)
    return this.#firsts[slot] === FREE ? -1 : this.#values[slot]!
  }

  /** Where the pair stands, or would. */
  #slotOf(first: number, second: number): number {
    let slot = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b)
    slot = (slot ^ (slot >>> 15)) & this.#mask
    while (this.#firsts[slot] !== FREE && (this.#firsts[slot] !== first || this.#seconds[slot] !== second))
      slot = (slot + 1) & this.#mask
    return slot
  }
}
