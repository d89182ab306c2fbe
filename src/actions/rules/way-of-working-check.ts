import type { Day } from '#core/time.ts'
import type { PlacesVersion } from '#process/law.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { Fault } from './fault.ts'
import { readJson, type JsonFile } from './json-file.ts'
import { placesAt, placesNamed } from './places.ts'
import { referenceFaults, twiceFaults } from './references.ts'
import { dayFaults, ruleFaults } from './rule-faults.ts'
import { nameOf, shapeFaults } from './shape-faults.ts'
import { WayOfWorkingShape } from './way-of-working-shape.ts'

/** What a check needs besides the file. */
export interface CheckedAgainst {
  readonly today: Day
  /** Where the KMar may investigate, in all versions of the law. */
  readonly places: readonly PlacesVersion[]
  /** Organisations that a partner can be. */
  readonly organisations: readonly string[]
}

export interface CheckedFile<T> {
  readonly file: string
  readonly faults: readonly Fault[]
  /** undefined when there are faults. */
  readonly value: T | undefined
  /** How many values nobody of the agency has confirmed yet. */
  readonly unverified: number
}

/**
 * Everything that is wrong with one version of a way of working, by line.
 * @param agency  The folder in which it stands.
 * @param name  Of the file, without `.json`: the day from which it holds.
 */
export function checkWayOfWorking(
  file: string,
  text: string,
  { agency, name }: { readonly agency: string; readonly name: string },
  against: CheckedAgainst,
): CheckedFile<WayOfWorking> {
  const json = readJson(file, text)
  const faults =
    json.value === undefined
      ? json.faults
      : [
          ...json.faults,
          ...shapeFaults(WayOfWorkingShape, json),
          ...nameFaults(json, agency, name),
          ...referenceFaults(json),
          ...twiceFaults(json),
          ...ruleFaults(json),
          ...placeFaults(json, against.places),
          ...organisationFaults(json, against.organisations),
          ...dayFaults(json, against.today),
        ].toSorted((one, other) => one.line - other.line)
  const value = faults.length === 0 ? (json.value as WayOfWorking) : undefined
  return { file, faults, value, unverified: unverifiedIn(json.value) }
}

export function unverifiedIn(value: unknown): number {
  return placesNamed(value, 'checkedOn').filter((place) => place.value === null).length
}

/** The folder, the name of the file and what stands in it say the same. */
function nameFaults(json: JsonFile, agency: string, name: string): readonly Fault[] {
  const expected = { id: `${agency}@${name}`, organisation: agency, effectiveFrom: name }
  return Object.entries(expected).flatMap(([field, should]) =>
    placesAt(json.value, field)
      .filter(({ value }) => value !== should)
      .map(({ path, value }) => ({
        file: json.file,
        line: json.lineOf(path),
        says: {
          en: `"${field}" is ${JSON.stringify(value)}, but by the name of the folder and of the file it must be "${should}"`,
          nl: `"${field}" is ${JSON.stringify(value)}, maar volgens de naam van de map en van het bestand moet het "${should}" zijn`,
        },
      })),
  )
}

function placeFaults(json: JsonFile, versions: readonly PlacesVersion[]): readonly Fault[] {
  const known = [...new Set(versions.flatMap((version) => version.places.map(({ id }) => id)))]
  return unknownFaults(json, 'units.*.place', known, 'law/kmar-places.json')
}

function organisationFaults(json: JsonFile, known: readonly string[]): readonly Fault[] {
  return unknownFaults(json, 'partners.*.organisation', known, 'agencies/')
}

/** Names of what stands outside this file. */
function unknownFaults(
  json: JsonFile,
  pattern: string,
  known: readonly string[],
  where: string,
): readonly Fault[] {
  const there = known.map((id) => `"${id}"`).join(', ')
  return placesAt(json.value, pattern)
    .filter(({ value }) => typeof value === 'string' && !known.includes(value))
    .map(({ path, value }) => ({
      file: json.file,
      line: json.lineOf(path),
      says: {
        en: `"${nameOf(path)}" is "${String(value)}", which is not in ${where}. There are: ${there}`,
        nl: `"${nameOf(path)}" is "${String(value)}", en dat staat niet in ${where}. Er zijn: ${there}`,
      },
    }))
}
