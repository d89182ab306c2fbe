import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aLedger, type ALedger } from '../../test/a-ledger.ts'
import { allStories } from '../../test/ledger-stories.ts'
import { checkLedger, type CheckReport } from './check.ts'
import { KINDS } from './kinds.ts'
import type { Mismatch } from './mismatch.ts'
import { RULES } from './rule.ts'

let ledger: ALedger

beforeAll(async () => {
  ledger = await aLedger()
  await allStories(ledger)
})
afterAll(() => ledger.close())

async function check(): Promise<{ readonly report: CheckReport; readonly found: readonly Mismatch[] }> {
  const found: Mismatch[] = []
  const url = ledger.database.url('spoor_check')
  const report = await checkLedger(url, (mismatch) => found.push(mismatch), { now: ledger.now })
  return { report, found }
}

test('histories of every kind of event, by the deciders and the store, are clean', async () => {
  const { found, report } = await check()
  expect(found).toEqual([])
  const { rows } = await ledger.database
    .as('owner')
    .pool.query<{ type: string }>('select distinct type from spoor.event')
  expect(rows.map(({ type }) => type).toSorted()).toEqual(Object.keys(KINDS).toSorted())
  expect(report.events).toBeGreaterThan(200)
})

test('its balance is that of each organisation, month and form', async () => {
  const { report } = await check()
  const of = (organisation: string, form: string | null) =>
    report.balances.find((one) => one.organisation === organisation && one.form === form)
  const all = { organisation: 'arbeidsinspectie', period: '2026-06', received: 1 }
  expect(of('arbeidsinspectie', null)).toEqual({ ...all, form: null, closed: 1, open: 0, handedOver: 0 })
  expect(of('kmar', null)).toMatchObject({ received: 6, closed: 0, open: 5, handedOver: 1 })
  expect(of('kmar', 'seksueel')).toMatchObject({ received: 6, closed: 0, open: 5, handedOver: 1 })
  expect(of('politie', 'overig')).toMatchObject({ received: 1, closed: 1, open: 0, handedOver: 0 })
})

test('docs/check.md says of every rule what it proves', () => {
  const rows = [...readFileSync('docs/check.md', 'utf8').matchAll(/^\| ([^|`]+?) +\| [^|]+\| [^|]+\|$/gm)]
  const rules = rows.map(([, rule]) => rule).filter((rule) => rule !== 'rule' && !/^-+$/.test(rule ?? ''))
  expect(rules).toEqual(RULES)
})
