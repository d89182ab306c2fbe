import type { Refused } from '#cli/train/refused.ts'
import type { Settings } from '#scan/catalogue-schema.ts'
import { foldWord } from '#scan/fold.ts'
import type { RankerData } from '#scan/ranker-schema.ts'

import { share } from './measure.ts'
import { type readIdentities } from './swaps.ts'

/** A word that the ranker weighs and may not. */
export interface LexiconFault {
  readonly word: string
  readonly why: string
}

type WordsOf = Pick<RankerData, 'words' | 'pairs'>

/**
 * Words of the ranker that say who somebody is, or stand for it: those of the lists, of the swaps, and what training
 * refuses to learn.
 */
export function listedWords(
  ranker: WordsOf,
  { barredWords, proxyWords }: Pick<Settings, 'barredWords' | 'proxyWords'>,
  identities: ReturnType<typeof readIdentities>,
  refused: Refused,
): readonly LexiconFault[] {
  const listed = new Map<string, string>()
  const list = (kind: string, words: readonly string[]) => {
    for (const word of words) listed.set(foldWord(word), kind)
  }
  for (const [kind, words] of Object.entries(barredWords)) list(kind, words)
  for (const [kind, { words }] of Object.entries(proxyWords)) list(`stands for: ${kind}`, words)
  for (const [kind, lists] of Object.entries(identities.words)) list(kind, lists.flat())
  for (const [kind, words] of Object.entries(identities.names)) list(`name, ${kind}`, words)
  return wordsOf(ranker).flatMap((word): readonly LexiconFault[] => {
    const why = listed.get(word) ?? refused(word)
    return why === undefined ? [] : [{ word, why }]
  })
}

function wordsOf({ words, pairs }: WordsOf): readonly string[] {
  return [...new Set([...Object.keys(words), ...Object.keys(pairs).flatMap((pair) => pair.split(' '))])]
}

/** A text as the statistical check sees it: the neutral words that may weigh, and all words, folded. */
export interface CheckedText {
  readonly neutral: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

/** Texts of a group have one of these words, and none of those. */
export interface Group {
  readonly has: readonly string[]
  readonly lacks?: readonly string[]
}

const NEARLY_ALWAYS = 0.7

/**
 * Words whose presence goes nearly always with one nationality, one religion or one sex: the lower bound (Wilson, 95 %) of
 * that share, over all training texts, is above 0.7. So a word in fewer than nine texts says nothing: of some thousand words some always stand so by chance.
 */
export function goesWith(
  ranker: WordsOf,
  texts: readonly CheckedText[],
  groups: Readonly<Record<string, Group>>,
): readonly LexiconFault[] {
  const members = Object.entries(groups).map(([name, { has, lacks = [] }]) => {
    const isAny = (words: readonly string[]) => {
      const folded = [...new Set(words.map(foldWord))]
      return texts.map((text) => folded.some((word) => text.words.has(word)))
    }
    const [own, others] = [isAny(has), isAny(lacks)]
    const isIn = own.map((is, at) => is && !others[at])
    return { name, isIn, base: isIn.filter(Boolean).length / texts.length }
  })
  return wordsOf(ranker).flatMap((word) => {
    const places = texts.flatMap((text, at) => (text.neutral.has(word) ? [at] : []))
    if (places.length === 0) return []
    return members.flatMap(({ name, isIn, base }) => {
      const { low } = share(places.filter((at) => isIn[at]).length, places.length)
      const most = Math.max(NEARLY_ALWAYS, base + (1 - base) / 2)
      return low! > most ? [{ word, why: `nearly always beside ${name}` }] : []
    })
  })
}

/** For each nationality its words, by how they begin: `pool`, `pools`, `poolse`. */
export function byStem(words: readonly string[], length = 4): Readonly<Record<string, Group>> {
  const groups = Map.groupBy(words, (word) => foldWord(word).slice(0, length))
  return Object.fromEntries([...groups.values()].map((list) => [list[0]!, { has: list }]))
}
