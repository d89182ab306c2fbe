import pg from 'pg'
import type { TestHouse } from '../a-house.ts'
import { attempt, DENIED } from './attempt.ts'
import type { Compared } from './by-function.ts'
import type { Table } from './tables.ts'

/** The queue's login sees no row of Spoor; the check reads ids and codes of all, and no word of anybody. */
export async function withoutOrganisation(
  house: TestHouse,
  login: 'spoor_worker' | 'spoor_check',
  tables: readonly Table[],
): Promise<Compared> {
  const client = new pg.Client({ connectionString: house.database.url(login) })
  await client.connect()
  const leaks: string[] = []
  let cases = 0
  for (const { name, columns, given } of tables) {
    const statements = [
      `delete from spoor."${name}"`,
      `truncate spoor."${name}" cascade`,
      ...given.map((column) => `update spoor."${name}" set "${column}" = "${column}"`),
      `insert into spoor."${name}" (${given.map((one) => `"${one}"`).join()}) select ${given.map((one) => `"${one}"`).join()} from spoor."${name}"`,
    ]
    for (const statement of statements) {
      cases++
      const { code } = await attempt(client, statement)
      if (code !== DENIED) leaks.push(`${login} may ${statement}: ${code ?? 'done'}`)
    }
    for (const column of columns) {
      cases++
      const { rows, code } = await attempt(client, `select "${column}"::text as said from spoor."${name}"`)
      if (login === 'spoor_worker' && code !== DENIED) leaks.push(`${login} reads ${name}.${column}`)
      if (rows.some(({ said }) => /Kanarie|4b616e61726965/.test(String(said)))) {
        leaks.push(`${login} reads words in ${name}.${column}`)
      }
    }
  }
  await client.end()
  return { cases, may: 0, leaks }
}
