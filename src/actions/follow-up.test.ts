import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSignal, searchDuties, searchSignals } from '../../test/reads.ts'
import { aHouse, ORDINARY_TEXT, receive, TELLING_TEXT, type TestHouse } from '../../test/a-house.ts'
import { roadTo, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { checkLedger } from '#check/check.ts'
import type { Step } from '#process/step.ts'
import { escalateOverdue } from './escalations.ts'
import type { Caller, House } from './house.ts'
import { registerSignal } from './register.ts'
import { scanWaiting } from './scan-waiting.ts'
import { takeStep } from './steps.ts'

let house: TestHouse
let sanne: Caller
let jayden: Caller
let kees: Caller

beforeAll(async () => {
  house = await aHouse()
  const qualifications = [
    { id: 'trafficking-certified', until: null },
    { id: 'trained-first-contact', until: null },
  ]
  sanne = await house.colleague('Sanne', 'politie', undefined, { qualifications })
  jayden = await house.colleague('Jayden', 'politie', undefined, { qualifications })
  kees = await house.colleague('Kees', 'kmar')
})
afterAll(() => house.close())

let made = 0

/** A signal that the scan has just proposed to the police. */
async function proposal(): Promise<string> {
  const sourceId = `PL0900-20260700${10 + made++}-1`
  await receive(house, 'politie', [{ sourceId, text: TELLING_TEXT }])
  expect(await scanWaiting(house, 'politie')).toEqual({ scanned: 1, proposed: 1 })
  const { signals } = await searchSignals(house, sanne, { limit: 200 })
  return signals.find((signal) => signal.sourceId === sourceId)!.id
}

/** Takes a step with the version that is there now. */
async function take(id: string, step: Step, caller = sanne) {
  const version = (await readSignal(house, caller, id))?.version ?? 1
  const result = await takeStep(house, caller, id, { version, step })
  return result.ok ? 'done' : result.refusal
}

describe('the scan proposes', () => {
  test('what is above the threshold, once, to the organisation that registered it', async () => {
    await receive(house, 'politie', [
      { sourceId: 'PL0900-2026061234-1', text: TELLING_TEXT },
      { sourceId: 'PL0900-2026061234-2', text: `${TELLING_TEXT} Tweede gesprek.` },
      { sourceId: 'PL0900-2026061235-1', text: ORDINARY_TEXT },
    ])
    expect(await scanWaiting(house, 'politie')).toEqual({ scanned: 3, proposed: 2 })
    expect(await scanWaiting(house, 'politie')).toEqual({ scanned: 0, proposed: 0 })
    const { signals } = await searchSignals(house, sanne, { states: ['proposed'] })
    expect(signals.map((one) => [one.sourceId, one.incidentKey])).toEqual([
      ['PL0900-2026061234-1', 'PL0900-2026061234'],
      ['PL0900-2026061234-2', 'PL0900-2026061234'],
    ])
    expect((await searchSignals(house, kees, {})).total).toBe(0)
  })

  test('twice at once proposes nothing twice', async () => {
    await receive(
      house,
      'arbeidsinspectie',
      Array.from({ length: 40 }, (_, n) => ({ sourceId: `AI-2026-${n}`, text: `${TELLING_TEXT} ${n}` })),
    )
    const runs = await Promise.all([1, 2, 3, 4].map(() => scanWaiting(house, 'arbeidsinspectie')))
    expect(runs.reduce((sum, run) => sum + run.proposed, 0)).toBe(40)
  })

  test('a text over which the scan stumbles is for a person to read, and holds up no other', async () => {
    await receive(house, 'kmar', [
      { sourceId: 'KM-1', text: 'Deze tekst laat de scan struikelen.' },
      { sourceId: 'KM-2', text: ORDINARY_TEXT },
    ])
    const stumbling: House = {
      ...house,
      scan(catalogue, registration) {
        if (registration.text.includes('struikelen')) throw new RangeError('stumbled')
        return house.scan(catalogue, registration)
      },
    }
    expect(await scanWaiting(stumbling, 'kmar')).toEqual({ scanned: 2, proposed: 1 })
    const { signals } = await searchSignals(house, kees, { states: ['proposed'] })
    expect(signals.map(({ sourceId }) => sourceId)).toEqual(['KM-1'])
  })

  test('a correction joins the signal of its original, and opens it again when it was closed', async () => {
    const id = await proposal()
    const { sourceId } = (await readSignal(house, sanne, id))!
    await take(id, S['propose-set-aside'])
    await take(id, S['confirm-set-aside'], jayden)
    expect((await readSignal(house, sanne, id))?.state).toBe('closed')
    await receive(house, 'politie', [{ sourceId, text: `${TELLING_TEXT} Aanvulling.`, version: 2 }])
    expect(await scanWaiting(house, 'politie')).toEqual({ scanned: 1, proposed: 0 })
    const reopened = (await readSignal(house, sanne, id))!
    // It was set aside before anybody enriched it: there is nothing yet to weigh.
    expect(reopened).toMatchObject({ state: 'confirmed', duty: { kind: 'start-enrichment' }, outcome: null })
    expect(reopened.registrations.map(({ version }) => version)).toEqual([2, 1])
  })

  test('a correction of a signal that was stopped after its enrichment brings it to a new weighing', async () => {
    const id = await proposal()
    const { sourceId } = (await readSignal(house, sanne, id))!
    for (const [step, actor] of roadTo('closed')) {
      expect(await take(id, step, actor.id === 'sanne' ? sanne : jayden), step.type).toBe('done')
    }
    await receive(house, 'politie', [{ sourceId, text: `${TELLING_TEXT} Aanvulling.`, version: 2 }])
    await scanWaiting(house, 'politie')
    expect(await readSignal(house, sanne, id)).toMatchObject({ state: 'weighing', duty: { kind: 'weigh' } })
  })

  test('a correction in which nothing is found withdraws nothing', async () => {
    const id = await proposal()
    const { sourceId } = (await readSignal(house, sanne, id))!
    await receive(house, 'politie', [{ sourceId, text: ORDINARY_TEXT, version: 2 }])
    await scanWaiting(house, 'politie')
    expect((await readSignal(house, sanne, id))?.state).toBe('proposed')
  })
})

test('a signal goes through the four phases to an investigation, and each step says who, when and why', async () => {
  const id = await proposal()
  for (const [step] of roadTo('interviewing')) expect(await take(id, step), step.type).toBe('done')
  expect(await take(id, S['record-interview'])).toBe('done')
  expect(await take(id, S['finish-interview'])).toBe('done')
  expect(await take(id, { ...S['start-investigation'], exOfficio: false }, jayden)).toBe('done')
  const signal = (await readSignal(house, sanne, id))!
  expect(signal).toMatchObject({
    state: 'investigating',
    phase: 'investigation',
    qualification: { means: [] },
  })
  const types = signal.timeline.map(({ type }) => type)
  expect(types.filter((type, at) => type !== types[at - 1])).toEqual([
    'signal-proposed',
    'signal-confirmed',
    'enrichment-started',
    'circumstances-recorded',
    'contact-recorded',
    'act-recorded',
    'enrichment-finished',
    'weighed',
    'interview-recorded',
    'interview-finished',
    'investigation-started',
  ])
  for (const entry of signal.timeline.slice(1)) {
    expect(entry.by.name).toMatch(/Sanne|Jayden/)
    expect(entry.content?.ground).toBe('Omdat de feiten dat vragen.')
  }
  expect(await take(id, S['record-contact'])).toBe('done')
  const [financial] = roadTo('investigating').at(-1)!
  expect(await take(id, financial)).toBe('done')
  expect(await take(id, S.conclude)).toBe('done')
  expect((await readSignal(house, sanne, id))?.outcome).toBe('submitted-to-prosecutor')
})

test('setting aside needs a second person; the database refuses it too when the code above forgets', async () => {
  const id = await proposal()
  await take(id, S['propose-set-aside'])
  expect(await take(id, S['confirm-set-aside'])).toBe('needs-another-person')
  const forged = sql`
    insert into spoor.event (organisation, signal_id, seq, id, type, at, by_member, data, previous, hash)
    select organisation, signal_id, seq + 1, gen_random_uuid(), 'set-aside-confirmed', now(), ${sanne.member.id},
           '{}', hash, sha256('x') from spoor.ledger_head where signal_id = ${id}`
  await expect(forged.execute(house.stores.politie)).rejects.toMatchObject({ code: '23514' })
  expect(await take(id, S['confirm-set-aside'], jayden)).toBe('done')
})

test('whoever looked at an older version is told so, and nothing is overwritten', async () => {
  const id = await proposal()
  const request = { version: 1, step: S.confirm }
  const [first, second] = await Promise.all([
    takeStep(house, sanne, id, request),
    takeStep(house, jayden, id, request),
  ])
  const refused = [first, second].filter((result) => !result.ok)
  expect(refused).toEqual([{ ok: false, refusal: 'changed-since-you-looked' }])
})

test('an officer registers a signal by hand: confirmed from the start, marked by the scan, due', async () => {
  const created = await registerSignal(house, sanne, {
    title: 'Jongen bij de garage',
    text: `Gezien tijdens wijkronde. ${TELLING_TEXT}`,
    incident: 'overig',
    registeredAt: '2026-06-11T08:00:00+02:00',
    forms: ['arbeid'],
    ground: 'Hij keek steeds naar de man voor hij antwoordde.',
  })
  const signal = (await readSignal(house, sanne, created.ok ? created.value.id : ''))!
  expect(signal).toMatchObject({ state: 'confirmed', origin: 'officer', duty: { kind: 'start-enrichment' } })
  expect(signal.registrations[0]!.scan!.findings.length).toBeGreaterThan(0)
})

test('the worklist shows overdue duties first and knows whose they are', async () => {
  const id = await proposal()
  house.itIs('2026-06-15T07:00:00.000Z')
  const later = await proposal()
  await take(later, S['take-up'])
  const unit = await searchDuties(house, sanne, { scope: 'unit', limit: 200 })
  const ids = unit.duties.map(({ subject }) => subject.id)
  expect(ids.indexOf(id)).toBeLessThan(ids.indexOf(later))
  expect(unit.duties.find(({ subject }) => subject.id === id)?.overdue).toBe(true)
  expect(unit.duties.find(({ subject }) => subject.id === later)?.overdue).toBe(false)
  const mine = await searchDuties(house, sanne, { scope: 'mine' })
  expect(mine.duties.map(({ subject }) => subject.id)).toEqual([later])
  const first = await searchDuties(house, sanne, { scope: 'unit', limit: 2 })
  const second = await searchDuties(house, sanne, { scope: 'unit', limit: 2, after: first.next! })
  expect([...first.duties, ...second.duties].map(({ id: duty }) => duty)).toEqual(
    unit.duties.slice(0, 4).map(({ id: duty }) => duty),
  )
})

test('another organisation sees no signal, takes no step and has no duty of it', async () => {
  const id = await proposal()
  expect(await readSignal(house, kees, id)).toBeUndefined()
  expect(await takeStep(house, kees, id, { version: 1, step: S.confirm })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  const { duties } = await searchDuties(house, kees, { scope: 'organisation' })
  expect(duties.map(({ subject }) => subject.id)).not.toContain(id)
})

test('an overdue duty climbs once, to a named role, however often and however late the job comes', async () => {
  const late = await aHouse('2026-09-03T07:00:00.000Z')
  try {
    const lead = await late.colleague('Lotte', 'politie', ['team-lead'])
    await receive(
      late,
      'politie',
      [1, 2, 3].map((n) => ({ sourceId: `x-${n}`, text: `${TELLING_TEXT} ${n}` })),
    )
    await scanWaiting(late, 'politie')
    expect(await escalateOverdue(late)).toBe(0)
    late.itIs('2026-09-04T16:00:00.000Z')
    const runs = await Promise.all([1, 2, 3].map(() => escalateOverdue(late)))
    expect(runs.reduce((sum, climbed) => sum + climbed, 0)).toBe(3)
    const mine = await searchDuties(late, lead, { scope: 'mine' })
    expect(mine.duties.map(({ kind, role }) => [kind, role])).toEqual(
      [1, 2, 3].map(() => ['escalation', 'team-lead']),
    )
    const { id } = mine.duties[0]!.subject
    expect(await readSignal(late, lead, id)).toMatchObject({
      escalations: [{ level: 1, role: 'team-lead', about: 'answer-proposal' }],
    })
    expect((await takeStep(late, lead, id, { version: 2, step: S.confirm })).ok).toBe(true)
    expect((await searchDuties(late, lead, { scope: 'mine' })).total).toBe(2)
    const faults: unknown[] = []
    await checkLedger(late.database.url('spoor_check'), (mismatch) => faults.push(mismatch))
    expect(faults).toEqual([])
  } finally {
    await late.close()
  }
})
