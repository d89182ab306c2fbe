import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchDuties } from '../../test/reads.ts'
import { checkLedger } from '#check/check.ts'
import { MACHINE } from '#process/event.ts'
import { aPair, aSignalAt, mustStep, signalOf, type Pair } from '../../test/a-handover.ts'
import { aHouse, mustBeClean, receive, TELLING_TEXT, type TestHouse } from '../../test/a-house.ts'
import { actDone, answers, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { readEvents } from '#store/ledger.ts'
import type { Caller, House } from './house.ts'
import { scanWaiting } from './scan-waiting.ts'
import { drawSecondLooks, readSecondLook, takeSecondLook } from './second-looks.ts'

let house: TestHouse
let pair: Pair
let looker: Caller
const always = (of: TestHouse): House => ({ ...of, random: () => 0 })

beforeAll(async () => {
  house = await aHouse()
  pair = await aPair(house, 'politie')
  looker = inUnit(await house.colleague('Fatima', 'politie'), 'intelligence')
})
afterAll(() => house.close())

function inUnit({ member, organisation, task }: Caller, unit: string): Caller {
  return { organisation, task, member: { ...member, unit } }
}

/** A decision not to follow up, drawn; gives the signal and its look. */
async function drawnLook(state: 'closed' | 'shelved' = 'closed') {
  const id = await aSignalAt(house, state, pair)
  expect(await drawSecondLooks(always(house))).toBe(1)
  const { secondLook } = await signalOf(house, 'politie', id)
  if (!secondLook) throw new Error('not drawn')
  return { id, look: secondLook.look }
}

const answer = (look: string, verdict: 'no-follow-up' | 'follow-up', version: number, caller = looker) =>
  takeSecondLook(house, caller, look, { version, verdict, answers, ground: 'Zo lees ik het.' })

const refusal = async (outcome: Promise<{ readonly ok: boolean; readonly refusal?: string }>) =>
  (await outcome).refusal

describe('the draw', () => {
  test('one for each decision, in the share of the way of working', async () => {
    const many = await aHouse()
    try {
      const [one, other] = await aPair(many, 'politie')
      const texts = Array.from({ length: 300 }, (_, n) => ({
        sourceId: `t-${n}`,
        text: `${TELLING_TEXT} ${n}`,
      }))
      await receive(many, 'politie', texts)
      await scanWaiting(many, 'politie')
      const { rows } = await sql<{ id: string }>`select id from spoor.signal order by id`.execute(
        many.stores.politie,
      )
      for (const { id } of rows) {
        await mustStep(many, one, id, S['propose-set-aside'])
        await mustStep(many, other, id, S['confirm-set-aside'])
      }
      // Mulberry32: the same numbers on every machine.
      let seed = 11
      const random = () => {
        seed = (seed + 0x6d2b79f5) | 0
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
        return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
      }
      const runs = await Promise.all([1, 2].map(() => drawSecondLooks({ ...many, random })))
      const looks = runs[0]! + runs[1]!
      // Ten percent of 300 decisions, four standard deviations to either side.
      expect(looks).toBeGreaterThan(9)
      expect(looks).toBeLessThan(51)
      const { rows: draws } = await sql<{ drawn: boolean; n: number }>`
        select drawn, count(*)::integer as n from spoor.second_look_draw group by drawn order by drawn`.execute(
        many.stores.politie,
      )
      expect(draws).toEqual([
        { drawn: false, n: 300 - looks },
        { drawn: true, n: looks },
      ])
      expect(await drawSecondLooks(always(many))).toBe(0)
      const { duties } = await searchDuties(many, one, { scope: 'organisation', kinds: ['second-look'] })
      expect(duties).toHaveLength(looks)
      expect(new Set(duties.map(({ subject }) => subject.kind))).toEqual(new Set(['second-look']))
    } finally {
      await many.close()
    }
  }, 120_000)

  test('of a decision that was opened again before it: none', async () => {
    const id = await aSignalAt(house, 'shelved', pair)
    await mustStep(house, pair[0], id, S['review-shelved'])
    expect(await drawSecondLooks(always(house))).toBe(0)
    expect((await signalOf(house, 'politie', id)).secondLook).toBeNull()
  })

  test('is done by the machine, and names who decided', async () => {
    const { id } = await drawnLook()
    const event = (await readEvents(house.stores.politie, id)).at(-1)
    expect(event).toMatchObject({ by: MACHINE, data: { type: 'second-look-drawn' } })
    const { secondLook } = await signalOf(house, 'politie', id)
    expect(secondLook?.deciders).toEqual([pair[0].member.id, pair[1].member.id])
  })
})

describe('of the draw, drawn or not,', () => {
  const lines = async (id: string) => {
    const { rows } = await sql<{ what: string }>`
      select a.actor, a.act, a.purpose, p.activity, count(p.subject_type)::integer > 0 as somebody
        from spoor.audit a
        join spoor.processing p on p.processing_id = a.processing_id and p.name = a.what
       where a.what = 'draw-second-look' and a.record_id = ${id} group by 1, 2, 3, 4`.execute(
      house.stores.politie,
    )
    return rows
  }

  test.each([
    ['drawn', 0, 1],
    ['not drawn', 1, 0],
  ])('both logs tell: %s', async (_, number, looks) => {
    const id = await aSignalAt(house, 'closed', pair)
    expect(await drawSecondLooks({ ...house, random: () => number })).toBe(looks)
    const one = { actor: MACHINE, act: 'change', purpose: 'second-look', activity: 'second-look' }
    expect(await lines(id)).toEqual([{ ...one, somebody: true }])
    expect(await drawSecondLooks(always(house))).toBe(0)
    expect(await lines(id)).toHaveLength(1)
    await mustBeClean(house)
  })

  test.each([
    [
      'the audit log',
      'revoke execute on function spoor.record_audit(text, timestamptz, jsonb) from spoor_organisation',
      'grant execute on function spoor.record_audit(text, timestamptz, jsonb) to spoor_organisation',
    ],
    [
      'the Logboek Dataverwerkingen',
      'revoke insert on spoor.processing from spoor_organisation',
      'grant insert on spoor.processing to spoor_organisation',
    ],
  ])('nothing is drawn while %s cannot be written; later it is', async (_, broken, repaired) => {
    const id = await aSignalAt(house, 'closed', pair)
    const { seq } = await signalOf(house, 'politie', id)
    const owner = house.database.as('owner').pool
    await owner.query(broken)
    try {
      await expect(drawSecondLooks(always(house))).rejects.toThrow('a draw that cannot be written down')
    } finally {
      await owner.query(repaired)
    }
    expect(await signalOf(house, 'politie', id)).toMatchObject({ seq, secondLook: null })
    expect(await lines(id)).toEqual([])
    expect(await drawSecondLooks(always(house))).toBe(1)
    expect(await lines(id)).toHaveLength(1)
  })
})

describe('the look', () => {
  test('shows what was known, and nothing of the decision', async () => {
    const id = await aSignalAt(house, 'weighing', pair)
    const proposal = { ...S['propose-stop'], ground: 'Het is volgens mij iets anders.' }
    await mustStep(house, pair[0], id, proposal)
    await mustStep(house, pair[1], id, { ...S['confirm-stop'], ground: 'Daar ben ik het mee eens.' })
    await drawSecondLooks(always(house))
    const look = (await signalOf(house, 'politie', id)).secondLook!.look
    const view = await readSecondLook(house, looker, look)
    if (!view.ok) throw new Error(view.refusal)
    const { registrations, facts, criteria, version } = view.value
    expect(registrations.map(({ text }) => text)).toEqual([expect.stringContaining(TELLING_TEXT)])
    expect(registrations[0]?.scan?.findings.length).toBeGreaterThan(0)
    expect(facts.length).toBeGreaterThan(3)
    expect(criteria.map((one) => one.id)).toEqual(Object.keys(answers))
    expect(version).toBe((await signalOf(house, 'politie', id)).seq)
    const json = JSON.stringify(view.value)
    for (const word of [
      ...[id, pair[0].member.id, pair[1].member.id, pair[0].member.name, pair[1].member.name],
      ...['not-trafficking', 'Zie verslag 3', 'iets anders', 'mee eens'],
      ...['"closed"', '"stop-proposed"', 'politie@2026'],
    ]) {
      expect(json).not.toContain(word)
    }
    // Nor how the criteria were answered.
    expect(json).not.toContain('"unknown"')
  })

  test('knows nothing that came after the proposal', async () => {
    const id = await aSignalAt(house, 'enriching', pair)
    const text = 'Later bekend: hij mocht alsnog weg.'
    for (const step of [S['finish-enrichment'], S['propose-stop']]) await mustStep(house, pair[0], id, step)
    house.itIs('2026-06-11T08:00:00.000Z')
    const { rows } = await sql<{ source_id: string }>`
      select source_id from spoor.signal_registration where signal_id = ${id}`.execute(house.stores.politie)
    await receive(house, 'politie', [{ sourceId: rows[0]!.source_id, text, version: 2 }])
    await scanWaiting(house, 'politie')
    await mustStep(house, pair[1], id, S['confirm-stop'])
    await drawSecondLooks(always(house))
    const { secondLook } = await signalOf(house, 'politie', id)
    const view = await readSecondLook(house, looker, secondLook!.look)
    expect(JSON.stringify(view)).not.toContain('alsnog')
    expect(view).toMatchObject({ ok: true, value: { registrations: [{ version: 1 }] } })
  })

  test.each([
    ['a colleague of the unit that decided', () => inUnit(looker, 'avim-midden'), 'unit-not-yours'],
    ['who proposed it', () => inUnit(pair[0], 'intelligence'), 'needs-another-person'],
    ['who confirmed it', () => inUnit(pair[1], 'intelligence'), 'needs-another-person'],
    [
      'somebody without the role',
      () => ({ ...looker, member: { ...looker.member, roles: ['analyst'] } }),
      'role-missing',
    ],
    ['another organisation', () => ({ ...looker, organisation: 'kmar' as const }), 'not-found'],
  ])('is not for %s', async (_, caller, says) => {
    const { id, look } = await drawnLook()
    const { seq } = await signalOf(house, 'politie', id)
    expect(await refusal(readSecondLook(house, caller(), look))).toBe(says)
    expect(await refusal(answer(look, 'no-follow-up', seq, caller()))).toBe(says)
    expect((await signalOf(house, 'politie', id)).seq).toBe(seq)
  })

  test.each([
    ['agrees: the decision stands', 'closed', 'no-follow-up', true, 'closed'],
    ['agrees: it stays shelved', 'shelved', 'no-follow-up', true, 'shelved'],
    ['follow up: people weigh it again', 'closed', 'follow-up', false, 'weighing'],
    ['follow up: no longer shelved', 'shelved', 'follow-up', false, 'weighing'],
  ] as const)('%s', async (_, decided, verdict, agrees, state) => {
    const { id, look } = await drawnLook(decided)
    const { seq } = await signalOf(house, 'politie', id)
    expect(await answer(look, verdict, seq - 1)).toMatchObject({ refusal: 'changed-since-you-looked' })
    expect(await answer(look, verdict, seq)).toEqual({ ok: true, value: { agrees } })
    const after = await signalOf(house, 'politie', id)
    expect([after.state, after.secondLook, after.sideDuties.map(({ kind }) => kind)]).toEqual([
      state,
      null,
      [],
    ])
    const { rows } = await sql`
      select verdict from spoor.second_look_draw where look = ${look}`.execute(house.stores.politie)
    expect(rows).toEqual([{ verdict: agrees ? 'agrees' : 'follow-up' }])
    expect(await refusal(answer(look, verdict, after.seq))).toBe('look-unknown')
    expect(await refusal(readSecondLook(house, looker, look))).toBe('look-unknown')
  })

  test('of a signal that was set aside: it begins again, as confirmed', async () => {
    const id = await aSignalAt(house, 'set-aside-proposed', pair)
    await mustStep(house, pair[1], id, S['confirm-set-aside'])
    await drawSecondLooks(always(house))
    const { seq, secondLook } = await signalOf(house, 'politie', id)
    expect((await answer(secondLook!.look, 'follow-up', seq)).ok).toBe(true)
    expect(await signalOf(house, 'politie', id)).toMatchObject({
      state: 'confirmed',
      duty: { kind: 'start-enrichment' },
    })
    await mustStep(house, pair[0], id, S['start-enrichment'])
    await mustStep(house, pair[0], id, actDone('own-history'))
  })
})

test('the independent reader finds nothing in what all this left behind', async () => {
  const faults: unknown[] = []
  const now = house.clock().toISOString()
  await checkLedger(house.database.url('spoor_check'), (mismatch) => faults.push(mismatch), { now })
  expect(faults).toEqual([])
})
