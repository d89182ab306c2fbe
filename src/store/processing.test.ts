import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lapseAudit, sealAuditDays } from './audit.ts'
import { inTransaction } from './database.ts'
import { insertLines, listLines, type ProcessingLine } from './processing.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

// The Logboek Dataverwerkingen in the database itself: what a line may hold, and how it goes.

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const hex = (bytes: number) =>
  randomUUID()
    .replaceAll('-', '')
    .repeat(2)
    .slice(0, bytes * 2)

function aLine(changes: Partial<ProcessingLine> = {}): ProcessingLine {
  return {
    traceId: hex(16),
    spanId: hex(8),
    parent: null,
    processing: randomUUID(),
    name: 'leesSignaal',
    activity: 'follow-up',
    version: 1,
    subject: { id: hex(32), type: 'person' },
    status: 'Ok',
    startedAt: '2026-06-11T07:00:00.000Z',
    endedAt: '2026-06-11T07:00:00.250Z',
    foreign: null,
    ...changes,
  }
}

const write = (...lines: readonly ProcessingLine[]) =>
  inTransaction(database.as('spoor_politie'), (tx) => insertLines(tx, 'politie', lines))
const written = (from: string, through = from, limit = 1000) =>
  listLines(database.as('spoor_politie').db, 'politie', { from, through }, limit, null)

test('lines come back as they were written, page by page, in order of their end', async () => {
  const foreign = { span: hex(8), processor: 'kmar' } as const
  const lines = [
    aLine({ startedAt: '2026-06-01T10:00:00.000Z', endedAt: '2026-06-01T10:00:00.000Z', foreign }),
    aLine({ startedAt: '2026-06-01T10:00:01.000Z', endedAt: '2026-06-01T10:00:01.000Z', subject: null }),
    // The Dutch day is what counts.
    aLine({ startedAt: '2026-06-01T22:00:01.000Z', endedAt: '2026-06-01T22:00:01.000Z', parent: hex(8) }),
  ]
  await write(...lines.toReversed())
  const days = ['2026-06-01', '2026-06-01', '2026-06-02']
  const expected = lines.map((line, at) => ({ ...line, day: days[at] }))
  expect(await written('2026-06-01', '2026-06-02')).toEqual(expected)
  expect(await written('2026-06-02')).toEqual(expected.slice(2))
  const [first] = await written('2026-06-01', '2026-06-02', 1)
  const db = database.as('spoor_politie').db
  const rest = await listLines(db, 'politie', { from: '2026-06-01', through: '2026-06-02' }, 5, first!)
  expect(rest).toEqual(expected.slice(1))
})

test.each([
  ['a name', { name: 'Wilhelmina Kanariegeel' }],
  ['an activity that is no code', { activity: 'Over iemand' as never }],
  [
    'a subject that is no pseudonym',
    { subject: { id: Buffer.from('999990019').toString('hex'), type: 'person' } },
  ],
  [
    'an end before its beginning',
    { startedAt: '2026-06-11T07:00:01.000Z', endedAt: '2026-06-11T07:00:00.000Z' },
  ],
] as const)('the database takes no line with %s', async (_what, changes) => {
  await expect(write(aLine(changes as Partial<ProcessingLine>))).rejects.toMatchObject({ code: '23514' })
})

test('an organisation writes its own lines only', async () => {
  const theirs = inTransaction(database.as('spoor_kmar'), (tx) => insertLines(tx, 'politie', [aLine()]))
  await expect(theirs).rejects.toMatchObject({ code: '42501' })
})

describe('how they go', () => {
  const [old, young] = [
    aLine({ startedAt: '2026-06-11T07:00:00.000Z', endedAt: '2026-06-11T07:00:00.000Z' }),
    aLine({ startedAt: '2026-06-12T07:00:00.000Z', endedAt: '2026-06-12T07:00:00.000Z' }),
  ]
  beforeAll(async () => {
    await write(old, young)
    const politie = database.as('spoor_politie')
    const at = '2026-06-13T07:00:00.000Z'
    await sql`insert into spoor.audit_day (organisation, day) values ('politie', '2026-06-11')`.execute(
      database.as('owner').db,
    )
    await inTransaction(politie, (tx) => sealAuditDays(tx, '2026-06-12', at))
    await sql`select spoor.keep_checkpoint('2026-06-11', sha256('c')), spoor.keep_checkpoint('2026-06-12', sha256('d'))`.execute(
      politie.db,
    )
  })

  test('not before their day of the audit log, by nobody', async () => {
    for (const login of ['spoor_worker', 'owner'] as const) {
      await database
        .as(login)
        .pool.query('delete from spoor.processing')
        .catch(() => undefined)
    }
    expect(await written('2026-06-11', '2026-06-12')).toHaveLength(2)
  })

  test('with it, when it lapses', async () => {
    const worker = database.as('spoor_worker').db
    expect(await lapseAudit(worker, 'politie', '2026-06-12', '2031-06-12T07:00:00.000Z', randomUUID())).toBe(
      1,
    )
    expect((await written('2026-06-11', '2026-06-12')).map(({ spanId }) => spanId)).toEqual([young.spanId])
  })
})
