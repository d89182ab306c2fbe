import { parseArgs } from 'node:util'
import { makeSecrets } from '#actions/secrets.ts'
import { placeFrom } from '#store/open.ts'
import type { Io } from './io.ts'

const HELP = `usage: spoor secrets make

Makes the passwords and keys that Spoor rests on, as far as they are missing, each in a file for this account only: in
the folder of SPOOR_SECRETS, else in secrets in SPOOR_DATA. Says which, and nothing of what they hold. Put them in your
vault from there, or leave them where they are. For real Spoor starts only when they are there.

  --help  this text
`

const UNUSABLE = 2

/** `spoor secrets`. */
export async function secretsCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    io.stdout.write(HELP)
    return 0
  }
  if (positionals.join(' ') !== 'make') {
    io.stderr.write('spoor secrets: say what: spoor secrets make\n')
    return UNUSABLE
  }
  for (const path of makeSecrets(placeFrom(process.env))) io.stdout.write(`${path}\n`)
  return 0
}
