import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aHouse, receive, TELLING_TEXT, type TestHouse } from '../../test/a-house.ts'
import { STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { AuditForger, checkedAudit, checkpointsOf, looks } from '../../test/an-audit-log.ts'
import { AUDIT_FAULTS } from '../../test/audit-faults.ts'
import { scanWaiting } from '#actions/scan-waiting.ts'
import { sealDays } from '#actions/seal-days.ts'
import { takeStep } from '#actions/steps.ts'
import { lapseAudit } from '#store/audit.ts'
import { AUDIT_RULES } from './audit-rule.ts'
import { checkAudit } from './audit.ts'

const ROWS = { first: 2600, second: 2350, few: 5, today: 4, kmar: 41 }

let house: TestHouse
let forger: AuditForger
let signal: string

beforeAll(async () => {
  house = await aHouse('2026-06-08T10:00:00.000Z')
  await looks(house, 'politie', ROWS.first)
  await looks(house, 'kmar', ROWS.kmar)
  await receive(house, 'politie', [{ sourceId: 'PL0900-2026061234-1', text: TELLING_TEXT }])
  await scanWaiting(house, 'politie')
  const { rows } = await house.database
    .as('spoor_politie')
    .pool.query<{ id: string }>('select id from spoor.signal')
  signal = rows[0]!.id
  house.itIs('2026-06-09T10:00:00.000Z')
  await looks(house, 'politie', ROWS.second)
  const taken = await takeStep(house, await house.colleague('Sanne'), signal, { version: 1, step: S.confirm })
  if (!taken.ok) throw new Error(taken.refusal)
  house.itIs('2026-06-11T10:00:00.000Z')
  await looks(house, 'politie', ROWS.few)
  house.itIs('2026-06-12T03:00:00.000Z')
  await sealDays(house, checkpointsOf(house))
  await looks(house, 'politie', ROWS.today)
  house.itIs('2026-06-13T09:00:00.000Z')
  forger = await AuditForger.of(house)
})
afterEach(() => forger.undo())
afterAll(() => house.close())

test('a log that nobody touched is clean, and is read whole', async () => {
  const { found, report } = await checkedAudit(house)
  expect(found).toEqual([])
  // 8 to 12 June of the police, 8 to 11 June of the Marechaussee; the step writes the row of who read the signal for it,
  // the scan that of the signal which it proposed.
  expect(report).toEqual({ rows: 5002, days: 9, checkpoints: 8 })
})

test.each(AUDIT_FAULTS)('$rule: somebody $what', async ({ plant, rule, day, seq, event }) => {
  await plant(forger)
  const { found } = await checkedAudit(house)
  const place = { organisation: 'politie', day, seq, signal: event ? signal : '', event: event ?? null }
  expect(found).toContainEqual(expect.objectContaining({ rule, ...place }))
  // Located: it is not said of what nobody touched.
  expect(found.filter((one) => one.organisation === 'kmar')).toEqual([])
})

test('a fault is planted against every rule, and docs/audit.md says what each proves', () => {
  expect(new Set(AUDIT_FAULTS.map(({ rule }) => rule))).toEqual(new Set(AUDIT_RULES))
  const rows = [...readFileSync('docs/audit.md', 'utf8').matchAll(/^\| ([^|`]+?) +\| [^|]+\|$/gm)]
  const rules = rows.map(([, rule]) => rule).filter((rule) => rule !== 'rule' && !/^-+$/.test(rule ?? ''))
  expect(rules).toEqual(AUDIT_RULES)
})

test('a fault that goes on is told once, from where to where', async () => {
  const { plant } = AUDIT_FAULTS.find(({ what }) => what === 'puts a row in between')!
  await plant(forger)
  const { found } = await checkedAudit(house)
  const hashes = found.filter(({ rule }) => rule === 'the hash is that of the row')
  expect(hashes).toHaveLength(1)
  expect(hashes[0]?.found).toMatch(new RegExp(`, and so on to row ${ROWS.first + 2}$`))
})

describe('keys', () => {
  const check = async (publicKeys: string) => {
    const rules: string[] = []
    const { folder: checkpoints } = checkpointsOf(house)
    const url = house.database.url('spoor_check')
    await checkAudit(url, ({ rule }) => rules.push(rule), { checkpoints, publicKeys })
    return rules
  }
  const OWN = 'checkpoint.pub'
  const own = () => readFileSync(join(house.dataDir, 'secrets', OWN), 'utf8')

  test('without the public key no signature holds', async () => {
    expect(new Set(await check(''))).toEqual(new Set(['a checkpoint has our signature']))
  })

  test('a file may hold several, of before and after another key was made', async () => {
    const other = readFileSync(
      join(checkpointsOf({ ...house, dataDir: join(house.dataDir, 'other') }).folder, '..', 'secrets', OWN),
      'utf8',
    )
    expect(await check(`${other}\n${own()}`)).toEqual([])
  })
})

test('without a checkpoint of an unknown folder nothing is clean', async () => {
  const found: string[] = []
  await checkAudit(house.database.url('spoor_check'), ({ rule }) => found.push(rule), {
    checkpoints: join(house.dataDir, 'nowhere'),
    publicKeys: '',
  })
  expect(new Set(found)).toEqual(new Set(['a sealed day has its checkpoint']))
})

test('a file of another kind in the folder is left alone', async () => {
  writeFileSync(join(forger.folder, 'politie', 'README.txt'), 'Kopie: kluis 3')
  expect((await checkedAudit(house)).found).toEqual([])
})

test('a day that was not sealed within a day is named; one that ended last night is not', async () => {
  house.itIs('2026-06-13T22:30:00.000Z')
  expect((await checkedAudit(house)).found.map(({ organisation, day }) => [organisation, day])).toEqual([
    ['kmar', '2026-06-12'],
    ['politie', '2026-06-12'],
  ])
  house.itIs('2026-06-13T09:00:00.000Z')
})

test('what lapsed in time leaves a log that is clean', async () => {
  house.itIs('2031-06-10T01:00:00.000Z')
  await sealDays(house, checkpointsOf(house), ['politie'])
  const worker = house.database.as('spoor_worker').db
  const run = '00000000-0000-4000-8000-000000000001'
  expect(await lapseAudit(worker, 'politie', '2026-06-10', house.clock().toISOString(), run)).toBe(2)
  const { found, report } = await checkedAudit(house)
  expect(found.filter(({ organisation }) => organisation === 'politie')).toEqual([])
  expect(report.rows).toBe(5000 - ROWS.first - ROWS.second)
  house.itIs('2026-06-13T09:00:00.000Z')
})
