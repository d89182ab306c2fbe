import { parseArgs } from 'node:util'
import { checkLedger } from '#check/check.ts'
import { loginUrl } from '#store/logins.ts'
import { openServer, placeFrom } from '#store/open.ts'
import type { Io } from './io.ts'

const HELP = `usage: spoor check [--json]

Reads the ledger again, with code that it shares with nobody, and names every mismatch: a broken chain, a lost tail,
a signal without owner or duty, a decision not to follow up that no second person confirmed. Changes nothing.

  --json  one JSON object a line: {"signal","event","rule","expected","found"}
  --help  this text

Exit status: 0 clean, 4 mismatches, 1 a fault of its own.
`

/** `spoor check`. Works beside a running Spoor. */
export async function checkCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    io.stdout.write(HELP)
    return 0
  }
  const log = (line: string) => void io.stderr.write(`${line}\n`)
  const server = await openServer({ ...placeFrom(process.env), log, whenInUse: 'join' })
  let mismatches = 0
  try {
    const report = await checkLedger(
      loginUrl(server.ownerUrl, 'spoor_check', server.secretsDir),
      (mismatch) => {
        mismatches++
        const { signal, event, rule, expected, found } = mismatch
        const place = event === null ? signal : `${signal}, event ${event}`
        io.stdout.write(
          values.json
            ? `${JSON.stringify(mismatch)}\n`
            : `${place}: ${rule}; expected ${expected}, found ${found}\n`,
        )
      },
    )
    for (const { organisation, received, open, closed } of report.balances) {
      log(`${organisation}: received ${received} = open ${open} + closed ${closed}`)
    }
    log(`${report.signals} signals, ${report.events} events, ${mismatches} mismatches`)
  } finally {
    await server.stop()
  }
  return mismatches === 0 ? 0 : 4
}
