import type { Lexicon } from './lexicon.ts'
import type { Expression, Item, Sequence, Term } from './pattern.ts'

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
  readonly parts: readonly Part[]
  readonly anchors: readonly number[]
}

interface Anchors {
  readonly terms: readonly number[]
  readonly cost: number
}

const END: Step = { kind: 'end' }

/** Compiles an expression. `undefined`: it consists of optional words only, so that nothing anchors it. */
export function compileExpression(
  expression: Expression,
  lexicon: Lexicon,
  common: ReadonlyMap<string, number>,
): Omit<Program, 'number' | 'owner'> | undefined {
  const parts: { readonly part: Part; readonly anchors: Anchors | undefined }[] = []
  for (const sequence of expression) {
    const merged = mergeChoices(sequence)
    const part = { first: stepsOf(merged, lexicon, END), longest: longestOf(merged) }
    parts.push({ part, anchors: anchorsOf(merged, lexicon, common) })
  }
  parts.sort((a, b) => (a.anchors?.cost ?? Infinity) - (b.anchors?.cost ?? Infinity))
  const anchors = parts[0]?.anchors
  return anchors && { parts: parts.map(({ part }) => part), anchors: anchors.terms }
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

/** The cheapest terms that no match can do without. */
function anchorsOf(
  sequence: Sequence,
  lexicon: Lexicon,
  common: ReadonlyMap<string, number>,
): Anchors | undefined {
  let best: Anchors | undefined
  for (const item of sequence) {
    const found = item.kind === 'gap' ? undefined : anchorsOfItem(item, lexicon, common)
    if (found && (!best || found.cost < best.cost)) best = found
  }
  return best
}

function anchorsOfItem(
  item: Exclude<Item, { kind: 'gap' }>,
  lexicon: Lexicon,
  common: ReadonlyMap<string, number>,
): Anchors | undefined {
  if (item.kind === 'word') {
    const term = lexicon.add(item.term)
    const cost = lexicon.spellings[term]!.reduce((sum, word) => sum + (common.get(word) ?? 1), 0)
    return { terms: [term], cost: item.term.kind === 'number' ? cost + 500 : cost }
  }
  const options = item.options.map((option) => anchorsOf(option, lexicon, common))
  if (options.some((option) => option === undefined)) return undefined
  return {
    terms: options.flatMap((option) => option!.terms),
    cost: options.reduce((sum, option) => sum + option!.cost, 0),
  }
}
