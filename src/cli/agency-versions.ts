import { parseArgs } from 'node:util'
import { listWaysOfWorking } from '#actions/enactments.ts'
import type { WayOfWorkingVersion } from '#contract/way-of-working.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { openHouse, type OpenHouse } from './house/main.ts'
import type { Io } from './io.ts'

const HELP = `usage: spoor agency versions

Says how every version of every way of working stands: a file that nobody proposed yet, proposed, approved, in force or past,
by whom, and whether the file was edited since. Changes nothing: two people let a version enter into force, on the page
Werkwijzen. The database is that of DATABASE_URL, else the embedded one in SPOOR_DATA.

  --help  this text

Exit status: 0 every file is as it was decided about, 4 a file was edited since, 2 unusable arguments.
`

const SOUND = 0
const UNUSABLE = 2
const EDITED = 4

export async function agencyVersions(
  args: readonly string[],
  io: Io,
  open: (log: (line: string) => void) => Promise<OpenHouse> = openHouse,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  if (values.help || positionals.length > 0) {
    const { stdout, stderr } = io
    const isAsked = values.help === true
    ;(isAsked ? stdout : stderr).write(HELP)
    return isAsked ? SOUND : UNUSABLE
  }
  const { house, stop } = await open((line) => void io.stderr.write(`${line}\n`))
  try {
    let edited = 0
    for (const organisation of ORGANISATIONS) {
      const { versions } = await listWaysOfWorking(house, { organisation })
      for (const version of versions) {
        io.stdout.write(`${lineOf(version)}\n`)
        if (version.changedSince) edited++
      }
    }
    return edited > 0 ? EDITED : SOUND
  } finally {
    await stop()
  }
}

function lineOf({
  id,
  state,
  byInstallation,
  proposedBy,
  approvedBy,
  changedSince,
}: WayOfWorkingVersion): string {
  const by = [
    byInstallation ? 'by installation' : '',
    proposedBy ? `proposed by ${proposedBy.name}` : '',
    approvedBy ? `approved by ${approvedBy.name}` : '',
    changedSince ? 'the file was edited since, and does not count' : '',
  ]
  return [id, state, ...by.filter((part) => part !== '')].join('; ')
}
