import type { Lexicon, Word } from './lexicon.ts'
import type { Part, Program, Step } from './program.ts'
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
/** The longest quote, in UTF-16 code units (formats.md). A longer place is no expression but an accident. */
export const QUOTE_LENGTH_MAX = 200

export function readText(text: string, lexicon: Lexicon, abbreviations: Abbreviations): ReadText {
  const { starts, ends, sentences } = tokenise(text, abbreviations)
  const words = starts.map((start, index) => lexicon.word(text.slice(start, ends[index])))
  const read = { text, words, starts, ends, sentences }
  return words.some(({ joins }) => joins) ? joined(read, lexicon) : read
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
  /** For each program the first word that was not tried yet as its beginning, in this text. */
  readonly #tried: Int32Array
  /** For each term the last sentence in which it was seen, of all that this matcher read. */
  readonly #seen: Int32Array
  #sentence = 0
  #read: ReadText = { text: '', words: [], starts: [], ends: [], sentences: [] }
  #limit = 0
  #negatorsNamed = 0

  /** `programs`: the number of each is its place. `terms`: how many there are. */
  constructor(programs: readonly Program[], terms: number, isNegator: (word: Word) => boolean) {
    this.#programs = programs
    this.#isNegator = isNegator
    this.#tried = new Int32Array(programs.length)
    this.#seen = new Int32Array(terms)
  }

  /** All matches, in no particular order. The time is linear in the text. */
  matches(read: ReadText): readonly Match[] {
    this.#read = read
    this.#tried.fill(0)
    const found: Match[] = []
    const { words, sentences } = read
    let from = 0
    while (from < words.length) {
      let to = from + 1
      while (to < words.length && sentences[to] === sentences[from]) to += 1
      this.#see(words, from, to)
      for (let at = from; at < to; at += 1) {
        for (const number of words[at]!.anchors) {
          const program = this.#programs[number]!
          if (this.#hasNeeds(program)) this.#tryAround(program, at, from, to, found)
        }
      }
      from = to
    }
    return found
  }

  #see(words: readonly Word[], from: number, to: number): void {
    this.#sentence += 1
    for (let at = from; at < to; at += 1)
      for (const term of words[at]!.terms) this.#seen[term] = this.#sentence
  }

  #hasNeeds(program: Program): boolean {
    for (const terms of program.needs) {
      let has = false
      for (let index = 0; index < terms.length && !has; index += 1) {
        has = this.#seen[terms[index]!] === this.#sentence
      }
      if (!has) return false
    }
    return true
  }

  /** Tries every beginning of which the anchor at `at` can be part, inside the sentence `from`..`to`. */
  #tryAround(program: Program, at: number, from: number, to: number, found: Match[]): void {
    const part = program.parts[0]!
    const first = Math.max(from, at - part.longest + 1, this.#tried[program.number]!)
    for (let start = first; start <= at; start += 1) {
      const match = this.#matchAt(program, start, from, to)
      if (match) found.push(match)
    }
    this.#tried[program.number] = Math.max(this.#tried[program.number]!, at + 1)
  }

  #matchAt(program: Program, start: number, from: number, to: number): Match | undefined {
    this.#negatorsNamed = 0
    this.#limit = to
    const end = this.#run(program.parts[0]!.first, start)
    if (end < 0) return undefined
    let [lowest, highest] = [start, end]
    for (const part of program.parts.slice(1)) {
      const place = this.#nearest(part, start, end, from, to)
      if (!place) return undefined
      lowest = Math.min(lowest, place[0])
      highest = Math.max(highest, place[1])
    }
    if (program.parts.length > 1 && highest - lowest > SPAN_WORDS_MAX) return undefined
    if (this.#read.ends[highest - 1]! - this.#read.starts[lowest]! > QUOTE_LENGTH_MAX) return undefined
    return { program, from: lowest, to: highest, negatorsNamed: this.#negatorsNamed }
  }

  /** The place of a further part that is nearest to the first one. */
  #nearest(
    part: Part,
    start: number,
    end: number,
    from: number,
    to: number,
  ): readonly [number, number] | undefined {
    const lowest = Math.max(from, end - SPAN_WORDS_MAX)
    const highest = Math.min(to, start + SPAN_WORDS_MAX)
    for (let away = 0; start - away >= lowest || start + away < highest; away += 1) {
      for (const at of away === 0 ? [start] : [start + away, start - away]) {
        if (at < lowest || at >= highest) continue
        const stop = this.#run(part.first, at)
        if (stop >= 0) return [at, stop]
      }
    }
    return undefined
  }

  /** Walks the steps from a word on; the word after the match, or -1. Short gaps are tried first. */
  #run(step: Step, at: number): number {
    switch (step.kind) {
      case 'end':
        return at
      case 'word': {
        const word = at < this.#limit ? this.#read.words[at]! : undefined
        if (!word?.terms.has(step.term)) return -1
        const end = this.#run(step.next, at + 1)
        if (end >= 0 && this.#isNegator(word)) this.#negatorsNamed += 1
        return end
      }
      case 'gap':
        for (let skip = 0; skip <= step.most && at + skip < this.#limit; skip += 1) {
          const end = this.#run(step.next, at + skip)
          if (end >= 0) return end
        }
        return -1
      case 'choice':
        for (const option of step.options) {
          const end = this.#run(option, at)
          if (end >= 0) return end
        }
        return -1
    }
  }
}
