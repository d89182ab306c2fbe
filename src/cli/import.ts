import { parseArgs } from 'node:util'
import { isOrganisation, ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { openHouse, type OpenHouse } from './house/main.ts'
import { importFiles } from './import-files.ts'
import { findFiles, readMappingFile, Unusable } from './import-input.ts'
import type { Io } from './io.ts'
import { scanAll } from './scan-all.ts'

const HELP = `usage: spoor import [--as ORGANISATION] [--mapping FILE] [--format ndjson|csv] FILE... | -
       spoor seed FILE... | -

Takes registrations in (NDJSON or CSV, gzip or not) and scans them. The same file twice changes nothing; the same id
with other content is kept as a correction beside the original.

  --as ORGANISATION        takes only its rows (${ORGANISATIONS.join(', ')}); rows of others are rejected.
                           Without it a mixed file is split over the organisations that its rows name
  --fallback ORGANISATION  whose quarantine keeps rows that name no organisation (politie)
  --format ndjson|csv      else by the file's name
  --mapping FILE           JSON that says which column of a CSV holds what: {"delimiter":";",
                           "encoding":"utf-8"|"windows-1252","columns":{"id":"NUMMER","person1.name":"NAAM"},
                           "constants":{"organisation":"politie"}}. Without it the header uses our own names
  --no-scan                leaves the scan to the server, or to spoor scan-day
  --help                   this text

On standard output: the balance of each file. On standard error: progress, and the number and the reason of each line
that was rejected; the line itself is in quarantine.
Exit status: 0 all lines taken in, 3 some were rejected, 2 unusable arguments or a file that is missing, a folder or not
text, 1 a fault of ours.
`

const UNUSABLE = 2

export interface ImportOptions {
  readonly files: readonly string[]
  readonly as: OrganisationId | undefined
  readonly fallback: OrganisationId
  readonly format: 'ndjson' | 'csv' | undefined
  readonly mapping: string | undefined
  readonly scan: boolean
}

/** `spoor import`. Source of its behaviour: formats.md. */
export async function importCommand(
  args: readonly string[],
  io: Io,
  open: (log: (line: string) => void) => Promise<OpenHouse> = openHouse,
): Promise<number> {
  try {
    const options = optionsOf(args)
    if (options) return await run(options, io, open)
    io.stdout.write(HELP)
    return 0
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    io.stderr.write(`spoor import: ${error.message}\n`)
    return UNUSABLE
  }
}

/** `spoor seed`: an import that splits a mixed file over the organisations. */
export async function seedCommand(args: readonly string[], io: Io): Promise<number> {
  if (args.some((arg) => arg === '--as' || arg.startsWith('--as='))) {
    io.stderr.write(
      'spoor seed: splits a file over the organisations; for one of them there is spoor import --as\n',
    )
    return UNUSABLE
  }
  return importCommand(args, io)
}

async function run(
  options: ImportOptions,
  io: Io,
  open: (log: (line: string) => void) => Promise<OpenHouse>,
): Promise<number> {
  // Everything that can be wrong with the arguments is said before a database is started.
  const mapping = options.mapping === undefined ? undefined : readMappingFile(options.mapping)
  const files = await findFiles(options, mapping, io.stdin)
  const { house, stop } = await open((line) => void io.stderr.write(`${line}\n`))
  try {
    const status = await importFiles(house, files, options, io)
    if (options.scan) await scanAll(house, options.as === undefined ? ORGANISATIONS : [options.as], io)
    return status
  } finally {
    await stop()
  }
}

function optionsOf(args: readonly string[]): ImportOptions | undefined {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      as: text,
      fallback: text,
      format: text,
      mapping: text,
      'no-scan': flag,
      help: { ...flag, short: 'h' },
    },
    allowPositionals: true,
  })
  if (values.help) return undefined
  if (positionals.length === 0)
    throw new Unusable('which file? (- is standard input; see spoor import --help)')
  const { format } = values
  if (format !== undefined && format !== 'ndjson' && format !== 'csv') {
    throw new Unusable('--format is ndjson or csv')
  }
  return {
    files: positionals,
    as: organisationOf('--as', values.as),
    fallback: organisationOf('--fallback', values.fallback) ?? 'politie',
    format,
    mapping: values.mapping,
    scan: values['no-scan'] !== true,
  }
}

export function organisationOf(option: string, value: string | undefined): OrganisationId | undefined {
  if (value === undefined || isOrganisation(value)) return value
  throw new Unusable(
    `${option}: there is no organisation ${JSON.stringify(value)} (${ORGANISATIONS.join(', ')})`,
  )
}
