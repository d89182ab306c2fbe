import { readFileSync } from 'node:fs'
import { codeOf } from '#store/faults.ts'
import { OperatorError } from '#store/operator-error.ts'
import type { CommandFunction, Io } from './io.ts'

interface Command {
  readonly summary: string
  /** Loaded when it is asked for, so that `spoor scan` never loads a database driver. */
  readonly load: () => Promise<CommandFunction>
}

/** Adding a command is adding a line here. */
const COMMANDS: Readonly<Record<string, Command>> = {
  scan: {
    summary: 'registrations in, explained results out; needs no database',
    load: async () => (await import('./scan.ts')).scanCommand,
  },
  catalogue: {
    summary: 'check the indicator catalogue',
    load: async () => (await import('./catalogue.ts')).catalogueCommand,
  },
  agency: {
    summary: 'check the ways of working and the law they build on; say which versions are in force',
    load: async () => (await import('./agency/main.ts')).agencyCommand,
  },
  serve: {
    summary: 'screens, API and jobs; --demo with fictional data',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  worker: {
    summary: 'the jobs alone, beside a server',
    load: async () => (await import('./worker.ts')).workerCommand,
  },
  import: {
    summary: 'take registrations in, and scan them',
    load: async () => (await import('./import.ts')).importCommand,
  },
  seed: {
    summary: 'split a mixed file of registrations over the organisations',
    load: async () => (await import('./import.ts')).seedCommand,
  },
  'scan-day': {
    summary: 'the daily run, by hand: feeds, scan, closing of days',
    load: async () => (await import('./scan-day.ts')).scanDayCommand,
  },
  migrate: {
    summary: 'bring the database up to date',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  retention: {
    summary: 'say what is past its term, propose its removal, and carry out what people confirmed',
    load: async () => (await import('./retention.ts')).retentionCommand,
  },
  secrets: {
    summary: 'make the passwords and keys that Spoor rests on, once, before it works for real',
    load: async () => (await import('./secrets.ts')).secretsCommand,
  },
  sessions: {
    summary: 'end the sessions of somebody who may no longer come in',
    load: async () => (await import('./sessions.ts')).sessionsCommand,
  },
  log: {
    summary: 'write the Logboek Dataverwerkingen of one organisation as OTLP/JSON',
    load: async () => (await import('./log.ts')).logCommand,
  },
  check: {
    summary: 'read the ledger independently and say what does not hold',
    load: async () => (await import('./check/main.ts')).checkCommand,
  },
}

const DONE = 0
const FAULT = 1
const UNUSABLE_ARGUMENTS = 2

/** Runs `spoor ARGUMENTS…` and gives the exit status; what a command throws ends as one line on stderr. */
export async function dispatch(
  args: readonly string[],
  io: Io,
  commands: Readonly<Record<string, Command>> = COMMANDS,
): Promise<number> {
  const [name, ...rest] = args
  if (name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(usage(commands))
    return DONE
  }
  if (name === '--version') {
    io.stdout.write(`${version()}\n`)
    return DONE
  }
  if (name === undefined) {
    io.stderr.write(usage(commands))
    return UNUSABLE_ARGUMENTS
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    io.stderr.write(`spoor: there is no command ${JSON.stringify(name)}; see spoor --help\n`)
    return UNUSABLE_ARGUMENTS
  }
  try {
    const run = await command.load()
    return await run(rest, io)
  } catch (error) {
    io.stderr.write(`spoor ${name}: ${describe(error)}\n`)
    return codeOf(error)?.startsWith('ERR_PARSE_ARGS') ? UNUSABLE_ARGUMENTS : FAULT
  }
}

/** An operator's error and unusable arguments are plain sentences; a fault of ours shows where it happened. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof OperatorError || codeOf(error)?.startsWith('ERR_PARSE_ARGS')) {
    return error.message.replaceAll('\n', ' ')
  }
  // What PostgreSQL says about an error may hold the row: its code and its place say enough.
  const { code, constraint, table } = error as { code?: string; constraint?: string; table?: string }
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) {
    return ['database error', code, table, constraint].filter((part) => part !== undefined).join(' ')
  }
  return error.stack ?? error.message
}

function usage(commands: Readonly<Record<string, Command>>): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return `usage: spoor COMMAND [ARGUMENTS]\n\n${lines.join('\n')}\n\nspoor COMMAND --help says more about one.\n`
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
