import type { Strength } from './catalogue-schema.ts'
import type { Lexicon } from './lexicon.ts'
import type { Expression, Item, Sequence, Term } from './pattern.ts'
import type { Uses } from './terms.ts'

/** A step of a compiled part: a word, a gap or a choice, and what comes after it; `end` is reached by a match. */
export type Step =
  | { readonly kind: 'end' }
  | { readonly kind: 'word'; readonly term: number; readonly next: Step }
  | { readonly kind: 'gap'; readonly most: number; readonly next: Step }
  | { readonly kind: 'choice'; readonly options: readonly Step[] }

/** `longest`: the most words a match of this part can span. */
export interface Part {
  readonly first: Step
  readonly longest: number
}

/**
 * A compiled expression. `parts[0]` is looked for first: it holds the anchors, terms of which at least one stands
 * in every match, chosen for being rare, so that most of the text is never looked at twice.
 */
export interface Program {
  readonly number: number
  readonly owner: number
  /** Where this expression is worth less than its indicator: `M: deur op slot`. */
  readonly strength: Strength | undefined
  readonly parts: readonly Part[]
  readonly anchors: readonly number[]
  /** Terms of which a match needs one more in its sentence, the rarest that say so; none where anchors are all it has. */
  readonly need: readonly number[]
}

/** A program before it has a place in the catalogue. */
export type CompiledExpression = Pick<Program, 'parts' | 'anchors' | 'need'>

interface Anchors {
  readonly terms: readonly number[]
  readonly cost: number
}

const END: Step = { kind: 'end' }

/**
 * An expression that is nothing but a choice is as many expressions: each is looked for where its own rarest word stands, and not
 * wherever the commonest word of all does. What is one word stays together.
 */
export function alternativesOf(expression: Expression): readonly Expression[] {
  const [sequence, ...others] = expression
  const [choice, ...more] = others.length === 0 ? mergeChoices(sequence ?? []) : []
  if (choice?.kind !== 'choice' || more.length > 0) return [expression]
  if (choice.options.some((option) => option.length === 0)) return [expression]
  return choice.options.map((option) => [option])
}

/** Compiles an expression. `undefined`: it consists of optional words only, so that nothing anchors it. */
export function compileExpression(
  expression: Expression,
  lexicon: Lexicon,
  common: ReadonlyMap<string, number>,
): CompiledExpression | undefined {
  const parts = expression.map((sequence) => {
    const merged = mergeChoices(sequence)
    const part: Part = { first: stepsOf(merged, lexicon, END), longest: longestOf(merged) }
    return { part, anchors: anchorsOf(merged, lexicon, common).toSorted(byCost) }
  })
  parts.sort((a, b) => (a.anchors[0]?.cost ?? Infinity) - (b.anchors[0]?.cost ?? Infinity))
  const [best] = parts[0]?.anchors ?? []
  if (!best) return undefined
  const [need] = parts
    .flatMap(({ anchors }) => anchors)
    .filter((one) => one !== best)
    .toSorted(byCost)
  return { parts: parts.map(({ part }) => part), anchors: best.terms, need: need?.terms ?? [] }
}

function byCost(a: Anchors, b: Anchors): number {
  return a.cost - b.cost
}

/** `(baas | chef | voorman)` is one term that three words satisfy: one look instead of three. */
function mergeChoices(sequence: Sequence): Sequence {
  return sequence.map((item): Item => {
    if (item.kind !== 'choice') return item
    const options = item.options.map(mergeChoices)
    const single: Term[] = []
    const other: Sequence[] = []
    for (const option of options) {
      const only = option.length === 1 ? option[0]! : undefined
      if (only?.kind === 'word') single.push(...(only.term.kind === 'any' ? only.term.terms : [only.term]))
      else if (only?.kind === 'choice') other.push(...only.options)
      else other.push(option)
    }
    if (single.length === 0) return { kind: 'choice', options: other }
    const word: Item = {
      kind: 'word',
      term: single.length === 1 ? single[0]! : { kind: 'any', terms: single },
    }
    return other.length === 0 ? word : { kind: 'choice', options: [[word], ...other] }
  })
}

function stepsOf(sequence: Sequence, lexicon: Lexicon, after: Step): Step {
  let next = after
  for (const item of sequence.toReversed()) {
    if (item.kind === 'word') next = { kind: 'word', term: lexicon.add(item.term), next }
    else if (item.kind === 'gap') next = { kind: 'gap', most: item.most, next }
    else {
      const rest = next
      next = { kind: 'choice', options: item.options.map((option) => stepsOf(option, lexicon, rest)) }
    }
  }
  return next
}

function longestOf(sequence: Sequence): number {
  let longest = 0
  for (const item of sequence) {
    if (item.kind === 'word') longest += 1
    else if (item.kind === 'gap') longest += item.most
    else longest += Math.max(0, ...item.options.map(longestOf))
  }
  return longest
}

/** Of each item without which there is no match, the terms that can stand there. */
function anchorsOf(
  sequence: Sequence,
  lexicon: Lexicon,
  common: ReadonlyMap<string, number>,
): readonly Anchors[] {
  return sequence.flatMap((item) => {
    if (item.kind === 'gap') return []
    const anchors = item.kind === 'word' ? anchorsOfTerm(item.term, lexicon, common) : undefined
    return anchors ?? anchorsOfChoice(item, lexicon, common) ?? []
  })
}

function anchorsOfTerm(term: Term, lexicon: Lexicon, common: ReadonlyMap<string, number>): Anchors {
  const number = lexicon.add(term)
  const cost = lexicon.spellings[number]!.reduce((sum, word) => sum + (common.get(word) ?? 1), 0)
  return { terms: [number], cost }
}

/** Of every option its cheapest; `undefined` when an option has none, for then it can be left out. */
function anchorsOfChoice(
  item: Item,
  lexicon: Lexicon,
  common: ReadonlyMap<string, number>,
): Anchors | undefined {
  if (item.kind !== 'choice') return undefined
  const cheapest: Anchors[] = []
  for (const option of item.options) {
    const [first] = anchorsOf(option, lexicon, common).toSorted(byCost)
    if (!first) return undefined
    cheapest.push(first)
  }
  return {
    terms: cheapest.flatMap(({ terms }) => terms),
    cost: cheapest.reduce((sum, { cost }) => sum + cost, 0),
  }
}

/** What a catalogue of these expressions looks at. Expressions that need the same share a need. */
export function usesOf(programs: readonly Pick<Program, 'number' | 'anchors' | 'need'>[]): Uses {
  const anchored = new Map<number, number[]>()
  const fulfilled = new Map<number, number[]>()
  const needs = new Map([['', 0]])
  const needOf: number[] = []
  for (const { number, anchors, need } of programs) {
    for (const term of new Set(anchors)) addTo(anchored, term, number)
    const key = need.join(' ')
    const known = needs.get(key)
    needOf[number] = known ?? needs.size
    if (known !== undefined) continue
    for (const term of new Set(need)) addTo(fulfilled, term, needs.size)
    needs.set(key, needs.size)
  }
  return { anchored, fulfilled, needOf, needs: needs.size }
}

function addTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
