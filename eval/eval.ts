// How good is the scan? `npm run eval [-- --json] [--gate] [--set-floors] [--sealed]`. Writes eval/report.md and report.json.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { readCatalogue } from '#actions/catalogue.ts'
import { textsOf } from '#cli/train/lessons.ts'
import { scanRegistration } from '#scan/scan.ts'

import { agreementOf, secondReadings } from './agreement.ts'
import { bagOfWords } from './bag-of-words.ts'
import { evaluate, type SetReport } from './evaluate.ts'
import { bagsByStrangers, examplesOf, groupsOf, judgedByStrangers } from './folds.ts'
import { beyond, floorsOf, readGates, writeFloors } from './gates.ts'
import { type Report, reportOf } from './report.ts'
import { shortFigures } from './short.ts'
import { batches, batchSet, CHECKOUT, type LabelledSet, otherSets, TRAINING } from './sets.ts'

const OPENED = join(import.meta.dirname, 'sealed-opened.json')
/** So many groups of batches: more take longer, and give each model a little more to learn from. */
const GROUPS = 8
const has = (option: string) => process.argv.includes(option)

/** When sealed batches were opened, and what came out. */
type Opened = Report['sealedOpened']

const catalogue = readCatalogue()
const { train, sealed } = batches()
const training = batchSet('training', train)

function trainingReport(): SetReport {
  const groups = groupsOf(train, GROUPS)
  return evaluate(training, {
    judgedBy: `for each of ${groups.length} groups of batches a model trained on the others`,
    ...judgedByStrangers(training, groups),
    bagOfWords: bagsByStrangers(training, groups),
  })
}

/** What the deployed catalogue says of a set that it was not trained on. */
function deployedReport(set: LabelledSet): SetReport {
  return evaluate(set, {
    judgedBy: `the deployed catalogue${catalogue.ranker ? '' : ', rules only: no ranker.json lies beside it'}`,
    scan: set.reads.map((read) => scanRegistration(catalogue, read)),
    bagOfWords: bagOfWords(examplesOf(training), set.reads),
    catalogueOf: () => catalogue,
  })
}

/** Opens the sealed batches, which is written down for good. */
function sealedReport(): SetReport {
  const report = deployedReport(batchSet('sealed', sealed))
  const opened = [
    ...readOpened(),
    {
      at: new Date().toISOString(),
      ...{ batches: sealed, catalogue: catalogue.version, figures: report.figures },
    },
  ]
  writeFileSync(OPENED, `${JSON.stringify(opened, null, 2)}\n`)
  return report
}

function readOpened(): Opened {
  return JSON.parse(readFileSync(OPENED, 'utf8')) as Opened
}

const measured = [
  trainingReport(),
  ...(has('--sealed') && sealed.length > 0 ? [sealedReport()] : []),
  ...otherSets().map(deployedReport),
]
if (has('--set-floors')) {
  const { margin } = readGates()
  const figures = [
    ...measured.map((set) => [set.name, set.figures] as const),
    ...Object.entries(shortFigures()),
  ]
  writeFloors(Object.fromEntries(figures.map(([name, one]) => [name, floorsOf(one, margin)])))
}
const { floors } = readGates()
const sets = measured.map((set) => ({ ...set, belowFloor: beyond(set.figures, floors[set.name] ?? {}) }))
const report: Report = {
  catalogue: catalogue.version,
  ranker: catalogue.ranker !== undefined,
  texts: training.reads.length,
  batches: { train: train.length, sealed: sealed.length },
  sealedOpened: readOpened(),
  secondReading: agreementOf(
    [...train, ...sealed].flatMap((batch) => textsOf(TRAINING, batch)),
    secondReadings(TRAINING),
  ),
  sets,
}
const text = reportOf(report)
writeFileSync(join(CHECKOUT, 'eval', 'report.json'), `${JSON.stringify(report, null, 1)}\n`)
writeFileSync(join(CHECKOUT, 'eval', 'report.md'), text)
console.log(has('--json') ? JSON.stringify(report) : text)
const fallen = sets.flatMap(({ title, belowFloor }) => belowFloor.map((what) => `${title}: ${what}`))
if (has('--gate') && fallen.length > 0) {
  for (const what of fallen) console.error(`below its floor: ${what}`)
  process.exitCode = 1
}
