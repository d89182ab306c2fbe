import { afterAll, beforeAll, expect, test } from 'vitest'
import { aHouse, type TestHouse } from '../a-house.ts'
import { compareLogins } from './by-login.ts'
import { moreThings } from './more-things.ts'
import { aCrowd } from './people.ts'
import { populate } from './population.ts'
import { ExpectedTable } from './table.ts'

const SEED = 20260611
let house: TestHouse

beforeAll(async () => {
  house = await aHouse()
  await populate(house, await aCrowd(house, new ExpectedTable(), 0, SEED), 6, SEED)
  await moreThings(house)
})
afterAll(() => house.close())

// The other two organisations: `npm run prove -- access`.
test('no login gets a row of another organisation, in or out, whatever SQL it writes', async () => {
  const { cases, leaks } = await compareLogins(house, ['politie'])
  expect(leaks).toEqual([])
  expect(cases).toBeGreaterThan(5_000)
})
