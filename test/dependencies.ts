// What others made and we use: the packages of package-lock.json, as they are installed here.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Locked {
  /** Folder in which it is installed: `node_modules/a/node_modules/b`. */
  readonly path: string
  readonly name: string
  /** What we call it: another name than its own when package.json gives it one. */
  readonly alias: string
  readonly version: string
  readonly integrity: string | undefined
  readonly resolved: string | undefined
  readonly link: boolean
  /** For other machines than ours: npm leaves it out where it does not fit. */
  readonly optional: boolean
  readonly os: readonly string[] | undefined
  readonly cpu: readonly string[] | undefined
  readonly libc: readonly string[] | undefined
  readonly license: string | undefined
}

type Entry = Partial<Omit<Locked, 'path' | 'alias'>>

/** Every entry of a lock file but that of Spoor itself. */
export function lockedIn(text: string): readonly Locked[] {
  const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Entry>> }
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({ ...entry, path, alias: path.split('node_modules/').at(-1) as string }))
    .map(({ path, alias, ...entry }) => ({
      path,
      alias,
      name: entry.name ?? alias,
      version: entry.version ?? '',
      integrity: entry.integrity,
      resolved: entry.resolved,
      link: entry.link ?? false,
      optional: entry.optional ?? false,
      os: entry.os,
      cpu: entry.cpu,
      libc: entry.libc,
      license: entry.license,
    }))
}

/**
 * What npm will never install on the machine that Spoor is made for (Linux, x64, glibc). The mirror from which the lock
 * file was made does not serve all of those, so that lock-fix.mjs adds them, without a hash that nobody could give.
 */
export function isForAnotherMachine({ optional, os, cpu, libc }: Locked): boolean {
  const fits =
    (os?.includes('linux') ?? true) && (cpu?.includes('x64') ?? true) && (libc?.includes('glibc') ?? true)
  return optional && !fits
}

/** The licence that a package names in its own package.json; where it is not installed, in the lock file. */
export function licenceOf({ path, license }: Locked): string {
  const file = join(path, 'package.json')
  if (!existsSync(file)) return license ?? '(none)'
  const own = JSON.parse(readFileSync(file, 'utf8')) as { license?: unknown; licenses?: unknown }
  return wordsOf(own.license ?? own.licenses) ?? license ?? '(none)'
}

/** `MIT`, `{ "type": "MIT" }` or a list of those: npm has known all three. */
function wordsOf(said: unknown): string | undefined {
  if (typeof said === 'string') return said
  if (Array.isArray(said)) return said.map(wordsOf).join(' OR ')
  return typeof said === 'object' && said !== null ? wordsOf((said as { type?: unknown }).type) : undefined
}

/** Whether an SPDX expression can be kept to with these licences: all of an AND, one of an OR. */
export function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1')
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((one) => allowed.has(one)))
}
