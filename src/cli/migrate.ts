import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openPool } from '#store/database.ts'
import { startEmbedded } from '#store/embedded/launch.ts'
import { MIGRATIONS_DIR } from '#store/migration-files.ts'
import { migrate } from '#store/migrate.ts'
import { migrateServer, openServer, placeFrom } from '#store/open.ts'
import { dumpSchema } from '#store/schema-dump.ts'
import type { Io } from './io.ts'

const HELP = `usage: spoor migrate [--schema]

Brings the database up to date: the logins, the tables, the job queue. Safe to run again, and several at once.
The database is that of DATABASE_URL, else the embedded one in SPOOR_DATA. spoor serve does the same by itself.

  --schema  write migrations/schema.sql from a fresh embedded database, and leave the data alone
  --help    this text
`

/** `spoor migrate`. */
export async function migrateCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { schema: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) io.stdout.write(HELP)
  else if (values.schema) await writeSchema(io)
  else await bringUpToDate(io)
  return 0
}

async function bringUpToDate(io: Io): Promise<void> {
  const log = (line: string) => void io.stderr.write(`${line}\n`)
  const server = await openServer({ ...placeFrom(process.env), log, whenInUse: 'join' })
  try {
    const applied = await migrateServer(server)
    for (const name of applied) io.stdout.write(`${name}\n`)
    log(applied.length === 0 ? 'the database was up to date' : `${applied.length} migrations applied`)
  } finally {
    await server.stop()
  }
}

async function writeSchema(io: Io): Promise<void> {
  const path = join(MIGRATIONS_DIR, 'schema.sql')
  writeFileSync(path, await freshSchema())
  io.stderr.write(`${path} written\n`)
}

/** The schema that the migrations make, from an embedded database of its own that is thrown away. */
async function freshSchema(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'spoor-schema-'))
  const embedded = await startEmbedded({ dataDir, durable: false, log: () => undefined })
  try {
    await migrate(embedded.ownerUrl, join(dataDir, 'secrets'))
    const pool = openPool(embedded.ownerUrl, { max: 1, applicationName: 'spoor migrate --schema' })
    try {
      return await dumpSchema(pool)
    } finally {
      await pool.end()
    }
  } finally {
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
