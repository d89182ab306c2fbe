import { createHash, randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction } from './database.ts'
import { approve, insertByInstallation, insertProposal, listVersions } from './enactments.ts'
import { upsertMember } from './members.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let sanne: string
let jayden: string
beforeAll(async () => {
  database = await testDatabase()
  sanne = await member('Sanne', 'politie')
  jayden = await member('Jayden', 'politie')
})
afterAll(() => database.drop())

const politie = () => database.as('spoor_politie')
const AT = '2026-06-11T07:00:00.000Z'

function member(name: string, organisation: 'politie' | 'kmar'): Promise<string> {
  const arriving = { id: randomUUID(), organisation, subject: name, name, unit: 'u', roles: [], seenAt: AT }
  return inTransaction(database.as(`spoor_${organisation}`), (tx) => upsertMember(tx, arriving))
}

const versionOf = (id: string, effectiveFrom = '2026-09-01') => ({
  ...{ id, effectiveFrom, content: { id, terms: { weigh: 5 } } },
  sha256: createHash('sha256').update(id).digest('hex'),
})
const propose = (id: string, by = sanne) =>
  inTransaction(politie(), (tx) => insertProposal(tx, 'politie', versionOf(id), by, AT))
const approveBy = (id: string, by: string) =>
  inTransaction(politie(), (tx) => approve(tx, 'politie', id, by, AT))

test('a version is proposed by one person and approved by another, once', async () => {
  expect([await propose('politie-a'), await propose('politie-a')]).toEqual([true, false])
  await expect(approveBy('politie-a', sanne)).rejects.toMatchObject({ code: '23514' })
  expect([await approveBy('politie-a', jayden), await approveBy('politie-a', jayden)]).toEqual([true, false])
  expect(await approveBy('politie-unknown', jayden)).toBe(false)
  expect(await listVersions(politie().db, 'politie')).toContainEqual({
    ...versionOf('politie-a'),
    ...{ byInstallation: false, proposedBy: sanne, proposedByName: 'Sanne', proposedAt: AT },
    ...{ approvedBy: jayden, approvedByName: 'Jayden', approvedAt: AT },
  })
  expect(await listVersions(database.as('spoor_kmar').db, 'politie')).toEqual([])
})

test('the first version comes with the installation, and only that one', async () => {
  const install = (id: string) =>
    inTransaction(database.as('spoor_kmar'), (tx) =>
      insertByInstallation(tx, 'kmar', versionOf(id, '2026-01-01'), AT),
    )
  expect([await install('kmar-1'), await install('kmar-1')]).toEqual([true, false])
  await expect(install('kmar-2')).rejects.toMatchObject({ code: '23505' })
  expect(await listVersions(database.as('spoor_kmar').db, 'kmar')).toMatchObject([
    { id: 'kmar-1', byInstallation: true, proposedBy: null, approvedBy: null, approvedAt: AT },
  ])
})

let approved = 0
beforeEach(async () => {
  const id = `politie-approved-${++approved}`
  await propose(id)
  await approveBy(id, jayden)
  await propose(`politie-proposed-${approved}`)
})

const insert = (values: string) =>
  sql.raw(`insert into spoor.way_of_working_version (organisation, id, effective_from, sha256, content, by_installation,
             proposed_by, proposed_at, approved_by, approved_at)
           values ('politie', gen_random_uuid()::text, '2026-09-01', sha256(''), '{}', ${values})`)

test.each<readonly [string, () => RawBuilder<unknown>, string]>([
  [
    'change what was approved',
    () => sql`update spoor.way_of_working_version set approved_at = now() where approved_at is not null`,
    '42501',
  ],
  [
    'take an approval back',
    () =>
      sql`update spoor.way_of_working_version set approved_by = null, approved_at = null where approved_at is not null`,
    '42501',
  ],
  ['change what was proposed', () => sql`update spoor.way_of_working_version set content = '{}'`, '42501'],
  ['move its date', () => sql`update spoor.way_of_working_version set effective_from = now()`, '42501'],
  ['delete a version', () => sql`delete from spoor.way_of_working_version`, '42501'],
  [
    'approve what it proposes in one go',
    () => insert(`false, '${sanne}', now(), '${jayden}', now()`),
    '42501',
  ],
  [
    'approve without a person',
    () => sql`update spoor.way_of_working_version set approved_at = now() where approved_at is null`,
    '23514',
  ],
  ['propose without a person', () => insert('false, null, now(), null, null'), '23514'],
  ['propose in the name of the installation', () => insert(`true, '${sanne}', now(), null, now()`), '23514'],
  ['propose in the name of a stranger', () => insert(`false, gen_random_uuid(), now(), null, null`), '23503'],
])('a login may not %s', async (_what, statement, code) => {
  await expect(statement().execute(politie().db)).rejects.toMatchObject({ code })
})

test('nobody of another organisation approves', async () => {
  const stranger = await member('Kees', 'kmar')
  await propose('politie-for-stranger')
  await expect(approveBy('politie-for-stranger', stranger)).rejects.toMatchObject({ code: '23503' })
})
