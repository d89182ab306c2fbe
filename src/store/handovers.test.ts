import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SEES_ALL } from '../../test/a-sight.ts'
import { aFollowUp, dutyOf, UNIT, type FollowUp } from '../../test/a-follow-up.ts'
import { planOf } from '../../test/query-plan.ts'
import type { HandoverMessage, Pack } from '#process/handover-message.ts'
import { countWaiting, type HandoverPlace, listHandovers, placeOf, type HandoverRow } from './handovers.ts'
import { findByHandover, listHandover } from './messages.ts'
import { listSignals, readIncident } from './signal-views.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

// Both sides of a handover: the KMar offers, the police answer.

let database: TestDatabase
let follow: FollowUp
beforeAll(async () => {
  database = await testDatabase()
  follow = aFollowUp(database)
})
afterAll(() => database.drop())

const PACK: Pack = {
  title: 'Controle op de snelweg',
  ground: 'Het adres is bij u bekend.',
  registrations: [],
  acts: [],
}
const GUARDS = {
  rule: 'to-police',
  moment: 'after-control',
  partner: 'politie',
  via: 'spoor',
  guards: {},
} as const
const kmar = { organisation: 'kmar' } as const

/** A signal of the KMar that is offered to the police; the police have it in their inbox. */
async function offered() {
  const handover = randomUUID()
  const out = await follow.propose('kmar')
  await follow.happen(out, { type: 'signal-confirmed', duty: dutyOf('start-enrichment') }, kmar)
  const duty = dutyOf('await-acceptance')
  const sends: HandoverMessage = {
    ...{ kind: 'offer', handover, to: 'politie', forms: ['arbeid'], urgent: false },
    ...{ answerBy: duty.dueAt, pack: PACK },
  }
  await follow.happen(out, { type: 'handover-offered', handover, ...GUARDS, duty }, { ...kmar, sends })
  const incoming = await follow.offer('politie', 'kmar', handover)
  return { handover, out, incoming }
}

async function rowOf(
  organisation: 'politie' | 'kmar',
  direction: 'in' | 'out',
  handover: string,
): Promise<HandoverRow | undefined> {
  const rows = await listHandovers(database.as(`spoor_${organisation}`).db, SEES_ALL, direction, null, 1000)
  return rows.find(({ id }) => id === handover)
}

describe('what another organisation offers', () => {
  test('is a signal without a registration, which takes its title from the pack', async () => {
    const { handover, incoming, out } = await offered()
    const { db } = database.as('spoor_politie')
    const [row] = await readIncident(db, incoming, SEES_ALL)
    expect(row).toMatchObject({
      state: 'offered',
      origin: 'handover',
      title: PACK.title,
      source_id: '',
      partner: 'kmar',
    })
    expect(await rowOf('politie', 'in', handover)).toMatchObject({
      ...{ state: 'offered', partner: 'kmar', via: 'spoor', title: PACK.title, answered_at: null },
      answer_by: '2026-06-12T07:00:00.000Z',
    })
    expect(await findByHandover(db, handover)).toBe(incoming)
    expect(await findByHandover(database.as('spoor_kmar').db, handover)).toBe(out)
    expect(await findByHandover(database.as('spoor_arbeidsinspectie').db, handover)).toBeUndefined()
    const kinds = (await listHandover(db, handover)).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['offer', 'received'])
  })

  test('is found among the others in the list of signals, also page by page', async () => {
    const { incoming } = await offered()
    await offered()
    await follow.propose()
    const { db } = database.as('spoor_politie')
    const all = await listSignals(db, SEES_ALL, { states: null, unit: null }, null, 100)
    expect(all.map(({ id }) => id)).toContain(incoming)
    const paged: string[] = []
    let after: Parameters<typeof listSignals>[3] = null
    for (;;) {
      const [row] = await listSignals(db, SEES_ALL, { states: null, unit: null }, after, 1)
      if (!row) break
      paged.push(row.id)
      after = [row.group_due, String(row.group_rank), row.incident_key, row.source_id, row.id]
    }
    expect(paged).toEqual(all.map(({ id }) => id))
  })

  test('is ours under a registration of ours when we accept it', async () => {
    const { handover, incoming, out } = await offered()
    const sourceId = `overdracht-${handover}`
    const registration = await follow.register(sourceId)
    const sends = { kind: 'accept', handover, to: 'kmar' } as const
    const accepted = { type: 'offer-accepted', registration, duty: dutyOf('start-enrichment') } as const
    await follow.happen(incoming, accepted, { sends, registration: { sourceId, incidentKey: 'K-1' } })
    const [row] = await readIncident(database.as('spoor_politie').db, incoming, SEES_ALL)
    expect(row).toMatchObject({
      state: 'confirmed',
      source_id: sourceId,
      incident_key: 'K-1',
      title: `Melding ${sourceId}`,
    })
    expect(await rowOf('politie', 'in', handover)).toMatchObject({ state: 'confirmed', answer: 'accepted' })
    await follow.happen(out, { type: 'handover-accepted', handover }, kmar)
    await follow.happen(out, { type: 'handover-reported', handover, outcome: 'no-leads' }, kmar)
    expect(await rowOf('kmar', 'out', handover)).toMatchObject({
      ...{ state: 'handed-over', partner: 'politie', answer: 'accepted', reported: 'no-leads' },
      received_at: null,
    })
    const { rows } = await sql`
      select 1 from spoor.duty where signal_id = ${out} and done_at is null`.execute(
      database.as('spoor_kmar').db,
    )
    expect(rows).toEqual([])
  })

  test('cannot be accepted without that registration', async () => {
    const { incoming } = await offered()
    const registration = await follow.register(randomUUID())
    const accepted = { type: 'offer-accepted', registration, duty: dutyOf('start-enrichment') } as const
    await expect(follow.happen(incoming, accepted)).rejects.toThrow('accepted without a registration')
  })

  test('is closed when it is refused, and back at work with the sender, who may offer it again', async () => {
    const { handover, incoming, out } = await offered()
    await follow.happen(incoming, { type: 'offer-refused', reason: 'not-ours' })
    expect(await rowOf('politie', 'in', handover)).toMatchObject({
      state: 'closed',
      answer: 'refused',
      reason: 'not-ours',
    })
    await follow.happen(out, { type: 'handover-received', handover }, kmar)
    const duty = dutyOf('start-enrichment')
    await follow.happen(out, { type: 'handover-refused', handover, reason: 'not-ours', duty }, kmar)
    expect(await rowOf('kmar', 'out', handover)).toMatchObject({ state: 'confirmed', answer: 'refused' })
    const [row] = await readIncident(database.as('spoor_kmar').db, out, SEES_ALL)
    expect(row).toMatchObject({ state: 'confirmed', partner: null, duty_kind: 'start-enrichment' })
    const again = { type: 'handover-offered', handover: randomUUID(), ...GUARDS } as const
    const after = await follow.happen(out, { ...again, duty: dutyOf('await-acceptance') }, kmar)
    expect(after.state).toBe('handing-over')
    expect(await findByHandover(database.as('spoor_kmar').db, handover)).toBe(out)
  })

  test('comes back after silence, with an escalation of the duty that it comes back with', async () => {
    const { handover, incoming, out } = await offered()
    await follow.happen(out, { type: 'recall-requested', handover, because: 'silence' }, kmar)
    expect(await rowOf('kmar', 'out', handover)).toMatchObject({
      answer: null,
      recalled_at: expect.any(String),
    })
    await follow.happen(incoming, { type: 'offer-recalled' })
    expect(await rowOf('politie', 'in', handover)).toMatchObject({ state: 'closed', answer: 'recalled' })
    const duty = dutyOf('start-enrichment')
    const escalation = { id: randomUUID(), unit: UNIT, role: 'team-lead', dueAt: duty.dueAt, level: 1 }
    await follow.happen(
      out,
      { type: 'handover-returned', handover, because: 'silence', duty, escalation },
      kmar,
    )
    expect(await rowOf('kmar', 'out', handover)).toMatchObject({ state: 'confirmed', answer: 'silence' })
    const { rows } = await sql`
      select kind, escalates from spoor.duty where signal_id = ${out} and done_at is null
       order by place desc`.execute(database.as('spoor_kmar').db)
    expect(rows).toEqual([
      { kind: 'start-enrichment', escalates: null },
      { kind: 'escalation', escalates: duty.id },
    ])
  })
})

test('handovers are listed by index, those that wait first, page after page', async () => {
  await offered()
  await offered()
  const { db } = database.as('spoor_politie')
  const all = await listHandovers(db, SEES_ALL, 'in', null, 1000)
  for (const [at, row] of all.entries()) {
    const after = placeOf(row).map(String) as unknown as HandoverPlace
    expect(await listHandovers(db, SEES_ALL, 'in', after, 1000)).toEqual(all.slice(at + 1))
  }
  const answered = all.map(({ answered_at }) => answered_at !== null)
  expect(answered).toContain(true)
  // None that waits stands behind one that has its answer.
  expect(answered.slice(answered.indexOf(true))).not.toContain(false)
  expect(await countWaiting(db, SEES_ALL, 'in')).toBe(answered.filter((one) => !one).length)
  const plan = await planOf(database.as('spoor_politie'), (tx) => listHandovers(tx, SEES_ALL, 'in', null, 50))
  expect(plan).toContain('Index Scan using handover_place on handover')
  expect(plan).not.toContain('Seq Scan')
})

test('a login may not hand one signal to two at once, nor keep a handover of another', async () => {
  const { out } = await offered()
  const insert = (organisation: string) => sql`
    insert into spoor.handover (organisation, id, direction, signal_id, partner, via, offered_at, answer_by)
    values (${organisation}, gen_random_uuid(), 'out', ${out}, 'x', 'document', now(), now())`
  await expect(insert('kmar').execute(database.as('spoor_kmar').db)).rejects.toMatchObject({ code: '23505' })
  await expect(insert('kmar').execute(database.as('spoor_politie').db)).rejects.toMatchObject({
    code: '42501',
  })
})
