import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OperatorError } from './operator-error.ts'

/** The migrations of this checkout. */
export const MIGRATIONS_DIR = fileURLToPath(new URL('../../migrations', import.meta.url))

/** One plain SQL file `NNNN_subject.sql`; the name is without `.sql`, the hash over the text with LF endings. */
export interface MigrationFile {
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/**
 * The migrations in a folder, in the order of their numbers. Throws an OperatorError when two have one number, or when
 * a name is almost one of a migration: it would be passed over in silence.
 */
export function readMigrations(folder: string = MIGRATIONS_DIR): readonly MigrationFile[] {
  const files = readdirSync(folder)
    .filter((name) => /^\d.*\.sql$/.test(name))
    .sort()
    .map((name) => {
      if (!/^\d{4}_[a-z0-9-]+\.sql$/.test(name)) {
        throw new OperatorError(
          `${name} is no name of a migration: call it NNNN_subject.sql, the subject in a-z, 0-9 and -.`,
        )
      }
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
      return { name: name.slice(0, -'.sql'.length), sql, sha256: sha256(sql) }
    })
  const double = files.find((file, i) => file.name.slice(0, 4) === files[i + 1]?.name.slice(0, 4))
  if (double)
    throw new OperatorError(
      `Two migrations have the number ${double.name.slice(0, 4)}: give one of them the next.`,
    )
  return files
}

/** One hash over all migrations: names a database that was made from them. */
export function migrationsHash(files: readonly MigrationFile[]): string {
  return sha256(files.map((file) => `${file.name} ${file.sha256}\n`).join(''))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
