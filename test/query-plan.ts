import { RawNode, sql, type KyselyPlugin } from 'kysely'
import { inTransaction, type Database, type Tx } from '#store/database.ts'

/**
 * How PostgreSQL would carry out the queries of `work`, as it explains them. Reading a whole table is made as costly as
 * can be, so that in a small table too an index is used wherever one can be. The queries get no rows.
 */
export function planOf(database: Database, work: (tx: Tx) => Promise<unknown>): Promise<string> {
  const plans: string[] = []
  const explaining: KyselyPlugin = {
    transformQuery({ node }) {
      if (!RawNode.is(node)) throw new Error('a query that is no SQL of ours')
      const [first = '', ...rest] = node.sqlFragments
      return { ...node, sqlFragments: [`explain (costs off) ${first}`, ...rest] }
    },
    async transformResult({ result }) {
      plans.push(...result.rows.map((row) => String(Object.values(row)[0])))
      return { ...result, rows: [] }
    },
  }
  return inTransaction(database, async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    await work(tx.withPlugin(explaining) as Tx)
    return plans.join('\n')
  })
}
