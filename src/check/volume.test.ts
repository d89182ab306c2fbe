import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { aLedger, type ALedger } from '../../test/a-ledger.ts'
import { checkLedger } from './check.ts'

const SIGNALS = 2100

let ledger: ALedger

beforeAll(async () => {
  ledger = await aLedger()
  await ledger.bornMany('politie', SIGNALS)
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => ledger.close())

/** How many statements the check sends: what grows with them grows with the ledger. */
async function statements(signals: number): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query').mockClear()
  const report = await checkLedger(ledger.database.url('spoor_check'), (mismatch) =>
    expect(mismatch).toBeUndefined(),
  )
  expect(report).toMatchObject({ signals, events: 2 * signals })
  return query.mock.calls.length
}

test('a ledger of many pages is read whole, in a statement for each page of each table', async () => {
  const once = await statements(SIGNALS)
  await ledger.bornMany('politie', SIGNALS)
  const twice = await statements(2 * SIGNALS)
  // A page holds 2000 rows: events of 2100 signals fill 2.1 pages more, heads, signals and duties 1.05 each.
  expect(twice - once).toBeGreaterThan(0)
  expect(twice - once).toBeLessThanOrEqual(3 + 3 * 2)
})
