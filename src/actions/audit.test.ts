import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { aLook, checkedAudit } from '../../test/an-audit-log.ts'
import { done, refuse } from '#core/outcome.ts'
import { MACHINE } from '#process/event.ts'
import type { Tx } from '#store/database.ts'
import { audited } from './audit.ts'
import type { Caller } from './house.ts'

let house: TestHouse
let sanne: Caller
beforeAll(async () => {
  house = await aHouse()
  sanne = await house.colleague('Sanne')
})
afterAll(() => house.close())

const owner = (statement: string) => house.database.as('owner').pool.query(statement)

async function logged(): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await house.database.as('spoor_politie').pool.query<Record<string, unknown>>(
    `select at, actor, act, what, purpose, task_id, record_kind, record_id, recipient, processing_id, emergency
       from spoor.audit order by day, seq`,
  )
  return rows
}

/** Leaves a mark in the database, to see whether it stays. */
const mark = (tx: Tx) =>
  sql`update spoor.member set unit = 'marked' where id = ${sanne.member.id}`.execute(tx)

async function isMarked(): Promise<boolean> {
  const { rows } = await owner(
    `select unit = 'marked' as marked from spoor.member where id = '${sanne.member.id}'`,
  )
  await owner(`update spoor.member set unit = 'avim'`)
  return (rows[0] as { marked: boolean }).marked
}

test('an act and its row are kept together: who, when, what, why, of which record', async () => {
  const signal = randomUUID()
  const look = { ...aLook(signal), act: 'disclose', recipient: 'kmar', emergency: true } as const
  const outcome = await audited(house, sanne, look, async (tx) => {
    await mark(tx)
    return done('what it says')
  })
  expect(outcome).toEqual(done('what it says'))
  expect(await isMarked()).toBe(true)
  expect(await logged()).toEqual([
    {
      ...{ at: '2026-06-11T07:00:00.000Z', actor: sanne.member.id, act: 'disclose', what: 'leesSignaal' },
      ...{
        purpose: 'triage',
        task_id: look.task,
        record_kind: 'signal',
        record_id: signal,
        recipient: 'kmar',
      },
      ...{ processing_id: look.processing, emergency: true },
    },
  ])
})

test('a list has a row for each record that it shows, and one when it shows none', async () => {
  const rowsOf = (ids: readonly string[]) =>
    ids.length === 0 ? { ...aLook(), record: { kind: 'signal', id: null } } : ids.map((id) => aLook(id))
  const search = (ids: readonly string[]) => audited(house, sanne, rowsOf, async () => done(ids))
  const ids = [randomUUID(), randomUUID(), randomUUID()]
  await search(ids)
  await search([])
  expect((await logged()).slice(-4).map(({ record_id: id }) => id)).toEqual([...ids, null])
})

test('a job is written down as Spoor', async () => {
  const job = { organisation: 'politie', member: { id: MACHINE } } as const
  await audited(house, job, { ...aLook(), task: null }, async () => done(null))
  expect((await logged()).at(-1)).toMatchObject({ actor: 'spoor', task_id: null })
})

test('what is refused changes nothing and leaves no row', async () => {
  const before = await logged()
  const outcome = await audited(house, sanne, aLook(), async (tx) => {
    await mark(tx)
    return refuse('not-found')
  })
  expect(outcome).toEqual(refuse('not-found'))
  expect(await isMarked()).toBe(false)
  expect(await logged()).toEqual(before)
})

test('an act of which nothing is written down is a fault of ours, and so is a row that the log does not take', async () => {
  await expect(audited(house, sanne, [], async () => done(1))).rejects.toThrow('nothing is written down')
  const nameless = { ...aLook(), purpose: 'Even kijken' }
  await expect(audited(house, sanne, nameless, async () => done(1))).rejects.toMatchObject({ code: '23514' })
})

describe('no log, no answer', () => {
  const RECORD = 'spoor.record_audit(text, timestamptz, jsonb)'
  const trigger = (body: string) => `
    create function public.break() returns trigger language plpgsql as $$ begin ${body} end $$;
    create constraint trigger break after insert on spoor.audit deferrable initially deferred
      for each row execute function public.break()`
  const NO_TRIGGER = 'drop trigger break on spoor.audit; drop function public.break()'
  const FULL = `raise exception 'could not extend file: No space left on device' using errcode = '53100';`

  const BROKEN: readonly (readonly [what: string, broken: string, repaired: string])[] = [
    [
      'the right to write to it was taken away',
      `revoke execute on function ${RECORD} from spoor_organisation`,
      `grant execute on function ${RECORD} to spoor_organisation`,
    ],
    ['its table is gone', 'alter table spoor.audit rename to lost', 'alter table spoor.lost rename to audit'],
    [
      'its door is gone',
      `alter function ${RECORD} rename to lost`,
      `alter function spoor.lost rename to record_audit`,
    ],
    ['the disk is full', trigger(FULL).replace('deferrable initially deferred', ''), NO_TRIGGER],
    ['the disk is full, at the commit', trigger(FULL), NO_TRIGGER],
    [
      'the day is sealed already',
      `insert into spoor.audit_day (organisation, day, sealed_at) values ('politie', '2026-06-12', now())`,
      `alter table spoor.audit_day disable trigger never_deleted; delete from spoor.audit_day where day = '2026-06-12';
       alter table spoor.audit_day enable trigger never_deleted`,
    ],
  ]
  let repair: string | undefined
  afterEach(async () => {
    if (repair) await owner(repair)
    repair = undefined
  })

  test.each(BROKEN)('when %s', async (_what, broken, repaired) => {
    await owner(broken)
    repair = repaired
    let saw = ''
    const outcome = await audited(house, sanne, aLook(), async (tx) => {
      await mark(tx)
      saw = 'what it says'
      return done(saw)
    })
    expect(saw).toBe('what it says')
    expect(outcome).toEqual(refuse('log-unavailable'))
    expect(await isMarked()).toBe(false)
    await owner(repaired)
    repair = undefined
    expect(await audited(house, sanne, aLook(), async () => done(1))).toEqual(done(1))
  })

  test('a fault of the work stays what it is', async () => {
    const work = () => Promise.reject(new Error('broken'))
    await expect(audited(house, sanne, aLook(), work)).rejects.toThrow('broken')
  })
})

test('many at once make one chain', async () => {
  const before = (await logged()).length
  const acts = Array.from({ length: 40 }, () =>
    audited(house, sanne, [aLook(), aLook()], async () => done(1)),
  )
  await Promise.all(acts)
  expect((await logged()).length).toBe(before + 80)
  expect((await checkedAudit(house)).found).toEqual([])
})
