import { parseArgs } from 'node:util'
import type { House } from '#actions/house.ts'
import { keepRetention, listRuns, planRun, type Plan } from '#actions/retention.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import type { Counts, RunRow } from '#store/retention.ts'
import { openHouse, type OpenHouse } from './house/main.ts'
import { organisationOf } from './import.ts'
import { Unusable } from './import-input.ts'
import type { Io } from './io.ts'

const HELP = `usage: spoor retention [--dry-run] [--organisation ORGANISATION]
       spoor retention runs [--organisation ORGANISATION]

The daily work of retention, by hand: sets the clocks, carries out the runs that people confirmed, proposes what is past
its term now, asks about open signals whose content goes, and seals the figures of the months that are over. A running
server does the same every night. What is past its term cannot be read, whether or not this runs.

Nothing is removed or destroyed that people did not confirm: removal takes one person besides the machine, destruction two.
The audit log lapses by the jobs of a server or of spoor worker.

  --dry-run                    says what is due, by category, and changes nothing
  runs                         the runs and their proofs, those that wait first
  --organisation ORGANISATION  that one only (${ORGANISATIONS.join(', ')})
  --help                       this text

Exit status: 0 done, 2 unusable arguments.
`

const DONE = 0
const UNUSABLE = 2

/** `spoor retention`. */
export async function retentionCommand(
  args: readonly string[],
  io: Io,
  open: (log: (line: string) => void) => Promise<OpenHouse> = openHouse,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      'dry-run': { type: 'boolean' },
      organisation: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  })
  if (values.help) {
    io.stdout.write(HELP)
    return DONE
  }
  const [action, ...more] = positionals
  if (more.length > 0 || (action !== undefined && action !== 'runs') || (action && values['dry-run'])) {
    io.stderr.write(HELP)
    return UNUSABLE
  }
  let only: OrganisationId | undefined
  try {
    only = organisationOf('--organisation', values.organisation)
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    io.stderr.write(`spoor retention: ${error.message}\n`)
    return UNUSABLE
  }
  const organisations = only === undefined ? ORGANISATIONS : [only]
  const { house, stop } = await open((line) => void io.stderr.write(`${line}\n`))
  try {
    if (action === undefined && !values['dry-run']) await keepRetention(house, null, organisations)
    for (const organisation of organisations) {
      const lines = values['dry-run']
        ? await planLines(house, organisation)
        : (await listRuns(house, { organisation })).filter((run) => action || !run.executedAt).map(runLine)
      const shown = lines.length > 0 ? lines : [action ? 'no runs' : 'nothing is due']
      for (const line of shown) io.stdout.write(`${organisation}: ${line}\n`)
    }
    return DONE
  } finally {
    await stop()
  }
}

async function planLines(house: House, organisation: OrganisationId): Promise<readonly string[]> {
  const plans = [await planRun(house, organisation, 'remove'), await planRun(house, organisation, 'destroy')]
  return plans
    .filter(({ counts }) => Object.keys(counts).length > 0)
    .map(({ kind, day, counts }: Plan) => `due to ${kind} on ${day}: ${countsOf(counts)}`)
}

function runLine(run: RunRow): string {
  const what = `${run.kind} ${run.id} of ${run.day}`
  if (run.done && run.executedAt) {
    return `${what}: done at ${run.executedAt}: ${countsOf(run.done)}; proof ${run.proof ?? ''}`
  }
  const people = [run.confirmedBy, run.secondedBy].filter((one) => one !== null).length
  return `${what}: waits; ${people} confirmed; ${countsOf(run.report)}`
}

function countsOf(counts: Counts): string {
  return Object.entries(counts)
    .map(([category, count]) => `${count} ${category}`)
    .join(', ')
}
