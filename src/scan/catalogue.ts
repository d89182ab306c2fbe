import type { Form } from '#core/form.ts'

import { barredIn, whereBarred } from './barred-words.ts'
import {
  CatalogueError,
  type CatalogueFile,
  readCatalogueFiles,
  type CatalogueData,
} from './catalogue-files.ts'
import type { ContextData, Settings, Strength, WordData } from './catalogue-schema.ts'
import { foldWord } from './fold.ts'
import { Lexicon } from './lexicon.ts'
import { Matcher } from './match.ts'
import { type Neutrality, neutrality, neutralWord } from './neutral.ts'
import { parseExpression, PatternError, type Sequence, splitStrength, type WordClasses } from './pattern.ts'
import { alternativesOf, compileExpression, type Program, usesOf } from './program.ts'
import { Ranker } from './ranker.ts'

export { CatalogueError, type CatalogueFile }

/** An indicator as the screens show it. */
export interface Indicator {
  readonly id: string
  readonly group: string
  readonly label: { readonly nl: string; readonly en: string }
  readonly dimension: string
  readonly strength: Strength
  /** Empty where the indicator says nothing of the form. */
  readonly forms: readonly Form[]
  readonly sources: readonly string[]
  readonly effectiveFrom: string
  /** Seen only over several registrations: stored, and not looked for in one. */
  readonly needsSeveral: boolean
  /** Too common to count by itself: weighs only where there is a ranker. */
  readonly needsRanker: boolean
}

/** A context: words that say how another finding is to be taken. Source: `indicators/contexts.json`. */
export interface Context {
  /** Its place in the file: of several that apply the first decides. */
  readonly order: number
  readonly status: ContextData['status']
  readonly reach: ContextData['reach']
  /** `denied`: says who it is that denies, and only applies to what the text denies. */
  readonly when: ContextData['when']
  readonly indicators: ReadonlySet<string> | undefined
}

/** The dictionary of denial; `unlessFollowedBy`: `niet alleen`, `niet meer dan` deny nothing. */
export interface Negation {
  readonly words: ReadonlySet<string>
  readonly before: ReadonlySet<string>
  readonly inside: ReadonlySet<string>
  readonly fillers: ReadonlySet<string>
  readonly unlessFollowedBy: ReadonlySet<string>
  /** Behind these another thought begins: `maar`, `echter`. */
  readonly contrast: ReadonlySet<string>
}

/** A compiled catalogue. Holds buffers of its own: one registration at a time. */
export interface Catalogue {
  /** `2026-01-01+3f2a…`: the version and the hash over all files. */
  readonly version: string
  readonly effectiveFrom: string
  /** Whether a score is a measured chance; before there is a ranker it is a count in the shape of one. */
  readonly calibrated: boolean
  readonly indicators: readonly Indicator[]
  readonly settings: Settings
  readonly contexts: readonly Context[]
  readonly negation: Negation
  readonly abbreviations: ReadonlySet<string>
  readonly lexicon: Lexicon
  readonly programs: readonly Program[]
  readonly matcher: Matcher
  readonly neutrality: Neutrality
  /** Undefined in rules-only mode: then findings are counted by strength. */
  readonly ranker: Ranker | undefined
}

const COMMON_COST = { very: 2000, rather: 200 }

/**
 * Compiles the files of a folder `indicators/`. Throws CatalogueError with the file and the indicator in its message:
 * a catalogue that is not whole must not scan.
 */
export function compileCatalogue(files: readonly CatalogueFile[]): Catalogue {
  const data = readCatalogueFiles(files)
  const indicators = indicatorsOf(data)
  const { words } = data
  const lexicon = new Lexicon(words, words.equal, words.numbers, words)
  const negation = negationOf(words)
  const classes = classesOf(words)
  const programs = programsOf(data, classes, indicators, lexicon)
  const [barred] = barredIn(data, lexicon)
  if (barred) {
    const place = whereBarred(data, classes, barred.word)
    const fault = `reacts to "${barred.word}" (${barred.kind}): who somebody is may not count`
    throw new CatalogueError(place?.path ?? 'words.json', place?.indicator, fault)
  }
  const neutral = neutrality(words.equal, data.settings)
  const ranker = data.ranker && new Ranker(data.ranker)
  const uses = usesOf(programs)
  const gramsOf =
    ranker &&
    ((folded: string, value: number | undefined) => ranker.grams(neutralWord(folded, value, neutral)))
  lexicon.seal(uses, neutral.barred, gramsOf)
  return {
    version: `${data.settings.version}+${data.hash}`,
    effectiveFrom: data.settings.effectiveFrom,
    calibrated: ranker !== undefined,
    indicators,
    settings: data.settings,
    contexts: data.contexts.map(({ status, reach, when, indicators: only }, order) => ({
      order,
      status,
      reach,
      when,
      indicators: only && new Set(only),
    })),
    negation,
    abbreviations: new Set(words.abbreviations),
    lexicon,
    programs,
    matcher: new Matcher(programs, uses.needs, (word) => negation.words.has(word.folded)),
    neutrality: neutral,
    ranker,
  }
}

function indicatorsOf(data: CatalogueData): readonly Indicator[] {
  const seen = new Map<string, string>()
  const indicators: Indicator[] = []
  for (const { path, data: group } of data.groups) {
    for (const { id, label, dimension, strength, forms, sources, effectiveFrom, needs } of group.indicators) {
      if (!id.startsWith(`${group.group}-`))
        throw new CatalogueError(path, id, `does not belong to ${group.group}`)
      const earlier = seen.get(id)
      if (earlier) throw new CatalogueError(path, id, `stands in ${earlier} already`)
      seen.set(id, path)
      const needsSeveral = needs === 'several-registrations'
      const common = { id, group: group.group, label, dimension, strength }
      indicators.push({
        ...common,
        forms,
        sources,
        effectiveFrom,
        needsSeveral,
        needsRanker: needs === 'ranker',
      })
    }
  }
  for (const id of [
    ...data.settings.conclusions,
    ...data.contexts.flatMap((context) => context.indicators ?? []),
  ]) {
    if (!seen.has(id)) throw new CatalogueError('catalogue.json', id, 'is named here, but is no indicator')
  }
  return indicators
}

/** Every expression of every indicator, and after them (`owner` runs on) those of every context. */
function programsOf(
  data: CatalogueData,
  classes: WordClasses,
  indicators: readonly Indicator[],
  lexicon: Lexicon,
): readonly Program[] {
  const common = new Map([
    ...data.words.common.rather.map((word) => [word, COMMON_COST.rather] as const),
    ...data.words.common.very.map((word) => [word, COMMON_COST.very] as const),
  ])
  const programs: Program[] = []
  const add = (path: string, name: string, owner: number, expressions: readonly string[]): void => {
    for (const source of expressions) {
      const { strength, rest } = splitStrength(source)
      const alternatives = compiled(path, name, source, () => {
        const expressions = alternativesOf(parseExpression(rest, classes))
        const programs = expressions.map((expression) => compileExpression(expression, lexicon, common))
        return programs.every((program) => program !== undefined) ? programs : undefined
      })
      for (const program of alternatives)
        programs.push({ ...program, number: programs.length, owner, strength })
    }
  }
  let owner = 0
  for (const { path, data: group } of data.groups) {
    for (const { id, expressions } of group.indicators) {
      // What only several registrations show is kept for when they are seen together; it must be readable already.
      if (indicators[owner]!.needsSeveral) readable(path, id, expressions, classes)
      else add(path, id, owner, expressions)
      owner += 1
    }
  }
  for (const [index, { expressions }] of data.contexts.entries()) {
    add('contexts.json', `context ${index + 1}`, owner + index, expressions)
  }
  return programs
}

function readable(path: string, name: string, expressions: readonly string[], classes: WordClasses): void {
  for (const source of expressions) {
    compiled(path, name, source, () => {
      parseExpression(splitStrength(source).rest, classes)
      return true
    })
  }
}

function compiled<Compiled>(
  path: string,
  name: string,
  source: string,
  compile: () => Compiled | undefined,
): Compiled {
  try {
    const program = compile()
    if (!program) throw new PatternError('every word of it is optional')
    return program
  } catch (error) {
    if (error instanceof PatternError) throw new CatalogueError(path, name, `"${source}": ${error.message}`)
    throw error
  }
}

/** A word list may use the lists above it. */
function classesOf(words: WordData): WordClasses {
  const classes = new Map<string, readonly Sequence[]>()
  for (const [name, entries] of Object.entries(words.classes)) {
    const options = entries.map((entry) => {
      try {
        const [only, ...more] = parseExpression(entry, classes)
        if (!only || more.length > 0) throw new PatternError('& has no place in a word list')
        return only
      } catch (error) {
        if (error instanceof PatternError)
          throw new CatalogueError('words.json', `<${name}>`, `"${entry}": ${error.message}`)
        throw error
      }
    })
    classes.set(name, options)
  }
  return classes
}

function negationOf({ negation }: WordData): Negation {
  const folded = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(foldWord))
  return {
    words: folded(negation.words),
    before: folded(negation.before),
    inside: folded(negation.inside),
    fillers: folded(negation.fillers),
    unlessFollowedBy: folded(negation.unlessFollowedBy),
    contrast: folded(negation.contrast),
  }
}
