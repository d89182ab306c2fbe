import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SEES_ALL } from '../../test/a-sight.ts'
import { aFollowUp, dutyOf, MORNING, sideDutyOf, UNIT, type FollowUp } from '../../test/a-follow-up.ts'
import { planOf } from '../../test/query-plan.ts'
import { fold } from '#process/fold.ts'
import { readEvents } from './ledger.ts'
import { listOverdue } from './overdue.ts'
import { countHeld, listSignals, readIncident } from './signal-views.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

// What the store keeps of events: the projections say what the fold says.

let database: TestDatabase
let follow: FollowUp
beforeAll(async () => {
  database = await testDatabase()
  follow = aFollowUp(database)
})
afterAll(() => database.drop())

/** The open duties of a signal as the worklists have them. */
async function openDuties(signalId: string) {
  const { rows } = await sql<{ id: string; kind: string; unit: string; escalates: string | null }>`
    select id, kind, unit, escalates from spoor.duty
     where signal_id = ${signalId} and done_at is null
     order by place desc, kind`.execute(database.as('spoor_politie').db)
  return rows
}

const escalationOf = (level = 1) => ({
  ...{ id: randomUUID(), unit: 'leiding', role: 'team-lead', dueAt: '2026-06-15T07:00:00.000Z', level },
})

describe('duties follow the events', () => {
  test('those beside the main one open and end with any event', async () => {
    const id = await follow.propose()
    const contact = sideDutyOf('contact-possible-victim')
    const duty = dutyOf('start-enrichment')
    await follow.happen(id, { type: 'signal-confirmed', duty, opens: [contact] })
    const offer = sideDutyOf('answer-unit', undefined, 'intelligence')
    await follow.happen(id, { type: 'unit-offered', unit: 'intelligence', opens: [offer] })
    expect((await openDuties(id)).map(({ kind, unit }) => [kind, unit])).toEqual([
      ['answer-unit', 'intelligence'],
      ['contact-possible-victim', UNIT],
      ['start-enrichment', UNIT],
    ])
    await follow.happen(id, { type: 'unit-refused', reason: 'vol', ends: [offer.id] })
    expect((await openDuties(id)).map((one) => one.id)).toEqual([contact.id, duty.id])
    await follow.happen(id, { type: 'closed', outcome: 'no-leads', proposedBy: null, guards: null })
    expect(await openDuties(id)).toEqual([])
  })

  test('an escalation stays with its duty, and goes along to the unit that takes it over', async () => {
    const id = await follow.propose()
    const duty = dutyOf('start-enrichment')
    const contact = sideDutyOf('contact-possible-victim')
    await follow.happen(id, { type: 'signal-confirmed', duty, opens: [contact] })
    const ofMain = escalationOf()
    await follow.happen(id, { type: 'escalated', overdue: duty.id, escalation: ofMain })
    await follow.happen(id, { type: 'escalated', overdue: contact.id, escalation: escalationOf() })
    const moved = dutyOf('start-enrichment', undefined, 'intelligence')
    const offer = sideDutyOf('answer-unit', undefined, 'intelligence')
    await follow.happen(id, { type: 'unit-offered', unit: 'intelligence', opens: [offer] })
    await follow.happen(id, {
      type: 'unit-accepted',
      unit: 'intelligence',
      duty: moved,
      ends: [offer.id, contact.id],
    })
    expect((await openDuties(id)).map(({ id: one, kind, escalates }) => [one, kind, escalates])).toEqual([
      [moved.id, 'start-enrichment', null],
      [ofMain.id, 'escalation', moved.id],
    ])
    const second = escalationOf(2)
    await follow.happen(id, { type: 'escalated', overdue: moved.id, escalation: second })
    expect((await openDuties(id)).map((one) => one.id)).toEqual([moved.id, second.id])
  })
})

describe('what is overdue', () => {
  const LATER = '2026-06-20T07:00:00.000Z'
  const FIRST = '00000000-0000-0000-0000-000000000000'
  const overdueAt = (now: string) => listOverdue(database.as('spoor_politie').db, now, FIRST, 1000)

  test('is found once for each signal, whether its main duty is late, one beside it, or both', async () => {
    const duty = dutyOf('start-enrichment', '2026-06-19T07:00:00.000Z')
    const contact = sideDutyOf('contact-possible-victim', '2026-06-12T07:00:00.000Z')
    const id = await follow.propose()
    await follow.happen(id, { type: 'signal-confirmed', duty, opens: [contact] })
    const times = async (now: string) => (await overdueAt(now)).filter((one) => one === id).length
    expect(await times('2026-06-12T06:59:59.000Z')).toBe(0)
    expect(await times('2026-06-12T07:00:00.000Z')).toBe(1)
    expect(await times(LATER)).toBe(1)
    await follow.happen(id, { type: 'escalated', overdue: contact.id, escalation: escalationOf() })
    expect(await times('2026-06-13T07:00:00.000Z')).toBe(0)
    // The escalation has a due moment of its own.
    expect(await times('2026-06-15T07:00:00.000Z')).toBe(1)
  })

  test('is found by index, page after page', async () => {
    for (let n = 0; n < 3; n++) await follow.propose()
    const all = await overdueAt(LATER)
    const db = database.as('spoor_politie').db
    expect(await listOverdue(db, LATER, all[1]!, 2)).toEqual(all.slice(2, 4))
    const plan = await planOf(database.as('spoor_politie'), (tx) => listOverdue(tx, LATER, FIRST, 500))
    expect(plan).not.toContain('Seq Scan')
  })
})

describe('a signal that waits', () => {
  test('says why, is counted by its reason, and goes on', async () => {
    const ids = [await follow.propose(), await follow.propose(), await follow.propose()]
    const reasons = ['capacity', 'capacity', 'interpreter']
    for (const [index, id] of ids.entries()) {
      await follow.happen(id, { type: 'signal-confirmed', duty: dutyOf('start-enrichment') })
      const held = { type: 'held', reason: reasons[index]!, reviewOn: '2026-06-20' } as const
      await follow.happen(id, { ...held, duty: dutyOf('review-hold') })
    }
    const { db } = database.as('spoor_politie')
    expect(await countHeld(db)).toEqual([
      { reason: 'capacity', signals: 2 },
      { reason: 'interpreter', signals: 1 },
    ])
    const rows = await listSignals(db, SEES_ALL, { states: ['held'], unit: null }, null, 10)
    expect(rows.map((row) => row.hold_reason ?? '').toSorted()).toEqual(reasons)
    await follow.happen(ids[2]!, { type: 'resumed', duty: dutyOf('start-enrichment') })
    expect(await countHeld(db)).toEqual([{ reason: 'capacity', signals: 2 }])
  })
})

test('what makes it urgent stands in the lists', async () => {
  const id = await follow.propose()
  await follow.happen(id, { type: 'signal-confirmed', urgency: ['minor'], duty: dutyOf('start-enrichment') })
  const urgent = { type: 'urgency-set', urgency: ['minor', 'person-leaving'] } as const
  await follow.happen(id, { ...urgent, duty: dutyOf('start-enrichment') })
  const [row] = await readIncident(database.as('spoor_politie').db, id, SEES_ALL)
  expect(row?.urgency).toEqual(['minor', 'person-leaving'])
})

test('the state in the table is the fold of the ledger', async () => {
  const id = await follow.propose()
  const after = await follow.happen(id, { type: 'signal-confirmed', duty: dutyOf('start-enrichment') })
  const { db } = database.as('spoor_politie')
  expect(fold(id, await readEvents(db, id))).toEqual(after)
  const { rows } = await sql`select state, seq, received_at from spoor.signal where id = ${id}`.execute(db)
  expect(rows).toEqual([{ state: 'confirmed', seq: 2, received_at: MORNING }])
})

test('an event that sends a message is refused without an id for it', async () => {
  const id = await follow.propose()
  const sends = { kind: 'accept', handover: randomUUID(), to: 'kmar' } as const
  const data = { type: 'taken-up', assignee: randomUUID() } as const
  const event = { data, content: null, sends }
  await expect(follow.happen(id, data, { event })).rejects.toThrow('sends accept without an id')
})
