import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Account } from './account.ts'
import { type EmbeddedDatabase, startEmbedded } from './launch.ts'
import { processesIn } from './processes.ts'

/** Embedded databases to try things on, for the tests of this folder; all end and disappear after the test. */
export class Trials {
  private readonly folders: string[] = []
  private readonly running: EmbeddedDatabase[] = []
  private original = ''

  /** Makes a whole data folder once: a copy is cheaper than making it anew for each test. */
  async prepare(): Promise<void> {
    this.original = this.newFolder()
    const database = await startEmbedded({ dataDir: this.original, log: () => undefined, durable: false })
    await query(database.ownerUrl, 'create table kept (n int primary key)')
    await database.stop()
  }

  newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'spoor-launch-'))
    this.folders.push(folder)
    return folder
  }

  /** A data folder with an empty table `kept (n int)`; `to`: in that folder rather than in a new one. */
  copied(to = this.newFolder()): string {
    cpSync(this.original, to, { recursive: true })
    chmodSync(join(to, 'pg'), 0o700)
    return to
  }

  async start(dataDir: string, account?: Account): Promise<EmbeddedDatabase> {
    const how = account ? { account } : {}
    const database = await startEmbedded({ dataDir, log: () => undefined, ...how })
    this.running.push(database)
    return database
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.running.splice(0).map((database) => database.stop()))
  }

  discard(): void {
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true })
  }
}

export async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** A program that starts a database on `dataDir` and then runs `then` (which sees `database`, `client` and `say`). */
export function program(dataDir: string, then: string) {
  const launcher = JSON.stringify(new URL('./launch.ts', import.meta.url).href)
  const driver = JSON.stringify(import.meta.resolve('pg'))
  const code = `
    import { startEmbedded } from ${launcher}
    import pg from ${driver}
    const say = (text) => process.stdout.write(text + '\\n')
    const database = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => undefined })
    const client = new pg.Client({ connectionString: database.ownerUrl })
    client.on('error', () => undefined)
    await client.connect()
    say('ready')
    ${then}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  return { child, said: () => said, ended }
}

/** Is no process of PostgreSQL at work on this data folder? */
export const isEmpty = (dataDir: string) => () => processesIn(join(dataDir, 'pg')).length === 0

/** The access mode as `ls` would count it: `600`. */
export const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
