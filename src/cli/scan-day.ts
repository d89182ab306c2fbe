import { parseArgs } from 'node:util'
import { closeDays, readDay } from '#actions/days.ts'
import { checkFeeds, takeInFolders } from '#actions/feeds.ts'
import { nowOf, type House } from '#actions/house.ts'
import { clearUp } from '#actions/imports.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import { dayOf } from '#core/time.ts'
import { openHouse, type OpenHouse } from './house/main.ts'
import { organisationOf } from './import.ts'
import { Unusable } from './import-input.ts'
import type { Io } from './io.ts'
import { scanAll } from './scan-all.ts'

const HELP = `usage: spoor scan-day [--organisation ORGANISATION]

The daily run, by hand: takes in what lies in the folders of the feeds, scans what waits, closes the days that are over,
looks whether a feed is late, empty or unusually small, and prints today's balance. A running server does the same by
itself; both at once, or twice, propose nothing twice.

  --organisation ORGANISATION  that one only (${ORGANISATIONS.join(', ')})
  --help                       this text
`

const UNUSABLE = 2
/** Between two looks at a folder: a file whose size does not change meanwhile is whole. */
const LOOK_AGAIN_MS = 1000

/** `spoor scan-day`. */
export async function scanDayCommand(
  args: readonly string[],
  io: Io,
  open: (log: (line: string) => void) => Promise<OpenHouse> = openHouse,
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { organisation: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    io.stdout.write(HELP)
    return 0
  }
  let only: OrganisationId | undefined
  try {
    only = organisationOf('--organisation', values.organisation)
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    io.stderr.write(`spoor scan-day: ${error.message}\n`)
    return UNUSABLE
  }
  const { house, stop } = await open((line) => void io.stderr.write(`${line}\n`))
  try {
    await runDay(house, only === undefined ? ORGANISATIONS : [only], io)
    return 0
  } finally {
    await stop()
  }
}

async function runDay(house: House, organisations: readonly OrganisationId[], io: Io): Promise<void> {
  await clearUp(house)
  const first = await takeInFolders(house, organisations)
  if (first.waiting > 0) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    const second = await takeInFolders(house, organisations)
    if (second.waiting > 0) io.stderr.write(`${second.waiting} files still grow and wait for the next look\n`)
  }
  await scanAll(house, organisations, io)
  await closeDays(house, organisations)
  await checkFeeds(house, organisations)
  const today = dayOf(nowOf(house))
  for (const organisation of organisations) {
    const { received, scanned, waiting, proposed, rejected } = await readDay(house, organisation, today)
    io.stdout.write(
      `${organisation} ${today}: received ${received} = scanned ${scanned} + waiting ${waiting}; proposed ${proposed}; rejected ${rejected}\n`,
    )
  }
}
