import { describe, expect, test } from 'vitest'
import { ACTS } from '#process/access-act.ts'
import { ROLES } from '#process/authority.ts'
import { ROUTES } from '#server/routes/all.ts'
import { compareFunction } from './by-function.ts'
import { ExpectedTable } from './table.ts'

const SEED = 20260611
const table = new ExpectedTable()

describe('the table of what must come out', () => {
  test('has a row for each act and a column for each role, and no others', () => {
    expect(table.acts.toSorted()).toEqual(Object.keys(ACTS).toSorted())
    expect(table.roles.toSorted()).toEqual([...ROLES].toSorted())
  })

  test('has a row for each operation, with the act that the program gives it', () => {
    const served = ROUTES.map(({ operationId, act }) => `${operationId}: ${act}`)
    expect(table.operations.map(([name, act]) => `${name}: ${act}`).toSorted()).toEqual(served.toSorted())
  })
})

test('the one function says of everybody, for every purpose and of every signal, what the table says', () => {
  const { cases, may, leaks } = compareFunction(table, SEED, 150_000)
  expect(leaks).toEqual([])
  expect(cases).toBeGreaterThan(150_000)
  // Not nearly all, and not nearly none: otherwise it would say nothing.
  expect(may / cases).toBeGreaterThan(0.1)
  expect(may / cases).toBeLessThan(0.6)
})

test('a table that says otherwise is noticed', () => {
  const text = ExpectedTable.text()
  const other = new ExpectedTable(text.replace('| named, opened, lead |', '| named, opened |'))
  expect(compareFunction(other, SEED, 20_000).leaks).not.toEqual([])
})
