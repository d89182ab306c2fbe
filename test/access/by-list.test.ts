import { afterAll, beforeAll, expect, test } from 'vitest'
import { aHouse, type TestHouse } from '../a-house.ts'
import { compareLists, compareOpened } from './by-list.ts'
import { aCrowd, type Somebody } from './people.ts'
import { populate, type Put } from './population.ts'
import { ExpectedTable } from './table.ts'

const SEED = 20260611
const table = new ExpectedTable()
let house: TestHouse
let people: readonly Somebody[]
let puts: readonly Put[]

beforeAll(async () => {
  house = await aHouse()
  people = await aCrowd(house, table, 3, SEED)
  puts = await populate(house, people, 22, SEED)
})
afterAll(() => house.close())

test('lists, counts, the worklist and the boxes show each person what the table says', async () => {
  const { cases, may, leaks } = await compareLists(house, table, people, puts, 60, SEED)
  expect(leaks).toEqual([])
  expect(cases).toBeGreaterThan(10_000)
  expect(may).toBeGreaterThan(300)
})

test('each signal by itself, and what is shown beside it', async () => {
  const { may, leaks } = await compareOpened(house, table, people, puts, 200, SEED)
  expect(leaks).toEqual([])
  expect(may).toBeGreaterThan(15)
})
