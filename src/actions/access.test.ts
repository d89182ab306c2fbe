import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, workingFor, type TestHouse } from '../../test/a-house.ts'
import { refuse } from '#core/outcome.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { authorise } from '#process/authorisation.ts'
import { insertSignalAccess, type NewSignalAccess } from '#store/access.ts'
import { inTransaction } from '#store/database.ts'
import { personOf, recordOf } from './access.ts'
import { searchDuties } from './duties.ts'
import { searchHandovers } from './handover-lists.ts'
import type { Caller } from './house.ts'
import { readSignal } from './signal-detail.ts'
import { searchSignals } from './signals.ts'

let house: TestHouse
/** Signals of every kind that access tells apart, by a name for each. */
const signals = new Map<string, { readonly id: string; readonly organisation: OrganisationId }>()
const people: (readonly [string, Caller])[] = []
let ines: Caller

const owner = (query: ReturnType<typeof sql>) => query.execute(house.database.as('owner').db)

async function put(name: string, organisation: OrganisationId, channel: string | null, unit?: string) {
  const pair = await aPair(house, organisation)
  const id = await aSignalAt(house, 'proposed', pair)
  await owner(sql`update spoor.signal set channel = coalesce(${channel}, channel) where id = ${id}`)
  if (unit !== undefined) {
    await owner(sql`with moved as (update spoor.duty set unit = ${unit} where signal_id = ${id})
                    update spoor.signal set unit = ${unit} where id = ${id}`)
  }
  signals.set(name, { id, organisation })
  return id
}

function keep(
  signalId: string,
  kind: NewSignalAccess['kind'],
  member: string | null,
  until: string | null = null,
) {
  const row = {
    id: randomUUID(),
    signalId,
    kind,
    member,
    ground: 'Zo besloten.',
    at: house.clock().toISOString(),
  }
  const by = kind === 'emergency' && member ? member : ines.member.id
  return inTransaction({ db: house.stores.politie }, (tx) =>
    insertSignalAccess(tx, 'politie', { ...row, by, until }),
  )
}

beforeAll(async () => {
  house = await aHouse()
  ines = await house.colleague('Ines', 'politie', ['analyst'])
  const lead = await house.colleague('Hugo', 'politie', ['team-lead'])
  const elsewhere = { unit: 'regionale-recherche' }
  people.push(
    ['an analyst', ines],
    [
      'a weigher for a second look',
      workingFor(await house.colleague('Jet', 'politie', ['weigher']), 'second-look'),
    ],
    ['the team lead', lead],
    ['a team lead elsewhere', await house.colleague('Ilse', 'politie', ['team-lead'], elsewhere)],
    ['an analyst elsewhere', await house.colleague('Dennis', 'politie', ['analyst'], elsewhere)],
    ['somebody who has not said for what', { ...ines, task: null }],
    ['a functional manager', await house.colleague('Wil', 'politie', ['functional-manager'])],
    ['of Investigation', await house.colleague('Daan', 'arbeidsinspectie', ['analyst'])],
    ['of Supervision', await house.colleague('Kees', 'arbeidsinspectie', ['analyst'], { unit: 'toezicht' })],
    ['of the Marechaussee', await house.colleague('Mila', 'kmar', ['team-lead'])],
  )
  await put('ordinary', 'politie', null)
  await keep(await put('kept to others', 'politie', null), 'named', lead.member.id)
  await keep(await put('kept to the analyst', 'politie', null), 'named', ines.member.id)
  await put('running without a lead', 'politie', 'onderzoek')
  await keep(await put('running, led by the analyst', 'politie', 'onderzoek'), 'lead', ines.member.id)
  await keep(await put('running, released', 'politie', 'onderzoek'), 'released', null)
  await put('of an informant', 'politie', 'TCI-informatie')
  const opened = await put('opened in an emergency', 'politie', 'onderzoek')
  await keep(opened, 'emergency', ines.member.id, '2026-06-11T11:00:00.000Z')
  const past = await put('opened once', 'politie', 'onderzoek')
  await keep(past, 'emergency', ines.member.id, '2026-06-11T06:00:00.000Z')
  await put('of Investigation', 'arbeidsinspectie', null)
  await put('of Supervision', 'arbeidsinspectie', null, 'toezicht')
  await put('of the Marechaussee', 'kmar', null)
})
afterAll(() => house.close())

/** What each path says that somebody may see; null: the path is not theirs at all. */
async function seenBy(caller: Caller) {
  const found = await searchSignals(house, caller, { limit: 200 })
  const duties = await searchDuties(house, caller, { scope: 'organisation', limit: 200 })
  const opened: string[] = []
  for (const { id } of signals.values()) {
    if ((await readSignal(house, caller, id)).ok) opened.push(id)
  }
  const listed = found.ok ? found.value.signals.map(({ id }) => id) : []
  const onWorklist = duties.ok
    ? duties.value.duties.flatMap(({ subject }) => (subject.kind === 'signal' ? [subject.id] : []))
    : []
  return {
    opened: opened.toSorted(),
    listed: listed.toSorted(),
    counted: found.ok ? found.value.total : 0,
    onWorklist: onWorklist.toSorted(),
  }
}

test('list, count, worklist and each signal by itself say the same, and what the rules say', async () => {
  let seen = 0
  for (const [name, caller] of people) {
    const may: string[] = []
    for (const { id, organisation } of signals.values()) {
      const record = await recordOf(house, house.stores[organisation], organisation, id)
      const question = {
        person: personOf(house, caller),
        act: 'see-signal',
        purpose: caller.task?.purpose ?? null,
      } as const
      if (record && authorise({ ...question, record }).allowed) may.push(id)
    }
    const { opened, listed, counted, onWorklist } = await seenBy(caller)
    may.sort()
    expect([name, opened]).toEqual([name, may])
    expect([name, listed]).toEqual([name, may])
    expect([name, counted]).toEqual([name, may.length])
    expect([name, onWorklist]).toEqual([name, may])
    seen += may.length
  }
  // Not all, and not none: otherwise the test would say nothing.
  expect(seen).toBeGreaterThan(15)
  expect(seen).toBeLessThan(people.length * signals.size)
})

describe('by name', () => {
  const sees = async (person: string, signal: string) => {
    const caller = people.find(([name]) => name === person)![1]
    return (await readSignal(house, caller, signals.get(signal)!.id)).ok
  }
  test.each([
    ['an analyst', 'ordinary', true],
    ['an analyst', 'kept to others', false],
    ['an analyst', 'kept to the analyst', true],
    ['an analyst', 'running without a lead', false],
    ['the team lead', 'running without a lead', true],
    ['the team lead', 'running, led by the analyst', false],
    ['an analyst', 'running, led by the analyst', true],
    ['an analyst elsewhere', 'running, released', true],
    ['an analyst elsewhere', 'of an informant', false],
    ['an analyst', 'of an informant', true],
    ['an analyst', 'opened in an emergency', true],
    ['an analyst', 'opened once', false],
    ['of Supervision', 'of Investigation', false],
    ['of Investigation', 'of Supervision', false],
    ['of Supervision', 'of Supervision', true],
    ['of the Marechaussee', 'ordinary', false],
    ['a functional manager', 'ordinary', false],
    ['somebody who has not said for what', 'ordinary', false],
  ])('%s and the signal %s: %s', async (person, signal, may) => expect(await sees(person, signal)).toBe(may))
})

describe('the log', () => {
  const logged = async () =>
    (
      await sql<Record<string, unknown>>`
        select actor, act, what, purpose, task_id, record_id, emergency from spoor.audit order by day, seq`.execute(
        house.stores.politie,
      )
    ).rows

  test('a read, with who, for what and of which', async () => {
    const { id } = signals.get('opened in an emergency')!
    await readSignal(house, ines, id)
    expect((await logged()).at(-1)).toEqual({
      ...{ actor: ines.member.id, act: 'consult', what: 'leesSignaal', purpose: 'triage' },
      ...{ task_id: ines.task?.id, record_id: id, emergency: true },
    })
  })

  test('what may not be known and what does not exist are answered and written down alike', async () => {
    for (const id of [
      signals.get('kept to others')!.id,
      signals.get('of the Marechaussee')!.id,
      randomUUID(),
    ]) {
      expect(await readSignal(house, ines, id)).toEqual(refuse('not-found'))
      expect((await logged()).at(-1)).toMatchObject({
        act: 'consult',
        what: 'leesSignaal-denied',
        record_id: id,
      })
    }
  })

  test('a list has a row for each signal that it showed', async () => {
    const before = (await logged()).length
    const found = await searchSignals(house, ines, {})
    const shown = found.ok ? found.value.signals.map(({ id }) => id) : []
    const rows = (await logged()).slice(before)
    expect(rows.map(({ record_id: id }) => id)).toEqual(shown)
    expect(new Set(rows.map(({ what }) => what))).toEqual(new Set(['zoekSignalen']))
  })

  test('no log, nothing to see', async () => {
    const record = 'spoor.record_audit(text, timestamptz, jsonb)'
    await owner(
      sql.raw(`revoke execute on function ${record} from spoor_organisation`) as ReturnType<typeof sql>,
    )
    const none = refuse('log-unavailable')
    expect(await readSignal(house, ines, signals.get('ordinary')!.id)).toEqual(none)
    expect(await readSignal(house, ines, randomUUID())).toEqual(none)
    expect(await searchSignals(house, ines, {})).toEqual(none)
    expect(await searchDuties(house, ines, { scope: 'unit' })).toEqual(none)
    expect(await searchHandovers(house, ines, { box: 'in' })).toEqual(none)
    await owner(
      sql.raw(`grant execute on function ${record} to spoor_organisation`) as ReturnType<typeof sql>,
    )
  })
})
