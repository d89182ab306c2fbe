import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { PortError } from '#server/front-door.ts'
import { startServer } from '#server/main.ts'
import { openApiDocument } from '#server/openapi.ts'
import { settingsFrom } from '#server/settings.ts'
import { placeFrom } from '#store/open.ts'
import type { Io } from './io.ts'
import { untilStopped } from './until-stopped.ts'

const HELP = `usage: spoor serve [--demo]
       spoor serve --openapi FILE

Serves the screens and the API, and does the jobs. Prints "ready URL" when the first page can be used; stops on
Ctrl-C. Reads HOST (127.0.0.1), PORT (8080), SPOOR_DATA (.spoor in the checkout), DATABASE_URL (else an embedded
database) and what docs/deploy.md lists besides.

  --demo          with fictional data and fictional colleagues, for this machine only
  --openapi FILE  write the description of the API and stop
  --help          this text
`

const UNUSABLE = 2

/** `spoor serve`. */
export async function serveCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      demo: { type: 'boolean' },
      openapi: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    io.stdout.write(HELP)
    return 0
  }
  if (values.openapi !== undefined) {
    writeFileSync(values.openapi, await openApiDocument())
    return 0
  }
  const log = (line: string) => void io.stderr.write(`${line}\n`)
  const settings = await settingsFrom(process.env, placeFrom(process.env), values.demo === true)
  try {
    return await untilStopped(log, async (onCollapse) => {
      const server = await startServer({ ...settings, log, onCollapse })
      io.stdout.write(`ready ${server.url}\n`)
      return server
    })
  } catch (error) {
    if (!(error instanceof PortError)) throw error
    log(`spoor serve: ${error.message}`)
    return UNUSABLE
  }
}
