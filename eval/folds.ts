import { readCatalogueFolder } from '#actions/catalogue.ts'
import { lessonsOf } from '#cli/train/lessons.ts'
import { trainFolds } from '#cli/train/train.ts'
import { RANKER_FILE } from '#scan/catalogue-files.ts'
import { type Catalogue, compileCatalogue, scanRegistration } from '#scan/scan.ts'

import { bagOfWords, type Example } from './bag-of-words.ts'
import type { Judgement } from './measure.ts'
import { type LabelledSet, TRAINING } from './sets.ts'

/** What is said of training texts by models that had not seen their batch. */
export interface ByStrangers {
  readonly scan: readonly Judgement[]
  /** The catalogue that judged a text, by its id. */
  readonly catalogueOf: (id: string) => Catalogue
}

/** Groups of batches, every `count`th in one; as many groups as batches when there are no more. */
export function groupsOf(batches: readonly string[], count: number): readonly (readonly string[])[] {
  const groups = Map.groupBy(batches, (_, at) => batches[at % count]!)
  return [...groups.values()]
}

/** Judges each group of batches with a ranker that was trained on the others. */
export function judgedByStrangers(set: LabelledSet, groups: readonly (readonly string[])[]): ByStrangers {
  const rules = readCatalogueFolder().filter(({ path }) => path !== RANKER_FILE)
  const compiled = compileCatalogue(rules)
  const lessons = lessonsOf(compiled, TRAINING, groups.flat())
  const folds = trainFolds(compiled, lessons, groups).map(({ batches, ranker }) => {
    const catalogue = compileCatalogue([...rules, { path: RANKER_FILE, text: JSON.stringify(ranker) }])
    const reads = set.reads.filter(isOf(batches))
    return { catalogue, scan: reads.map((read) => scanRegistration(catalogue, read)) }
  })
  const judges = new Map(folds.flatMap(({ scan, catalogue }) => scan.map(({ id }) => [id, catalogue])))
  return { scan: folds.flatMap(({ scan }) => scan), catalogueOf: (id) => judges.get(id)! }
}

/** The same with a plain bag of words. */
export function bagsByStrangers(
  set: LabelledSet,
  groups: readonly (readonly string[])[],
): readonly Judgement[] {
  const examples = examplesOf(set)
  return groups.flatMap((batches) => {
    const isIn = isOf(batches)
    return bagOfWords(
      examples.filter((example) => !isIn(example)),
      set.reads.filter(isIn),
    )
  })
}

/** The texts of a set with what they are, to learn from. */
export function examplesOf({ reads, labels }: LabelledSet): readonly Example[] {
  const signal = new Map(labels.map((label) => [label.id, label.signal]))
  return reads.map((read) => ({ ...read, signal: signal.get(read.id)! }))
}

/** Whether a text is of one of these batches: its id begins with the name. */
function isOf(batches: readonly string[]): (text: { readonly id: string }) => boolean {
  return ({ id }) => batches.some((batch) => id.startsWith(`${batch}-`))
}
