import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { AGENCIES_FOLDER } from '#actions/ways-of-working.ts'
import { agencyOn } from './agency.ts'

const root = mkdtempSync(join(tmpdir(), 'spoor-agency-'))
afterAll(() => rmSync(root, { recursive: true }))
const folder = join(root, 'agencies')
const KMAR = join(folder, 'kmar', '2026-01-01.json')

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  cpSync(AGENCIES_FOLDER, folder, { recursive: true })
})

function run(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const status = agencyOn('2026-11-23', args, { stdin: Readable.from([]), stdout, stderr })
  const text = (stream: PassThrough) => String(stream.read() ?? '')
  return { status, out: text(stdout), err: text(stderr) }
}

const edit = (path: string, from: string, to: string) => {
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replaceAll(from, to))
}

test('the files that come with Spoor are clean; the law in use and what is unconfirmed are told', () => {
  const { status, out, err } = run('check')
  expect([status, out]).toEqual([0, ''])
  expect(err).toContain('law on 2026-11-23: 273f-present, bedenktijd-2023, kmar-places-2013; 2022A002')
  expect(err).toContain('law not in force yet, as far as known: 273f-36547, 273f-36835')
  expect(err).toMatch(
    /^agencies\/kmar\/2026-01-01\.json: in force; \d+ values that nobody has confirmed yet$/m,
  )
  expect(err).toMatch(/^0 faults$/m)
})

test('faults of several files, each by file and line; a broken file does not hide the others', () => {
  edit(KMAR, '"triageUnit": "brigade-schiphol",', '"triageUnit": "brigade-schiphol"')
  edit(join(folder, 'politie', '2026-01-01.json'), '"triageUnit": "avim-midden"', '"triageUnit": "avim"')
  const { status, out, err } = run('check', folder)
  expect(status).toBe(4)
  const lines = out.trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/agencies\/kmar\/2026-01-01\.json:\d+: something is missing before this place/)
  expect(lines[1]).toMatch(/agencies\/politie\/2026-01-01\.json:\d+: "triageUnit" is "avim", which is not/)
  expect(err).toContain('kmar/2026-01-01.json: cannot be used')
})

test('in Dutch on request', () => {
  edit(KMAR, '"triageUnit": "brigade-schiphol"', '"triageUnit": "brigade"')
  const { out, err } = run('check', folder, '--nl')
  expect(out).toContain(
    '"triageUnit" is "brigade", en dat staat niet in de lijst van eenheden (units) (regel',
  )
  expect(err).toMatch(/^1 fout$/m)
})

test('a new version beside the old one: both are read, each says when it holds', () => {
  for (const day of ['2026-06-01', '2027-01-01']) {
    const path = join(folder, 'kmar', `${day}.json`)
    cpSync(KMAR, path)
    edit(path, '2026-01-01', day)
    if (day === '2027-01-01')
      edit(path, '"value": { "value": 24, "unit": "hours" }', '"value": { "value": 8, "unit": "hours" }')
  }
  const { status, err } = run('check', folder)
  expect(status).toBe(0)
  expect(err).toMatch(/kmar\/2026-01-01\.json: followed by a later version/)
  expect(err).toMatch(/kmar\/2026-06-01\.json: in force/)
  expect(err).toMatch(/kmar\/2027-01-01\.json: holds from 2027-01-01/)
})

test('a fourth agency: a folder and a file, no programming', () => {
  const path = join(folder, 'havendienst', '2026-07-01.json')
  mkdirSync(join(folder, 'havendienst'))
  cpSync(join(folder, 'politie', '2026-01-01.json'), path)
  edit(path, '"politie@2026-01-01"', '"havendienst@2026-07-01"')
  edit(path, '"organisation": "politie"', '"organisation": "havendienst"')
  edit(path, '"effectiveFrom": "2026-01-01"', '"effectiveFrom": "2026-07-01"')
  edit(KMAR, '"organisation": "politie"', '"organisation": "havendienst"')
  const { status, out, err } = run('check', folder)
  expect([status, out]).toEqual([0, ''])
  expect(err).toMatch(/havendienst\/2026-07-01\.json: in force; .*this Spoor has no login for it/)
})

test.each([
  ['a file without a day for a name', 'draft.json', '{}', 'the name of the file must be the day'],
  ['an empty file', '2026-08-01.json', '', 'the file stops before it is finished'],
  ['a file that is a list', '2026-08-01.json', '[]', '"file" must be a group between { and }'],
] as const)('%s', (_what, name, text, says) => {
  writeFileSync(join(folder, 'kmar', name), text)
  const { status, out } = run('check', folder)
  expect(status).toBe(4)
  expect(out).toContain(`kmar/${name}:1: ${says}`)
})

test.each([[['look']], [['check', 'a', 'b']], [['check', '/no/such/folder']], [[]]])(
  '%j cannot be used',
  (args) => {
    expect(run(...args)).toMatchObject({ status: 2, out: '' })
  },
)
