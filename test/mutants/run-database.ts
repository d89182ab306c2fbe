import { sql } from 'kysely'
import { testDatabase, type TestDatabase } from '#store/testing.ts'
import type { InvariantId } from '../model/invariants.ts'
import { attemptByHand } from './by-hand.ts'
import { DATABASE_MUTANTS, type DatabaseMutant } from './database.ts'
import type { Verdict } from './run-deciders.ts'

/** Takes each rule out of a database of its own: what was refused before it is done then. */
export async function runDatabaseMutants(tell: (verdict: Verdict) => void): Promise<void> {
  for (const [id, { gone, attempt }] of Object.entries(DATABASE_MUTANTS)) {
    const database = await testDatabase()
    try {
      const sound = await attemptByHand(database, attempt)
      await takeAway(database, gone)
      const faulty = await attemptByHand(database, attempt)
      const survived = sound === null ? 'the sound database does it as well' : faulty
      tell({ invariant: id as InvariantId, layer: 'database', survived })
    } finally {
      await database.drop()
    }
  }
}

async function takeAway(database: TestDatabase, gone: DatabaseMutant['gone']): Promise<void> {
  const { db, pool } = database.as('owner')
  if (typeof gone === 'string') {
    await pool.query(gone)
    return
  }
  const { rows } = await sql<{ source: string }>`
    select pg_get_functiondef(${gone.function}::regprocedure) as source`.execute(db)
  const source = rows[0]!.source
  if (source.split(gone.find).length !== 2) throw new Error(`${gone.function} has not once: ${gone.find}`)
  await pool.query(source.replace(gone.find, () => gone.replace))
}
