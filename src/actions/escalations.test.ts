// What is overdue climbs, derived from the due moments: however late, how often and by how many the job is run.
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readSignal, searchDuties } from '../../test/reads.ts'
import { aPair, aSignalAt, mustStep, type Pair } from '../../test/a-handover.ts'
import { aHouse, mustBeClean, type TestHouse } from '../../test/a-house.ts'
import { offerByDocument, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { escalateOverdue } from './escalations.ts'

let house: TestHouse
let pair: Pair

beforeEach(async () => {
  house = await aHouse()
  pair = await aPair(house, 'politie')
})
afterEach(async () => {
  try {
    await mustBeClean(house)
  } finally {
    await house.close()
  }
})

const see = async (id: string) => (await readSignal(house, pair[0], id))!

describe('a duty beside the main one', () => {
  test('climbs by itself, and ends with its own escalation when it is done', async () => {
    const id = await aSignalAt(house, 'confirmed', pair)
    await mustStep(house, pair[0], id, S['start-enrichment'])
    const { sideDuties, duty } = await see(id)
    // Past the contact, not yet past the enrichment.
    expect(sideDuties[0]!.dueAt < duty!.dueAt).toBe(true)
    house.itIs(sideDuties[0]!.dueAt)
    expect(await escalateOverdue(house)).toBe(1)
    expect((await see(id)).escalations).toMatchObject([
      { about: 'contact-possible-victim', level: 1, role: 'team-lead', unit: 'avim-midden' },
    ])
    await mustStep(house, pair[0], id, S['record-contact'])
    expect(await see(id)).toMatchObject({ escalations: [], sideDuties: [] })
  })

  test('of another unit climbs as well, and stands beside the escalation of the main duty', async () => {
    const id = await aSignalAt(house, 'weighing', pair)
    await mustStep(house, pair[0], id, S['offer-unit'])
    house.itIs('2026-07-13T08:00:00.000Z')
    expect(await escalateOverdue(house)).toBe(2)
    const { escalations } = await see(id)
    expect(escalations.map(({ about }) => about).toSorted()).toEqual(['answer-unit', 'weigh'])
    // So late that both are at the end of the ladder at once, in one step each.
    expect(new Set(escalations.map(({ role }) => role))).toEqual(new Set(['unit-head']))
  })
})

test('what is overdue stays with the same named role when another unit takes the signal', async () => {
  const id = await aSignalAt(house, 'confirmed', pair)
  house.itIs('2026-06-18T16:00:00.000Z')
  expect(await escalateOverdue(house)).toBe(2)
  const before = (await see(id)).escalations
  const fatima = await house.colleague('Fatima', 'politie', undefined, { unit: 'intelligence' })
  await mustStep(house, pair[0], id, S['offer-unit'])
  await mustStep(house, fatima, id, S['accept-unit'])
  expect((await see(id)).escalations).toEqual(before)
  // It climbed so far already.
  expect(await escalateOverdue(house)).toBe(0)
})

describe('the job', () => {
  test('run by several at once, and again, writes each step of the ladder once', async () => {
    const ids = [
      await aSignalAt(house, 'proposed', pair),
      await aSignalAt(house, 'confirmed', pair),
      await aSignalAt(house, 'held', pair),
    ]
    house.itIs('2026-06-16T16:00:00.000Z')
    const runs = await Promise.all([1, 2, 3, 4].map(() => escalateOverdue(house)))
    const written = runs.reduce((sum, one) => sum + one, 0)
    expect(await escalateOverdue(house)).toBe(0)
    const climbed = await Promise.all(ids.map(async (id) => (await see(id)).timeline))
    const events = climbed.flat().filter(({ type }) => type === 'escalated')
    expect(events).toHaveLength(written)
    expect(new Set(events.map(({ data }) => data.overdue)).size).toBe(written)
    expect(written).toBeGreaterThanOrEqual(2)
    expect(events.every(({ by }) => by.name === 'Spoor')).toBe(true)
  })

  test('absent for a month climbs once to where the ladder is by then, and no step in between', async () => {
    const id = await aSignalAt(house, 'proposed', pair)
    house.itIs('2026-07-20T08:00:00.000Z')
    expect(await escalateOverdue(house)).toBe(1)
    expect((await see(id)).escalations).toMatchObject([{ level: 2, role: 'unit-head' }])
  })

  test('leaves alone what was done in the meantime', async () => {
    const id = await aSignalAt(house, 'proposed', pair)
    house.itIs('2026-06-16T16:00:00.000Z')
    await mustStep(house, pair[0], id, S.confirm)
    expect(await escalateOverdue(house)).toBe(0)
    expect((await see(id)).escalations).toEqual([])
  })
})

describe('the logs', () => {
  const rowsOf = async (id: string) => {
    const { rows } = await sql`
      select a.actor, a.act, a.what, a.task_id as task, a.recipient, count(p.*)::integer as lines
        from spoor.audit a left join spoor.processing p on p.processing_id = a.processing_id
       where a.record_id = ${id} and a.actor = 'spoor' and a.what = 'escalate'
       group by a.day, a.seq, 1, 2, 3, 4, 5 order by a.day, a.seq`.execute(house.stores.politie)
    return rows
  }
  const row = { actor: 'spoor', act: 'change', what: 'escalate', task: null, recipient: null, lines: 1 }

  test('tell of each climb once, and of nothing when nothing climbed', async () => {
    const id = await aSignalAt(house, 'proposed', pair)
    house.itIs('2026-06-16T16:00:00.000Z')
    await escalateOverdue(house)
    expect(await rowsOf(id)).toEqual([row])
    await escalateOverdue(house)
    expect(await rowsOf(id)).toEqual([row])
  })

  test('tell who hears that an offer was asked back', async () => {
    const id = await aSignalAt(house, 'handing-over', pair)
    const { duty } = await see(id)
    house.itIs(duty!.dueAt)
    await escalateOverdue(house)
    const [, told] = await rowsOf(id)
    expect(told).toMatchObject({ act: 'disclose', recipient: 'arbeidsinspectie' })
  })
})

describe('an offer that nobody answers', () => {
  test('comes back at once from a partner without Spoor, to the unit and to a named role', async () => {
    const id = await aSignalAt(house, 'weighing', pair)
    await mustStep(house, pair[0], id, offerByDocument)
    const { duty } = await see(id)
    house.itIs(duty!.dueAt)
    expect(await escalateOverdue(house)).toBe(1)
    expect(await see(id)).toMatchObject({
      state: 'weighing',
      duty: { kind: 'weigh', overdue: false },
      escalations: [{ about: 'weigh', level: 1, role: 'team-lead' }],
      handover: { stage: 'returned' },
    })
    expect(await escalateOverdue(house)).toBe(0)
  })

  test('is asked back from an organisation with Spoor; until it confirms, the duty is ours and climbs', async () => {
    const id = await aSignalAt(house, 'handing-over', pair)
    const { duty } = await see(id)
    house.itIs(duty!.dueAt)
    expect(await escalateOverdue(house)).toBe(2)
    const signal = await see(id)
    expect(signal).toMatchObject({
      state: 'handing-over',
      duty: { kind: 'await-acceptance', overdue: false },
      escalations: [{ about: 'await-acceptance', level: 1 }],
      handover: { stage: 'recalling' },
    })
    expect(signal.handover?.messages.map(({ kind, handledAt }) => [kind, handledAt])).toEqual([
      ['offer', null],
      ['recall', null],
    ])
    expect(await escalateOverdue(house)).toBe(0)
    const { duties } = await searchDuties(house, pair[0], { scope: 'organisation', kinds: ['escalation'] })
    expect(duties).toMatchObject([{ about: 'await-acceptance', climbed: { since: duty!.dueAt, level: 1 } }])
  })
})
