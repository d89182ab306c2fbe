import { parseArgs } from 'node:util'

import { CATALOGUE_FOLDER, readCatalogueFolder } from '#actions/catalogue.ts'
import { faultsOf } from '#scan/catalogue-check.ts'

import type { Io } from './io.ts'

const HELP = `usage: spoor catalogue check [DIR]

Reads the indicators and says what is wrong with them: a file that does not have the right shape, an expression that
cannot be read, a barred word, an example that its own indicator does not find.

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
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  const [action, folder = CATALOGUE_FOLDER, ...more] = positionals
  if (values.help) {
    io.stdout.write(HELP)
    return SOUND
  }
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
