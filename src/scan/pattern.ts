/**
 * The small language in which indicators are written: docs/catalogue.md explains it by example. This file reads an
 * expression into a tree; it knows the grammar and nothing of Dutch.
 */

import type { Strength } from './catalogue-schema.ts'

/** What one word of the text must be. */
export type Term =
  | { readonly kind: 'exact'; readonly word: string }
  | { readonly kind: 'prefix'; readonly part: string }
  | { readonly kind: 'suffix'; readonly part: string }
  | { readonly kind: 'noun'; readonly word: string }
  | { readonly kind: 'verb'; readonly infinitive: string }
  /** A separable verb in one word: `afpakken`, `afgepakt`, `afpakt`. */
  | { readonly kind: 'joined-verb'; readonly particle: string; readonly infinitive: string }
  /** A verb without its participle, as it stands apart from its particle: `pakte … af`. */
  | { readonly kind: 'finite-verb'; readonly infinitive: string }
  /** A number from `low` up to and including `high`, in figures or in words. */
  | { readonly kind: 'number'; readonly low: number; readonly high: number }
  | { readonly kind: 'any'; readonly terms: readonly Term[] }

export type Item =
  | { readonly kind: 'word'; readonly term: Term }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'choice'; readonly options: readonly Sequence[] }

export type Sequence = readonly Item[]

/** Parts that stand in one sentence, in any order; mostly there is one. */
export type Expression = readonly Sequence[]

/** Named lists of words (`<baas>`), already read. */
export type WordClasses = ReadonlyMap<string, readonly Sequence[]>

/** An expression that cannot be read; the message says where and why, for the person who wrote it. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

/** Words in between, at most: `..` and `...`. */
export const SMALL_GAP = 3
export const WIDE_GAP = 7
/** Words between a finite verb and its particle: `nam haar bankpas en haar telefoon af`. */
const PARTICLE_GAP = 8

/** A star needs enough letters to be about something: `geld*` would be half a dictionary, `g*` all of it. */
const STAR_LETTERS_MIN = 4

const STRENGTH = /^([SMZ]):\s+/u
const PIECE = /\s*(\.{2,3}|[()[\]|&]|<[^<>]*>|[^\s()[\]|&<>]+)/uy
const WORD = /^(\*)?([\p{L}\d€%'’-]+?(?:\+[\p{L}]+)?)(~|\*)?$/u
const RANGE = /^(\d+(?:[.,]\d+)?)-(\d+(?:[.,]\d+)?)$/u

/** The strength that an expression names for itself (`M: deur op slot`), and the rest of it. */
export function splitStrength(source: string): {
  readonly strength: Strength | undefined
  readonly rest: string
} {
  const named = STRENGTH.exec(source)
  return {
    strength: named?.[1] as Strength | undefined,
    rest: named ? source.slice(named[0].length) : source,
  }
}

/** Reads an expression. Throws PatternError. */
export function parseExpression(source: string, classes: WordClasses): Expression {
  const parser = new Parser(piecesOf(source), classes)
  return parser.expression()
}

function piecesOf(source: string): readonly string[] {
  const pieces: string[] = []
  PIECE.lastIndex = 0
  const text = source.trim()
  while (PIECE.lastIndex < text.length) {
    const at = PIECE.lastIndex
    const found = PIECE.exec(text)
    if (!found) throw new PatternError(`cannot read "${text.slice(at)}"`)
    pieces.push(found[1]!)
  }
  return pieces
}

class Parser {
  readonly #pieces: readonly string[]
  readonly #classes: WordClasses
  #at = 0

  constructor(pieces: readonly string[], classes: WordClasses) {
    this.#pieces = pieces
    this.#classes = classes
  }

  expression(): Expression {
    const parts = [this.#sequence()]
    while (this.#take('&')) parts.push(this.#sequence())
    if (this.#at < this.#pieces.length) throw new PatternError(`"${this.#pieces[this.#at]}" has no beginning`)
    return parts
  }

  #sequence(): Sequence {
    const items: Item[] = []
    for (;;) {
      const piece = this.#pieces[this.#at]
      if (piece === undefined || piece === ')' || piece === ']' || piece === '|' || piece === '&') break
      this.#at += 1
      items.push(...this.#item(piece))
    }
    if (items.length === 0) throw new PatternError('a part without words')
    if (items[0]!.kind === 'gap' || items.at(-1)!.kind === 'gap') {
      throw new PatternError('a gap stands between two words, not at an end')
    }
    return items
  }

  #item(piece: string): readonly Item[] {
    if (piece === '(') return [{ kind: 'choice', options: this.#options(')') }]
    if (piece === '[') return [{ kind: 'choice', options: [...this.#options(']'), []] }]
    if (piece === '..') return [{ kind: 'gap', most: SMALL_GAP }]
    if (piece === '...') return [{ kind: 'gap', most: WIDE_GAP }]
    if (piece.startsWith('<')) return [this.#named(piece.slice(1, -1).trim())]
    return wordItems(piece)
  }

  #options(close: string): readonly Sequence[] {
    const options = [this.#sequence()]
    while (this.#take('|')) options.push(this.#sequence())
    if (!this.#take(close)) throw new PatternError(`"${close}" is missing`)
    return options
  }

  #named(name: string): Item {
    const range = RANGE.exec(name)
    if (range) {
      const [low, high] = [range[1]!, range[2]!].map((figure) => Number(figure.replace(',', '.')))
      if (low! > high!) throw new PatternError(`<${name}> runs backwards`)
      return { kind: 'word', term: { kind: 'number', low: low!, high: high! } }
    }
    const options = this.#classes.get(name)
    if (!options) throw new PatternError(`<${name}> is not in the word lists`)
    return { kind: 'choice', options }
  }

  #take(piece: string): boolean {
    if (this.#pieces[this.#at] !== piece) return false
    this.#at += 1
    return true
  }
}

function wordItems(piece: string): readonly Item[] {
  const read = WORD.exec(piece)
  if (!read || (read[1] && read[3])) throw new PatternError(`"${piece}" is no word, star word or number`)
  const [, star, body, tail] = read
  if (star || tail === '*') return [starItem(body!, star ? 'suffix' : 'prefix', piece)]
  const words = body!.split(/-|(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/u)
  const items = words.map((word): Item => ({ kind: 'word', term: { kind: 'exact', word } }))
  if (tail === '~') items.splice(-1, 1, inflectedItem(words.at(-1)!))
  else if (body!.includes('+')) throw new PatternError(`"${piece}": a separable verb needs ~`)
  return items
}

function starItem(part: string, kind: 'prefix' | 'suffix', piece: string): Item {
  if (part.includes('+') || part.includes('-'))
    throw new PatternError(`"${piece}": a star goes with one word`)
  if (part.length < STAR_LETTERS_MIN) {
    throw new PatternError(`"${piece}": a star needs at least ${STAR_LETTERS_MIN} letters`)
  }
  return { kind: 'word', term: { kind, part } }
}

/** `pakken~` and `af+pakken~` are verbs, `paspoort~` is a noun: an infinitive ends in `n`. */
function inflectedItem(word: string): Item {
  const [particle, infinitive] = word.split('+')
  if (infinitive !== undefined) {
    if (!infinitive.endsWith('n')) throw new PatternError(`"${word}~": after + comes an infinitive`)
    return { kind: 'choice', options: separable(particle!, infinitive) }
  }
  const isVerb = /(?:en|aan|oen|ien|ijn)$/u.test(word)
  return { kind: 'word', term: isVerb ? { kind: 'verb', infinitive: word } : { kind: 'noun', word } }
}

/** `afpakken`, `af te pakken`, `pakte … af`: the orders of a separable verb. */
function separable(particle: string, infinitive: string): readonly Sequence[] {
  const apart: Item = { kind: 'word', term: { kind: 'exact', word: particle } }
  const word = (term: Term): Item => ({ kind: 'word', term })
  return [
    [word({ kind: 'joined-verb', particle, infinitive })],
    [apart, word({ kind: 'exact', word: 'te' }), word({ kind: 'exact', word: infinitive })],
    [word({ kind: 'finite-verb', infinitive }), { kind: 'gap', most: PARTICLE_GAP }, apart],
  ]
}
