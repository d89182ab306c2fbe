import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CsvSplitter, type CsvRow } from './csv-rows.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Rows as `line: field|field`, or `line! bytes` when the row cannot be read. */
function shown(row: CsvRow): string {
  const { number, bytes, fields } = row
  if (fields === null) return `${number}! ${decoder.decode(bytes)}`
  return `${number}: ${fields.map((field) => decoder.decode(field)).join('|')}`
}

function read(text: string, size = text.length, limit?: number): readonly CsvRow[] {
  const splitter = new CsvSplitter(';', limit)
  const bytes = encoder.encode(text)
  const rows: CsvRow[] = []
  for (let at = 0; at < bytes.length; at += size) rows.push(...splitter.push(bytes.slice(at, at + size)))
  return [...rows, ...splitter.end()]
}

test.each([
  // what                                the file                         its rows
  ['rows', 'a;b\nc;d\n', ['1: a|b', '2: c|d']],
  ['no line end at the end', 'a;b\nc;d', ['1: a|b', '2: c|d']],
  ['CRLF', 'a;b\r\nc;d\r\n', ['1: a|b', '2: c|d']],
  ['a CR at the very end', 'a;b\r', ['1: a|b']],
  ['a quoted field, then a CR at the very end', '"a";"b"\r', ['1: a|b']],
  ['blank lines', '\na\r\n\r\n\nb\n', ['2: a', '5: b']],
  ['an empty last field', 'a;\nb;', ['1: a|', '2: b|']],
  ['a delimiter in quotes', '"a;b";c\n', ['1: a;b|c']],
  ['a line end in quotes', '"a\r\nb";c\nd;e\n', ['1: a\r\nb|c', '3: d|e']],
  ['a doubled quote', '"say ""yes""";c\n', ['1: say ""yes""|c']],
  ['an empty quoted field', '"";c\n', ['1: |c']],
  ['a quote inside an unquoted field', 'say "yes";c\n', ['1: say "yes"|c']],
  ['a quote never closed: only its line', 'a;"b\nc;d\ne;f\n', ['1! a;"b', '2: c|d', '3: e|f']],
  ['a quote never closed on the last line', 'a;b\nc;"d', ['1: a|b', '2! c;"d']],
  ['a quote closed too early', 'a;"b" c;d\ne;f\n', ['1! a;"b" c;d', '2: e|f']],
  ['an open quote, then a quoted row', 'a;"b\nc;"d"\r\ne;f', ['1! a;"b', '2: c|d', '3: e|f']],
] as const)('%s', (_, file, expected) => {
  expect(read(file).map(shown)).toEqual(expected)
  expect(read(file, 1).map(shown)).toEqual(expected)
})

test('a line longer than the limit is one bad row, of which the beginning is kept', () => {
  const long = `"${'x'.repeat(500)}`
  const file = `a;b\n${long}\nc;d\n`
  for (const size of [1, 7, 64, file.length]) {
    expect(read(file, size, 100).map(({ number, fields }) => [number, fields === null])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ])
  }
})

test('a quoted text of many lines within the limit is one row', () => {
  const text = 'regel\n'.repeat(2000)
  expect(read(`a;"${text}"\nb;c\n`, 512).map(shown)).toEqual([`1: a|${text}`, '2002: b|c'])
})

test('reads what csv-parse reads, however the file is cut into chunks', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ';', '\n', '\r\n'), maxLength: 6 })
  // A row of one empty field is a blank line, which is no row.
  const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 6 })
  const quoted = (value: string) => (/[";\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 9 }), (rows, end, size) => {
      const file = rows.map((row) => row.map(quoted).join(';') + end).join('')
      const expected = parse(file, {
        delimiter: ';',
        relax_column_count: true,
        record_delimiter: ['\r\n', '\n'],
      })
      const found = read(file, size).map(({ fields }) =>
        fields?.map((one) => decoder.decode(one).replaceAll('""', '"')),
      )
      expect(found).toEqual(expected)
      expect(found).toEqual(rows)
    }),
  )
})

test('no byte is lost or doubled, whatever the file', () => {
  const file = fc.string({ unit: fc.constantFrom('a', '"', ';', '\n', '\r'), maxLength: 60 })
  fc.assert(
    fc.property(
      file,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 5, max: 40 }),
      (text, size, limit) => {
        const whole = read(text).map(({ bytes }) => decoder.decode(bytes))
        // What stands between two rows is a line end.
        let rest = text
        for (const row of whole) {
          const at = rest.indexOf(row)
          expect(rest.slice(0, at)).toMatch(/^[\r\n]*$/)
          rest = rest.slice(at + row.length)
        }
        expect(rest).toMatch(/^[\r\n]*$/)
        expect(read(text, size).map(shown)).toEqual(read(text).map(shown))
        expect(read(text, size, limit).every(({ bytes }) => bytes.length <= 2 * limit + size)).toBe(true)
      },
    ),
  )
})
