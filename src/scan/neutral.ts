import type { EqualWords } from './lexicon.ts'
import type { ReadText } from './match.ts'

/**
 * The words of a text as the ranker may see them: without who somebody is. He and she are one word, a nationality, a
 * place or a name is a blank, a figure is only so large. What is not here cannot weigh.
 */

/** Stands for a word that may not weigh: a nationality, a religion, a name in the lists of barred words. */
export const BARRED = '@'
/** Stands for a word with a capital in the midst of a sentence: a name of somebody, a street or a firm. */
export const NAMED = '@@'

/** What the neutral form of a word is made with: from `words.json` and the barred words of `catalogue.json`. */
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
  barred: Readonly<Record<string, readonly string[]>>,
): Neutrality {
  return { barred: new Set(Object.values(barred).flat()), equals: representatives(equal) }
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

const OPENS = /[:"'“”‘’„«(\-–—•*\n]/u

/** Whether the word at `index` can be a name: it has a capital, and nothing begins there. */
export function isNamed(read: ReadText, index: number): boolean {
  if (!read.words[index]!.capitalised) return false
  if (index === 0 || read.sentences[index] !== read.sentences[index - 1]) return false
  return !OPENS.test(read.text.slice(read.ends[index - 1], read.starts[index]))
}
