import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { RetentionVersion } from '#process/retention.ts'

/** The law that the database keeps its clocks by; `spoor agency check` has checked it. */
const FILE = fileURLToPath(new URL('../../law/retention.json', import.meta.url))

/**
 * Gives the database the law on retention of this version of Spoor. The clocks of what is there already are set again by
 * the daily job, each organisation's behind its own wall.
 */
export async function keepRetentionLaw(owner: pg.ClientBase, file = FILE): Promise<void> {
  const { versions } = JSON.parse(readFileSync(file, 'utf8')) as { versions: readonly RetentionVersion[] }
  const found = await owner.query<{ has: boolean }>(
    `select to_regclass('spoor.retention_clock') is not null as has`,
  )
  // Migrations of a test stop before it.
  if (!found.rows[0]?.has) return
  const dated = versions.filter(({ inForceFrom }) => inForceFrom !== null)
  const rows = (lines: (version: RetentionVersion) => readonly object[]) =>
    JSON.stringify(
      dated.flatMap((version) =>
        lines(version).map((line) => ({ ...line, in_force_from: version.inForceFrom })),
      ),
    )
  const clocks = rows((one) =>
    one.clocks.map(({ id, runsFrom, ...clock }) => ({ ...clock, regime: id, runs_from: runsFrom })),
  )
  const regimes = rows((one) => one.regimes.map((rule, place) => ({ ...rule, place })))
  const terms = rows((one) => one.terms)
  await owner.query('begin')
  try {
    // The owner stands behind a wall that lets it through: not off, or an owner who is no superuser is refused.
    await owner.query('set local row_security = on')
    for (const [table, columns, lines] of [
      ['retention_clock', 'in_force_from, regime, free, remove, runs_from, review, vault', clocks],
      ['retention_regime', 'in_force_from, place, organisation, kind, arm, regime', regimes],
      ['retention_term', 'in_force_from, id, term', terms],
    ]) {
      await owner.query(`delete from spoor.${table}`)
      await owner.query(
        `insert into spoor.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::spoor.${table}, $1::jsonb)`,
        [lines],
      )
    }
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}
