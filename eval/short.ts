import { readCatalogue } from '#actions/catalogue.ts'
import { scanRegistration } from '#scan/scan.ts'

import { groupsOf, judgedByStrangers } from './folds.ts'
import { type Figures, figuresOf } from './gates.ts'
import { measure } from './measure.ts'
import { batches, batchSet, otherSets } from './sets.ts'
import { swapped } from './swaps.ts'

const GROUPS = 2
const SWAP_EVERY = 8

/**
 * The figures that `npm test` holds against their floors, in seconds: the training batches in two halves, each judged
 * by a model that has seen the other (so with far fewer texts than the full evaluation), and the example day.
 */
export function shortFigures(): Readonly<Record<'short' | 'shortExample', Figures>> {
  const { train } = batches()
  const training = batchSet('training', train)
  const { scan, catalogueOf } = judgedByStrangers(training, groupsOf(train, GROUPS))
  const swaps = swapped(
    catalogueOf,
    training.reads.filter((_, at) => at % SWAP_EVERY === 0),
  )
  const catalogue = readCatalogue()
  const example = otherSets().find(({ name }) => name === 'example')!
  const exampleScan = example.reads.map((read) => scanRegistration(catalogue, read))
  return {
    short: figuresOf(measure(training.labels, training.reads, scan), swaps),
    shortExample: figuresOf(
      measure(example.labels, example.reads, exampleScan),
      swapped(() => catalogue, example.reads),
    ),
  }
}
