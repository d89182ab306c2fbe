import type { CatalogueData } from './catalogue-files.ts'
import { foldWord } from './fold.ts'
import { Lexicon } from './lexicon.ts'
import { parseExpression, splitStrength, type WordClasses } from './pattern.ts'
import { compileExpression } from './program.ts'

/** A word that says who somebody is, and that the catalogue looks for all the same. */
export interface BarredWord {
  readonly word: string
  /** Nationality, religion, language, name, … */
  readonly kind: string
}

/**
 * Barred words (nationality, ethnicity, religion, language, name, place) to which the catalogue would react: in the
 * expressions as they are compiled, so with every inflection, star and equal word. The score is about what happened.
 */
export function barredIn(data: CatalogueData, lexicon: Lexicon): readonly BarredWord[] {
  return Object.entries(data.settings.barredWords).flatMap(([kind, words]) =>
    words.filter((word) => lexicon.word(word).terms.size > 0).map((word) => ({ word, kind })),
  )
}

/** The file and the indicator of the first expression that reacts to a barred word. */
export function whereBarred(
  data: CatalogueData,
  classes: WordClasses,
  word: string,
): { readonly path: string; readonly indicator: string; readonly expression: string } | undefined {
  for (const { path, data: group } of data.groups) {
    for (const { id, expressions } of group.indicators) {
      for (const expression of expressions) {
        const lexicon = new Lexicon(data.words, data.words.equal, data.words.numbers)
        compileExpression(parseExpression(splitStrength(expression).rest, classes), lexicon, new Map())
        if (lexicon.word(word).terms.size > 0) return { path, indicator: id, expression }
      }
    }
  }
  return undefined
}

/** Barred words that stand in a text, such as an example. */
export function barredInText(data: CatalogueData, text: string): readonly BarredWord[] {
  const words = new Set(text.split(/[^\p{L}\p{M}]+/u).map(foldWord))
  return Object.entries(data.settings.barredWords).flatMap(([kind, barred]) =>
    barred.filter((word) => words.has(foldWord(word))).map((word) => ({ word, kind })),
  )
}
