import { foldWord, isCapitalised, precedesName } from './fold.ts'
import { type Irregular, nounForms, verbForms } from './inflect.ts'
import type { Term } from './pattern.ts'
import { NO_USES, type Terms, TermSets, type Uses } from './terms.ts'
import { MISTYPED_MIN, TypingErrors } from './typing-errors.ts'
import { WordMemo } from './word-memo.ts'

/**
 * A word of the text as the matcher sees it: the terms that it satisfies, by number. Terms are shared: however many
 * expressions speak of a passport, the word is looked up once.
 */
export interface Word {
  readonly folded: string
  readonly terms: Terms
  /** Its number for the ranker, and that of its beginning; -1 for what the ranker does not know. */
  readonly gram: number
  readonly stem: number
  /** Written as names are (`Bakker`), and no word of which man and woman have one each. */
  readonly capitalised: boolean
  /** May be the beginning of a family name: `van`, `de`, `el`. */
  readonly precedesName: boolean
  /** Where this word is often the first half of another: the second half, and the whole (`mensen handel`). */
  readonly joins: ReadonlyMap<string, string> | undefined
}

/** How words are written that should have been written otherwise: `words.json`. */
export interface Spelling {
  readonly splits: readonly string[]
  readonly heads: readonly string[]
  readonly realWords: readonly string[]
}

const NO_SPELLING: Spelling = { splits: [], heads: [], realWords: [] }

/** The numbers that the ranker knows a folded word by. @param value  What it is worth, when written in figures. */
export type GramsOf = (folded: string, value: number | undefined) => Pick<Word, 'gram' | 'stem'>

const UNKNOWN = { gram: -1, stem: -1 }

/** Words that are the same to the scan, because who somebody is may not change a score: he and she, him and her. */
export type EqualWords = readonly (readonly string[])[]

interface Star {
  readonly part: string
  readonly term: number
}

const STAR_KEY = 4
/** Letters before the head of a compound, at least: `onschuld` is no `schuld`. */
const MODIFIER_MIN = 3

/** Stands for the numbers of a text when rare words are chosen: they are everywhere. */
const NUMBER_SPELLINGS = ['0']

/** All terms of a catalogue. Filled while it is compiled; after that it only answers. */
export class Lexicon {
  readonly #irregular: Irregular
  readonly #equals = new Map<string, readonly string[]>()
  readonly #numberWords: ReadonlyMap<string, number>
  readonly #byKey = new Map<string, number>()
  readonly #exact = new Map<string, number[]>()
  readonly #prefixes = new Map<string, Star[]>()
  readonly #suffixes = new Map<string, Star[]>()
  readonly #numbers: { readonly low: number; readonly high: number; readonly term: number }[] = []
  readonly #joins = new Map<string, Map<string, string>>()
  readonly #spelling: Spelling
  #errors: TypingErrors | undefined
  #uses = NO_USES
  #terms: TermSets | undefined
  /** Not before the filling has ended: until then a word may still come to mean more. */
  #known: WordMemo<Word> | undefined
  #gramsOf: GramsOf = () => UNKNOWN
  #alsoNames: ReadonlySet<string> = new Set()
  /** The words that satisfy a term, for choosing which term of an expression is rarest. */
  readonly spellings: (readonly string[])[] = []

  constructor(
    irregular: Irregular,
    equals: EqualWords,
    numberWords: Readonly<Record<string, number>>,
    spelling = NO_SPELLING,
  ) {
    this.#irregular = irregular
    this.#spelling = spelling
    for (const split of spelling.splits) {
      const [first, second] = split.split(' ').map(foldWord) as [string, string]
      const seconds = this.#joins.get(first) ?? new Map<string, string>()
      this.#joins.set(first, seconds.set(second, first + second))
    }
    this.#numberWords = new Map(Object.entries(numberWords))
    for (const group of equals) {
      for (const word of group)
        this.#equals.set(word, [...new Set([...(this.#equals.get(word) ?? []), ...group])])
    }
  }

  /** The number of a term; the same term has the same number. */
  add(term: Term): number {
    const key = JSON.stringify(term)
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const number = this.spellings.length
    this.#byKey.set(key, number)
    this.spellings.push([])
    this.spellings[number] = this.#register(term, number)
    this.#terms = undefined
    return number
  }

  /** Ends the filling: says what expressions look at, which words are names too, and what the ranker knows. */
  seal(uses: Uses, alsoNames = this.#alsoNames, gramsOf: GramsOf = this.#gramsOf): void {
    this.#uses = uses
    this.#alsoNames = alsoNames
    this.#gramsOf = gramsOf
    this.#terms = undefined
    this.#errors = undefined
    this.#known = new WordMemo()
  }

  /** Looks up the word at `start`..`end` of a text, in the spelling of the text. */
  word(text: string, start = 0, end = text.length): Word {
    const known = this.#known?.get(text, start, end)
    if (known) return known
    const raw = text.slice(start, end)
    const word = this.#look(raw, foldWord(raw))
    this.#known?.set(raw, word)
    return word
  }

  #register(term: Term, number: number): readonly string[] {
    switch (term.kind) {
      case 'exact':
        return this.#registerWords([term.word], number)
      case 'noun':
        return this.#registerWords(nounForms(foldWord(term.word), this.#irregular), number)
      case 'verb': {
        const forms = verbForms(term.infinitive, this.#irregular)
        return this.#registerWords([...forms.finite, ...forms.participles], number)
      }
      case 'finite-verb':
        return this.#registerWords(verbForms(term.infinitive, this.#irregular).finite, number)
      case 'joined-verb': {
        const forms = verbForms(term.infinitive, this.#irregular)
        const joined = [...forms.finite, ...forms.participles].map((form) => `${term.particle}${form}`)
        return this.#registerWords(joined, number)
      }
      case 'prefix':
        return this.#registerStar(term.part, number, this.#prefixes, (part) => part.slice(0, STAR_KEY))
      case 'suffix':
        return this.#registerStar(term.part, number, this.#suffixes, (part) => part.slice(-STAR_KEY))
      case 'number':
        this.#numbers.push({ low: term.low, high: term.high, term: number })
        return NUMBER_SPELLINGS
      case 'any':
        return term.terms.flatMap((inner) => this.#register(inner, number))
    }
  }

  #registerWords(words: readonly string[], number: number): readonly string[] {
    const spellings = this.#withEquals(words.map(foldWord))
    for (const word of spellings) {
      const terms = this.#exact.get(word)
      if (!terms) this.#exact.set(word, [number])
      else if (!terms.includes(number)) terms.push(number)
    }
    return spellings
  }

  #registerStar(
    part: string,
    number: number,
    stars: Map<string, Star[]>,
    keyOf: (part: string) => string,
  ): readonly string[] {
    const parts = this.#withEquals([foldWord(part)])
    for (const one of parts) {
      const list = stars.get(keyOf(one)) ?? []
      list.push({ part: one, term: number })
      stars.set(keyOf(one), list)
    }
    return parts
  }

  #withEquals(words: readonly string[]): readonly string[] {
    return [...new Set(words.flatMap((word) => this.#equals.get(word) ?? [word]))]
  }

  #look(raw: string, written: string): Word {
    const folded = this.#meant(written)
    const terms = this.#termsOf(folded)
    if (folded !== written) for (const term of this.#termsOf(written)) terms.add(term)
    const figures = valueOf(folded)
    const value = figures ?? this.#numberWords.get(folded)
    if (value !== undefined) {
      for (const { low, high, term } of this.#numbers) if (value >= low && value <= high) terms.add(term)
    }
    // A word that has an equal (he and she, uncle and aunt) is no name, also where somebody gives it a capital.
    const capitalised = isCapitalised(raw) && !this.#equals.has(folded)
    const joins = this.#joins.get(folded)
    const { gram, stem } = this.#gramsOf(folded, figures)
    this.#terms ??= new TermSets(this.spellings.length, this.#uses)
    // A word that is a name too (Boer, Kok) may be one wherever it has a capital, also where a sentence begins: then it is no boer.
    const shared = this.#terms.of(capitalised && this.#alsoNames.has(folded) ? new Set() : terms)
    return { folded, terms: shared, gram, stem, capitalised, precedesName: precedesName(folded), joins }
  }

  #termsOf(folded: string): Set<number> {
    const terms = new Set(this.#exact.get(folded))
    if (folded.length >= STAR_KEY) {
      for (const star of this.#prefixes.get(folded.slice(0, STAR_KEY)) ?? []) {
        if (folded.startsWith(star.part)) terms.add(star.term)
      }
      for (const star of this.#suffixes.get(folded.slice(-STAR_KEY)) ?? []) {
        if (folded.endsWith(star.part)) terms.add(star.term)
      }
    }
    const head = this.#spelling.heads.find(
      (part) => folded.length >= part.length + MODIFIER_MIN && folded.endsWith(part),
    )
    for (const term of (head && this.#exact.get(head)) || []) terms.add(term)
    return terms
  }

  /** The word without its typing error, where it is not a word that is known and plainly meant to be one. */
  #meant(folded: string): string {
    if (folded.length < MISTYPED_MIN || this.#exact.has(folded) || !/^[a-z]+$/u.test(folded)) return folded
    this.#errors ??= new TypingErrors(
      this.#exact.keys(),
      new Set(this.#spelling.realWords.flatMap((line) => line.split(' '))),
    )
    return this.#errors.meant(folded) ?? folded
  }
}

/** `8.000` is eight thousand, `3,50` three and a half, `06.30` and `22:15` times of which the hours count. */
export function valueOf(folded: string): number | undefined {
  if (!/^\d/u.test(folded)) return undefined
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/u.test(folded))
    return Number(folded.replaceAll('.', '').replace(',', '.'))
  const plain = /^\d+(?:[.,]\d+)?/u.exec(folded.replace(':', '.'))
  return plain ? Number(plain[0].replace(',', '.')) : undefined
}
