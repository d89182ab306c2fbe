import { parseArgs } from 'node:util'
import { closeSessionsOf } from '#actions/sessions.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { openHouse, type OpenHouse } from './house/main.ts'
import { organisationOf } from './import.ts'
import { Unusable } from './import-input.ts'
import type { Io } from './io.ts'

const HELP = `usage: spoor sessions end --organisation ORGANISATION (--subject SUBJECT | --everybody)

Ends the sessions of somebody who no longer works here, whose role was taken away or whose laptop is gone, at once:
without it a session goes on until twelve hours after signing in. Take the account away at the identity provider first.

  --organisation ORGANISATION  whose colleague (${ORGANISATIONS.join(', ')})
  --subject SUBJECT            what the identity provider calls the person (the claim of OIDC_CLAIM_SUBJECT)
  --everybody                  of all in the organisation
  --help                       this text

Exit status: 0 done, 2 unusable arguments.
`

const DONE = 0
const UNUSABLE = 2

/** `spoor sessions`. */
export async function sessionsCommand(
  args: readonly string[],
  io: Io,
  open: (log: (line: string) => void) => Promise<OpenHouse> = openHouse,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      organisation: { type: 'string' },
      subject: { type: 'string' },
      everybody: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  })
  if (values.help) {
    io.stdout.write(HELP)
    return DONE
  }
  try {
    const { organisation, whose } = wantedOf(positionals, values)
    const { house, stop } = await open((line) => void io.stderr.write(`${line}\n`))
    try {
      const ended = await closeSessionsOf(house, organisation, whose)
      io.stdout.write(`${organisation}: ${ended} session${ended === 1 ? '' : 's'} ended\n`)
      return DONE
    } finally {
      await stop()
    }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    io.stderr.write(`spoor sessions: ${error.message}\n`)
    return UNUSABLE
  }
}

function wantedOf(
  positionals: readonly string[],
  { organisation: named, subject, everybody }: Readonly<Record<string, string | boolean | undefined>>,
) {
  if (positionals.join(' ') !== 'end') throw new Unusable('say what: spoor sessions end')
  const organisation = organisationOf('--organisation', typeof named === 'string' ? named : undefined)
  if (organisation === undefined) throw new Unusable('say whose with --organisation')
  if ((typeof subject === 'string') === (everybody === true)) {
    throw new Unusable('say either --subject or --everybody')
  }
  return { organisation, whose: typeof subject === 'string' ? { subject } : ('everybody' as const) }
}
