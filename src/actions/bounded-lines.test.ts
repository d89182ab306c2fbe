// Files that were made to stop or to fill whoever reads them: each is answered, and this process goes on.
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { chunksOf, lineOf } from '../../test/intake.ts'
import { readers } from '../../test/server/readers.ts'
import { boundedLines, BOUNDS, HARMLESS_BYTES, type Bounds } from './bounded-lines.ts'
import { UnreadableFile } from './input-bytes.ts'
import type { InputFormat, InputLine } from './input-lines.ts'

const MIB = 1024 * 1024
const GOOD = lineOf({ id: 'GOOD' })
const HEADER = 'id;organisation;registeredAt;text'
const ROW = 'GOOD;politie;2026-06-11T08:00:00+02:00;tekst'
/** A line that is read elsewhere whatever comes behind it, and says nothing. */
const PADDING = `${' '.repeat(HARMLESS_BYTES)}\n`

/** How each line was read, and why the file could not be read to its end. */
async function reading(
  file: string | Uint8Array | AsyncIterable<Uint8Array>,
  format: InputFormat['format'] = 'ndjson',
  bounds: Bounds = BOUNDS,
) {
  const chunks = typeof file === 'string' || file instanceof Uint8Array ? chunksOf(file) : file
  const lines: InputLine[] = []
  let fault: string | null = null
  try {
    for await (const read of boundedLines(chunks, { format }, 'politie', bounds))
      for (const line of read.lines) lines.push(line)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    fault = error.fault
  }
  return { lines, fault, said: lines.map(({ read }) => (read.ok ? 'good' : read.reason)) }
}

/** As they come over a line: the same piece, again and again. */
async function* again(piece: string, times: number, before = '', after = ''): AsyncGenerator<Uint8Array> {
  yield Buffer.from(before)
  const bytes = Buffer.from(piece)
  for (let n = 0; n < times; n++) yield bytes
  yield Buffer.from(after)
}

describe('one line can harm itself only: those before and after it are read', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  test.each<[string, string, string]>([
    ['nested a hundred thousand deep', deep(100_000), 'not-an-object'],
    ['nested a million deep', deep(MIB), 'not-an-object'],
    [
      'nested deep in a person',
      lineOf({ id: 'X', persons: [{ x: '@' }] }).replace('"@"', deep(200_000)),
      'not-an-object',
    ],
    ['a million empty lists', `[${'[],'.repeat(MIB)}[]]`, 'not-an-object'],
    ['a million numbers', `{"id":[${'1,'.repeat(MIB)}1]}`, 'not-an-object'],
    ['many names', `{${Array.from({ length: MIB / 4 }, (_, n) => `"${n}":1`).join(',')}}`, 'not-an-object'],
    ['a field of 9 MiB', lineOf({ id: 'X', text: 'a'.repeat(9 * MIB) }), 'field-too-long'],
    ['a field that escapes all it has', lineOf({ id: 'X', text: '\u0001'.repeat(2 * MIB) }), 'good'],
  ])('%s', async (_, line, expected) => {
    const { said, fault } = await reading(`${GOOD}\n${line}\n${GOOD}\n`)
    expect(said).toEqual(['good', expected, 'good'])
    expect(fault).toBeNull()
  })

  test('a line of 150 MiB, and this process does not grow by it', async () => {
    const before = process.memoryUsage().rss
    const { said, lines } = await reading(again('a'.repeat(MIB), 150, `${GOOD}\n`, `\n${GOOD}\n`))
    expect(said).toEqual(['good', 'field-too-long', 'good'])
    expect(lines[1]!.bytes.length).toBe(64 * MIB)
    expect(process.memoryUsage().rss - before).toBeLessThan(280 * MIB)
  })
})

describe('one row of CSV can harm itself only', () => {
  test.each<[string, string]>([
    ['a quote that is never closed', `"${'a'.repeat(MIB)}`],
    ['a row of nothing but delimiters', ';'.repeat(4 * MIB)],
    ['a row of nothing but empty fields', '"";'.repeat(MIB)],
  ])('%s', async (_, row) => {
    const { said, fault } = await reading(`${HEADER}\n${ROW}\n${row}\n${ROW}\n`, 'csv')
    expect(said).toEqual(['good', 'unreadable-row', 'good'])
    expect(fault).toBeNull()
  })

  test('twenty MiB within a quote cost their first line', async () => {
    const file = again(`${'a'.repeat(9_999)}\n`, 2000, `${HEADER}\n${ROW}\n"never closed\n`, `${ROW}\n`)
    const { said, fault } = await reading(file, 'csv')
    expect([said.length, said[0], said[1], said.at(-1), fault]).toEqual([
      2_003,
      'good',
      'unreadable-row',
      'good',
      null,
    ])
  })

  test('a quote at the beginning of each of many lines', async () => {
    const file = again('"""a\n'.repeat(1000), 200, `${HEADER}\n`, '')
    const { fault, lines } = await reading(file, 'csv')
    expect(fault).toBeNull()
    expect(lines.every(({ read }) => !read.ok)).toBe(true)
  })
})

describe('a file that was made to fill a disk when it is unpacked', () => {
  test.each([
    ['one endless line', gzipSync(Buffer.alloc(100 * MIB, 'a'))],
    ['blank lines', gzipSync(Buffer.alloc(100 * MIB, '\n'))],
    ['the same line again', gzipSync(`${lineOf({ id: 'SAME', text: 'a'.repeat(60_000) })}\n`.repeat(1300))],
  ])('%s', async (_, file) => {
    expect(file.length).toBeLessThan(MIB)
    expect((await reading(file)).fault).toBe('unpacks-too-large')
  })

  test('while a real day may be packed well', async () => {
    const day = Array.from({ length: 20_000 }, (_, n) => lineOf({ id: `DAY-${n}` })).join('\n')
    const { said, fault } = await reading(gzipSync(day))
    expect([said.length, new Set(said), fault]).toEqual([20_000, new Set(['good']), null])
  })
})

test.each([
  ['in a small file', ''],
  ['in a large file', PADDING],
])('names that mean something to JavaScript are names %s', async (_, padding) => {
  const odd =
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},' +
    lineOf({ id: 'PROTO' }).slice(1, -1) +
    ',"persons":[{"__proto__":{"polluted":1},"name":"A. Voorbeeld"}]}'
  const { lines } = await reading(`${padding}${odd}\n`)
  const { read } = lines[0]!
  const [person] = read.ok ? read.registration.persons : []
  expect(Object.keys(person ?? {})).toEqual(['__proto__', 'name'])
  expect(JSON.stringify(person)).toBe('{"__proto__":{"polluted":1},"name":"A. Voorbeeld"}')
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

describe('the process that reads', () => {
  /** Gives lines until nobody asks any more. */
  const endless = () => again(`${GOOD}\n`.repeat(1000), Number.POSITIVE_INFINITY)

  test('is there for large files and gzip only', async () => {
    const seen: number[] = []
    for await (const _ of boundedLines(chunksOf(`${GOOD}\n`), { format: 'ndjson' })) seen.push(...readers())
    expect(seen).toEqual([])
    for await (const _ of boundedLines(chunksOf(PADDING + GOOD), { format: 'ndjson' }))
      seen.push(...readers())
    expect(seen.length).toBeGreaterThan(0)
  })

  test('knows nothing of us, and may do nothing but read its own code', async () => {
    for await (const _ of boundedLines(endless(), { format: 'ndjson' })) {
      const [pid] = readers()
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).toBe('')
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain('--permission\0--allow-fs-read=')
      expect(readdirSync(`/proc/${pid}/fd`).length).toBeLessThan(60)
      break
    }
    expect(readers()).toEqual([])
  })

  test('that needs more memory than it may ends its import, not us', async () => {
    const fields = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`f${n}`, 'é'.repeat(3 * MIB)]))
    const line = `${lineOf({ id: 'HEAVY', persons: [fields] })}\n`
    expect((await reading(line)).said).toEqual(['good'])
    expect((await reading(line, 'ndjson', { ...BOUNDS, heapMiB: 24 })).fault).toBe('too-heavy')
    expect(readers()).toEqual([])
  })

  test('that stands still is not waited for', async () => {
    let fault: unknown
    try {
      const bounds = { ...BOUNDS, quietMs: 800 }
      for await (const _ of boundedLines(endless(), { format: 'ndjson' }, 'politie', bounds)) {
        for (const pid of readers()) process.kill(pid, 'SIGSTOP')
      }
    } catch (error) {
      fault = (error as UnreadableFile).fault
    }
    expect(fault).toBe('too-slow')
    expect(readers()).toEqual([])
  })

  test('may wait for a source that is slow, and for us', async () => {
    const slow = async function* () {
      yield Buffer.from(PADDING)
      await new Promise((resolve) => setTimeout(resolve, 1500))
      yield Buffer.from(`${GOOD}\n`)
    }
    const bounds = { ...BOUNDS, quietMs: 800 }
    const said: boolean[] = []
    let pause = 1500
    for await (const { lines } of boundedLines(slow(), { format: 'ndjson' }, 'politie', bounds)) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      pause = 0
      said.push(...lines.map(({ read }) => read.ok))
    }
    expect(said).toEqual([true])
  })

  test('ends with its source: what went wrong there comes out here', async () => {
    const broken = async function* () {
      yield Buffer.from(PADDING + GOOD)
      throw new Error('the disk is gone')
    }
    await expect(reading(broken())).rejects.toThrow('the disk is gone')
    expect(readers()).toEqual([])
  })
})
