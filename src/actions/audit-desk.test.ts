import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPair, aSignalAt } from '../../test/a-handover.ts'
import { aHouse, workingFor, type TestHouse } from '../../test/a-house.ts'
import { checkpointsOf } from '../../test/an-audit-log.ts'
import { readSignal } from '../../test/reads.ts'
import type { AuditPage, AuditSearch } from '#contract/audit.ts'
import { readAuditDays, searchAudit } from './audit-desk.ts'
import type { Caller } from './house.ts'
import { sealDays } from './seal-days.ts'

let house: TestHouse
let privacy: Caller
let noor: Caller
let signal: string
let other: string

beforeAll(async () => {
  house = await aHouse()
  const pair = await aPair(house, 'politie')
  privacy = await house.colleague('Roelien', 'politie', ['privacy-officer'])
  noor = await house.colleague('Noor', 'politie', ['analyst'])
  signal = await aSignalAt(house, 'proposed', pair)
  other = await aSignalAt(house, 'proposed', pair)
  await readSignal(house, noor, signal)
  house.itIs('2026-06-12T07:00:00.000Z')
  await readSignal(house, noor, other)
})
afterAll(() => house.close())

async function search(asked: AuditSearch, caller = privacy): Promise<AuditPage> {
  const found = await searchAudit(house, caller, asked)
  if (!found.ok) throw new Error(found.refusal)
  return found.value
}

describe('searching', () => {
  const rows: readonly [string, () => AuditSearch, () => readonly (string | null)[]][] = [
    ['what somebody did', () => ({ by: noor.member.id }), () => [other, signal]],
    ['with one record', () => ({ by: noor.member.id, record: signal }), () => [signal]],
    ['from a day', () => ({ by: noor.member.id, from: '2026-06-12' }), () => [other]],
    ['through a day', () => ({ by: noor.member.id, through: '2026-06-11' }), () => [signal]],
    ['one act', () => ({ by: noor.member.id, act: 'change' }), () => []],
    ['under emergency access', () => ({ by: noor.member.id, emergencyOnly: true }), () => []],
  ]
  test.each(rows)('%s', async (_, asked, records) => {
    expect((await search(asked())).rows.map(({ record }) => record)).toEqual(records())
  })

  test('says who, what and for what, newest first', async () => {
    const [row] = (await search({ by: noor.member.id })).rows
    expect(row).toMatchObject({
      ...{ what: 'leesSignaal', act: 'consult', purpose: 'triage', recordKind: 'signal', denied: false },
      by: { id: noor.member.id, name: 'Noor' },
    })
  })

  test('goes on where the page ended, without a row twice', async () => {
    const all = (await search({ through: '2026-06-12', limit: 200 })).rows.filter(
      ({ at }) => at < '2026-06-12',
    )
    const found: string[] = []
    let after: string | undefined
    do {
      const page = await search({
        through: '2026-06-11',
        limit: 2,
        ...(after === undefined ? {} : { after }),
      })
      found.push(...page.rows.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(found).toEqual(all.map(({ id }) => id))
  })

  test('is itself in the log', async () => {
    const before = (await search({ by: privacy.member.id })).rows.length
    const after = (await search({ by: privacy.member.id })).rows
    expect(after.length).toBe(before + 1)
    expect(after[0]).toMatchObject({ what: 'zoekInAuditlog', purpose: 'accountability', recordKind: 'audit' })
  })

  test('finds nothing of another organisation', async () => {
    const kees = await house.colleague('Kees', 'kmar', ['privacy-officer'])
    expect((await search({ by: noor.member.id }, kees)).rows).toEqual([])
    expect((await search({ record: signal }, kees)).rows).toEqual([])
  })

  test.each(['analyst', 'team-lead', 'functional-manager', 'unit-head'])('is not for %s', async (role) => {
    const caller = workingFor(await house.colleague('Iemand', 'politie', [role]), 'accountability')
    expect(await searchAudit(house, caller, {})).toMatchObject({ refusal: 'role-missing' })
  })

  test('refuses a day that is none', async () => {
    expect(await searchAudit(house, privacy, { from: '2026-02-30' })).toMatchObject({
      refusal: 'days-invalid',
    })
  })
})

test('the seals: late while a day that is over has none, and up to date when it has', async () => {
  house.itIs('2026-06-14T07:00:00.000Z')
  const days = async () => {
    const found = await readAuditDays(house, privacy)
    if (!found.ok) throw new Error(found.refusal)
    return found.value
  }
  const open = await days()
  expect(open).toMatchObject({ late: true, sealed: 0, lapsed: 0 })
  expect(open.days.find(({ day }) => day === '2026-06-11')).toMatchObject({ late: true, sealedAt: null })
  await sealDays(house, checkpointsOf(house))
  const sealed = await days()
  expect(sealed).toMatchObject({ late: false, sealed: 3 })
  const day = sealed.days.find((one) => one.day === '2026-06-11')
  expect(day).toMatchObject({ late: false, checkpoint: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from spoor.audit where organisation = 'politie' and day = '2026-06-11'`.execute(
    house.stores.politie,
  )
  expect(day?.rows).toBe(rows[0]?.n)
})
