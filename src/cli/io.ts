import type { Readable, Writable } from 'node:stream'

/** What a command reads and writes; a test gives its own. Results go to stdout, everything about them to stderr. */
export interface Io {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
}

/** A command of `spoor`: its arguments without its name in, the exit status out. */
export type CommandFunction = (args: readonly string[], io: Io) => Promise<number>
