import pg, { type ClientBase } from 'pg'
import type { Day, Instant } from '#core/time.ts'
import { AuditChain } from './audit-day.ts'
import { auditedOrganisations, readAuditDays, readAuditRows, type AuditDayRow } from './audit-rows.ts'
import { dayFault, type AuditTell } from './audit-rule.ts'
import { checkSeals, marksOf, type Seals } from './audit-seals.ts'
import { listCheckpoints, publicKeysIn } from './checkpoint-files.ts'
import { checkLogboek } from './logboek.ts'
import { daysLater, dutchDay } from './working-days.ts'

export interface AuditReport {
  readonly rows: number
  readonly days: number
  readonly checkpoints: number
}

export interface AuditCheckOptions {
  /** Folder with the checkpoints. */
  readonly checkpoints: string
  /** Public keys (PEM) of which signatures count, one after the other. */
  readonly publicKeys: string
  /** The moment of checking; without one no day is judged to be sealed or to lapse at the wrong time. */
  readonly now?: Instant
}

/** How long after its end a day may wait for its seal: the job that seals may be late. */
const SEALED_WITHIN = 24 * 3_600_000
/** Years that a day is kept. Source: docs/audit.md, "How long it is kept". */
const KEPT_YEARS = 5

/**
 * Reads the whole audit log again with code of its own, as the login `spoor_check`, and tells every mismatch: the rows,
 * the days, the checkpoints outside the database, and what those say of the ledger.
 *
 * @param tell Called for each mismatch, in order of organisation.
 */
export async function checkAudit(
  url: string,
  tell: AuditTell,
  { checkpoints: folder, publicKeys, now }: AuditCheckOptions,
): Promise<AuditReport> {
  const seals: Seals = { folder, keys: publicKeysIn(publicKeys) }
  // Before the snapshot: what lies here by now, the database knows by then.
  const files = listCheckpoints(folder)
  const client = new pg.Client({ connectionString: url, application_name: 'spoor check --audit' })
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const count = { rows: 0, days: 0, checkpoints: 0 }
    const known = await auditedOrganisations(client)
    for (const organisation of [...new Set([...known, ...files.keys()])].toSorted()) {
      const days = await readAuditDays(client, organisation)
      count.days += days.length
      count.rows += await checkRows(client, organisation, days, seals, tell)
      await checkLogboek(client, organisation, tell)
      checkCalendar(organisation, days, now, tell)
      checkLapses(organisation, days, now, tell)
      count.checkpoints += await checkSeals(client, organisation, days, seals, tell)
      checkFiles(organisation, days, files.get(organisation) ?? [], tell)
    }
    return count
  } finally {
    await client.end()
  }
}

async function checkRows(
  client: ClientBase,
  organisation: string,
  days: readonly AuditDayRow[],
  seals: Seals,
  tell: AuditTell,
): Promise<number> {
  const byDay = new Map(days.map((row) => [row.day, row]))
  const chainOf = (day: Day) =>
    new AuditChain(dayFault(tell, organisation, day), marksOf(organisation, day, seals))
  let open: { readonly day: Day; readonly chain: AuditChain } | undefined
  let count = 0
  const end = () => {
    if (!open) return
    open.chain.end(byDay.get(open.day))
    byDay.delete(open.day)
  }
  for await (const row of readAuditRows(client, organisation)) {
    count++
    if (open?.day !== row.day) {
      end()
      open = { day: row.day, chain: chainOf(row.day) }
    }
    open.chain.add(row)
  }
  end()
  // Days of which no row is there: nothing was written down, it lapsed, or it is gone.
  for (const [day, row] of byDay) chainOf(day).end(row)
  return count
}

/** Days follow each other from the first to the last, and those that are over are sealed. */
function checkCalendar(
  organisation: string,
  days: readonly AuditDayRow[],
  now: Instant | undefined,
  tell: AuditTell,
): void {
  days.forEach(({ day }, index) => {
    const before = days[index - 1]
    const expected = before ? daysLater(before.day, 1) : day
    if (day !== expected && isBeforeLastSeal(days, expected))
      dayFault(tell, organisation, expected)('no day is missing', expected, `${day} comes next`)
  })
  const first = days[0]
  if (!first || now === undefined) return
  const until = dutchDay(new Date(Date.parse(now) - SEALED_WITHIN).toISOString())
  const sealed = new Set(days.filter(({ checkpoint }) => checkpoint !== null).map(({ day }) => day))
  for (let day = first.day; day < until; day = daysLater(day, 1)) {
    if (sealed.has(day)) continue
    dayFault(tell, organisation, day)('a past day is sealed', 'a checkpoint', 'none')
  }
}

/** After the last seal there may be days on which nothing was written down: they get their row when they are sealed. */
function isBeforeLastSeal(days: readonly AuditDayRow[], day: Day): boolean {
  const last = days.findLast(({ sealed_at }) => sealed_at !== null)
  return last !== undefined && day < last.day
}

function checkLapses(
  organisation: string,
  days: readonly AuditDayRow[],
  now: Instant | undefined,
  tell: AuditTell,
): void {
  for (const { day, lapsed_at: lapsed } of days) {
    if (lapsed === null) continue
    const first = `${Number(day.slice(0, 4)) + KEPT_YEARS}${day.slice(4)}`
    if (dutchDay(lapsed) < first || (now !== undefined && lapsed > now)) {
      const fault = dayFault(tell, organisation, day)
      fault('a day lapses after its term', `from ${first} on, before now`, lapsed)
    }
  }
}

/** No checkpoint lies there of a day that the database does not know. */
function checkFiles(
  organisation: string,
  days: readonly AuditDayRow[],
  files: readonly Day[],
  tell: AuditTell,
): void {
  const sealed = new Set(days.filter(({ sealed_at }) => sealed_at !== null).map(({ day }) => day))
  for (const day of files) {
    if (sealed.has(day)) continue
    dayFault(tell, organisation, day)('a checkpoint is of a sealed day', 'a sealed day', 'none')
  }
}
