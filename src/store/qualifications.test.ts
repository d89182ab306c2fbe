import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrganisationId } from '#core/organisation.ts'
import { inTransaction } from './database.ts'
import { upsertMember } from './members.ts'
import { insertQualification, listQualifications } from './qualifications.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let sanne: string
let lead: string
let kees: string
beforeAll(async () => {
  database = await testDatabase()
  sanne = await member('Sanne', 'politie')
  lead = await member('Noor', 'politie')
  kees = await member('Kees', 'kmar')
})
afterAll(() => database.drop())

const AT = '2026-06-11T07:00:00.000Z'
const as = (organisation: OrganisationId) => database.as(`spoor_${organisation}`)

function member(name: string, organisation: OrganisationId): Promise<string> {
  const arriving = { id: randomUUID(), organisation, subject: name, name, unit: 'u', roles: [], seenAt: AT }
  return inTransaction(as(organisation), (tx) => upsertMember(tx, arriving))
}

const enter = (who: string, obtainedOn: string, validUntil: string | null, enteredBy = lead) => {
  const entered = {
    member: who,
    qualification: 'mensenhandel',
    obtainedOn,
    validUntil,
    enteredBy,
    enteredAt: AT,
  }
  return inTransaction(as('politie'), (tx) => insertQualification(tx, 'politie', entered))
}

test('what a colleague has learned is kept with its days, the newest first, once', async () => {
  expect(await enter(sanne, '2021-03-01', '2026-03-01')).toBe(true)
  expect(await enter(sanne, '2026-02-01', null)).toBe(true)
  expect(await enter(sanne, '2026-02-01', null)).toBe(false)
  expect(await listQualifications(as('politie').db, sanne)).toEqual([
    { qualification: 'mensenhandel', obtainedOn: '2026-02-01', validUntil: null },
    { qualification: 'mensenhandel', obtainedOn: '2021-03-01', validUntil: '2026-03-01' },
  ])
  expect(await listQualifications(as('kmar').db, sanne)).toEqual([])
})

test.each<readonly [string, () => Promise<unknown>, string]>([
  ['of somebody of another organisation', () => enter(kees, '2026-01-01', null), '23503'],
  ['entered by somebody of another organisation', () => enter(sanne, '2026-01-01', null, kees), '23503'],
  ['that ran out before it was obtained', () => enter(sanne, '2026-01-01', '2025-01-01'), '23514'],
])('a qualification %s is refused', async (_what, attempt, code) => {
  await expect(attempt()).rejects.toMatchObject({ code })
})

test('a login changes and deletes none', async () => {
  for (const statement of [
    'update spoor.member_qualification set valid_until = null',
    'delete from spoor.member_qualification',
  ]) {
    await expect(sql.raw(statement).execute(as('politie').db)).rejects.toMatchObject({ code: '42501' })
  }
})
