import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ClientBase } from 'pg'
import type { Day, Instant } from '#core/time.ts'
import { orderedJson } from './chain.ts'
import type { Tell } from './mismatch.ts'
import type { AccessTerms, Law, Offences, Places, Way } from './way.ts'
import { daysLater, dutchDay } from './working-days.ts'

/** Where the ways of working and the law lie as files; those of this checkout when nobody says otherwise. */
export interface Folders {
  readonly agencies: string
  readonly law: string
}

export const FOLDERS: Folders = {
  agencies: fileURLToPath(new URL('../../agencies', import.meta.url)),
  law: fileURLToPath(new URL('../../law', import.meta.url)),
}

interface Version {
  readonly way: Way
  /** Day from which it is in force: its own, and never one that had begun when it was approved. */
  readonly from: Day
}

export interface Ways {
  /** The version that a signal remembers. */
  readonly byId: (id: string) => Way | undefined
  /** The version that was in force for an organisation at a moment. */
  readonly inForce: (organisation: string, at: Instant) => string | undefined
}

export function readLaw({ law }: Folders): Law {
  const versions = (file: string) =>
    (JSON.parse(readFileSync(join(law, file), 'utf8')) as { versions: unknown }).versions
  return {
    offences: versions('273f-sr.json') as readonly Offences[],
    places: versions('kmar-places.json') as readonly Places[],
  }
}

/** The terms of emergency access, in all their versions. */
export function readAccessTerms({ law }: Folders): readonly AccessTerms[] {
  const file = readFileSync(join(law, 'access.json'), 'utf8')
  return (JSON.parse(file) as { readonly versions: readonly AccessTerms[] }).versions
}

/**
 * Reads the ways of working: those that two people let enter into force from the database, of an organisation that has
 * none there yet from its files. Tells of each version in force whose file was edited, and of each that one person
 * alone let in.
 */
export async function readWays(client: ClientBase, { agencies }: Folders, tell: Tell): Promise<Ways> {
  const { rows } = await client.query<VersionRow>(VERSIONS)
  const files = readFiles(agencies)
  for (const row of rows) compare(row, files.get(row.id), tell)
  const stored = new Set(rows.map(({ organisation }) => organisation))
  const versions: readonly Version[] = [
    ...rows.map((row) => ({
      way: row.content,
      from: row.by_installation ? row.effective_from : later(row.effective_from, dayAfter(row.approved_at)),
    })),
    ...[...files.values()]
      .filter(({ organisation }) => !stored.has(organisation))
      .map((way) => ({ way, from: way.effectiveFrom })),
  ].toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  // What a signal remembers can be a file of before versions were kept in the database.
  const byId = new Map([...files, ...versions.map(({ way }) => [way.id, way] as const)])
  return {
    byId: (id) => byId.get(id),
    inForce(organisation, at) {
      const day = dutchDay(at)
      const counts = ({ way, from }: Version) => way.organisation === organisation && from <= day
      return versions.findLast(counts)?.way.id
    },
  }
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other
}

function dayAfter(moment: Instant): Day {
  return daysLater(dutchDay(moment), 1)
}

/** Of two that begin on one day the one with the later date holds. */
function placeOf({ from, way }: Version): string {
  return `${from} ${way.effectiveFrom}`
}

interface VersionRow {
  readonly organisation: string
  readonly id: string
  readonly effective_from: Day
  readonly content: Way
  readonly by_installation: boolean
  readonly approved_at: Instant
  readonly proposed_by: string | null
  readonly approved_by: string | null
}

const VERSIONS = `
  select organisation, id, effective_from::text, content, by_installation, proposed_by, approved_by,
         to_char(approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as approved_at
    from spoor.way_of_working_version where approved_at is not null order by organisation, effective_from`

function compare(row: VersionRow, file: Way | undefined, tell: Tell): void {
  const about = { signal: '', event: null } as const
  if (file !== undefined && orderedJson(file) !== orderedJson(row.content)) {
    const rule = 'a way of working in force is not edited'
    tell({ ...about, rule, expected: `${row.id} as it entered into force`, found: 'a file that differs' })
  }
  if (!row.by_installation && (row.approved_by === null || row.approved_by === row.proposed_by)) {
    const rule = 'a way of working enters into force by two people'
    tell({ ...about, rule, expected: `${row.id} approved by another`, found: row.approved_by ?? 'nobody' })
  }
}

function readFiles(agencies: string): ReadonlyMap<string, Way> {
  const ways = readdirSync(agencies, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(agencies, name)).map((file) => join(agencies, name, file)))
    .filter((path) => path.endsWith('.json'))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as Way)
  return new Map(ways.map((way) => [way.id, way]))
}
