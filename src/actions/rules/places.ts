import type { Fault } from './fault.ts'
import type { JsonPath } from './json-file.ts'

/** A value somewhere in a file. */
export interface Place {
  readonly path: JsonPath
  readonly value: unknown
}

/** A fault at a place of the file that is checked, in both languages. */
export type Says = (path: JsonPath, en: string, nl: string) => Fault

/**
 * All values at a pattern such as `acts.*.guideline.by.*`, in which a star is every entry of a list. What is not there
 * is no place: so a rule can be asked of a file that does not have its shape yet.
 */
export function placesAt(value: unknown, pattern: string): readonly Place[] {
  return pattern
    .split('.')
    .reduce<readonly Place[]>(
      (places, step) => places.flatMap((place) => stepsFrom(place, step)),
      [{ path: [], value }],
    )
}

function stepsFrom({ path, value }: Place, step: string): readonly Place[] {
  if (step === '*') {
    return Array.isArray(value) ? value.map((one: unknown, at) => ({ path: [...path, at], value: one })) : []
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return []
  return [{ path: [...path, step], value: (value as Readonly<Record<string, unknown>>)[step] }]
}

/** Every value that has this name, at any depth. */
export function placesNamed(value: unknown, name: string, path: JsonPath = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    return [...(key === name ? [{ path: at, value: one }] : []), ...placesNamed(one, name, at)]
  })
}

/** The texts at a pattern. */
export function textsAt(value: unknown, pattern: string): readonly string[] {
  return placesAt(value, pattern)
    .map((place) => place.value)
    .filter((one): one is string => typeof one === 'string')
}
