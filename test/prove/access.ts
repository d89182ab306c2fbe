import { aHouse } from '../a-house.ts'
import { compareFunction, type Compared } from '../access/by-function.ts'
import { OverHttp } from '../access/by-http.ts'
import { compareLists, compareOpened } from '../access/by-list.ts'
import { compareLogins } from '../access/by-login.ts'
import { moreThings } from '../access/more-things.ts'
import { aCrowd } from '../access/people.ts'
import { populate } from '../access/population.ts'
import { ExpectedTable } from '../access/table.ts'
import { aServer } from '../server/a-server.ts'

const SEED = 20260611
const DRAWN = 2_000_000
const LISTS = 600
const OPENED = 3_000
const REQUESTS = 4_000

/** Everybody against the table of test/access/expected.md: the function, the lists, over HTTP, and each login in SQL. */
export async function proveAccess(say: (line: string) => void) {
  const table = new ExpectedTable()
  const parts: Record<string, Compared> = { function: compareFunction(table, SEED, DRAWN) }
  const note = (name: string, part: Compared) => {
    parts[name] = part
    say(`${name}: ${part.cases} cases, ${part.leaks.length} otherwise than the table`)
    for (const leak of part.leaks) say(leak)
  }
  note('function', parts.function!)
  const house = await aHouse()
  try {
    const people = await aCrowd(house, table, 12, SEED)
    const puts = await populate(house, people, 60, SEED)
    await moreThings(house)
    note('lists', await compareLists(house, table, people, puts, LISTS, SEED))
    note('opened', await compareOpened(house, table, people, puts, OPENED, SEED))
    note('logins', await compareLogins(house))
  } finally {
    await house.close()
  }
  note('http', await overHttp(table))
  const all = Object.values(parts)
  const cases = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.cases]))
  return {
    cases: all.reduce((sum, part) => sum + part.cases, 0),
    by: cases,
    may: all.reduce((sum, part) => sum + part.may, 0),
    violations: all.reduce((sum, part) => sum + part.leaks.length, 0),
    seed: SEED,
  }
}

async function overHttp(table: ExpectedTable): Promise<Compared> {
  const server = await aServer()
  try {
    const people = await aCrowd(server.house, table, 6, SEED)
    const puts = await populate(server.house, people, 30, SEED)
    await moreThings(server.house)
    return await new OverHttp(server, table, puts, SEED).ask(people, REQUESTS)
  } finally {
    await server.close()
  }
}
