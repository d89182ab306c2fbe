import { afterAll, beforeAll, expect, test } from 'vitest'
import { aServer, type TestServer } from '../server/a-server.ts'
import { OverHttp } from './by-http.ts'
import { aCrowd, type Somebody } from './people.ts'
import { populate, type Put } from './population.ts'
import { moreThings } from './more-things.ts'
import { ExpectedTable } from './table.ts'

const SEED = 20260611
/** `npm run prove -- access` sends thousands. */
const REQUESTS = 400
const table = new ExpectedTable()
let server: TestServer
let people: readonly Somebody[]
let puts: readonly Put[]

beforeAll(async () => {
  server = await aServer()
  people = await aCrowd(server.house, table, 2, SEED)
  puts = await populate(server.house, people, 15, SEED)
  await moreThings(server.house)
})
afterAll(() => server.close())

test('every operation answers each person what the table says, and of the rest as if it is not there', async () => {
  const over = new OverHttp(server, table, puts, SEED)
  const { cases, may, leaks } = await over.ask(people, REQUESTS)
  expect(leaks).toEqual([])
  expect(cases).toBeGreaterThanOrEqual(REQUESTS)
  expect(may).toBeGreaterThan(50)
  expect(over.unseen).toBeGreaterThan(50)
})
