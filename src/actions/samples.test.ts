import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchDuties } from '../../test/reads.ts'
import {
  aHouse,
  mustBeClean,
  ORDINARY_TEXT,
  receive,
  TELLING_TEXT,
  type TestHouse,
} from '../../test/a-house.ts'
import { lotSeed } from '#process/sample.ts'
import type { Caller } from './house.ts'
import { elusionFigures } from './elusion.ts'
import { escalateOverdue } from './escalations.ts'
import { answerSample, readSample, searchSamples } from './sample-reading.ts'
import { drawSamples, escalateSamples } from './samples.ts'
import { scanWaiting } from './scan-waiting.ts'
import { readSignal } from './signal-detail.ts'
import { takeStep } from './steps.ts'

const THURSDAY = '2026-06-11T07:00:00.000Z'
const FRIDAY = '2026-06-12T07:00:00.000Z'

/** A house in which the scan read so many ordinary texts on Thursday, and one that it pointed at; it is Friday. */
async function aFriday(ordinary: number, kind = 'mutatie'): Promise<TestHouse> {
  const house = await aHouse(THURSDAY)
  const texts = Array.from({ length: ordinary }, (_, n) => ({
    sourceId: `g-${n}`,
    text: `${ORDINARY_TEXT} ${n}`,
  }))
  await receive(house, 'politie', [...texts, { sourceId: 's-1', text: TELLING_TEXT }])
  if (kind !== 'mutatie') {
    await sql`update spoor.registration set kind = ${kind} where source_id = 'g-0'`.execute(
      house.database.as('owner').db,
    )
  }
  await scanWaiting(house, 'politie')
  house.itIs(FRIDAY)
  return house
}

/** What was drawn, by place. */
async function drawnOf(house: TestHouse) {
  const { rows } = await sql<{ id: string; registration_id: string; doubled: boolean; sample_id: string }>`
    select id, registration_id, doubled, sample_id from spoor.sample_item order by place`.execute(
    house.stores.politie,
  )
  return rows
}

async function openFor(house: TestHouse, caller: Caller): Promise<readonly string[]> {
  const list = await searchSamples(house, caller)
  if (!list.ok) throw new Error(list.refusal)
  return list.value.items.map(({ id }) => id)
}

const NOTHING = { answer: 'nothing', reason: 'no-circumstances' } as const
const month = { from: '2026-06-01', to: '2026-06-30' } as const

describe('the draw', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await aFriday(40)
    await drawSamples(house)
  })
  afterAll(() => house.close())

  test('anybody can draw again: the lowest lots of what was not pointed at', async () => {
    const { rows } = await sql<{ id: string; catalogue: string }>`
      select r.id, r.scanned_with as catalogue from spoor.registration r where r.source_id like 'g-%'`.execute(
      house.stores.politie,
    )
    const lot = ({ id, catalogue }: { id: string; catalogue: string }) =>
      createHash('sha256')
        .update(`${lotSeed('politie', '2026-06-11', catalogue)}${id}`)
        .digest('hex')
    const expected = rows.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1)).slice(0, 5)
    expect((await drawnOf(house)).map((one) => one.registration_id)).toEqual(expected.map(({ id }) => id))
  })

  test('it is kept from how many was drawn, and one in five is read twice', async () => {
    const { rows } =
      await sql`select day::text, population, apart, size, drawn, doubled from spoor.sample`.execute(
        house.stores.politie,
      )
    expect(rows).toEqual([{ day: '2026-06-11', population: 40, apart: 0, size: 5, drawn: 5, doubled: 1 }])
    expect((await drawnOf(house)).map(({ doubled }) => doubled)).toEqual([true, false, false, false, false])
  })

  test('once: a second run draws nothing, nor does today', async () => {
    const before = await drawnOf(house)
    await receive(house, 'politie', [{ sourceId: 'g-today', text: 'Fiets gestolen.' }])
    await scanWaiting(house, 'politie')
    expect(await drawSamples(house)).toBe(0)
    expect(await drawnOf(house)).toEqual(before)
  })

  test('it is a duty of the unit that answers proposals, by the end of the fifth working day', async () => {
    const reader = await house.colleague('Sanne')
    const page = await searchDuties(house, reader, { scope: 'unit', kinds: ['read-sample'] })
    expect(page.duties).toMatchObject([
      { unit: reader.member.unit, overdue: false, subject: { kind: 'sample', day: '2026-06-11' } },
    ])
  })

  test('it is written down, with a line about each person in it', async () => {
    const { rows } = await sql<{ what: string; record_kind: string }>`
      select what, record_kind from spoor.audit where what = 'draw-sample'`.execute(house.stores.politie)
    expect(rows).toEqual(Array(5).fill({ what: 'draw-sample', record_kind: 'registration' }))
    await mustBeClean(house)
  })
})

test('days that were missed are made up for, the oldest first; what there is less of than asked is drawn whole', async () => {
  const house = await aFriday(3)
  try {
    await receive(house, 'politie', [{ sourceId: 'g-vr', text: 'Fiets gestolen bij het station.' }])
    await scanWaiting(house, 'politie')
    house.itIs('2026-06-16T07:00:00.000Z')
    expect(await drawSamples(house)).toBe(4)
    const { rows } =
      await sql`select day::text, population, drawn from spoor.sample order by drawn_at, day`.execute(
        house.stores.politie,
      )
    expect(rows).toEqual([
      { day: '2026-06-11', population: 3, drawn: 3 },
      { day: '2026-06-12', population: 1, drawn: 1 },
    ])
  } finally {
    await house.close()
  }
})

test.each([['onderzoek'], ['TCI-informatie']])(
  'what is %s is in no sample, and counted apart',
  async (kind) => {
    const house = await aFriday(2, kind)
    try {
      expect(await drawSamples(house)).toBe(1)
      const { rows } = await sql`select population, apart from spoor.sample`.execute(house.stores.politie)
      expect(rows).toEqual([{ population: 1, apart: 1 }])
    } finally {
      await house.close()
    }
  },
)

describe('reading', () => {
  let house: TestHouse
  let sanne: Caller
  let mo: Caller
  beforeAll(async () => {
    house = await aFriday(40)
    await drawSamples(house)
    sanne = await house.colleague('Sanne', 'politie', ['analyst'])
    mo = await house.colleague('Mo', 'politie', ['analyst'])
  })
  afterAll(() => house.close())

  test('who reads sees what was registered, and nothing of what the scan made of it', async () => {
    const [item] = await drawnOf(house)
    const view = await readSample(house, sanne, item!.id)
    expect(view).toMatchObject({
      ok: true,
      value: { id: item!.id, registration: { id: item!.registration_id } },
    })
    expect(JSON.stringify(view)).not.toMatch(/score|finding|scan|catalogue|doubled/)
    const row = sql`select act, record_kind, record_id, purpose from spoor.audit where what = 'leesSteekproef'`
    expect((await row.execute(house.stores.politie)).rows).toEqual([
      { act: 'consult', record_kind: 'registration', record_id: item!.registration_id, purpose: 'triage' },
    ])
    const line = sql`select activity, subject_type from spoor.processing where name = 'leesSteekproef'`
    expect((await line.execute(house.stores.politie)).rows).toEqual([
      { activity: 'sample', subject_type: 'record' },
    ])
  })

  test('one who may not, or of another organisation, or one that is not there, is not told that it is there', async () => {
    const [item] = await drawnOf(house)
    const officer = await house.colleague('Ada', 'politie', ['officer'])
    const other = await house.colleague('Kim', 'kmar')
    expect(await readSample(house, officer, item!.id)).toEqual({ ok: false, refusal: 'role-missing' })
    expect(await readSample(house, other, item!.id)).toEqual({ ok: false, refusal: 'not-found' })
    expect(await readSample(house, sanne, house.newId())).toEqual({ ok: false, refusal: 'not-found' })
    expect(await readSample(house, { ...sanne, task: null }, item!.id)).toEqual({
      ok: false,
      refusal: 'purpose-missing',
    })
  })

  test('what somebody should look at is a proposal, with its own origin; the scan pointed at nothing', async () => {
    const [doubled] = await drawnOf(house)
    const answered = await answerSample(house, sanne, doubled!.id, { answer: 'look' })
    const signal = answered.ok ? (answered.value.signal ?? '') : ''
    const seen = await readSignal(house, sanne, signal)
    expect(seen).toMatchObject({
      value: { state: 'proposed', origin: 'sample', duty: { kind: 'answer-proposal' } },
    })
    const { rows } = await sql`
      select act, record_kind from spoor.audit where what = 'beantwoordSteekproef' order by record_kind`.execute(
      house.stores.politie,
    )
    expect(rows).toEqual([
      { act: 'change', record_kind: 'registration' },
      { act: 'change', record_kind: 'signal' },
    ])
    await mustBeClean(house)
  })

  test('another person reads it too, without knowing; nobody reads the same twice', async () => {
    const [doubled] = await drawnOf(house)
    expect(await openFor(house, sanne)).not.toContain(doubled!.id)
    expect(await openFor(house, mo)).toContain(doubled!.id)
    expect(await readSample(house, sanne, doubled!.id)).toEqual({ ok: false, refusal: 'already-resolved' })
    expect(await answerSample(house, sanne, doubled!.id, NOTHING)).toEqual({
      ok: false,
      refusal: 'already-resolved',
    })
    expect(await answerSample(house, mo, doubled!.id, NOTHING)).toEqual({ ok: true, value: { signal: null } })
    expect(await openFor(house, mo)).not.toContain(doubled!.id)
  })

  test('what somebody cannot judge another reads; the duty ends with the last answer, and not before', async () => {
    const [, hard, ...rest] = await drawnOf(house)
    await answerSample(house, sanne, hard!.id, { answer: 'cannot-judge' })
    expect(await openFor(house, sanne)).not.toContain(hard!.id)
    for (const { id } of rest) await answerSample(house, sanne, id, NOTHING)
    const kinds = { scope: 'unit', kinds: ['read-sample'] } as const
    expect((await searchDuties(house, sanne, { ...kinds, kinds: [...kinds.kinds] })).total).toBe(1)
    expect(await searchSamples(house, sanne)).toEqual({ ok: true, value: { items: [], others: 1 } })
    await answerSample(house, mo, hard!.id, { answer: 'look' })
    expect((await searchDuties(house, sanne, { ...kinds, kinds: [...kinds.kinds] })).total).toBe(0)
    await mustBeClean(house)
  })

  test('the figures say how many were read, of how many, and between what it lies', async () => {
    const figures = await elusionFigures(house, sanne, month)
    expect(figures).toMatchObject({
      ...{ days: 1, daysWithout: 0, population: 40, apart: 0, uncovered: 0 },
      ...{ drawn: 5, read: 5, unread: 0, notJudged: 0, gone: 0, raised: 2, setAside: 0 },
      estimate: { effective: 5, share: { value: 0.4 }, missed: { value: 16 } },
      pointed: { confirmed: 0, undecided: 1, setAside: 0 },
      twice: { read: 1, agreed: 0 },
    })
    const { missed, recall } = figures.estimate!
    expect(missed.low).toBeGreaterThanOrEqual(2)
    expect(missed.high).toBeLessThanOrEqual(37)
    expect(recall!.value).toBe(0)
    expect(recall!.high).toBeGreaterThan(0)
  })

  test('what two people set aside afterwards was not missed', async () => {
    const { rows } = await sql<{
      id: string
    }>`select id from spoor.signal where origin = 'sample' order by id`.execute(house.stores.politie)
    const ground = 'Bij nader inzien een gewone aanrijding.'
    const { setAsideCriteria } = house.ways.inForce('politie', '2026-06-12')
    const aside = { type: 'propose-set-aside', criterion: setAsideCriteria[0]!.id, ground } as const
    expect(await takeStep(house, sanne, rows[0]!.id, { version: 1, step: aside })).toMatchObject({ ok: true })
    const confirmed = { type: 'confirm-set-aside', ground } as const
    expect(await takeStep(house, mo, rows[0]!.id, { version: 2, step: confirmed })).toMatchObject({
      ok: true,
    })
    expect(await elusionFigures(house, sanne, month)).toMatchObject({
      ...{ raised: 2, setAside: 1 },
      estimate: { missed: { value: 8 } },
    })
  })

  test('of days on which nothing was read there is no figure', async () => {
    const before = { from: '2026-05-01', to: '2026-05-31' }
    expect(await elusionFigures(house, sanne, before)).toMatchObject({ estimate: null, read: 0 })
  })
})

test('what is a signal by then, for a correction was pointed at, joins it', async () => {
  const house = await aFriday(1)
  try {
    await drawSamples(house)
    await receive(house, 'politie', [{ sourceId: 'g-0', text: TELLING_TEXT, version: 2 }])
    await scanWaiting(house, 'politie')
    const sanne = await house.colleague('Sanne')
    const [item] = await drawnOf(house)
    const answered = await answerSample(house, sanne, item!.id, { answer: 'look' })
    const { rows } = await sql<{ id: string; origin: string }>`
      select s.id, s.origin from spoor.signal s join spoor.signal_registration o on o.signal_id = s.id
       where o.source_id = 'g-0'`.execute(house.stores.politie)
    expect(rows).toEqual([{ id: answered.ok ? answered.value.signal : '', origin: 'scan' }])
    await mustBeClean(house)
  } finally {
    await house.close()
  }
})

test('a sample that nobody reads climbs the ladder, and ends with what it climbed to', async () => {
  const house = await aFriday(1)
  try {
    await drawSamples(house)
    house.itIs('2026-06-30T07:00:00.000Z')
    await escalateOverdue(house)
    expect(await escalateSamples(house)).toBe(1)
    expect(await escalateSamples(house)).toBe(0)
    const sanne = await house.colleague('Sanne')
    const all = { scope: 'organisation', kinds: ['escalation'] } as const
    const climbed = await searchDuties(house, sanne, { ...all, kinds: [...all.kinds] })
    const ofSample = ({ about }: { about: string | null }) => about === 'read-sample'
    expect(climbed.duties.filter(ofSample)).toMatchObject([{ subject: { kind: 'sample' } }])
    const [item] = await drawnOf(house)
    const mo = await house.colleague('Mo')
    for (const reader of [sanne, mo]) await answerSample(house, reader, item!.id, NOTHING)
    const after = await searchDuties(house, sanne, { ...all, kinds: [...all.kinds] })
    expect(after.duties.filter(ofSample)).toEqual([])
    await mustBeClean(house)
  } finally {
    await house.close()
  }
})

describe('the database', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await aFriday(2)
    await drawSamples(house)
  })
  afterAll(() => house.close())

  test.each([
    ['a sample is never drawn again', `update spoor.sample set drawn = 0`, '42501'],
    ['what was drawn stays drawn', `delete from spoor.sample_item`, '42501'],
    [
      'a duty does not end before all is read',
      `update spoor.duty set done_at = now(), done_by = 'x' where sample is not null`,
      '23514',
    ],
    [
      'nobody is drawn who was not',
      `insert into spoor.sample_item (id, organisation, sample_id, place, registration_id, doubled)
       select gen_random_uuid(), 'politie', gen_random_uuid(), 9, null, false`,
      '42501',
    ],
  ])('%s', async (_, statement, code) => {
    const attempt = house.database.as('spoor_politie').pool.query(statement)
    await expect(attempt).rejects.toMatchObject({ code })
  })

  test('when the registration goes, what is left leads nowhere and waits for nobody', async () => {
    const [item] = await drawnOf(house)
    const owner = house.database.as('owner').pool
    await owner.query('delete from spoor.scan_result where registration_id = $1', [item!.registration_id])
    await owner.query('delete from spoor.registration where id = $1', [item!.registration_id])
    expect((await drawnOf(house)).map((one) => one.registration_id)).toContain(null)
    const sanne = await house.colleague('Sanne')
    expect(await openFor(house, sanne)).not.toContain(item!.id)
    expect(await elusionFigures(house, sanne, month)).toMatchObject({
      drawn: 2,
      gone: 1,
      unread: 1,
      estimate: null,
    })
  })
})
