import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSignal, searchDuties } from '../../test/reads.ts'
import { aPair, aSignalAt, type Pair } from '../../test/a-handover.ts'
import { aHouse, workingFor, type TestHouse } from '../../test/a-house.ts'
import { keptTo } from '../../test/a-kept.ts'
import { setDatabaseDay } from '../../test/database-day.ts'
import type { Caller } from './house.ts'
import {
  confirmHold,
  consentToMove,
  decideMove,
  endHold,
  endMove,
  placeHold,
  reuseRemoved,
  showNecessity,
  type HoldRequest,
} from './retention-decisions.ts'
import { confirmRun, keepRetention, listRuns, planRun } from './retention.ts'

let house: TestHouse
let police: Pair
let keeper: Caller
let second: Caller
let lead: Caller
let kees: Caller
let noor: Caller

beforeAll(async () => {
  house = await aHouse()
  police = await aPair(house, 'politie')
  keeper = await house.colleague('Een van Privacy', 'politie', ['privacy-officer'])
  second = await house.colleague('Twee van Privacy', 'politie', ['privacy-officer'])
  lead = await house.colleague('Teamleider', 'politie', ['team-lead'])
  noor = await house.colleague('Noor', 'politie', ['analyst'])
  kees = await house.colleague('Kees', 'kmar', ['privacy-officer', 'team-lead'])
})
afterAll(() => house.close())

async function travel(day: string): Promise<void> {
  house.itIs(`${day}T07:00:00.000Z`)
  await setDatabaseDay(house.database, day)
}

async function idOf(made: Awaited<ReturnType<typeof placeHold>>): Promise<string> {
  if (!made.ok) throw new Error(made.refusal)
  return made.value.id
}

async function textsOf(signal: string): Promise<number> {
  return (await readSignal(house, police[0], signal))?.registrations.length ?? -1
}

/** Carries out everything that is due. */
async function tidy(): Promise<void> {
  await keepRetention(house, null, ['politie'])
  for (const run of await listRuns(house, keeper)) {
    if (run.executedAt !== null) continue
    await confirmRun(house, keeper, run.id)
    if (run.kind === 'destroy') await confirmRun(house, second, run.id)
  }
  await keepRetention(house, null, ['politie'])
}

const READS = ['functional-manager', 'analyst']
const NOTHING = Array<string>(4).fill('not-found')

describe('a hold', () => {
  let signal: string
  const request = (but: Partial<HoldRequest> = {}): HoldRequest => ({
    ...{ recordKind: 'signal', recordId: signal, reason: 'complaint', until: '2032-01-31' },
    words: 'Een klacht over de verwerking loopt nog.',
    ...but,
  })

  test.each<[string, () => Caller, Partial<HoldRequest>, string]>([
    ['by who has not that role', () => noor, {}, 'role-missing'],
    ['by another organisation', () => kees, {}, 'not-found'],
    ['without words', () => keeper, { words: ' ' }, 'ground-missing'],
    ['for a reason that is not in the law', () => keeper, { reason: 'curiosity' }, 'keep-reason-unknown'],
    ['that has ended', () => keeper, { until: '2031-05-01' }, 'days-invalid'],
    ['until no day', () => keeper, { until: '2031-02-31' }, 'days-invalid'],
    ['for more than a year', () => keeper, { until: '2032-05-02' }, 'hold-too-long'],
    ['of what is not there', () => keeper, { recordId: '00000000-0000-4000-8000-000000000000' }, 'not-found'],
  ])('is refused %s', async (_what, caller, but, refusal) => {
    signal ??= await aSignalAt(house, 'weighing', police)
    await travel('2031-05-01')
    expect(await placeHold(house, caller(), request(but))).toEqual({ ok: false, refusal })
  })

  test.each([
    ['who accounts for it', ['privacy-officer'], 'accountability', ['ok', 'ok', 'not-found', 'not-found']],
    ['who keeps the machine going', ['functional-manager'], 'management', NOTHING],
    ['who keeps it going and reads signals', READS, 'triage', ['ok', 'not-found', 'not-found', 'not-found']],
    ['who keeps it going, and is at that now', READS, 'management', NOTHING],
    ['who leads, and is no keeper', ['team-lead'], 'lead', Array(4).fill('role-missing')],
  ] as const)(
    'by %s: of what they may not know as of what is not there',
    async (_, roles, purpose, answers) => {
      await travel('2031-05-01')
      const [open, kept] = [
        await aSignalAt(house, 'weighing', police),
        await aSignalAt(house, 'weighing', police),
      ]
      await keptTo(house, kept, lead)
      const foreign = await aSignalAt(house, 'weighing', await aPair(house, 'kmar'))
      const caller = workingFor(await house.colleague('Wie dan ook', 'politie', roles), purpose)
      const said: string[] = []
      for (const recordId of [open, kept, foreign, randomUUID()]) {
        const placed = await placeHold(house, caller, request({ recordId }))
        said.push(placed.ok ? 'ok' : placed.refusal)
      }
      expect(said).toEqual(answers)
    },
  )

  test('counts from the second person on, and keeps the content readable past its term', async () => {
    const hold = await idOf(await placeHold(house, keeper, request()))
    await travel('2031-06-11')
    expect(await textsOf(signal)).toBe(0)
    expect(await confirmHold(house, keeper, hold)).toEqual({ ok: false, refusal: 'needs-another-person' })
    expect(await confirmHold(house, kees, hold)).toEqual({ ok: false, refusal: 'not-found' })
    expect(await confirmHold(house, second, hold)).toEqual({ ok: true, value: null })
    expect(await confirmHold(house, second, hold)).toEqual({ ok: false, refusal: 'already-resolved' })
    expect(await textsOf(signal)).toBe(1)
    await tidy()
    expect(await textsOf(signal)).toBe(1)
  })

  test('ends on its last day by itself', async () => {
    await travel('2032-01-31')
    expect(await textsOf(signal)).toBe(1)
    await travel('2032-02-01')
    expect(await textsOf(signal)).toBe(0)
    expect((await planRun(house, 'politie', 'remove')).counts.registration).toBe(1)
    await tidy()
  })

  test('of what was removed stops its destruction, until somebody ends it', async () => {
    await travel('2036-06-01')
    const hold = await idOf(await placeHold(house, keeper, request({ until: '2037-05-31' })))
    await confirmHold(house, second, hold)
    await travel('2036-06-11')
    expect((await planRun(house, 'politie', 'destroy')).counts.registration).toBeUndefined()
    expect(await endHold(house, noor, hold)).toEqual({ ok: false, refusal: 'role-missing' })
    expect(await endHold(house, second, hold)).toEqual({ ok: true, value: null })
    expect(await endHold(house, second, hold)).toEqual({ ok: false, refusal: 'already-resolved' })
    expect((await planRun(house, 'politie', 'destroy')).counts.registration).toBe(1)
  })
})

test('no SQL of an organisation reaches the clocks or holds of another', async () => {
  const theirs = await aSignalAt(house, 'weighing', police)
  const move = sql`
    insert into spoor.retention_move (id, organisation, signal_id, regime, from_seq, reference, decided_by, decided_at,
                                      last_necessity_on)
    values (gen_random_uuid(), 'kmar', ${theirs}, 'wpg-10', 1, 'x', ${kees.member.id}, now(), '2036-06-11')`
  await expect(move.execute(house.stores.kmar)).rejects.toMatchObject({ code: '23503' })
  await sql`
    insert into spoor.legal_hold (id, organisation, record_kind, record_id, reason, words, from_on, until_on, placed_by,
                                  placed_at)
    values (gen_random_uuid(), 'kmar', 'signal', ${theirs}, 'complaint', 'x', '2036-06-11', '2037-01-01',
            ${kees.member.id}, now())`.execute(house.stores.kmar)
  const other = await house.colleague('Kim', 'kmar')
  await sql`update spoor.legal_hold set confirmed_by = ${other.member.id}, confirmed_at = now()`.execute(
    house.stores.kmar,
  )
  const held = sql`select held_until from spoor.registration where held_until is not null`
  expect((await held.execute(house.database.as('owner').db)).rows).toEqual([])
})

test.each([
  ['a longer clock', `update spoor.registration set remove_on = 'infinity'`],
  ['a longer clock for words', `update spoor.event_content set remove_on = 'infinity'`],
  ['a hold of its own', `update spoor.registration set held_until = '2099-01-01'`],
  ['another law', `update spoor.retention_clock set remove = 'P99Y'`],
  ['another day', `insert into spoor.day_reached values ('1999-01-01')`],
  ['a hold for ever', `update spoor.legal_hold set until_on = '2099-01-01'`],
  ['to write a run', `update spoor.retention_run set confirmed_at = now()`],
  ['to take from the vault', `delete from spoor.vault`],
  [
    'to say what was destroyed',
    `insert into spoor.retention_part values ('politie', gen_random_uuid(), 'words', '{}')`,
  ],
  ['to reckon the signals of others', `select spoor.reckon_signal(gen_random_uuid())`],
  ['other figures', `update spoor.sealed_figure set content = '[]'`],
])('a login of an organisation cannot give itself %s', async (_what, statement) => {
  const attempt = sql.raw(statement).execute(house.stores.politie)
  await expect(attempt).rejects.toMatchObject({ code: '42501' })
})

describe('a decision that a signal goes on under art. 10', () => {
  let signal: string
  let move: string

  test('takes a purpose in writing, and the consent of a team lead who is another', async () => {
    signal = await aSignalAt(house, 'weighing', police)
    const request = { signalId: signal, regime: 'wpg-10', reference: 'Doel 36-7' } as const
    expect(await decideMove(house, keeper, request)).toEqual({ ok: false, refusal: 'role-missing' })
    expect(await decideMove(house, kees, request)).toEqual({ ok: false, refusal: 'not-found' })
    expect(await decideMove(house, lead, { ...request, reference: '' })).toEqual({
      ok: false,
      refusal: 'reference-missing',
    })
    move = await idOf(await decideMove(house, lead, request))
    expect(await decideMove(house, lead, request)).toEqual({ ok: false, refusal: 'already-resolved' })
    expect(await consentToMove(house, lead, move)).toEqual({ ok: false, refusal: 'needs-another-person' })
    expect(await consentToMove(house, keeper, move)).toEqual({ ok: false, refusal: 'role-missing' })
    expect(await consentToMove(house, police[0], move)).toEqual({ ok: true, value: null })
    expect(await consentToMove(house, police[0], move)).toEqual({ ok: false, refusal: 'already-resolved' })
  })

  test('keeps the signal five years from what last showed that it is needed', async () => {
    await travel('2040-03-01')
    expect(await showNecessity(house, lead, move, '2040-03-02')).toEqual({
      ok: false,
      refusal: 'days-invalid',
    })
    expect(await showNecessity(house, lead, move, '2036-01-01')).toEqual({
      ok: false,
      refusal: 'days-invalid',
    })
    expect(await showNecessity(house, lead, move, '2040-02-20')).toEqual({ ok: true, value: null })
    await travel('2045-02-19')
    expect(await textsOf(signal)).toBe(1)
    await travel('2045-02-20')
    expect(await textsOf(signal)).toBe(0)
  })

  test('asks once a year whether it still is', async () => {
    await travel('2045-02-19')
    await showNecessity(house, lead, move, '2045-02-19')
    await travel('2045-12-20')
    await keepRetention(house, null, ['politie'])
    const asked = async () =>
      (
        await searchDuties(house, keeper, { scope: 'organisation', kinds: ['retention-decision'] })
      ).duties.filter(({ subject }) => subject.kind === 'signal' && subject.id === signal)
    expect(await asked()).toEqual([])
    await travel('2045-12-21')
    await keepRetention(house, null, ['politie'])
    expect(await asked()).toMatchObject([{ dueAt: '2046-02-18T16:00:00.000Z' }])
    await showNecessity(house, lead, move, '2045-12-21')
    await keepRetention(house, null, ['politie'])
    expect(await asked()).toEqual([])
  })

  test('ends when it is needed no longer: the content goes at once', async () => {
    expect(await textsOf(signal)).toBe(1)
    expect(await endMove(house, lead, move)).toEqual({ ok: true, value: null })
    expect(await textsOf(signal)).toBe(0)
    expect(await endMove(house, lead, move)).toEqual({ ok: false, refusal: 'already-resolved' })
    expect(await showNecessity(house, kees, move, '2045-12-21')).toEqual({ ok: false, refusal: 'not-found' })
  })
})

describe('the vault', () => {
  let registration: string

  test('is opened for a ground of the law, with a number, and that is written down', async () => {
    const signal = await aSignalAt(house, 'closed', police)
    const { rows } = await sql<{ id: string }>`
      select registration_id as id from spoor.signal where id = ${signal}`.execute(house.stores.politie)
    registration = rows[0]!.id
    await travel('2050-12-21')
    await tidy()
    const request = { recordKind: 'registration', recordId: registration, ground: 'order' } as const
    const opened = await reuseRemoved(house, keeper, { ...request, reference: 'Bevel 50-1' })
    expect(JSON.stringify(opened)).toContain('Paspoort')
    const written = sql`select ground, reference, by_member from spoor.reuse where record_id = ${registration}`
    expect((await written.execute(house.stores.politie)).rows).toEqual([
      { ground: 'order', reference: 'Bevel 50-1', by_member: keeper.member.id },
    ])
    const audit = sql`select act, what from spoor.audit where record_id = ${registration}`
    expect((await audit.execute(house.stores.politie)).rows).toEqual([
      { act: 'consult', what: 'openVerwijderd' },
    ])
  })

  test.each<[string, () => Caller, { reference?: string; recordId?: string }, string]>([
    ['without a number', () => keeper, { reference: '' }, 'reference-missing'],
    ['by who has not that role', () => noor, {}, 'role-missing'],
    ['by another organisation', () => workingFor(kees, 'accountability'), {}, 'not-found'],
    [
      'for what is not in it',
      () => keeper,
      { recordId: '00000000-0000-4000-8000-000000000000' },
      'not-found',
    ],
  ])('stays closed %s', async (_what, caller, but, refusal) => {
    const request = { recordKind: 'registration', recordId: registration, ground: 'audit' } as const
    expect(await reuseRemoved(house, caller(), { ...request, reference: 'Audit 3', ...but })).toEqual({
      ok: false,
      refusal,
    })
  })

  test('shows nothing any more from the day on which it must be destroyed', async () => {
    const request = { recordKind: 'registration', recordId: registration, ground: 'audit' } as const
    await travel('2055-12-20')
    expect(await reuseRemoved(house, keeper, { ...request, reference: 'Audit 4' })).toMatchObject({
      ok: true,
    })
    await travel('2055-12-21')
    expect(await reuseRemoved(house, keeper, { ...request, reference: 'Audit 5' })).toEqual({
      ok: false,
      refusal: 'not-found',
    })
  })
})
