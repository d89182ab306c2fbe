import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { CATALOGUE_FOLDER } from '#actions/catalogue.ts'
import { lines, idsOf, NOTHING, registration, runScan, SIGNAL } from '../../test/scan-run.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'spoor-scan-')))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function fileOf(content: string | Uint8Array): string {
  const path = join(folder, `input-${(files += 1)}`)
  writeFileSync(path, content)
  return path
}

describe('what comes out', () => {
  const input = lines(registration('a', SIGNAL), registration('b', NOTHING), registration('c', SIGNAL))

  test('signals only, one line each, in the order they came', async () => {
    const { status, out, err } = await runScan([fileOf(input)])
    expect(status).toBe(0)
    expect(idsOf(out)).toEqual(['a', 'c'])
    expect(err).toContain('lines in 3 = accepted 3 + rejected 0')
    expect(err).toMatch(/signals 2, catalogue 2026-01-01\+[0-9a-f]{12}$/m)
  })

  test('every field of the format, in its order', async () => {
    const { out } = await runScan([fileOf(lines(registration('a', SIGNAL)))])
    const result = JSON.parse(out) as Record<string, unknown>
    expect(Object.keys(result)).toEqual(['id', 'score', 'isSignal', 'forms', 'findings', 'catalogue'])
    expect(result.findings).toContainEqual({
      indicator: 'ALG-01',
      field: 'text',
      start: 5,
      end: 38,
      quote: 'paspoort is afgepakt door de baas',
      status: 'affirmed',
      weight: expect.any(Number) as number,
    })
  })

  test('with --all everything that could be read', async () => {
    expect(idsOf((await runScan(['--all', fileOf(input)])).out)).toEqual(['a', 'b', 'c'])
  })

  test.each([[[]], [['-']]])('from standard input: %j', async (args) => {
    expect(idsOf((await runScan(args, input)).out)).toEqual(['a', 'c'])
  })

  test.each([
    ['gzip, whatever the name', gzipSync(input)],
    ['gzip of two parts', Buffer.concat([gzipSync(input.slice(0, 40)), gzipSync(input.slice(40))])],
    ['Windows line ends', input.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${input}`],
    ['blank lines', `\n${input.replaceAll('\n', '\n \n\n')}`],
    ['no line end at the end', input.trimEnd()],
  ])('reads %s', async (_name, content) => {
    const { status, out, err } = await runScan([fileOf(content)])
    expect([status, idsOf(out)]).toEqual([0, ['a', 'c']])
    expect(err).toContain('lines in 3 = accepted 3')
  })

  test('an empty file: nothing in, nothing out', async () => {
    const { status, out, err } = await runScan([fileOf('')])
    expect([status, out]).toEqual([0, ''])
    expect(err).toContain('lines in 0 = accepted 0 + rejected 0')
  })

  test('the same bytes, however many threads', async () => {
    const many = Array.from({ length: 3000 }, (_, at) =>
      at % 50 === 7
        ? '{"id":'
        : registration(`r${at}`, at % 3 === 0 ? SIGNAL : `${NOTHING} ${at}`.repeat((at % 40) + 1)),
    )
    const path = fileOf(lines(...many))
    const rejects = [join(folder, 'one'), join(folder, 'three')]
    const one = await runScan(['--all', '--rejects', rejects[0]!, path])
    const three = await runScan(['--all', '--jobs', '3', '--rejects', rejects[1]!, path])
    expect(idsOf(one.out).length).toBe(2940)
    // How far it is by the clock is told on standard error only.
    const untimed = (err: string) => err.split('\n').filter((line) => !/^\d+ %, /u.test(line))
    expect({ ...three, err: untimed(three.err) }).toEqual({ ...one, err: untimed(one.err) })
    expect(readFileSync(rejects[1]!)).toEqual(readFileSync(rejects[0]!))
  })

  test('another catalogue', async () => {
    const other = join(folder, 'catalogue')
    cpSync(CATALOGUE_FOLDER, other, { recursive: true })
    const path = join(other, 'catalogue.json')
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('"version": "2026-01-01"', '"version": "2030-02-03"'),
    )
    const { err } = await runScan(['--catalogue', other, fileOf(input)])
    expect(err).toContain('catalogue 2030-02-03+')
  })
})

describe('lines that cannot be read', () => {
  const bad = [
    Buffer.from('geen json'),
    Buffer.from(registration('x', NOTHING).replace('politie', 'brandweer')),
    Buffer.concat([Buffer.from('{"id":"y","text":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    Buffer.from('{"id":"z","text":"a\u0000b"}'),
  ]
  const input = Buffer.concat([
    ...bad.slice(0, 2).flatMap((line) => [line, Buffer.from('\n')]),
    Buffer.from(`\n${registration('a', SIGNAL)}\n`),
    ...bad.slice(2).flatMap((line) => [line, Buffer.from('\r\n')]),
  ])

  test('are counted and named by number and reason only, and the rest goes on', async () => {
    const { status, out, err } = await runScan([fileOf(input)])
    expect([status, idsOf(out)]).toEqual([3, ['a']])
    expect(err.split('\n').slice(0, 5)).toEqual([
      'line 1: not-an-object',
      'line 2: unknown-organisation',
      'line 5: invalid-utf8',
      'line 6: nul-character',
      'lines in 5 = accepted 1 + rejected 4',
    ])
    expect(err).not.toContain('geen json')
  })

  test('are kept byte for byte in a file for the owner only', async () => {
    const path = join(folder, 'rejects')
    writeFileSync(path, 'of an earlier run')
    chmodSync(path, 0o644)
    await runScan(['--rejects', path, fileOf(input)])
    expect(readFileSync(path)).toEqual(Buffer.concat(bad.flatMap((line) => [line, Buffer.from('\n')])))
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('a line of more than 64 MiB does not fill the memory', async () => {
    const piece = Buffer.alloc(1024 * 1024, 0x61)
    const stdin = Readable.from(
      (function* () {
        yield Buffer.from('{"id":"')
        for (let at = 0; at < 70; at += 1) yield piece
        yield Buffer.from(`"}\n${registration('a', SIGNAL)}\n`)
      })(),
    )
    const { status, out, err } = await runScan([], stdin)
    expect([status, idsOf(out)]).toEqual([3, ['a']])
    expect(err).toContain('line 1: field-too-long')
  })
})

describe('what cannot be scanned is one line and status 2', () => {
  const text = lines(registration('a', SIGNAL))
  test.each<[string, () => readonly string[], RegExp]>([
    ['a folder', () => [folder], /is a folder/],
    ['a file that is not there', () => [join(folder, 'nowhere')], /no such file/],
    [
      'a binary file',
      () => [fileOf(Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256)))],
      /is not text/,
    ],
    [
      'a picture',
      () => [fileOf(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(400)]))],
      /is not text/,
    ],
    ['text of two bytes a letter', () => [fileOf(Buffer.from(`\uFEFF${text}`, 'utf16le'))], /is not text/],
    ['gzip that was cut off', () => [fileOf(gzipSync(text).subarray(0, 60))], /gzip data is damaged/],
    ['two files', () => [fileOf(text), fileOf(text)], /one file at a time/],
    ['an option that does not exist', () => ['--jsob', '2'], /--jsob/],
    ['jobs that are no number', () => ['--jobs', 'veel'], /--jobs takes a number/],
    ['no jobs', () => ['--jobs', '0'], /--jobs takes a number/],
    [
      'a catalogue that is not there',
      () => ['--catalogue', join(folder, 'nowhere'), fileOf(text)],
      /cannot be read as a catalogue/,
    ],
    [
      'a catalogue that is empty',
      () => ['--catalogue', mkdtempSync(join(folder, 'empty-'))],
      /catalogue\.json: is missing/,
    ],
    [
      'rejects in a folder that is not there',
      () => ['--rejects', join(folder, 'nowhere', 'r'), fileOf(text)],
      /cannot be written/,
    ],
  ])('%s', async (_name, args, message) => {
    const { status, out, err } = await runScan(args())
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(message)
    expect(err).toMatch(/^spoor scan: [^\n]*\n$/)
  })

  test('the rejects are never written over the input, nor over it by another name', async () => {
    const path = fileOf(text)
    const link = join(folder, 'link')
    symlinkSync(path, link)
    for (const rejects of [path, link]) {
      const { status, err } = await runScan(['--rejects', rejects, path])
      expect([status, err]).toEqual([2, expect.stringContaining('is the file that is read')])
    }
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

test('--help says what it does, on standard output', async () => {
  const { status, out, err } = await runScan(['--help'])
  expect([status, err]).toEqual([0, ''])
  expect(out).toMatch(/^usage: spoor scan/)
})
