import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { CATALOGUE_FOLDER, readCatalogue, readCatalogueFolder } from '#actions/catalogue.ts'
import { faultsOf } from '#scan/catalogue-check.ts'
import { RANKER_FILE } from '#scan/catalogue-files.ts'
import { compileCatalogue } from '#scan/scan.ts'

import type { Io } from './io.ts'
import { cardOf, type MeasuredReport } from './train/card.ts'
import { countIndicators } from './train/indicator-counts.ts'
import { batchesIn } from './train/lessons.ts'
import { train } from './train/train.ts'

const CHECKOUT = join(import.meta.dirname, '..', '..')
const TRAINING = join(CHECKOUT, 'training')
/** Written by `npm run eval`. */
const REPORT = join(CHECKOUT, 'eval', 'report.json')
const CARD = join(CHECKOUT, 'docs', 'model-card.md')

/** Written by `spoor catalogue measure`. */
const COUNTS = join(import.meta.dirname, '..', '..', 'eval', 'indicators.json')

const HELP = `usage: spoor catalogue check [DIR]
       spoor catalogue train [DIR] [--training DIR]
       spoor catalogue measure
       spoor catalogue card [DIR]

Reads the indicators and says what is wrong with them: a file that does not have the right shape, an expression that
cannot be read, a barred word, an example that its own indicator does not find.

"train" reads the texts under training/ and writes ranker.json: what each indicator and each word weighs. The same texts
and rules give the same file.

"card" writes docs/model-card.md: what is deployed, what it was trained on, how good it is (as "npm run eval" measured it
last), what it may not look at, and its limits.

"measure" writes eval/indicators.json: in how many training texts, signals and others, each indicator counts. The screen
Catalogus shows it.

Exit status: 0 nothing wrong, 4 faults, 2 unusable arguments.
`

const SOUND = 0
const UNUSABLE = 2
const FAULTS = 4

/** `spoor catalogue`. */
export function catalogueCommand(args: readonly string[], io: Io): Promise<number> {
  return Promise.resolve(run(args, io))
}

function run(args: readonly string[], io: Io): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', short: 'h' }, training: { type: 'string' } },
    allowPositionals: true,
  })
  const [action, folder = CATALOGUE_FOLDER, ...more] = positionals
  if (values.help) {
    io.stdout.write(HELP)
    return SOUND
  }
  if (action === 'train' && more.length === 0) return trainRanker(folder, values.training ?? TRAINING, io)
  if (action === 'card' && more.length === 0) return writeCard(folder, io)
  if (action === 'measure' && positionals.length === 1) return measureIndicators(io)
  if (action !== 'check' || more.length > 0) {
    io.stderr.write(HELP)
    return UNUSABLE
  }
  let files
  try {
    files = readCatalogueFolder(folder)
  } catch (error) {
    io.stderr.write(`spoor catalogue: ${folder}: cannot be read (${(error as NodeJS.ErrnoException).code})\n`)
    return UNUSABLE
  }
  const { catalogue, expressions, examples, faults } = faultsOf(files)
  for (const fault of faults) io.stdout.write(`${fault}\n`)
  if (catalogue) {
    const [indicators, version] = [catalogue.indicators.length, catalogue.version]
    io.stderr.write(
      `catalogue ${version}: ${indicators} indicators, ${expressions} expressions, ${examples} examples\n`,
    )
  }
  io.stderr.write(`${faults.length} faults\n`)
  return faults.length > 0 ? FAULTS : SOUND
}

/** Counts in the texts of the checkout with its own rules. */
function measureIndicators(io: Io): number {
  const rules = readCatalogueFolder().filter(({ path }) => path !== RANKER_FILE)
  const counts = countIndicators(compileCatalogue(rules), TRAINING, batchesIn(TRAINING).train)
  writeFileSync(COUNTS, `${JSON.stringify(counts, null, 2)}\n`)
  io.stderr.write(
    `eval/indicators.json: ${counts.texts} fictional texts, ${counts.signals} of them signals\n`,
  )
  return SOUND
}

/** Trains on the batches that are meant for it, and writes the model beside the rules. */
function trainRanker(folder: string, training: string, io: Io): number {
  const rules = readCatalogueFolder(folder).filter(({ path }) => path !== RANKER_FILE)
  const batches = batchesIn(training)
  const ranker = train(compileCatalogue(rules), training, batches.train)
  writeFileSync(join(folder, RANKER_FILE), `${JSON.stringify(ranker, null, 1)}\n`)
  const figures = Object.entries(ranker.crossValidated).map(([name, value]) => `${name} ${value}`)
  io.stderr.write(
    `${batches.train.length} batches, each judged by a model that had not seen it (fictional text):\n`,
  )
  io.stderr.write(`${figures.join(', ')}\n`)
  const isDeployed = folder === CATALOGUE_FOLDER && training === TRAINING
  return isDeployed ? measureIndicators(io) : SOUND
}

function writeCard(folder: string, io: Io): number {
  writeFileSync(CARD, modelCard(folder))
  io.stderr.write('docs/model-card.md\n')
  return SOUND
}

/** The model card of a catalogue folder, with the figures that were measured last. */
export function modelCard(folder: string): string {
  return cardOf(readCatalogue(folder), JSON.parse(readFileSync(REPORT, 'utf8')) as MeasuredReport)
}
