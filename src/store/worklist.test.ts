import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SEES_ALL } from '../../test/a-sight.ts'
import { aFollowUp, dutyOf, MORNING, sideDutyOf, UNIT, type FollowUp } from '../../test/a-follow-up.ts'
import { planOf } from '../../test/query-plan.ts'
import { inTransaction } from './database.ts'
import { insertMessage } from './messages.ts'
import { testDatabase, type TestDatabase } from './testing.ts'
import { listDuties, type DutyRow, type WorklistScope } from './worklist.ts'

let database: TestDatabase
let follow: FollowUp
beforeAll(async () => {
  database = await testDatabase()
  follow = aFollowUp(database)
})
afterAll(() => database.drop())

const NOBODY = randomUUID()
const all: WorklistScope = { scope: 'organisation', memberId: NOBODY, unit: UNIT, roles: [], kinds: null }

async function dutiesOf(signalId: string, scope: WorklistScope = all): Promise<readonly DutyRow[]> {
  const rows = await listDuties(database.as('spoor_politie').db, SEES_ALL, scope, null, 1000)
  return rows.filter((row) => row.signal_id === signalId)
}

/** A confirmed signal, taken up by `assignee`, that is offered to the unit intelligence. */
async function offeredToUnit(assignee: string) {
  const id = await follow.propose()
  const duty = dutyOf('start-enrichment')
  const contact = sideDutyOf('contact-possible-victim', '2026-06-12T06:00:00.000Z')
  await follow.happen(id, { type: 'signal-confirmed', duty, opens: [contact] })
  await follow.happen(id, { type: 'taken-up', assignee })
  const answer = sideDutyOf('answer-unit', '2026-06-13T07:00:00.000Z', 'intelligence')
  await follow.happen(id, { type: 'unit-offered', unit: 'intelligence', opens: [answer] })
  return { id, duty, contact, answer }
}

test('the duties of a signal stand in the list one by one, by due moment', async () => {
  const { id } = await offeredToUnit(randomUUID())
  expect((await dutiesOf(id)).map(({ kind, unit, state }) => [kind, unit, state])).toEqual([
    ['contact-possible-victim', UNIT, 'confirmed'],
    ['start-enrichment', UNIT, 'confirmed'],
    ['answer-unit', 'intelligence', 'confirmed'],
  ])
})

test('what another unit has to answer is on the list of that unit, and not of who has the signal', async () => {
  const assignee = randomUUID()
  const { id } = await offeredToUnit(assignee)
  const kinds = async (scope: Partial<WorklistScope>) =>
    (await dutiesOf(id, { ...all, ...scope })).map(({ kind }) => kind)
  expect(await kinds({ scope: 'mine', memberId: assignee })).toEqual([
    'contact-possible-victim',
    'start-enrichment',
  ])
  expect(await kinds({ scope: 'unit', unit: 'intelligence' })).toEqual(['answer-unit'])
})

test('an escalation tells which duty climbed, to those who have the role', async () => {
  const { id, contact } = await offeredToUnit(randomUUID())
  const escalation = { id: randomUUID(), unit: 'leiding', role: 'team-lead', dueAt: contact.dueAt, level: 1 }
  await follow.happen(id, { type: 'escalated', overdue: contact.id, escalation })
  const lead: WorklistScope = { ...all, scope: 'mine', unit: 'leiding', roles: ['team-lead'] }
  expect(await dutiesOf(id, lead)).toMatchObject([
    {
      kind: 'escalation',
      about: 'contact-possible-victim',
      role: 'team-lead',
      title: expect.stringMatching(/^Melding/),
    },
  ])
  expect(await dutiesOf(id, { ...lead, roles: ['analyst'] })).toEqual([])
})

test('what another organisation offers has the title of its pack', async () => {
  const handover = randomUUID()
  const pack = { title: 'Controle op de snelweg', ground: 'g', registrations: [], acts: [] }
  const offer = {
    kind: 'offer',
    handover,
    to: 'politie',
    forms: [],
    urgent: false,
    answerBy: MORNING,
    pack,
  } as const
  await inTransaction(database.as('spoor_kmar'), (tx) =>
    insertMessage(tx, 'kmar', offer, { id: randomUUID(), at: MORNING }),
  )
  const id = await follow.offer('politie', 'kmar', handover)
  expect(await dutiesOf(id)).toMatchObject([{ kind: 'answer-handover', title: pack.title, incident: null }])
})

test.each<readonly [string, Partial<WorklistScope>, string]>([
  ['of the organisation', {}, 'duty_due'],
  ['of a unit', { scope: 'unit' }, 'duty_'],
])('the duties %s are found by index', async (_whose, scope, index) => {
  const plan = await planOf(database.as('spoor_politie'), (tx) =>
    listDuties(tx, SEES_ALL, { ...all, ...scope }, null, 50),
  )
  expect(plan).toContain(index)
  expect(plan).not.toContain('Seq Scan')
})
