import { parseArgs } from 'node:util'
import { checkLedger, type CheckReport } from '#check/check.ts'
import type { Mismatch } from '#check/mismatch.ts'
import type { Instant } from '#core/time.ts'
import { loginUrl } from '#store/logins.ts'
import { openServer, placeFrom } from '#store/open.ts'
import { checkAuditOn } from './check-audit.ts'
import type { Io } from './io.ts'

const HELP = `usage: spoor check [--json]
       spoor check --audit [--checkpoints DIR] [--keys FILE] [--json]

Reads the ledger again, with code that it shares with nobody, and names every mismatch: a broken chain, a lost tail,
a signal without owner or duty, a deadline later than the way of working says, an overdue duty that did not climb, a
decision that no second person confirmed, a handover with no owner or with two. Changes nothing.

With --audit it reads the audit log instead: every hash, every day, every signed checkpoint, and what the checkpoints say
of the ledger (docs/audit.md).

  --json             one JSON object a line: {"signal","event","rule","expected","found"}, and of the audit log
                     "organisation", "day" and "seq" beside these
  --checkpoints DIR  where the checkpoints lie (default: SPOOR_CHECKPOINTS, else checkpoints/ in SPOOR_DATA)
  --keys FILE        the public key, or several, in PEM (default: secrets/checkpoint.pub in SPOOR_DATA)
  --help             this text

Exit status: 0 clean, 4 mismatches, 1 a fault of its own.
`

/** `spoor check` as of a moment. Works beside a running Spoor. */
export async function checkOn(now: Instant, args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      audit: { type: 'boolean' },
      checkpoints: { type: 'string' },
      keys: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    io.stdout.write(HELP)
    return 0
  }
  const log = (line: string) => void io.stderr.write(`${line}\n`)
  if (values.audit) return checkAuditOn(now, values, io)
  const server = await openServer({ ...placeFrom(process.env), log, whenInUse: 'join' })
  let mismatches = 0
  try {
    const url = loginUrl(server.ownerUrl, 'spoor_check', server.secretsDir)
    const tell = (mismatch: Mismatch) => {
      mismatches++
      io.stdout.write(`${values.json ? JSON.stringify(mismatch) : sentence(mismatch)}\n`)
    }
    const report = await checkLedger(url, tell, { now })
    balanceTable(report).forEach(log)
    log(`${report.signals} signals, ${report.events} events, ${mismatches} mismatches`)
  } finally {
    await server.stop()
  }
  return mismatches === 0 ? 0 : 4
}

function sentence({ signal, event, rule, expected, found }: Mismatch): string {
  const place = [signal, event === null ? '' : `event ${event}`].filter((part) => part !== '').join(', ')
  return `${place === '' ? '' : `${place}: `}${rule}; expected ${expected}, found ${found}`
}

const HEAD = ['organisation', 'month', 'form', 'received', 'closed', 'open', 'handed over']

/** What was received and where it is, a line for each organisation, month and form; empty when nothing was received. */
export function balanceTable({ balances }: Pick<CheckReport, 'balances'>): readonly string[] {
  if (balances.length === 0) return []
  const rows = balances.map(({ organisation, period, form, received, closed, open, handedOver }) => {
    // What stands above it is not said again.
    const [name, month] = form === null ? [organisation, period] : ['', '']
    return [name, month, form ?? 'all', received, closed, open, handedOver].map(String)
  })
  const widths = HEAD.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)))
  return [HEAD, ...rows].map((row) =>
    row
      .map((cell, at) => (at < 3 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
