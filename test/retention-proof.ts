import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '#core/time.ts'
import type { TestDatabase } from '#store/testing.ts'

/** Runs with their proof, and the lines over which docs/retention.md says that it is taken. */
export async function provenRuns(database: TestDatabase) {
  const { rows } = await sql<{ organisation: string; kind: string; day: Day; proof: string; parts: Part[] }>`
    select r.organisation, r.kind, r.day, encode(r.proof, 'hex') as proof,
           (select jsonb_agg(jsonb_build_object('category', p.category, 'ids', p.done) order by p.category)
              from spoor.retention_part p where p.run_id = r.id) as parts
      from spoor.retention_run r where r.executed_at is not null`.execute(database.as('owner').db)
  return rows.map(({ organisation, kind, day, proof, parts }) => ({
    proof,
    lines: [
      `${organisation} ${kind} ${day}`,
      ...parts.map(({ category, ids }) => `${category} ${ids.length} ${sha256(ids.toSorted().join('\n'))}`),
    ],
  }))
}

interface Part {
  readonly category: string
  readonly ids: readonly string[]
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
