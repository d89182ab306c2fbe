import { parseArgs } from 'node:util'
import { checkpointFolder } from '#actions/checkpoint-file.ts'
import { startWorker } from '#server/main.ts'
import { syslogPlace } from '#server/syslog.ts'
import { placeFrom } from '#store/open.ts'
import type { Io } from './io.ts'
import { untilStopped } from './until-stopped.ts'

const HELP = `usage: spoor worker

Does the jobs (scans, imports, feeds, the close of the day) without screens or API, beside spoor serve on the same
DATABASE_URL and the same SPOOR_DATA. Prints "ready" when it works; stops on Ctrl-C.

  --help  this text
`

/** `spoor worker`. */
export async function workerCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    io.stdout.write(HELP)
    return 0
  }
  const log = (line: string) => void io.stderr.write(`${line}\n`)
  const place = placeFrom(process.env)
  const checkpointDir = checkpointFolder(process.env, place.dataDir)
  const syslog = syslogPlace(process.env)
  return untilStopped(log, async (onCollapse) => {
    const worker = await startWorker({ ...place, checkpointDir, syslog, logFile: '-', log, onCollapse })
    io.stdout.write('ready\n')
    return worker
  })
}
