import { parseArgs } from 'node:util'
import { nowOf } from '#actions/house.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { dayOf, type Day } from '#core/time.ts'
import { listLines } from '#store/processing.ts'
import { openHouse, type OpenHouse } from './house/main.ts'
import { organisationOf } from './import.ts'
import { Unusable } from './import-input.ts'
import type { Io } from './io.ts'
import { otlpOf } from './otlp.ts'

const HELP = `usage: spoor log export --organisation ORGANISATION --register URL [--from DAY] [--through DAY]

Writes the Logboek Dataverwerkingen of one organisation to standard output as OTLP/JSON: one ExportTraceServiceRequest a
line, oldest first. The log names nobody and no employee: people stand in it by pseudonym. Changes nothing.

  --organisation ORGANISATION  whose log (${ORGANISATIONS.join(', ')})
  --register URL               address of this Spoor, below which the lines find their processing activities
  --from DAY                   first day, YYYY-MM-DD; else today
  --through DAY                last day; else the first
  --help                       this text

Exit status: 0 done, 2 unusable arguments.
`

const DONE = 0
const UNUSABLE = 2
const LINES_AT_ONCE = 1000

interface Wanted {
  readonly organisation: OrganisationId
  readonly origin: string
  readonly from: Day | undefined
  readonly through: Day | undefined
}

/** `spoor log`. */
export async function logCommand(
  args: readonly string[],
  io: Io,
  open: (log: (line: string) => void) => Promise<OpenHouse> = openHouse,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      organisation: { type: 'string' },
      register: { type: 'string' },
      from: { type: 'string' },
      through: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  })
  if (values.help) {
    io.stdout.write(HELP)
    return DONE
  }
  let wanted: Wanted
  try {
    wanted = wantedOf(positionals, values)
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    io.stderr.write(`spoor log: ${error.message}\n`)
    return UNUSABLE
  }
  const { house, stop } = await open((line) => void io.stderr.write(`${line}\n`))
  try {
    await writeLines(house, wanted, io)
    return DONE
  } finally {
    await stop()
  }
}

function wantedOf(
  positionals: readonly string[],
  values: Readonly<Partial<Record<'organisation' | 'register' | 'from' | 'through', string>>>,
): Wanted {
  if (positionals.join(' ') !== 'export') throw new Unusable('say what: spoor log export')
  const organisation = organisationOf('--organisation', values.organisation)
  if (organisation === undefined) throw new Unusable('say whose with --organisation')
  const url = URL.parse(values.register ?? '')
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Unusable('--register must be the address of this Spoor')
  return {
    organisation,
    origin: url.origin,
    from: dayIn('--from', values.from),
    through: dayIn('--through', values.through),
  }
}

function dayIn(option: string, text: string | undefined): Day | undefined {
  if (text === undefined) return undefined
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
  if (!isDay) throw new Unusable(`${option} must be a day, YYYY-MM-DD`)
  return text
}

async function writeLines(house: OpenHouse['house'], wanted: Wanted, io: Io): Promise<void> {
  const { organisation, origin } = wanted
  const from = wanted.from ?? dayOf(nowOf(house))
  const days = { from, through: wanted.through ?? from }
  const register = { origin, activities: house.law.activities }
  let after: Parameters<typeof listLines>[4] = null
  for (;;) {
    const lines: Awaited<ReturnType<typeof listLines>> = await listLines(
      house.stores[organisation],
      organisation,
      days,
      LINES_AT_ONCE,
      after,
    )
    if (lines.length > 0) io.stdout.write(`${JSON.stringify(otlpOf(organisation, lines, register))}\n`)
    after = lines.at(-1) ?? null
    if (lines.length < LINES_AT_ONCE) return
  }
}
