import fc from 'fast-check'
import { expect, test } from 'vitest'

import { LineSplitter, readLines } from './lines.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

/** All lines of a text that comes in chunks of `size` bytes, as `number:content`, with `…` where one was cut. */
function linesOf(text: string, size = 4, limit?: number): readonly string[] {
  const splitter = new LineSplitter(limit)
  const bytes = encode(text)
  const lines = []
  for (let at = 0; at < bytes.length; at += size) lines.push(...splitter.push(bytes.slice(at, at + size)))
  lines.push(...splitter.end())
  return lines.map((line) => `${line.number}:${decode(line.bytes)}${line.cut ? '…' : ''}`)
}

test.each([
  ['an empty file has no lines', '', []],
  ['the last line needs no line end', 'a\nb', ['1:a', '2:b']],
  ['a line end at the end adds no line', 'a\nb\n', ['1:a', '2:b']],
  ['Windows line ends', 'een\r\ntwee\r\n', ['1:een', '2:twee']],
  ['a Windows line end cut off at the end of the file', 'een\r', ['1:een']],
  ['blank lines are skipped, but keep their number', '\n \t\r\na\n\n', ['3:a']],
  ['a byte order mark on the first line only', '\uFEFFa\n\uFEFFb', ['1:a', '2:\uFEFFb']],
  ['a file of nothing but a byte order mark', '\uFEFF', []],
  ['a carriage return inside a line stays', 'a\rb\n', ['1:a\rb']],
  ['a character cut by a chunk is whole again', 'één € 😀\n', ['1:één € 😀']],
])('%s', (_name, text, lines) => {
  for (const size of [1, 2, 3, 4, 64]) expect(linesOf(text, size)).toEqual(lines)
})

test.each([
  ['a line as long as the limit is whole', '12345\n1', ['1:12345', '2:1']],
  ['a Windows line end does not count for the limit', '12345\r\n1', ['1:12345', '2:1']],
  ['a longer line is cut and said to be', '123456\n1', ['1:12345…', '2:1']],
  ['a much longer line too, also when it is blank', `${' '.repeat(30)}\n1`, ['1:     …', '2:1']],
  ['a last line without line end too', '1234567', ['1:12345…']],
])('limit of five bytes: %s', (_name, text, lines) => {
  for (const size of [1, 2, 3, 64]) expect(linesOf(text, size, 5)).toEqual(lines)
})

test('the chunks make no difference', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', '\n', '\r', ' ', 'é', '😀', '\uFEFF') })
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 12 }),
      (input, size, limit) => {
        expect(linesOf(input, size, limit)).toEqual(linesOf(input, 1000, limit))
      },
    ),
  )
})

test('every line that is not blank comes out once, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z ]{0,6}$/)), (input) => {
      const filled = input.flatMap((line, index) => (line.trim() === '' ? [] : [`${index + 1}:${line}`]))
      expect(linesOf(input.join('\n'))).toEqual(filled)
    }),
  )
})

test('reads a stream only as fast as its lines are taken', async () => {
  const asked: number[] = []
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const [index, text] of ['a\nb', 'b\n', 'c'].entries()) {
      asked.push(index)
      yield encode(text)
      await Promise.resolve()
    }
  }
  const lines = readLines(chunks())
  expect(decode((await lines.next()).value!.bytes)).toBe('a')
  expect(asked).toEqual([0])
  expect(decode((await lines.next()).value!.bytes)).toBe('bb')
  expect(decode((await lines.next()).value!.bytes)).toBe('c')
  expect((await lines.next()).done).toBe(true)
})
