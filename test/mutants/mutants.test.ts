import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { INVARIANTS } from '../model/invariants.ts'
import { CHECK_MUTANTS } from './checks.ts'
import { DATABASE_MUTANTS, NOT_IN_DATABASE } from './database.ts'
import { DECIDER_MUTANTS } from './deciders.ts'
import { patched } from './plant.ts'
import { runMutants } from './run.ts'

const ALL = Object.keys(INVARIANTS)

// A test that a fault does not make fail, proves nothing. The check's are in the long form: `npm run prove -- mutants`.
test('every fault that is planted in a decider or in the database is found', async () => {
  const verdicts = await runMutants(['decider', 'database'])
  expect(verdicts.filter(({ survived }) => survived !== null)).toEqual([])
  expect(verdicts).toHaveLength(Object.keys(DECIDER_MUTANTS).length + Object.keys(DATABASE_MUTANTS).length)
}, 300_000)

test('every invariant has a fault in each of its layers, and a reason where it has no rule in one', () => {
  expect(Object.keys(DECIDER_MUTANTS)).toEqual(ALL)
  expect(Object.keys(CHECK_MUTANTS)).toEqual(ALL)
  const inDatabase = [...Object.keys(DATABASE_MUTANTS), ...Object.keys(NOT_IN_DATABASE)]
  expect(inDatabase.toSorted()).toEqual(ALL)
})

test.each(Object.entries(CHECK_MUTANTS))('the fault in the check against %s can be planted', (_id, patch) => {
  expect(patched(patch)).not.toBe(readFileSync(patch.file, 'utf8'))
})

test('docs/invariants.md lists every invariant, in these words, with its faults', () => {
  const page = readFileSync('docs/invariants.md', 'utf8')
  const rows = [...page.matchAll(/^\| (INV-\d\d) +\| ([^|]+?) +\|/gm)].map(([, id, says]) => [id, says])
  expect(rows).toEqual(Object.entries(INVARIANTS))
})
