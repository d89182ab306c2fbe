import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { AuditForger, checkpointsOf, looks } from '../../test/an-audit-log.ts'
import { sealDays } from '#actions/seal-days.ts'
import type { AuditMismatch } from '#check/audit-rule.ts'
import { auditSentence } from './check-audit.ts'
import { checkOn } from './check.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse('2026-06-08T10:00:00.000Z')
  await looks(house, 'politie', 5)
  house.itIs('2026-06-09T03:00:00.000Z')
  await sealDays(house, checkpointsOf(house))
  const password = 'spoor_check.password'
  copyFileSync(join(house.database.secretsDir, password), join(house.dataDir, 'secrets', password))
  vi.stubEnv('DATABASE_URL', house.database.ownerUrl)
  vi.stubEnv('SPOOR_DATA', house.dataDir)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await house.close()
})

async function run(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const io = { stdin: Readable.from([]), stdout, stderr }
  const status = await checkOn(house.clock().toISOString(), ['--audit', ...args], io)
  return { status, out: String(stdout.read() ?? ''), told: String(stderr.read() ?? '') }
}

test('a clean log says what was read, and nothing else', async () => {
  expect(await run()).toEqual({ status: 0, out: '', told: '5 rows, 1 days, 1 checkpoints, 0 mismatches\n' })
})

test('a log that was touched: a line for each mismatch, and status 4', async () => {
  const forger = await AuditForger.of(house)
  await forger.sql(`update spoor.audit set purpose = 'research' where seq = 3`)
  const { status, out } = await run('--json')
  expect(status).toBe(4)
  expect(JSON.parse(out)).toMatchObject({
    organisation: 'politie',
    day: '2026-06-08',
    seq: 3,
    signal: '',
    event: null,
  })
  expect((await run()).out).toMatch(
    /^politie 2026-06-08, row 3: the hash is that of the row; expected \w{64}, found \w{64}\n$/,
  )
  await forger.undo()
})

test('checkpoints and keys may lie elsewhere', async () => {
  expect(await run('--checkpoints', '/nowhere')).toMatchObject({ status: 4 })
  const keys = join(house.dataDir, 'secrets', 'checkpoint.pub')
  expect(await run('--keys', keys, '--checkpoints', checkpointsOf(house).folder)).toMatchObject({ status: 0 })
  await expect(run('--keys', '/nowhere')).rejects.toThrow('no file /nowhere')
})

const MISMATCH: AuditMismatch = {
  signal: '',
  event: null,
  organisation: 'politie',
  day: '2026-06-08',
  seq: null,
  rule: 'a sealed day has its checkpoint',
  expected: '1f',
  found: 'none',
}

test.each([
  [{}, 'politie 2026-06-08: a sealed day has its checkpoint; expected 1f, found none'],
  [
    { signal: 's-1', event: 2, rule: 'the ledger still holds what was sealed' },
    'politie 2026-06-08, signal s-1 event 2: the ledger still holds what was sealed; expected 1f, found none',
  ],
] as const)('a mismatch %j is a sentence that names the place', (changes, sentence) => {
  expect(auditSentence({ ...MISMATCH, ...changes })).toBe(sentence)
})
