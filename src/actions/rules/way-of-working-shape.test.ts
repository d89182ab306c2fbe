import fc from 'fast-check'
import type { Static } from 'typebox'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { JsonPath } from './json-file.ts'
import { wayOfWorkingFile } from './testing.ts'
import type { WayOfWorkingShape } from './way-of-working-shape.ts'

const { text: kmar, check } = wayOfWorkingFile('kmar')

describe('whatever one takes out', () => {
  const paths = pathsIn(JSON.parse(kmar) as unknown)

  test('the check says something sensible and never falls over', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        const { faults } = check(JSON.stringify(without(JSON.parse(kmar), path), null, 2))
        const lines = kmar.split('\n').length * 2
        expect(faults.every(({ line }) => line >= 1 && line <= lines)).toBe(true)
        if (path.at(-1) === 'source') expect(faults[0]?.says.en).toContain('"source" is missing')
      }),
      { numRuns: 60 },
    )
  })
})

test('the shape of the file and the type of the code say the same', () => {
  type Loose = Omit<WayOfWorking, 'organisation' | 'partners'>
  expectTypeOf<Static<typeof WayOfWorkingShape>>().toExtend<Loose>()
})

function pathsIn(value: unknown, path: JsonPath = []): readonly JsonPath[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    return [at, ...pathsIn(one, at)]
  })
}

function without(value: unknown, [step, ...rest]: JsonPath): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    return rest.length === 0
      ? value.toSpliced(Number(step), 1)
      : value.map((one: unknown, at) => (at === step ? without(one, rest) : one))
  }
  const entries = Object.entries(value)
  return rest.length === 0
    ? Object.fromEntries(entries.filter(([key]) => key !== step))
    : Object.fromEntries(entries.map(([key, one]) => [key, key === step ? without(one, rest) : one]))
}
