import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lapseAudit, recordAudit, sealAuditDays, type AuditEntry } from './audit.ts'
import { inTransaction, type Tx } from './database.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

// The audit log in the database itself: who may write to it, and how it goes.

const AT = '2026-06-11T07:00:00.000Z'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

function entry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: randomUUID(),
    actor: randomUUID(),
    act: 'consult',
    what: 'leesSignaal',
    purpose: 'triage',
    task: randomUUID(),
    record: { kind: 'signal', id: randomUUID() },
    recipient: null,
    processing: randomUUID(),
    emergency: false,
    ...changes,
  }
}

const as = <T>(login: 'spoor_politie' | 'spoor_kmar', work: (tx: Tx) => Promise<T>) =>
  inTransaction(database.as(login), work)

test('rows get their numbers and their chain here, in the order given', async () => {
  const [first, second, third] = [
    entry(),
    entry({ act: 'disclose', recipient: 'kmar' }),
    entry({ task: null }),
  ]
  await as('spoor_politie', (tx) => recordAudit(tx, 'politie', AT, [first!, second!]))
  await as('spoor_politie', (tx) => recordAudit(tx, 'politie', AT, [third!]))
  const { rows } = await sql<{
    seq: number
    id: string
    tied: boolean
    day: string
    recipient: string | null
  }>`
    select seq, id, day, recipient, previous = lag(hash, 1, decode(repeat('00', 32), 'hex')) over (order by seq) as tied
      from spoor.audit order by seq`.execute(database.as('spoor_politie').db)
  const day = '2026-06-11'
  expect(rows).toEqual([
    { seq: 1, id: first!.id, tied: true, day, recipient: null },
    { seq: 2, id: second!.id, tied: true, day, recipient: 'kmar' },
    { seq: 3, id: third!.id, tied: true, day, recipient: null },
  ])
})

test('a moment counts on its Dutch calendar day, each day with a chain of its own', async () => {
  for (const at of ['2026-06-12T21:59:59.999Z', '2026-06-12T22:00:00.000Z', '2026-12-31T23:00:00.000Z']) {
    await as('spoor_kmar', (tx) => recordAudit(tx, 'kmar', at, [entry()]))
  }
  const { rows } = await sql`select day, seq from spoor.audit order by day`.execute(
    database.as('spoor_kmar').db,
  )
  expect(rows).toEqual(['2026-06-12', '2026-06-13', '2027-01-01'].map((day) => ({ day, seq: 1 })))
})

test.each([
  ['a name for a person', { actor: 'jansen' }],
  ['a number of a register for a record', { record: { kind: 'registration', id: 'PL0900-2026123456-1' } }],
  ['words for a record', { record: { kind: 'registration', id: 'verdachte in de woning' } }],
  ['words for a purpose', { purpose: 'even kijken' }],
  ['words for an operation', { what: 'leest het signaal' }],
  ['an act that the law does not name', { act: 'peek' as AuditEntry['act'] }],
])('a row with %s is refused', async (_what, changes) => {
  const writing = as('spoor_politie', (tx) => recordAudit(tx, 'politie', AT, [entry(changes)]))
  await expect(writing).rejects.toMatchObject({ code: '23514' })
})

test.each([
  ['write in the name of another', `select spoor.record_audit('kmar', '${AT}', '[]')`],
  ['add a row beside the chain', `insert into spoor.audit select * from spoor.audit limit 1`],
  ['change a row', `update spoor.audit set purpose = 'research'`],
  ['delete a row', `delete from spoor.audit`],
  ['empty the log', `truncate spoor.audit`],
  ['move a head', `update spoor.audit_day set rows = 0`],
  ['forget a day', `delete from spoor.audit_day`],
  ['have its own log lapse', `select spoor.lapse_audit('politie', '2020-01-01', '${AT}', gen_random_uuid())`],
])('a login of an organisation may not %s', async (_what, statement) => {
  const attempt = sql.raw(statement).execute(database.as('spoor_politie').db)
  await expect(attempt).rejects.toMatchObject({ code: '42501' })
})

test('a login sees the log of its own organisation only; the check sees all', async () => {
  const seen = sql<{ organisation: string }>`
    select distinct organisation from spoor.audit union select organisation from spoor.audit_day order by 1`
  const by = async (login: 'spoor_politie' | 'spoor_check') =>
    (await seen.execute(database.as(login).db)).rows
  expect(await by('spoor_politie')).toEqual([{ organisation: 'politie' }])
  expect(await by('spoor_check')).toEqual([{ organisation: 'kmar' }, { organisation: 'politie' }])
  await expect(seen.execute(database.as('spoor_worker').db)).rejects.toMatchObject({ code: '42501' })
})

const FITTING = `spoor.audit_hash(a.organisation, a.day, n.seq, n.id, a.at, a.actor, a.act, a.what, a.purpose, a.task_id,
  a.record_kind, a.record_id, a.recipient, a.processing_id, a.emergency, n.previous)`

test.each([
  ['forks the chain', 'a.seq', 'a.previous', FITTING, '23505'],
  ['skips a number', 'a.seq + 2', 'a.hash', FITTING, '55000'],
  ['is tied to something else', 'a.seq + 1', `sha256('b')`, FITTING, '55000'],
  ['has the hash of something else', 'a.seq + 1', 'a.hash', `sha256('c')`, '55000'],
])('even the owner adds no row that %s', async (_what, seq, previous, hash, code) => {
  const adding = sql.raw(`
    insert into spoor.audit
    select a.organisation, a.day, n.seq, n.id, a.at, a.actor, a.act, a.what, a.purpose, a.task_id, a.record_kind,
           a.record_id, a.recipient, a.processing_id, a.emergency, n.previous, ${hash}
      from (select * from spoor.audit where organisation = 'politie' order by seq desc limit 1) a,
           lateral (select gen_random_uuid() as id, ${seq} as seq, ${previous} as previous) n`)
  await expect(adding.execute(database.as('owner').db)).rejects.toMatchObject({ code })
})

test.each(['delete from spoor.audit', `update spoor.audit set actor = 'spoor'`, 'truncate spoor.audit'])(
  'even the owner is refused: %s',
  async (statement) => {
    await expect(sql.raw(statement).execute(database.as('owner').db)).rejects.toMatchObject({ code: '42501' })
  },
)

describe('a sealed day', () => {
  test('gets nothing more, nor does a day before it', async () => {
    await as('spoor_politie', (tx) => sealAuditDays(tx, '2026-06-12', '2026-06-13T01:00:00.000Z'))
    for (const at of [AT, '2026-06-12T20:00:00.000Z', '2024-01-01T12:00:00.000Z']) {
      const late = as('spoor_politie', (tx) => recordAudit(tx, 'politie', at, [entry()]))
      await expect(late).rejects.toMatchObject({ code: '55000' })
    }
    await as('spoor_politie', (tx) => recordAudit(tx, 'politie', '2026-06-13T01:00:00.000Z', [entry()]))
  })

  test('is over', async () => {
    const sealing = as('spoor_politie', (tx) => sealAuditDays(tx, '2026-06-13', '2026-06-13T21:00:00.000Z'))
    await expect(sealing).rejects.toMatchObject({ code: '55000' })
  })
})

describe('lapsing', () => {
  const days = async () => {
    const { rows } = await sql<{ day: string; rows: number; left: number; lapsed: boolean }>`
      select d.day, d.rows, d.lapsed_at is not null as lapsed,
             (select count(*) from spoor.audit a where a.organisation = d.organisation and a.day = d.day) as left
        from spoor.audit_day d where d.organisation = 'politie' order by d.day`.execute(
      database.as('owner').db,
    )
    return rows
  }
  const lapse = (before: string, at: string) =>
    lapseAudit(database.as('spoor_worker').db, 'politie', before, at, randomUUID())

  test('takes whole days with a checkpoint, and leaves what they were', async () => {
    // 11 June has its checkpoint, 12 June waits for one, 13 June is not sealed.
    await sql`select spoor.keep_checkpoint('2026-06-11', sha256('c'))`.execute(
      database.as('spoor_politie').db,
    )
    expect(await lapse('2031-06-01', '2036-06-11T07:00:00.000Z')).toBe(1)
    expect(await days()).toEqual([
      { day: '2026-06-11', rows: 3, left: 0, lapsed: true },
      { day: '2026-06-12', rows: 0, left: 0, lapsed: false },
      { day: '2026-06-13', rows: 1, left: 1, lapsed: false },
    ])
    expect(await lapse('2031-06-01', '2036-06-11T07:00:00.000Z')).toBe(0)
  })

  test('is refused within five years', async () => {
    await expect(lapse('2031-06-12', '2036-06-11T07:00:00.000Z')).rejects.toMatchObject({ code: '55000' })
  })
})

test('checkpoints are kept one after the other, each once', async () => {
  const keep = (day: string) =>
    sql`select spoor.keep_checkpoint(${day}::date, sha256('d'))`.execute(database.as('spoor_politie').db)
  await expect(keep('2026-06-11')).rejects.toMatchObject({ code: '55000' })
  await expect(keep('2026-06-13')).rejects.toMatchObject({ code: '55000' })
  await keep('2026-06-12')
})
