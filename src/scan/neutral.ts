import type { Settings } from './catalogue-schema.ts'
import type { EqualWords } from './lexicon.ts'
import type { ReadText } from './match.ts'

/**
 * The words of a text as the ranker may see them: without who somebody is. He and she are one word, a nationality, a
 * place or a name is a blank, a figure is only so large. What is not here cannot weigh.
 */

/** Stands for a word that may not weigh: a nationality, a religion, a name, or a word that would stand for one. */
export const BARRED = '@'

/** What the neutral form of a word is made with: from `words.json`, and the barred words and proxies of `catalogue.json`. */
export interface Neutrality {
  readonly barred: ReadonlySet<string>
  readonly equals: ReadonlyMap<string, string>
}

/** Up to and including, and how a figure up to there is written. Larger than all: `#…`. */
const SIZES: readonly (readonly [number, string])[] = [
  [0.999, '#0'],
  [12, '#12'],
  [31, '#31'],
  [99, '#99'],
  [999, '#999'],
]
const LARGEST = '#…'

export function neutrality(
  equal: EqualWords,
  { barredWords, proxyWords }: Pick<Settings, 'barredWords' | 'proxyWords'>,
): Neutrality {
  const barred = [
    ...Object.values(barredWords).flat(),
    ...Object.values(proxyWords).flatMap(({ words }) => words),
  ]
  return { barred: new Set(barred), equals: representatives(equal) }
}

/** Of words that are equal, also by way of a third one, the first in the alphabet stands for all. */
function representatives(equal: EqualWords): ReadonlyMap<string, string> {
  const groups: Set<string>[] = []
  for (const words of equal) {
    const joined = new Set(words)
    for (const group of groups.filter((one) => words.some((word) => one.has(word)))) {
      for (const word of group) joined.add(word)
      groups.splice(groups.indexOf(group), 1)
    }
    groups.push(joined)
  }
  return new Map(
    groups.flatMap((group) => {
      const first = [...group].toSorted()[0]!
      return [...group].map((word) => [word, first] as const)
    }),
  )
}

/** The neutral form of a folded word. @param value  What it is worth, when it is written in figures. */
export function neutralWord(folded: string, value: number | undefined, by: Neutrality): string {
  if (value !== undefined) return SIZES.find(([most]) => value <= most)?.[1] ?? LARGEST
  if (by.barred.has(folded)) return BARRED
  return by.equals.get(folded) ?? folded
}

/** How many letters of a longer word say what it is about: `betaald`, `betaalden` and `betaaldag` share them. */
const STEM_LETTERS = 6

/** The beginning of a long word, marked as one; undefined for a short word, a figure or a blank. */
export function stemOf(neutral: string): string | undefined {
  if (neutral.length <= STEM_LETTERS || neutral.startsWith('#') || neutral === BARRED) return undefined
  return `${neutral.slice(0, STEM_LETTERS)}~`
}

/** Between two names of one person: Nguyen-Vermeer. */
const HYPHEN = '-'
const SPACE = 0x20
const OPENS = /[:"'“”‘’„«(\-–—•*\n]/u

/** The names of a registration: words that have a capital where nothing begins, in any of its fields. */
export function namesIn(reads: readonly ReadText[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const read of reads) {
    for (let index = 1; index < read.words.length; index += 1) {
      const { folded, capitalised, precedesName } = read.words[index]!
      if (capitalised && !precedesName && goesOn(read, index)) names.add(folded)
    }
  }
  return names
}

/**
 * Whether the word at `index` is a name, of somebody, a street or a firm: it has a capital and is one of the names of
 * the registration; or it belongs to the name that follows it. Then it may not weigh, nor that a name stands there.
 */
export function isNamed(read: ReadText, index: number, names: ReadonlySet<string>): boolean {
  const { capitalised, folded, precedesName } = read.words[index]!
  if (capitalised && names.has(folded)) return true
  if (!precedesName) return false
  const next = read.words[index + 1]
  if (next === undefined || (!next.capitalised && !next.precedesName)) return false
  return read.sentences[index + 1] === read.sentences[index] && isNamed(read, index + 1, names)
}

/** Whether a sentence goes on at `index`: nothing begins there. */
function goesOn(read: ReadText, index: number): boolean {
  if (index === 0 || read.sentences[index] !== read.sentences[index - 1]) return false
  const [end, start] = [read.ends[index - 1]!, read.starts[index]!]
  if (start - end === 1 && read.text.charCodeAt(end) === SPACE) return true
  const between = read.text.slice(end, start)
  return between === HYPHEN || !OPENS.test(between)
}
