import { afterAll, beforeAll, expect, test } from 'vitest'
import { planOf } from '../../test/query-plan.ts'
import { listAudit, type AuditQuestion } from './audit-log.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

const ANY: AuditQuestion = {
  ...{ by: null, act: null, record: null, from: null, through: null, emergencyOnly: false },
}
const RECORD = '11111111-1111-4111-8111-111111111111'
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test.each([
  ['one record', { record: RECORD }, 'audit_of_record'],
  ['all that was done', {}, 'audit_pkey'],
] as const)('searching the audit log for %s reads by its index', async (_what, asked, index) => {
  const plan = await planOf(database.as('spoor_politie'), (tx) =>
    listAudit(tx, 'politie', { ...ANY, ...asked }, null, 50),
  )
  expect(plan).toContain(`using ${index} on audit`)
})
