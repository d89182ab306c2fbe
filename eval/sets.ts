import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { TrainingText } from '#cli/train/lessons.ts'
import { batchesIn, textsOf } from '#cli/train/lessons.ts'

import type { Label, Read } from './measure.ts'

export const CHECKOUT = join(import.meta.dirname, '..')
export const TRAINING = join(CHECKOUT, 'training')
const SHARED = join(CHECKOUT, '..', 'shared')
/** The analyst's queries and the swaps that the customer keeps; not everywhere. */
export const SHARED_BASELINE = join(SHARED, 'eval', 'baseline.mjs')
export const SHARED_SWAP = join(SHARED, 'eval', 'swap.mjs')

/** A labelled set of registrations, and where it comes from. */
export interface LabelledSet {
  readonly name: 'training' | 'sealed' | 'development' | 'example'
  readonly title: string
  readonly reads: readonly Read[]
  readonly labels: readonly Label[]
}

/** Batches by what they are for. Sealed ones are not opened here. */
export const batches = () => batchesIn(TRAINING)

/** Texts of batches under `training/` with their labels. */
export function batchSet(name: 'training' | 'sealed', ids: readonly string[]): LabelledSet {
  const texts = ids.flatMap((batch) => textsOf(TRAINING, batch))
  const title =
    name === 'sealed' ? 'Sealed batches' : 'Training batches, each judged by a model that had not seen it'
  return { name, title, reads: texts, labels: texts.map(labelOf) }
}

function labelOf({ id, label }: TrainingText): Label {
  const { signal, forms, evidence, trap, hiddenness, strength } = label
  const hidden = signal && (hiddenness === 'H2' || hiddenness === 'H3')
  return { id, signal, forms, hidden, evidence, trap, strength, hiddenness }
}

/** The development set of the customer where it is, and the example day that comes with Spoor. */
export function otherSets(): readonly LabelledSet[] {
  const dev = join(SHARED, 'data', 'dev')
  const examples = join(CHECKOUT, 'examples')
  return [
    fileSet(
      'development',
      'Shared development set',
      join(dev, 'registrations.ndjson'),
      join(dev, 'labels.ndjson'),
    ),
    fileSet('example', 'Example day', join(examples, 'day.ndjson'), join(examples, 'day-labels.ndjson')),
  ].filter((set) => set !== undefined)
}

function fileSet(
  name: LabelledSet['name'],
  title: string,
  registrations: string,
  labels: string,
): LabelledSet | undefined {
  if (!existsSync(registrations)) return undefined
  return { name, title, reads: ndjson<Read>(registrations), labels: ndjson<Label>(labels) }
}

function ndjson<T>(path: string): readonly T[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as T)
}
