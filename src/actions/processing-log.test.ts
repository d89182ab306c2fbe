import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPair, aSignalAt, mustStep } from '../../test/a-handover.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { searchSignals } from '../../test/reads.ts'
import { STEP_EXAMPLES } from '../../test/a-signal.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { RegisteredPerson } from '#core/registration.ts'
import { readTraceparent, Trace } from '#core/trace.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { ACTS, actRule, type AccessAct } from '#process/access-act.ts'
import { ACTIVITIES, ACTIVITY_OF, activityOn } from '#process/processing-activity.ts'
import { Intake } from './import-lines.ts'
import { insertImport } from '#store/imports.ts'
import { listLines } from '#store/processing.ts'
import { identityOf, pseudonymsOf } from './pseudonym.ts'
import { scanWaiting } from './scan-waiting.ts'
import { readSignal } from './signal-detail.ts'
import { readLaw } from './law.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

const TELLING = 'Paspoort ligt bij de baas en hij moet eerst zijn schuld afbetalen voordat hij weg mag.'
const ANNA = { role: 'slachtoffer', name: 'Anna Verzonnen', born: '1999-01-02', phone: '06-90000011' }
const BEN = { role: 'verdachte', name: 'Ben Bedacht' }

async function takeIn(organisation: OrganisationId, id: string, persons: readonly RegisteredPerson[]) {
  const importId = randomUUID()
  const origin = { source: 'x', via: 'upload', by: null, feed: null, bytesTotal: null } as const
  const at = house.clock().toISOString()
  await insertImport(
    house.stores[organisation],
    organisation,
    { id: importId, state: 'running', ...origin },
    at,
  )
  const intake = new Intake(house, organisation, importId)
  const registration = {
    ...{ id, organisation, kind: 'mutatie', registeredAt: '2026-06-10T10:00:00+02:00', incident: 'melding' },
    ...{ title: 'Melding', text: TELLING, persons, vehicles: [] },
  }
  const bytes = Buffer.from(JSON.stringify(registration))
  await intake.take({ number: 1, bytes, named: organisation, read: { ok: true, registration } }, bytes.length)
  await intake.end(bytes.length, null)
}

const linesOf = (organisation: OrganisationId) =>
  listLines(
    house.stores[organisation],
    organisation,
    { from: '2026-01-01', through: '2027-01-01' },
    10_000,
    null,
  )

async function auditOf(organisation: OrganisationId) {
  const { rows } = await sql<{ act: string; what: string; processing_id: string; recipient: string | null }>`
    select act, what, processing_id, recipient from spoor.audit order by day, seq`.execute(
    house.stores[organisation],
  )
  return rows
}

describe('the register of processing activities', () => {
  const { activities } = readLaw()

  test.each(Object.keys(ACTS) as AccessAct[])(
    '%s: what shows or changes personal data has its activity',
    (act) => {
      const activity = ACTIVITY_OF[act]
      expect(activity !== null || actRule(act).depth === 'nothing').toBe(true)
      expect(activity === null || activityOn(activities, activity, '2026-06-11').id === activity).toBe(true)
    },
  )

  test.each(ACTIVITIES)('%s stands there, with a controller for each organisation', (id) => {
    const { controllers } = activityOn(activities, id, '2026-06-11')
    expect(controllers.map(({ organisation }) => organisation)).toEqual([
      'politie',
      'arbeidsinspectie',
      'kmar',
    ])
  })

  test('each version of an activity is there once', () => {
    const names = activities.map(({ id, version }) => `${id} ${version}`)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('a pseudonym', () => {
  test.each([
    ['the name in capitals and with accents', { name: 'ANNA  Verzónnen', born: '1999-01-02' }, true],
    ['another role and address', { ...ANNA, role: 'getuige', address: 'Bedachtstraat 1' }, true],
    ['another date of birth', { ...ANNA, born: '1999-01-03' }, false],
    ['another name', { ...ANNA, name: 'Anne Verzonnen' }, false],
    ['a telephone number alone', { phone: '06-90000011' }, false],
  ])('is that of the same person or not: %s', (_what, other, same) => {
    const pseudonymise = pseudonymsOf(house, 'politie')
    expect(pseudonymise(identityOf(other)!) === pseudonymise(identityOf(ANNA)!)).toBe(same)
  })

  test('is another one in each organisation, from a key that only this account reads and that stays', () => {
    const identity = identityOf(ANNA)!
    const [police, kmar] = [pseudonymsOf(house, 'politie')(identity), pseudonymsOf(house, 'kmar')(identity)]
    expect(police).toMatch(/^[0-9a-f]{64}$/)
    expect(police).not.toBe(kmar)
    expect(pseudonymsOf(house, 'politie')(identity)).toBe(police)
    const path = join(house.dataDir, 'secrets', 'subjects-politie.key')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each([[{}], [null], [{ role: 'verdachte' }], [{ name: '  ' }], [{ name: 7, phone: [] }]])(
    'is not made of what tells nobody apart: %j',
    (person) => expect(identityOf(person)).toBeNull(),
  )
})

describe('what is done with somebody’s data', () => {
  beforeAll(async () => {
    await takeIn('politie', 'PL0900-1', [ANNA, BEN, { role: 'getuige' }])
    await takeIn('politie', 'PL0900-2', [])
    await scanWaiting(house, 'politie')
  })
  const [taking, reading] = [
    { activity: 'take-in', name: 'import' },
    { activity: 'follow-up', name: 'leesSignaal' },
  ]

  test('coming in: one line for the batch, below it one for each person', async () => {
    const lines = (await linesOf('politie')).filter(({ name }) => name === 'import')
    const under = (above: string) => lines.filter(({ parent }) => parent === above)
    const batch = lines.find(({ spanId }) => under(spanId).some(({ subject }) => subject !== null))
    const children = under(batch?.spanId ?? '')
    expect(batch).toMatchObject({
      ...taking,
      subject: null,
      parent: null,
      status: 'Ok',
      foreign: null,
      version: 1,
    })
    const pseudonymise = pseudonymsOf(house, 'politie')
    const expected = [ANNA, BEN].map((person) => pseudonymise(identityOf(person)!))
    expect(new Set(children.map(({ subject }) => subject?.id))).toEqual(new Set(expected))
    expect(children).toHaveLength(2)
    expect(new Set(lines.map(({ spanId }) => spanId)).size).toBe(lines.length)
  })

  test('becoming a signal is combining, written down for each', async () => {
    const rows = (await auditOf('politie')).filter(({ what }) => what === 'scan')
    expect(rows.map(({ act }) => act)).toEqual(['combine', 'combine'])
    const lines = (await linesOf('politie')).filter(({ name }) => name === 'scan')
    const counted = Map.groupBy(lines, ({ subject }) => subject?.type ?? 'nobody')
    expect([...counted].map(([type, those]) => [type, those.length])).toEqual(
      expect.arrayContaining([
        ['nobody', 1],
        ['person', 2],
        ['record', 1],
      ]),
    )
  })

  test('read: in the trace of whoever asked, tied to the row of the audit log, without the employee', async () => {
    const sanne = await house.colleague('Sanne')
    const { signals } = await searchSignals(house, sanne, {})
    const trace = new Trace(house.newId, readTraceparent(`00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`))
    for (const { id } of signals) await readSignal(house, { ...sanne, trace }, id)
    const lines = (await linesOf('politie')).filter(({ name }) => name === 'leesSignaal')
    const [first] = lines.filter(({ parent }) => parent === 'cd'.repeat(8))
    expect(first).toMatchObject({ ...reading, traceId: 'ab'.repeat(16) })
    expect(lines.filter(({ subject }) => subject?.type === 'person')).toHaveLength(2)
    // Whose registration names nobody stands there by the record.
    expect(lines.filter(({ subject }) => subject?.type === 'record')).toHaveLength(1)
    const rows = (await auditOf('politie')).filter(({ what }) => what === 'leesSignaal')
    expect(new Set(lines.map(({ processing }) => processing))).toEqual(
      new Set(rows.map((row) => row.processing_id)),
    )
    const all = JSON.stringify(await linesOf('politie'))
    for (const secret of [sanne.member.id, 'Anna', 'Bedacht', '90000011', 'PL0900'])
      expect(all).not.toContain(secret)
  })

  test('what was refused leaves no line', async () => {
    const before = (await linesOf('politie')).length
    const sanne = await house.colleague('Sanne')
    expect((await readSignal(house, sanne, randomUUID())).ok).toBe(false)
    expect(await linesOf('politie')).toHaveLength(before)
  })

  test('lines are never changed, and go with their day only', async () => {
    const owner = house.database.as('owner').pool
    const refused = { code: expect.stringMatching(/^(42501|55000|P0001)$/) as string }
    await expect(owner.query(`update spoor.processing set name = 'x'`)).rejects.toMatchObject(refused)
    await expect(owner.query('truncate spoor.processing')).rejects.toMatchObject(refused)
    for (const login of ['owner', 'spoor_worker', 'spoor_politie'] as const) {
      const gone = await house.database
        .as(login)
        .pool.query('delete from spoor.processing')
        .catch(() => undefined)
      expect(gone?.rowCount ?? 0).toBe(0)
    }
    expect((await linesOf('politie')).length).toBeGreaterThan(0)
  })

  test('of another organisation none is seen', async () => {
    const { rows } = await sql`select from spoor.processing where organisation <> 'kmar'`.execute(
      house.stores.kmar,
    )
    expect(rows).toEqual([])
  })
})

describe('what one organisation offers another', () => {
  test('is a disclosure here and comes in there in the same trace, from the action here', async () => {
    const pair = await aPair(house, 'politie')
    await aSignalAt(house, 'handing-over', pair)
    await deliverMessages(house)
    const disclosed = (await auditOf('politie')).filter(({ act }) => act === 'disclose')
    expect(disclosed).toMatchObject([{ what: 'zetStap', recipient: 'arbeidsinspectie' }])
    const sent = (await linesOf('politie')).find(
      ({ processing }) => processing === disclosed[0]?.processing_id,
    )
    const came = (await linesOf('arbeidsinspectie')).filter(({ name }) => name === 'deliver')
    expect(came).toMatchObject([
      {
        ...{ traceId: sent?.traceId, parent: sent?.spanId, activity: 'hand-over' },
        foreign: { span: sent?.spanId, processor: 'politie' },
      },
    ])
    expect((await auditOf('arbeidsinspectie')).map(({ act, what }) => [act, what])).toContainEqual([
      'collect',
      'deliver',
    ])
  })

  test('… and so is the answer', async () => {
    const there = await house.colleague('Daan', 'arbeidsinspectie')
    const { signals } = await searchSignals(house, there, {})
    await mustStep(house, there, signals[0]!.id, STEP_EXAMPLES['accept-handover'])
    await deliverMessages(house)
    const rows = await auditOf('arbeidsinspectie')
    expect(rows.filter(({ act }) => act === 'disclose').at(-1)).toMatchObject({ recipient: 'politie' })
    expect((await linesOf('politie')).some(({ foreign }) => foreign?.processor === 'arbeidsinspectie')).toBe(
      true,
    )
  })
})
