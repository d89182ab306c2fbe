import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SEES_ALL } from '../../test/a-sight.ts'
import { aFollowUp, dutyOf, MORNING, sideDutyOf, type FollowUp } from '../../test/a-follow-up.ts'
import { planOf } from '../../test/query-plan.ts'
import { inTransaction } from './database.ts'
import { countSecondLooks, findLook, listUndrawn, recordDraw, recordVerdict } from './second-looks.ts'
import { testDatabase, type TestDatabase } from './testing.ts'
import { countDuties, listDuties, type WorklistScope } from './worklist.ts'

let database: TestDatabase
let follow: FollowUp
beforeAll(async () => {
  database = await testDatabase()
  follow = aFollowUp(database)
})
afterAll(() => database.drop())

const db = () => database.as('spoor_politie').db
const NOON = '2026-06-11T12:00:00.000Z'

/** A proposal that Sanne and Jayden set aside. @returns its id; the decision is its third event. */
async function setAside(): Promise<string> {
  const id = await follow.propose()
  await follow.happen(id, {
    type: 'set-aside-proposed',
    criterion: 'police-act',
    duty: dutyOf('confirm-set-aside'),
  })
  await follow.happen(id, { type: 'set-aside-confirmed', proposedBy: 'sanne' }, { by: 'jayden' })
  return id
}

const draw = (signalId: string, look: string | null, seq = 3) =>
  inTransaction(database.as('spoor_politie'), (tx) => recordDraw(tx, 'politie', { signalId, seq }, look))
const judge = (look: string, verdict: 'agrees' | 'follow-up') =>
  inTransaction(database.as('spoor_politie'), (tx) => recordVerdict(tx, 'politie', look, verdict, NOON))
const undrawn = async () => (await listUndrawn(db(), 1000)).map(({ signalId, seq }) => [signalId, seq])

describe('a decision not to follow up', () => {
  test.each<readonly [string, () => Promise<string>, number]>([
    ['set aside', setAside, 3],
    [
      'stopped',
      async () => {
        const id = await follow.propose()
        const proposal = {
          type: 'stop-proposed',
          outcome: 'no-leads',
          reviewOn: null,
          answers: {},
          guards: {},
        } as const
        await follow.happen(id, { ...proposal, duty: dutyOf('confirm-stop') })
        const closed = { type: 'closed', outcome: 'no-leads', proposedBy: 'sanne', guards: null } as const
        await follow.happen(id, closed, { by: 'jayden' })
        return id
      },
      3,
    ],
    [
      'shelved',
      async () => {
        const id = await follow.propose()
        const proposal = {
          type: 'stop-proposed',
          outcome: 'shelve',
          reviewOn: '2026-07-01',
          answers: {},
        } as const
        await follow.happen(id, { ...proposal, guards: {}, duty: dutyOf('confirm-stop') })
        const shelved = { type: 'shelved', proposedBy: 'sanne', duty: dutyOf('review-shelved') } as const
        await follow.happen(id, shelved, { by: 'jayden' })
        return id
      },
      3,
    ],
  ])('waits for its draw from the moment that it was taken: %s', async (_how, decide, seq) => {
    const id = await decide()
    expect(await undrawn()).toContainEqual([id, seq])
    expect(await draw(id, null, seq)).toBe(true)
    expect(await undrawn()).not.toContainEqual([id, seq])
  })

  test('is none when an investigation is concluded, or a set-aside rejected', async () => {
    const before = await undrawn()
    const id = await follow.propose()
    await follow.happen(id, { type: 'set-aside-proposed', criterion: 'x', duty: dutyOf('confirm-set-aside') })
    await follow.happen(id, { type: 'set-aside-rejected', duty: dutyOf('answer-proposal') }, { by: 'jayden' })
    await follow.happen(id, { type: 'closed', outcome: 'submitted', proposedBy: null, guards: {} })
    expect(await undrawn()).toEqual(before)
  })

  test('is drawn once, also when two draw at the same time, and judged once', async () => {
    const id = await setAside()
    const looks = [randomUUID(), randomUUID(), randomUUID()]
    const drawn = await Promise.all(looks.map((look) => draw(id, look)))
    expect(drawn.filter(Boolean)).toHaveLength(1)
    const look = looks[drawn.indexOf(true)]!
    expect(await findLook(db(), 'politie', look)).toEqual({ signalId: id, seq: 3 })
    expect(await findLook(database.as('spoor_kmar').db, 'politie', look)).toBeUndefined()
    expect(await judge(look, 'agrees')).toBe(true)
    expect(await judge(look, 'follow-up')).toBe(false)
  })

  test('counts in the period in which it was taken, however it was drawn', async () => {
    const count = () => countSecondLooks(db(), '2026-06-11T00:00:00.000Z', '2026-06-12T00:00:00.000Z')
    const before = await count()
    const [first, second, third, fourth] = [
      await setAside(),
      await setAside(),
      await setAside(),
      await setAside(),
    ]
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()]
    await draw(first, one)
    await draw(second, two)
    await draw(third, three)
    await draw(fourth, null)
    await judge(one, 'agrees')
    await judge(two, 'follow-up')
    const after = await count()
    const grown = Object.fromEntries(
      Object.entries(after).map(([name, value]) => [name, value - before[name as keyof typeof before]]),
    )
    expect(grown).toEqual({ decisions: 4, drawn: 3, taken: 2, agreed: 1, followUp: 1 })
    expect(await countSecondLooks(db(), '2026-06-12T00:00:00.000Z', '2026-06-13T00:00:00.000Z')).toEqual({
      ...{ decisions: 0, drawn: 0, taken: 0, agreed: 0, followUp: 0 },
    })
  })
})

test.each<readonly [string, RawBuilder<unknown>, string]>([
  ['draw again', sql`update spoor.second_look_draw set drawn = false, look = null where drawn`, '42501'],
  [
    'judge again',
    sql`update spoor.second_look_draw set verdict = 'agrees' where verdict = 'follow-up'`,
    '42501',
  ],
  [
    'judge what was not drawn',
    sql`update spoor.second_look_draw set verdict = 'agrees', taken_at = now() where not drawn`,
    '23514',
  ],
  ['draw without a look', sql`update spoor.second_look_draw set drawn = true where drawn is null`, '23514'],
  ['leave a decision out of the draw', sql`delete from spoor.second_look_draw`, '42501'],
  [
    'add a decision that is none',
    sql`insert into spoor.second_look_draw values ('politie', gen_random_uuid(), 1, 'closed', now())`,
    '42501',
  ],
])('a login may not %s', async (_what, statement, code) => {
  await setAside()
  await draw(await setAside(), null)
  const look = randomUUID()
  await draw(await setAside(), look)
  await judge(look, 'follow-up')
  await expect(statement.execute(db())).rejects.toMatchObject({ code })
})

test('what waits for its draw is found by index, however much was drawn before', async () => {
  const plan = await planOf(database.as('spoor_politie'), (tx) => listUndrawn(tx, 100))
  expect(plan).toContain('second_look_undrawn')
  expect(plan).not.toContain('Seq Scan')
})

describe('in the worklist, a second look', () => {
  const scope: WorklistScope = {
    ...{ scope: 'unit', memberId: randomUUID(), unit: 'tweede-blik', roles: ['weigher'], kinds: null },
  }

  test('names the look, and neither the signal nor the decision', async () => {
    const id = await setAside()
    const assignee = randomUUID()
    const look = randomUUID()
    const duty = sideDutyOf('second-look', undefined, 'tweede-blik')
    await follow.happen(id, { type: 'second-look-drawn', look, of: 3, deciders: [], opens: [duty] })
    const escalation = { id: randomUUID(), unit: 'tweede-blik', role: 'manager', dueAt: duty.dueAt, level: 1 }
    await follow.happen(id, { type: 'escalated', overdue: duty.id, escalation })
    const rows = await listDuties(db(), SEES_ALL, scope, null, 10)
    expect(rows.map((row) => [row.kind, row.about, row.look])).toEqual(
      expect.arrayContaining([
        ['second-look', null, look],
        ['escalation', 'second-look', look],
      ]),
    )
    expect(rows).toHaveLength(2)
    const told = JSON.stringify(rows)
    for (const secret of [id, 'closed', 'Melding', 'overlast', 'arbeid', assignee])
      expect(told).not.toContain(secret)
    expect(await countDuties(db(), SEES_ALL, scope, MORNING)).toEqual({ total: 2, overdue: 0 })
  })

  test('is not on the list of who had the signal', async () => {
    const id = await follow.propose()
    const assignee = randomUUID()
    await follow.happen(id, { type: 'taken-up', assignee })
    await follow.happen(id, { type: 'set-aside-proposed', criterion: 'x', duty: dutyOf('confirm-set-aside') })
    const mine: WorklistScope = { ...scope, scope: 'mine', memberId: assignee, unit: 'avim', roles: [] }
    expect((await listDuties(db(), SEES_ALL, mine, null, 10)).map(({ kind }) => kind)).toEqual([
      'confirm-set-aside',
    ])
    await follow.happen(id, { type: 'set-aside-confirmed', proposedBy: 'sanne' }, { by: 'jayden' })
    const opens = [sideDutyOf('second-look')]
    await follow.happen(id, { type: 'second-look-drawn', look: randomUUID(), of: 4, deciders: [], opens })
    expect(await listDuties(db(), SEES_ALL, mine, null, 10)).toEqual([])
  })
})
