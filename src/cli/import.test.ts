import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '#store/embedded/launch.ts'
import { aHouse, TELLING_TEXT, type TestHouse } from '../../test/a-house.ts'
import { lineOf } from '../../test/intake.ts'
import { claimedPath } from '../../test/killed.ts'
import { importCommand, seedCommand } from './import.ts'
import { scanDayCommand } from './scan-day.ts'

let house: TestHouse
const folder = mkdtempSync(join(tmpdir(), 'spoor-import-'))

beforeAll(async () => {
  house = await aHouse('2026-06-11T07:00:00.000Z')
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = async () => ({ house, stop: async () => undefined })

async function run(command: typeof importCommand, args: readonly string[], stdin = '') {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const status = await command(args, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr }, open)
  const text = (stream: PassThrough) => String(stream.read() ?? '')
  return { status, out: text(stdout), err: text(stderr) }
}

/** A file in our folder, and its path. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test('--as takes one organisation in, prints the balance and what the scan made of it', async () => {
  const path = file('een.ndjson', `${lineOf({ id: 'A-1', text: TELLING_TEXT })}\n${lineOf({ id: 'A-2' })}\n`)
  expect(await run(importCommand, ['--as', 'politie', path])).toEqual({
    status: 0,
    out:
      `${path}: lines in 2 = accepted 2 + already known 0 + rejected 0 (corrections 0)\n` +
      'politie: scanned 2, proposed 1\n',
    err: '',
  })
  expect(await run(importCommand, ['--as', 'politie', path])).toMatchObject({
    status: 0,
    out: `${path}: lines in 2 = accepted 0 + already known 2 + rejected 0 (corrections 0)\n`,
  })
})

test('rejected lines are named by number and reason, never by what stands in them', async () => {
  const lines = [lineOf({ id: 'B-1', organisation: 'kmar' }), '', '{"id":"geheim"}', lineOf({ id: 'B-2' })]
  const { status, out, err } = await run(importCommand, ['--as', 'politie', '-'], lines.join('\n'))
  expect(status).toBe(3)
  expect(out).toContain(
    'standard input: lines in 3 = accepted 1 + already known 0 + rejected 2 (corrections 0)\n',
  )
  expect(err).toMatch(/^line 1: other-organisation\nline 3: no-text\n2 lines could not be taken in/)
  expect(err).not.toContain('geheim')
})

test('of many rejected lines the first are named and the rest counted', async () => {
  const { err } = await run(importCommand, ['--as', 'kmar', '-'], 'kapot\n'.repeat(25))
  expect(err.split('\n').filter((line) => line.startsWith('line '))).toHaveLength(20)
  expect(err).toContain('and 5 lines more\n')
})

test('a mixed file is split over the organisations that its lines name', async () => {
  const lines = [
    lineOf({ id: 'C-1' }),
    lineOf({ id: 'C-2', organisation: 'kmar' }),
    lineOf({ id: 'C-2', organisation: 'kmar', text: 'anders' }),
    'van niemand',
  ]
  const path = file('gemengd.ndjson.gz', gzipSync(lines.join('\n')))
  const { status, out } = await run(importCommand, ['--fallback', 'arbeidsinspectie', '--no-scan', path])
  expect(status).toBe(3)
  expect(out.split('\n').toSorted()).toEqual([
    '',
    '  arbeidsinspectie: lines in 1 = accepted 0 + already known 0 + rejected 1 (corrections 0)',
    '  kmar: lines in 2 = accepted 2 + already known 0 + rejected 0 (corrections 1)',
    '  politie: lines in 1 = accepted 1 + already known 0 + rejected 0 (corrections 0)',
    `${path}: lines in 4 = accepted 3 + already known 0 + rejected 1 (corrections 1)`,
  ])
})

test('CSV, by its name and a mapping', async () => {
  const csv = file('dag.csv', 'NR;TIJD;T\nD-1;2026-06-11T01:00:00+02:00;een tekst\n')
  const mapping = file('kolommen.json', '{"columns":{"id":"NR","text":"T","registeredAt":"TIJD"}}')
  const { status, out } = await run(importCommand, [
    '--as',
    'politie',
    '--mapping',
    mapping,
    '--no-scan',
    csv,
  ])
  expect([status, out]).toEqual([
    0,
    `${csv}: lines in 1 = accepted 1 + already known 0 + rejected 0 (corrections 0)\n`,
  ])
})

const empty = file('leeg.ndjson', '')
const csvWithout = file('zonder.csv', 'a;b\n1;2\n')
const half = file('half.ndjson.gz', gzipSync(lineOf({ id: 'E-1' })).subarray(0, -12))
const picture = file('plaatje.ndjson', '%PDF-1.7')
const noMapping = file('geen.json', '{"kolommen":{}}')

test.each([
  // what                          arguments                                    status  what it says
  ['an empty file', ['--as', 'kmar', empty], 0, 'lines in 0 = accepted 0'],
  ['an empty file, split', [empty], 0, 'lines in 0 = accepted 0'],
  ['no file', [], 2, 'which file?'],
  ['a file that is not there', ['/nergens'], 2, 'there is no such file'],
  ['a folder', [folder], 2, 'is a folder'],
  ['a picture', [picture], 2, 'is not text'],
  ['a gzip that breaks off', ['--as', 'kmar', half], 2, 'the gzip data is damaged'],
  ['a CSV without our columns', ['--as', 'kmar', csvWithout], 2, 'its header lacks a column'],
  [
    'a mapping that is none',
    ['--mapping', noMapping, csvWithout],
    2,
    'is no mapping of columns (unknown-setting)',
  ],
  ['a mapping for NDJSON', ['--mapping', noMapping, '--format', 'ndjson', empty], 2, 'is no mapping'],
  ['an unknown organisation', ['--as', 'fiod', empty], 2, 'there is no organisation "fiod"'],
  ['an unknown format', ['--format', 'xml', empty], 2, '--format is ndjson or csv'],
  ['the same file twice', [empty, empty], 2, 'the same file twice'],
  ['help', ['--help'], 0, 'usage: spoor import'],
] as const)('%s', async (_, args, status, said) => {
  const ran = await run(importCommand, args)
  expect(ran.status).toBe(status)
  expect(ran.out + ran.err).toContain(said)
  if (status === 2 && args.length < 3) expect(ran.err.trimEnd()).not.toContain('\n')
})

test('spoor seed is for all organisations', async () => {
  const io = { stdin: Readable.from([]), stdout: new PassThrough(), stderr: new PassThrough() }
  expect(await seedCommand(['--as', 'kmar', empty], io)).toBe(2)
  expect(String(io.stderr.read())).toContain('spoor import --as')
})

test('spoor scan-day takes in the folders, scans, and prints the balance of the day; twice changes nothing', async () => {
  const other = await aHouse('2026-06-11T09:00:00.000Z')
  const elsewhere = async () => ({ house: other, stop: async () => undefined })
  const day = async () => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    const io = { stdin: Readable.from([]), stdout, stderr }
    expect(await scanDayCommand(['--organisation', 'politie'], io, elsewhere)).toBe(0)
    return String(stdout.read())
  }
  try {
    const lines = [lineOf({ id: 'F-1', text: TELLING_TEXT }), lineOf({ id: 'F-2' }), 'kapot']
    writeFileSync(claimedPath(other.dataDir, other.newId()), lines.join('\n'))
    // The other way in: a file that still has to be looked at twice.
    writeFileSync(join(other.dataDir, 'feeds/politie/bvh/later.ndjson'), lineOf({ id: 'F-3' }))
    const balance = 'politie 2026-06-11: received 3 = scanned 3 + waiting 0; proposed 1; rejected 1\n'
    expect(await day()).toBe(`politie: scanned 3, proposed 1\n${balance}`)
    expect(await day()).toBe(balance)
  } finally {
    await other.close()
  }
})

test('beside a running Spoor a command is a guest: it works in the same database and leaves it running', async () => {
  const dataDir = join(folder, 'data')
  const running = await startEmbedded({ dataDir, durable: false, log: () => undefined })
  try {
    const path = file('gast.ndjson', lineOf({ id: 'G-1' }))
    const import_ = () => {
      const { DATABASE_URL: _, ...environment } = process.env
      const env = { ...environment, SPOOR_DATA: dataDir }
      return spawnSync(process.execPath, ['src/cli/main.ts', 'import', '--as', 'politie', path], {
        env,
        encoding: 'utf8',
      })
    }
    expect(import_().stdout).toContain('accepted 1 + already known 0')
    expect(import_().stdout).toContain('accepted 0 + already known 1')
  } finally {
    await running.stop()
  }
})
