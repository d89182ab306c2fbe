import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enactedWays } from '#actions/enacted-ways.ts'
import { AGENCIES_FOLDER } from '#actions/ways-of-working.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { agencyVersions } from './agency-versions.ts'

const folder = mkdtempSync(join(tmpdir(), 'spoor-agency-versions-'))
let house: TestHouse
let stopped = 0

beforeAll(async () => {
  cpSync(AGENCIES_FOLDER, folder, { recursive: true })
  const plain = await aHouse()
  house = { ...plain, ways: enactedWays({ ...plain, folder }) }
  await house.ways.refresh()
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true })
})

async function run(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const stop = () => Promise.resolve(void stopped++)
  const io = { stdin: Readable.from([]), stdout, stderr }
  const status = await agencyVersions(args, io, () => Promise.resolve({ house, stop }))
  return { status, out: String(stdout.read() ?? '') }
}

test('every version with how it stands; an edited file is told, and the exit status says so', async () => {
  const all = ['politie', 'arbeidsinspectie', 'kmar'].map(
    (one) => `${one}@2026-01-01; in-force; by installation`,
  )
  expect(await run()).toEqual({ status: 0, out: `${all.join('\n')}\n` })
  const path = join(folder, 'kmar', '2026-01-01.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace('KMar 0.1', 'KMar 0.2'))
  const edited = await run()
  expect(edited.status).toBe(4)
  expect(edited.out).toContain(
    'kmar@2026-01-01; in-force; by installation; the file was edited since, and does not count',
  )
  expect(stopped).toBe(2)
})

test.each([
  ['--help', 0],
  ['more', 2],
])('%s ends with %i, without a database', async (argument, status) => {
  const before = stopped
  expect((await run(argument)).status).toBe(status)
  expect(stopped).toBe(before)
})
