import type { Lexicon, Word } from './lexicon.ts'
import type { Program } from './program.ts'
import { CHOICE, GAP, StepTable, WORD } from './step-table.ts'
import { satisfies } from './terms.ts'
import { type Abbreviations, tokenise } from './tokens.ts'

/** A field, read: its words with their places, and the first and last word of each sentence. */
export interface ReadText {
  readonly text: string
  readonly words: readonly Word[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly sentences: readonly number[]
}

/**
 * A place where an expression stands. `from`, `to`: words, half-open.
 * `negatorsNamed`: how many words of denial the expression itself asked for (`mag niet weg`).
 */
export interface Match {
  readonly program: Program
  readonly from: number
  readonly to: number
  readonly negatorsNamed: number
}

/** The most words from the first part of an expression to the last: further apart they are about something else. */
const SPAN_WORDS_MAX = 14
/** Counts go on from text to text; from here on they begin anew, before 32 bits are full. */
const COUNT_MAX = 2 ** 30
/** The longest quote, in UTF-16 code units (formats.md). A longer place is no expression but an accident. */
export const QUOTE_LENGTH_MAX = 200

export function readText(text: string, lexicon: Lexicon, abbreviations: Abbreviations): ReadText {
  const { starts, ends, sentences } = tokenise(text, abbreviations)
  const words: Word[] = []
  let isSplit = false
  for (let at = 0; at < starts.length; at += 1) {
    const word = lexicon.word(text, starts[at], ends[at])
    if (at > 0 && words[at - 1]!.joins?.has(word.folded)) isSplit = true
    words.push(word)
  }
  const read = { text, words, starts, ends, sentences }
  return isSplit ? joined(read, lexicon) : read
}

/** The text with its split compounds as one word: `mensen handel`. */
function joined(read: ReadText, lexicon: Lexicon): ReadText {
  const words: Word[] = []
  const [starts, ends, sentences]: [number[], number[], number[]] = [[], [], []]
  for (let at = 0; at < read.words.length; at += 1) {
    const next = read.sentences[at] === read.sentences[at + 1] ? read.words[at + 1] : undefined
    const whole = next && read.words[at]!.joins?.get(next.folded)
    words.push(whole === undefined ? read.words[at]! : lexicon.word(whole))
    starts.push(read.starts[at]!)
    sentences.push(read.sentences[at]!)
    if (whole !== undefined) at += 1
    ends.push(read.ends[at]!)
  }
  return { text: read.text, words, starts, ends, sentences }
}

/** Finds expressions in a text: looks for their anchors, and reads around those only. */
export class Matcher {
  readonly #programs: readonly Program[]
  readonly #isNegator: (word: Word) => boolean
  /** The steps of all programs (step-table.ts), and where those of the first part of each begin. */
  readonly #cells: Int32Array
  readonly #firsts: Int32Array
  readonly #partsAfter: readonly (readonly number[])[]
  readonly #longests: Int32Array
  /** For each program the first word that was not tried yet as its beginning, of all words that this matcher read. */
  readonly #tried: Int32Array
  /** For each need the last sentence in which it was fulfilled, of all that this matcher read. */
  readonly #seen: Int32Array
  #sentence = 0
  /** How many words it read before this text. */
  #before = 0
  #read: ReadText = { text: '', words: [], starts: [], ends: [], sentences: [] }
  #limit = 0
  #negatorsNamed = 0

  /** `programs`: the number of each is its place. `needs`: how many they have (terms.ts). */
  constructor(programs: readonly Program[], needs: number, isNegator: (word: Word) => boolean) {
    this.#programs = programs
    this.#isNegator = isNegator
    this.#tried = new Int32Array(programs.length)
    this.#seen = new Int32Array(needs)
    const table = new StepTable()
    this.#firsts = Int32Array.from(programs, ({ parts }) => table.place(parts[0]!.first))
    this.#partsAfter = programs.map(({ parts }) => parts.slice(1).map(({ first }) => table.place(first)))
    this.#cells = table.cells()
    this.#longests = Int32Array.from(programs, ({ parts }) => parts[0]!.longest)
  }

  /** All matches, in no particular order. The time is linear in the text. */
  matches(read: ReadText): readonly Match[] {
    this.#begin(read)
    const found: Match[] = []
    const { words, sentences } = read
    let from = 0
    while (from < words.length) {
      let to = from + 1
      while (to < words.length && sentences[to] === sentences[from]) to += 1
      this.#see(words, from, to)
      for (let at = from; at < to; at += 1) {
        const { cells, anchors, anchorsEnd } = words[at]!.terms
        for (let cell = anchors; cell < anchorsEnd; cell += 2) {
          if (this.#seen[cells[cell + 1]!] !== this.#sentence) continue
          this.#tryAround(cells[cell]!, at, from, to, found)
        }
      }
      from = to
    }
    return found
  }

  #begin(read: ReadText): void {
    this.#before += this.#read.words.length
    this.#read = read
    if (this.#before < COUNT_MAX && this.#sentence < COUNT_MAX) return
    this.#before = this.#sentence = 0
    this.#tried.fill(0)
    this.#seen.fill(0)
  }

  #see(words: readonly Word[], from: number, to: number): void {
    this.#sentence += 1
    this.#seen[0] = this.#sentence
    for (let at = from; at < to; at += 1) {
      const { cells, needs, needsEnd } = words[at]!.terms
      for (let cell = needs; cell < needsEnd; cell += 1) this.#seen[cells[cell]!] = this.#sentence
    }
  }

  /** Tries every beginning of which the anchor at `at` can be part, inside the sentence `from`..`to`. */
  #tryAround(program: number, at: number, from: number, to: number, found: Match[]): void {
    this.#limit = to
    const first = this.#firsts[program]!
    const tried = this.#tried[program]! - this.#before
    for (let start = Math.max(from, at - this.#longests[program]! + 1, tried); start <= at; start += 1) {
      if (!this.#mayBegin(first, start)) continue
      const match = this.#matchAt(program, start, from, to)
      if (match) found.push(match)
    }
    if (tried <= at) this.#tried[program] = this.#before + at + 1
  }

  #matchAt(program: number, start: number, from: number, to: number): Match | undefined {
    this.#negatorsNamed = 0
    const end = this.#run(this.#firsts[program]!, start)
    if (end < 0) return undefined
    let [lowest, highest] = [start, end]
    const others = this.#partsAfter[program]!
    for (const part of others) {
      const place = this.#nearest(part, start, end, from, to)
      if (!place) return undefined
      lowest = Math.min(lowest, place[0])
      highest = Math.max(highest, place[1])
    }
    if (others.length > 0 && highest - lowest > SPAN_WORDS_MAX) return undefined
    if (this.#read.ends[highest - 1]! - this.#read.starts[lowest]! > QUOTE_LENGTH_MAX) return undefined
    return {
      program: this.#programs[program]!,
      from: lowest,
      to: highest,
      negatorsNamed: this.#negatorsNamed,
    }
  }

  /** The place of a further part that is nearest to the first one. */
  #nearest(
    part: number,
    start: number,
    end: number,
    from: number,
    to: number,
  ): readonly [number, number] | undefined {
    const lowest = Math.max(from, end - SPAN_WORDS_MAX)
    const highest = Math.min(to, start + SPAN_WORDS_MAX)
    for (let away = 0; start - away >= lowest || start + away < highest; away += 1) {
      for (const at of away === 0 ? [start] : [start + away, start - away]) {
        if (at < lowest || at >= highest || !this.#mayBegin(part, at)) continue
        const stop = this.#run(part, at)
        if (stop >= 0) return [at, stop]
      }
    }
    return undefined
  }

  /** Whether a step can begin at a word: asked before every step, because mostly it cannot. */
  #mayBegin(step: number, at: number): boolean {
    if (this.#cells[step] !== WORD) return true
    return at < this.#limit && satisfies(this.#read.words[at]!.terms, this.#cells[step + 1]!)
  }

  /** Walks the steps from a word on where the first may begin; the word after the match, or -1. Short gaps are tried first. */
  #run(step: number, at: number): number {
    const cells = this.#cells
    switch (cells[step]) {
      case WORD: {
        const next = cells[step + 2]!
        const end = this.#mayBegin(next, at + 1) ? this.#run(next, at + 1) : -1
        if (end >= 0 && this.#isNegator(this.#read.words[at]!)) this.#negatorsNamed += 1
        return end
      }
      case GAP: {
        const next = cells[step + 2]!
        const last = Math.min(at + cells[step + 1]!, this.#limit - 1)
        for (let place = at; place <= last; place += 1) {
          if (!this.#mayBegin(next, place)) continue
          const end = this.#run(next, place)
          if (end >= 0) return end
        }
        return -1
      }
      case CHOICE: {
        const last = step + 1 + cells[step + 1]!
        for (let option = step + 2; option <= last; option += 1) {
          if (!this.#mayBegin(cells[option]!, at)) continue
          const end = this.#run(cells[option]!, at)
          if (end >= 0) return end
        }
        return -1
      }
      default:
        return at
    }
  }
}
