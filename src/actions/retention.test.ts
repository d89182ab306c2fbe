import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSignal, receiveUpload, searchDuties, searchQuarantine } from '../../test/reads.ts'
import { aPair, aSignalAt, mustStep, signalOf, type Pair } from '../../test/a-handover.ts'
import { aHouse, receive, TELLING_TEXT, type TestHouse } from '../../test/a-house.ts'
import { STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { setDatabaseDay } from '../../test/database-day.ts'
import { chunksOf, lineOf } from '../../test/intake.ts'
import type { Caller } from './house.ts'
import { readImport, runImportJob } from './imports.ts'
import { discardLine } from './quarantine.ts'
import { confirmRun, executeRuns, keepRetention, listRuns, planRun, proposeRun } from './retention.ts'
import { scanWaiting } from './scan-waiting.ts'

let house: TestHouse
let police: Pair
let keeper: Caller
let second: Caller
let noor: Caller

beforeAll(async () => {
  house = await aHouse()
  police = await aPair(house, 'politie')
  keeper = await house.colleague('Een van Privacy', 'politie', ['privacy-officer'])
  second = await house.colleague('Twee van Privacy', 'politie', ['privacy-officer'])
  noor = await house.colleague('Noor', 'politie', ['analyst'])
})
afterAll(() => house.close())

async function travel(day: string): Promise<void> {
  house.itIs(`${day}T07:00:00.000Z`)
  await setDatabaseDay(house.database, day)
}

const own = () => house.stores.politie
const owner = () => house.database.as('owner').db

async function count(table: string, db = owner()): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from ${sql.table(`spoor.${table}`)}`.execute(db)
  return rows[0]!.n
}

async function daysOf(signalId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ what: string; day: string }>`
    select 'registration' as what, r.remove_on as day
      from spoor.registration r join spoor.signal s on s.registration_id = r.id where s.id = ${signalId}
     union all
    select 'words of ' || e.type, c.remove_on
      from spoor.event_content c join spoor.event e on e.id = c.event_id where e.signal_id = ${signalId}`.execute(
    owner(),
  )
  return new Map(rows.map(({ what, day }) => [what, day]))
}

async function waitingRun(kind: 'remove' | 'destroy') {
  const runs = await listRuns(house, keeper)
  return runs.find((run) => run.kind === kind && run.executedAt === null)
}

describe('the clock', () => {
  test('of words is that of their source', async () => {
    const days = await daysOf(await aSignalAt(house, 'enriching', police))
    expect(days.size).toBeGreaterThan(2)
    expect(new Set(days.values())).toEqual(new Set(['2031-06-11']))
  })

  test('of an investigation: not while it runs; half a year after it for what was written in it', async () => {
    const id = await aSignalAt(house, 'investigating', police)
    expect((await daysOf(id)).get('registration')).toBe('infinity')
    house.itIs('2026-06-12T07:00:00.000Z')
    await mustStep(house, police[0], id, S.conclude)
    const days = await daysOf(id)
    expect(days.get('registration')).toBe('2031-06-11')
    expect(days.get('words of investigation-started')).toBe('2026-12-12')
    expect(days.get('words of closed')).toBe('2026-12-12')
    expect(days.get('words of signal-confirmed')).toBe('2031-06-11')
    house.itIs('2026-06-11T07:00:00.000Z')
  })

  test('of a correction is that of the first version', async () => {
    await receive(house, 'politie', [{ sourceId: 'C-1', text: 'Eerste tekst.' }])
    house.itIs('2026-06-30T07:00:00.000Z')
    await receive(house, 'politie', [{ sourceId: 'C-1', text: 'Tweede tekst.', version: 2 }])
    const { rows } = await sql`
      select version, remove_on from spoor.registration where source_id = 'C-1' order by version`.execute(
      own(),
    )
    expect(rows).toEqual([
      { version: 1, remove_on: '2031-06-11' },
      { version: 2, remove_on: '2031-06-11' },
    ])
    house.itIs('2026-06-11T07:00:00.000Z')
  })

  test.each([
    // the line says      accepted, or why not
    ['2021-06-12T08:00:00+02:00', 'mutatie', null],
    ['2021-06-11T08:00:00+02:00', 'mutatie', 'past-term'],
    ['1998-01-01T08:00:00+01:00', 'mutatie', 'past-term'],
    ['1998-01-01T08:00:00+01:00', 'onderzoek', null],
  ])('of what was registered on %s as %s: %s', async (registeredAt, kind, reason) => {
    const line = lineOf({ id: `OLD-${registeredAt}-${kind}`, registeredAt, kind, text: 'Zeer oude tekst.' })
    const about = { source: 'old.ndjson', bytesTotal: null, format: 'ndjson' } as const
    const { importId } = await receiveUpload(house, noor, about, chunksOf(line))
    await runImportJob(house, 'politie', importId)
    const row = await readImport(house, noor, importId)
    expect(row).toMatchObject({ linesIn: 1, accepted: reason === null ? 1 : 0 })
    const { lines } = await searchQuarantine(house, noor, { importId })
    expect(lines.map((one) => [one.reason, one.bytes])).toEqual(reason === null ? [] : [[reason, 0]])
  })
})

describe('past its term', () => {
  let signal: string

  test('somebody is asked sixty days before, once, and in time', async () => {
    signal = await aSignalAt(house, 'weighing', police)
    const ended = await aSignalAt(house, 'closed', police)
    await travel('2031-04-11')
    await keepRetention(house, null, ['politie'])
    expect(await asked()).toEqual([])
    await travel('2031-04-12')
    for (let day = 0; day < 2; day++) await keepRetention(house, null, ['politie'])
    const duties = await asked()
    expect(duties.map(({ subject }) => subject)).toContainEqual(
      expect.objectContaining({ kind: 'signal', id: signal, state: 'weighing' }),
    )
    expect(duties.filter(({ subject }) => subject.kind === 'signal' && subject.id === signal)).toMatchObject([
      { kind: 'retention-decision', dueAt: '2031-06-10T15:00:00.000Z', overdue: false },
    ])
    expect(duties.some(({ subject }) => 'id' in subject && subject.id === ended)).toBe(false)
  })

  test('it cannot be read from that day on, though no job ran and nobody confirmed anything', async () => {
    await travel('2031-06-10')
    const before = await readSignal(house, noor, signal)
    expect(before?.registrations).toHaveLength(1)
    await travel('2031-06-11')
    const after = await readSignal(house, noor, signal)
    expect(after).toMatchObject({ state: 'weighing', registrations: [] })
    expect(JSON.stringify(after)).not.toContain('Paspoort')
    for (const table of ['registration', 'scan_result', 'event_content', 'signal_registration']) {
      const statement = sql`select * from ${sql.table(`spoor.${table}`)} t
                             where t::text like '%H-%' or t::text like '%Omdat de feiten dat vragen%'`
      expect([table, (await statement.execute(own())).rows]).toEqual([table, []])
    }
  })

  test('the signal is not lost: it has its owner and its duty, and is worked on', async () => {
    await mustStep(house, police[0], signal, { ...S.weigh, decision: 'interview' })
    expect(await signalOf(house, 'politie', signal)).toMatchObject({
      state: 'interviewing',
      duty: { kind: 'hold-interview' },
    })
    // What is written now cannot come from what is gone.
    const days = [...(await daysOf(signal)).entries()].filter(([, day]) => day > '2031-06-11')
    expect(days).toEqual([['words of weighed', '2036-06-11']])
  })

  test('the job proposes its removal, every day the same run until somebody confirms it', async () => {
    await keepRetention(house, null, ['politie'])
    const run = await waitingRun('remove')
    expect(run).toMatchObject({ day: '2031-06-11', proposedBy: 'spoor', confirmedBy: null })
    expect(run!.report.registration).toBeGreaterThan(4)
    await keepRetention(house, null, ['politie'])
    expect((await waitingRun('remove'))!.id).toBe(run!.id)
    expect((await planRun(house, 'politie', 'remove')).counts).toEqual(run!.report)
    // The question is over with the content.
    expect(await asked()).toEqual([])
  })

  test.each([
    ['by who has not that role', () => noor, 'role-missing'],
    ['by another organisation', () => house.colleague('Kees', 'kmar', ['privacy-officer']), 'not-found'],
  ])('a run is not confirmed %s', async (_who, caller, refusal) => {
    const run = await waitingRun('remove')
    expect(await confirmRun(house, await caller(), run!.id)).toEqual({ ok: false, refusal })
  })

  test('what nobody confirmed is not carried out, also not by hand', async () => {
    const run = await waitingRun('remove')
    const byHand = sql`select spoor.execute_run(${run!.id}, now())`.execute(own())
    await expect(byHand).rejects.toMatchObject({ code: '23514' })
    expect(await executeRuns(house, 'politie', null)).toBe(0)
  })

  test('confirmed by one person it goes into the vault, with its proof; the ledger stays whole', async () => {
    const run = await waitingRun('remove')
    const events = await count('event')
    expect(await confirmRun(house, keeper, run!.id)).toMatchObject({ ok: true })
    expect(await confirmRun(house, second, run!.id)).toEqual({ ok: false, refusal: 'already-resolved' })
    await keepRetention(house, null, ['politie'])
    const done = (await listRuns(house, keeper)).find(({ id }) => id === run!.id)
    expect(done).toMatchObject({ executedAt: '2031-06-11T07:00:00.000Z', done: run!.report })
    expect(done!.proof).toMatch(/^[0-9a-f]{64}$/)
    expect(await count('vault')).toBe(Object.values(run!.report).reduce((sum, n) => sum + n, 0))
    expect(await count('event')).toBe(events)
    const audit = sql`select act, what, record_kind, record_id from spoor.audit where record_id = ${run!.id}`
    expect((await audit.execute(own())).rows).toContainEqual({
      ...{ act: 'delete', what: 'retention', record_kind: 'retention-run', record_id: run!.id },
    })
  })

  test('no login reads the vault', async () => {
    for (const login of ['spoor_politie', 'spoor_kmar', 'spoor_worker', 'spoor_check'] as const) {
      const reading = sql`select content from spoor.vault`.execute(house.database.as(login).db)
      await expect(reading).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('destruction five years later takes two people', async () => {
    await travel('2036-06-11')
    await keepRetention(house, null, ['politie'])
    const run = await waitingRun('destroy')
    expect(await confirmRun(house, keeper, run!.id)).toMatchObject({ ok: true })
    expect(await executeRuns(house, 'politie', null)).toBe(0)
    expect(await confirmRun(house, keeper, run!.id)).toEqual({ ok: false, refusal: 'needs-another-person' })
    expect(await confirmRun(house, second, run!.id)).toMatchObject({ ok: true })
    expect(await executeRuns(house, 'politie', null)).toBe(1)
    const left = sql<{
      n: number
    }>`select count(*)::integer as n from spoor.vault where removed_at < '2032-01-01'`
    expect((await left.execute(owner())).rows).toEqual([{ n: 0 }])
  })

  test('a person can propose it as well; then one other is enough', async () => {
    await receive(house, 'politie', [{ sourceId: 'P-1', text: 'Nog een tekst.' }])
    await travel('2041-06-11')
    const proposed = await proposeRun(house, keeper, 'remove')
    const run = proposed.ok ? proposed.value : null
    expect(run).toMatchObject({ proposedBy: keeper.member.id })
    expect(await confirmRun(house, keeper, run!.id)).toEqual({ ok: false, refusal: 'needs-another-person' })
    expect(await confirmRun(house, second, run!.id)).toMatchObject({ ok: true })
    expect(await proposeRun(house, noor, 'remove')).toEqual({ ok: false, refusal: 'role-missing' })
  })
})

test('a running investigation of the source stays as long as versions come, and comes back with the next', async () => {
  const of = (text: string) =>
    lineOf({
      ...{ id: 'ONDERZOEK-1', kind: 'onderzoek', text },
      registeredAt: house.clock().toISOString().replace('.000Z', '+00:00'),
    })
  const take = async (line: string) => {
    const about = { source: 'o.ndjson', bytesTotal: null, format: 'ndjson' } as const
    const { importId } = await receiveUpload(house, noor, about, chunksOf(line))
    await runImportJob(house, 'politie', importId)
    return readImport(house, noor, importId)
  }
  const versions = async () =>
    (
      await sql`select version, remove_on from spoor.registration where source_id = 'ONDERZOEK-1' order by 1`.execute(
        own(),
      )
    ).rows
  await travel('2042-01-15')
  const first = of('Stand van zaken één.')
  expect(await take(first)).toMatchObject({ accepted: 1, corrections: 0 })
  await travel('2042-03-01')
  expect(await take(of('Stand van zaken twee.'))).toMatchObject({ accepted: 1, corrections: 1 })
  expect(await versions()).toEqual([
    { version: 1, remove_on: '2042-09-01' },
    { version: 2, remove_on: '2042-09-01' },
  ])
  await travel('2042-09-01')
  expect(await versions()).toEqual([])
  expect(await take(first)).toMatchObject({ accepted: 0, alreadyKnown: 1 })
  expect(await take(of('Stand van zaken drie.'))).toMatchObject({ accepted: 1, corrections: 1 })
  expect(await versions()).toEqual([1, 2, 3].map((version) => ({ version, remove_on: '2043-03-01' })))
})

test('a line that could not be read is gone three months after somebody answered it', async () => {
  const about = { source: 'bad.ndjson', bytesTotal: null, format: 'ndjson' } as const
  const { importId } = await receiveUpload(house, noor, about, chunksOf('{"id":"onleesbaar-canary"}'))
  await runImportJob(house, 'politie', importId)
  const [line] = (await searchQuarantine(house, noor, { importId })).lines
  await discardLine(house, police[0], line!.id, 'Niet te redden.')
  await travel('2042-11-30')
  expect((await searchQuarantine(house, noor, { importId })).lines).toHaveLength(1)
  await travel('2042-12-01')
  expect((await searchQuarantine(house, noor, { importId })).lines).toEqual([])
  expect((await planRun(house, 'politie', 'destroy')).counts.line).toBe(1)
})

test('when the law says something else, the clocks of what is there follow', async () => {
  await receive(house, 'politie', [{ sourceId: 'L-1', text: `${TELLING_TEXT} L-1` }])
  await scanWaiting(house, 'politie')
  const day = async () =>
    (
      await sql<{
        day: string
      }>`select remove_on as day from spoor.registration where source_id = 'L-1'`.execute(own())
    ).rows[0]?.day
  expect(await day()).toBe('2047-12-01')
  await sql`update spoor.retention_clock set remove = 'P3Y' where regime = 'wpg-8'`.execute(owner())
  await keepRetention(house, null, ['politie'])
  expect(await day()).toBe('2045-12-01')
})

async function asked() {
  const { duties } = await searchDuties(house, keeper, {
    scope: 'organisation',
    kinds: ['retention-decision'],
  })
  return duties
}
