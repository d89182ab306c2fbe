/** Words that are remembered: enough for the common words of any day, in some ten megabytes. */
const WORDS_MAX = 1 << 17
/** Longer words are rare: they are looked up anew each time. */
const LETTERS_MAX = 31
/** Of a spelling: its length and its letters. A cache line a word. */
const CELLS = LETTERS_MAX + 1
/** Words that share a bucket. Where a text fills one, the next word of that bucket takes the place of one of them. */
const WAYS = 4

/**
 * What is known of words, by their spelling. A table of fixed size: no text makes it grow, and no choice of words makes
 * it slow. It reads the spelling where it stands in the text, because to cut out every word costs more than all that is
 * done with it; and it keeps the letters and not the text, which would stay in memory for the sake of one word.
 */
export class WordMemo<T> {
  readonly #buckets: number
  /** Of each place in a bucket the hash, and the number of the word that stands there; 0 where none does. */
  readonly #slots: Int32Array
  /** By number, in the order in which they came: the common words lie together. */
  readonly #values: (T | undefined)[] = [undefined]
  readonly #spellings: Uint16Array
  #turn = 0

  /** `most`: how many words are remembered, a power of two. */
  constructor(most = WORDS_MAX) {
    this.#buckets = most / WAYS
    this.#slots = new Int32Array(most * 2)
    this.#spellings = new Uint16Array((most + 1) * CELLS)
  }

  /** What is known of the word at `start`..`end` of a text, not empty. */
  get(text: string, start: number, end: number): T | undefined {
    const length = end - start
    if (length > LETTERS_MAX) return undefined
    const hash = hashOf(text, start, end)
    const slots = this.#slots
    const first = this.#bucketOf(hash)
    for (let slot = first; slot < first + WAYS * 2; slot += 2) {
      if (slots[slot] === hash && this.#isSpelled(slots[slot + 1]!, text, start, length))
        return this.#values[slots[slot + 1]!]
    }
    return undefined
  }

  /** Remembers what is known of a word that is not remembered yet. */
  set(word: string, value: T): void {
    if (word.length > LETTERS_MAX) return
    const hash = hashOf(word, 0, word.length)
    const slot = this.#placeIn(this.#bucketOf(hash))
    if (this.#slots[slot + 1] === 0) this.#slots[slot + 1] = this.#values.length
    const number = this.#slots[slot + 1]!
    this.#slots[slot] = hash
    this.#values[number] = value
    this.#spellings[number * CELLS] = word.length
    for (let at = 0; at < word.length; at += 1) this.#spellings[number * CELLS + 1 + at] = word.charCodeAt(at)
  }

  #bucketOf(hash: number): number {
    return (hash & (this.#buckets - 1)) * WAYS * 2
  }

  /** A free place in a bucket, or that of the word whose turn it is to go. */
  #placeIn(first: number): number {
    for (let slot = first; slot < first + WAYS * 2; slot += 2) if (this.#slots[slot + 1] === 0) return slot
    this.#turn = (this.#turn + 1) % WAYS
    return first + this.#turn * 2
  }

  #isSpelled(number: number, text: string, start: number, length: number): boolean {
    const spellings = this.#spellings
    const cell = number * CELLS
    if (spellings[cell] !== length) return false
    for (let at = 0; at < length; at += 1) {
      if (spellings[cell + 1 + at] !== text.charCodeAt(start + at)) return false
    }
    return true
  }
}

/** FNV-1a over UTF-16 code units; its last bits mixed, because they choose the bucket. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}
