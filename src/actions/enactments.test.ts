import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkLedger } from '#check/check.ts'
import { FOLDERS } from '#check/versions.ts'
import { aPair, aSignalAt, mustStep, signalOf, type Pair } from '../../test/a-handover.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { decideWayOfWorking, listWaysOfWorking, readWayOfWorking } from './enactments.ts'
import { enactedWays } from './enacted-ways.ts'
import type { Caller, House } from './house.ts'
import { AGENCIES_FOLDER, WayOfWorkingError } from './ways-of-working.ts'

let plain: TestHouse
let house: TestHouse
let folder: string
let pair: Pair
const ground = 'Besproken in het overleg van deze week.'

beforeEach(async () => {
  plain = await aHouse()
  folder = mkdtempSync(join(tmpdir(), 'spoor-agencies-'))
  cpSync(AGENCIES_FOLDER, folder, { recursive: true })
  house = { ...plain, ways: enactedWays({ ...plain, folder }) }
  await house.ways.refresh()
  pair = await aPair(house, 'politie')
})
afterEach(async () => {
  await plain.close()
  rmSync(folder, { recursive: true })
})

/** A version of the police from a day on, in which the weighing has another term. */
function write(day: string, weighDays: number, organisation = 'politie'): string {
  const from = JSON.parse(readFileSync(join(folder, organisation, '2026-01-01.json'), 'utf8')) as {
    terms: { weigh: { value: { value: number } } }
  }
  from.terms.weigh.value.value = weighDays
  const id = `${organisation}@${day}`
  const file = JSON.stringify({ ...from, id, effectiveFrom: day }, null, 2)
  writeFileSync(join(folder, organisation, `${day}.json`), file)
  return id
}

async function decide(
  id: string,
  decision: 'propose' | 'approve' | 'reject',
  caller: Caller,
  inside: House = house,
): Promise<string> {
  const outcome = await decideWayOfWorking(inside, caller, id, { decision, ground })
  return outcome.ok ? outcome.value.state : outcome.refusal
}

const states = async () =>
  (await listWaysOfWorking(house, pair[0])).versions.map(({ id, state }) => `${id}: ${state}`)
const inForceOn = (day: string) => house.ways.inForce('politie', day).id

test('the installation begins with the file of that day, and says so', async () => {
  const { versions } = await listWaysOfWorking(house, pair[0])
  expect(versions).toMatchObject([
    {
      id: 'politie@2026-01-01',
      state: 'in-force',
      byInstallation: true,
      approvedBy: null,
      changedSince: false,
    },
  ])
  expect(versions[0]!.unverified).toBeGreaterThan(100)
  const again = enactedWays({ ...plain, folder })
  await Promise.all([again.refresh(), again.refresh()])
  expect(again.inForce('kmar', '2026-06-11').id).toBe('kmar@2026-01-01')
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from spoor.way_of_working_version`.execute(house.stores.politie)
  expect(rows).toEqual([{ n: 1 }])
})

describe('a new version', () => {
  test('takes two people and its date', async () => {
    const id = write('2026-06-15', 3)
    expect(await states()).toEqual([`${id}: file`, 'politie@2026-01-01: in-force'])
    expect(await decide(id, 'propose', pair[0])).toBe('proposed')
    expect(await decide(id, 'approve', pair[0])).toBe('needs-another-person')
    expect(inForceOn('2026-06-15')).toBe('politie@2026-01-01')
    expect(await decide(id, 'approve', pair[1])).toBe('approved')
    expect([inForceOn('2026-06-14'), inForceOn('2026-06-15')]).toEqual(['politie@2026-01-01', id])
    house.itIs('2026-06-15T07:00:00.000Z')
    expect(await states()).toEqual([`${id}: in-force`, 'politie@2026-01-01: past'])
    const { rows } = await sql`
      select version_id, decision, ground from spoor.way_of_working_decision order by decision`.execute(
      house.stores.politie,
    )
    expect(rows).toEqual([
      { version_id: id, decision: 'approve', ground },
      { version_id: id, decision: 'propose', ground },
    ])
  })

  test.each([
    ['before its date: from its date', '2026-06-20', '2026-06-20'],
    ['on its date: from the next day', '2026-06-11', '2026-06-12'],
    ['after its date: from the next day, never backwards', '2026-05-01', '2026-06-12'],
  ])('approved %s', async (_, day, from) => {
    const id = write(day, 3)
    await decide(id, 'propose', pair[0])
    expect(await decide(id, 'approve', pair[1])).toBe('approved')
    const before = new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10)
    expect([inForceOn(before), inForceOn(from)]).toEqual(['politie@2026-01-01', id])
  })

  test('counts for new signals; the others keep theirs, and its terms', async () => {
    const old = await aSignalAt(house, 'enriching', pair)
    const id = write('2026-06-12', 3)
    await decide(id, 'propose', pair[0])
    expect(await decide(id, 'approve', pair[1])).toBe('approved')
    house.itIs('2026-06-12T07:00:00.000Z')
    const young = await aSignalAt(house, 'enriching', pair)
    const due = async (signal: string) => {
      await mustStep(house, pair[0], signal, S['finish-enrichment'])
      const { wayOfWorking, duty } = await signalOf(house, 'politie', signal)
      return [wayOfWorking, duty?.kind, duty?.dueAt]
    }
    // Three working days after Friday is Wednesday.
    expect(await due(young)).toEqual([id, 'weigh', '2026-06-17T15:00:00.000Z'])
    const [way, kind, dueAt] = await due(old)
    expect([way, kind]).toEqual(['politie@2026-01-01', 'weigh'])
    expect(dueAt).toBe('2026-06-19T15:00:00.000Z')
    const faults: unknown[] = []
    const about = { now: '2026-06-12T07:00:00.000Z', folders: { ...FOLDERS, agencies: folder } }
    await checkLedger(plain.database.url('spoor_check'), (mismatch) => faults.push(mismatch), about)
    expect(faults).toEqual([])
  })

  test('that another rejects can be written and proposed again', async () => {
    const id = write('2026-06-15', 3)
    await decide(id, 'propose', pair[0])
    expect(await decide(id, 'reject', pair[0])).toBe('needs-another-person')
    expect(await decide(id, 'reject', pair[1])).toBe('file')
    write('2026-06-15', 4)
    expect(await decide(id, 'propose', pair[0])).toBe('proposed')
    expect(await decide(id, 'approve', pair[1])).toBe('approved')
    expect(house.ways.inForce('politie', '2026-06-15').terms.weigh.value.value).toBe(4)
  })

  test('is known to another process within a minute', async () => {
    const other = enactedWays({ ...plain, folder })
    await other.refresh()
    const id = write('2026-06-15', 3)
    await decide(id, 'propose', pair[0])
    await decide(id, 'approve', pair[1])
    expect(other.inForce('politie', '2026-06-15').id).toBe('politie@2026-01-01')
    await other.refresh()
    expect(other.inForce('politie', '2026-06-15').id).toBe(id)
  })
})

describe('a file that is edited afterwards', () => {
  test('is noticed, and changes nothing', async () => {
    write('2026-01-01', 9)
    await house.ways.refresh()
    expect((await listWaysOfWorking(house, pair[0])).versions).toMatchObject([{ changedSince: true }])
    expect(house.ways.inForce('politie', '2026-06-11').terms.weigh.value.value).not.toBe(9)
    const detail = await readWayOfWorking(house, pair[0], 'politie@2026-01-01')
    expect(detail).toMatchObject({
      ok: true,
      value: { content: { terms: house.ways.inForce('politie', '2026-06-11').terms } },
    })
  })

  test('between proposal and approval: what was proposed enters into force', async () => {
    const id = write('2026-06-15', 3)
    await decide(id, 'propose', pair[0])
    write('2026-06-15', 9)
    await decide(id, 'approve', pair[1])
    expect(house.ways.inForce('politie', '2026-06-15').terms.weigh.value.value).toBe(3)
  })

  test('and has a fault: Spoor still starts', async () => {
    writeFileSync(join(folder, 'politie', '2026-01-01.json'), '{')
    const again = enactedWays({ ...plain, folder })
    await again.refresh()
    expect(again.inForce('politie', '2026-06-11').id).toBe('politie@2026-01-01')
  })
})

describe('is refused', () => {
  test.each([
    ['a file with a fault', 'propose', 'version-faulty'],
    ['a version that nobody proposed', 'approve', 'nothing-offered'],
  ] as const)('%s: %s', async (_, decision, says) => {
    const id = write('2026-06-15', 3)
    if (decision === 'propose') {
      const path = join(folder, 'politie', '2026-06-15.json')
      writeFileSync(
        path,
        readFileSync(path, 'utf8').replace('"triageUnit": "avim-midden"', '"triageUnit": "x"'),
      )
    }
    expect(await decide(id, decision, pair[0])).toBe(says)
  })

  test('what is older than what is in force, and what was decided already', async () => {
    expect(await decide('politie@2026-01-01', 'propose', pair[0])).toBe('already-resolved')
    expect(await decide('politie@2026-01-01', 'approve', pair[0])).toBe('already-resolved')
    expect(await decide(write('2025-06-01', 3), 'propose', pair[0])).toBe('version-overtaken')
  })

  test('who has another role, and who is of another organisation', async () => {
    const id = write('2026-06-15', 3)
    const analyst = await house.colleague('Bram', 'politie', ['analyst'])
    const stranger = await house.colleague('Mila', 'kmar')
    expect(await decide(id, 'propose', analyst)).toBe('role-missing')
    expect(await decide(id, 'propose', stranger)).toBe('not-found')
    expect(await decide('politie@2027-01-01', 'propose', pair[0])).toBe('not-found')
    expect(await readWayOfWorking(house, stranger, id)).toMatchObject({ refusal: 'not-found' })
  })
})

test('what entered into force and no longer fits this version of Spoor stops it, and says why', async () => {
  const other = await aHouse()
  try {
    await sql`
      insert into spoor.way_of_working_version (organisation, id, effective_from, sha256, content, by_installation,
                                                proposed_at, approved_at)
      values ('politie', 'politie@2026-01-01', '2026-01-01', sha256(''), '{}', true, now(), now())`.execute(
      other.stores.politie,
    )
    await expect(enactedWays({ ...other, folder }).refresh()).rejects.toThrow(WayOfWorkingError)
  } finally {
    await other.close()
  }
})
