import type { Settings } from '#scan/catalogue-schema.ts'
import { foldWord } from '#scan/fold.ts'
import type { Catalogue } from '#scan/scan.ts'

/** Why a word may not be learned. */
export type Refused = (word: string) => string | undefined

/** Kinds of barred words of which the compounds and derived words are barred too: Marokkaanstalig, geloofsgemeenschap. */
const WITH_DERIVED = ['nationality', 'religion', 'ethnicity']
/** A shorter beginning is that of too many other words. */
const STEM_MIN = 5
/** Trades and roles of one sex: `-ster`, `-euse`, `-trice`, `-man`. With the word for the other as its equal it is none. */
const ONE_SEX = /(?:[^aeiou]ster|euse|trice|esse|vrouw|dame|meisje|man|heer|jongen)s?$/u

/**
 * What the ranker may not learn, however often it stands in the texts: words that begin as a nationality, a religion or an
 * ethnicity does, and trades and roles of one sex. It refuses a few innocent words too (`servies`, `beheer`), which costs
 * less than a list of exceptions that somebody has to keep.
 */
export function refusedBy({ settings, neutrality }: Pick<Catalogue, 'settings' | 'neutrality'>): Refused {
  const stems = barredStems(settings)
  const neutral = new Set([...neutrality.equals.keys(), ...neutrality.equals.values()])
  return (word) => {
    const stem = stems.find(([one]) => sharesStem(word, one))
    if (stem) return `begins with ${stem[0]}: ${stem[1]}`
    return ONE_SEX.test(word) && !neutral.has(word) ? 'a word for one sex' : undefined
  }
}

function barredStems({ barredWords }: Pick<Settings, 'barredWords'>): readonly (readonly [string, string])[] {
  return WITH_DERIVED.flatMap((kind) =>
    (barredWords[kind] ?? [])
      .map((word) => [foldWord(word).replace(/e$/u, ''), kind] as const)
      .filter(([stem]) => stem.length >= STEM_MIN),
  )
}

/** Whether a word begins with a stem; of a beginning that the ranker marks as one (`marokk~`), whether it may be its. */
function sharesStem(word: string, stem: string): boolean {
  return word.endsWith('~') ? stem.startsWith(word.slice(0, -1)) : word.startsWith(stem)
}
