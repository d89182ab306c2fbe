import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aHouse, receive, TELLING_TEXT, type TestHouse } from '../../test/a-house.ts'
import { STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { searchSignals } from '#actions/signals.ts'
import { takeStep } from '#actions/steps.ts'
import { checkLedger } from './check.ts'
import type { Mismatch } from './mismatch.ts'

let house: TestHouse
let ids: string[]

beforeAll(async () => {
  house = await aHouse()
  const sanne = await house.colleague('Sanne')
  const jayden = await house.colleague('Jayden')
  await receive(
    house,
    'politie',
    ['a', 'b', 'c'].map((sourceId) => ({ sourceId, text: `${TELLING_TEXT} ${sourceId}` })),
  )
  await scanWaiting(house, 'politie')
  ids = (await searchSignals(house, sanne, {})).signals.map(({ id }) => id)
  await takeStep(house, sanne, ids[0]!, { version: 1, step: S['propose-set-aside'] })
  await takeStep(house, jayden, ids[0]!, { version: 2, step: S['confirm-set-aside'] })
  await takeStep(house, sanne, ids[1]!, { version: 1, step: S.confirm })
  await takeStep(house, sanne, ids[1]!, { version: 2, step: S['start-enrichment'] })
})
afterAll(() => house.close())

async function mismatches(): Promise<readonly Mismatch[]> {
  const found: Mismatch[] = []
  await checkLedger(house.database.url('spoor_check'), (mismatch) => found.push(mismatch))
  return found
}

test('an honest ledger is clean, and its balance is right', async () => {
  const report = await checkLedger(house.database.url('spoor_check'), (mismatch) =>
    expect(mismatch).toBeUndefined(),
  )
  expect(report).toEqual({
    signals: 3,
    events: 7,
    balances: [{ organisation: 'politie', received: 3, open: 2, closed: 1 }],
  })
})

// Each row: what somebody with the owner's powers does behind our back, and the rule that tells.
test.each([
  [
    'changes who confirmed',
    `update spoor.event set by_member = 'x' where seq = 3`,
    'the hash is that of the event',
  ],
  [
    'changes a moment',
    `update spoor.event set at = at + interval '1 second' where seq = 2`,
    'the hash is that of the event',
  ],
  [
    'changes a reason code',
    `update spoor.event set data = data || '{"criterion":"anders"}' where type = 'set-aside-proposed'`,
    'the hash is that of the event',
  ],
  ['cuts off the tail', `delete from spoor.event where seq = 3`, 'the head is the newest event'],
  [
    'takes an event out of the middle',
    `delete from spoor.event where seq = 2`,
    'events are numbered without gaps',
  ],
  [
    'takes a whole signal out of the events',
    `delete from spoor.event where signal_id = (select min(signal_id::text)::uuid from spoor.event)`,
    'a signal has events',
  ],
  [
    'takes a signal off the worklists',
    `delete from spoor.duty; delete from spoor.signal_registration; delete from spoor.signal`,
    'every signal of the ledger is in the worklists',
  ],
  [
    'closes a signal beside the ledger',
    `update spoor.signal set state = 'closed', outcome = 'no-leads'`,
    'the state is what the events say',
  ],
  ['gives it to another unit', `update spoor.signal set unit = 'elders'`, 'the owner is what the events say'],
  [
    'puts a deadline off',
    `update spoor.duty set due_at = due_at + interval '1 day' where done_at is null`,
    'the open duty is what the events say',
  ],
  [
    'ends a duty that was not done',
    `update spoor.duty set done_at = now(), done_by = 'x' where done_at is null`,
    'the open duty is what the events say',
  ],
])('it tells when somebody %s', async (_what, tampering, rule) => {
  const { db } = house.database.as('owner')
  // Triggers off, as only the owner can: the check must not lean on them. The tables are kept aside and put back.
  const tables = ['event', 'signal', 'signal_registration', 'duty']
  for (const table of tables) {
    await sql
      .raw(
        `drop table if exists public.kept_${table}; create table public.kept_${table} as table spoor.${table}`,
      )
      .execute(db)
  }
  await sql
    .raw(`set session_replication_role = replica; ${tampering}; set session_replication_role = origin`)
    .execute(db)
  const rules = (await mismatches()).map((mismatch) => mismatch.rule)
  await sql
    .raw(
      `set session_replication_role = replica;
       ${tables.map((table) => `delete from spoor.${table}; insert into spoor.${table} select * from public.kept_${table};`).join('\n')}
       set session_replication_role = origin`,
    )
    .execute(db)
  expect(rules).toContain(rule)
  expect(await mismatches()).toEqual([])
})
