import { expect, test } from 'vitest'
import type { Registration } from '#core/registration.ts'
import { guessDelimiter, readMapping, type CsvMapping } from './csv-mapping.ts'
import { UnreadableFile } from './input-bytes.ts'
import { inputLines, type InputLine } from './input-lines.ts'

/** The rows of a CSV file, given in as one chunk. */
async function read(file: Uint8Array | string, mapping?: CsvMapping): Promise<readonly InputLine[]> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  const found: InputLine[] = []
  const format = { format: 'csv' as const, ...(mapping ? { mapping } : {}) }
  for await (const { lines } of inputLines([bytes] as never, format)) found.push(...lines)
  return found
}

const shown = ({ number, read: { ...outcome } }: InputLine) =>
  outcome.ok ? `${number} ${outcome.registration.id}` : `${number} ${outcome.reason}`

const OWN =
  'id;organisation;registeredAt;text;person1.name;person1.born;person2.role;vehicle1.plate;iets anders'
const ROW = 'X-1;politie;2026-06-12T21:40:00+02:00;een tekst'

test('our own names in the header need no mapping', async () => {
  const [line] = await read(`\uFEFF${OWN}\r\n${ROW};A. Voorbeeld;1983;getuige;X-330-JA;wat\r\n`)
  expect(line).toMatchObject({
    number: 2,
    named: 'politie',
    read: {
      ok: true,
      registration: {
        id: 'X-1',
        organisation: 'politie',
        kind: '',
        text: 'een tekst',
        persons: [{ name: 'A. Voorbeeld', born: '1983' }, { role: 'getuige' }],
        vehicles: [{ plate: 'X-330-JA' }],
      } satisfies Partial<Registration>,
    },
  })
})

test('a mapping names columns, constants and the encoding', async () => {
  const mapping: CsvMapping = {
    delimiter: ';',
    encoding: 'windows-1252',
    columns: { id: 'REGISTRATIENUMMER', text: 'TOELICHTING', registeredAt: 'TIJD', 'person1.name': 'NAAM1' },
    constants: { organisation: 'politie', kind: 'mutatie' },
  }
  const header = 'TIJD;REGISTRATIENUMMER;NAAM1;TOELICHTING'
  const row = `2026-06-12T21:40:00+02:00;PL0900-2026061234-1;Ren\u00e9;"hij zei ""ja""\nen ging"`
  const [line] = await read(Buffer.from(`${header}\n${row}\n`, 'latin1'), mapping)
  expect(line!.read).toMatchObject({
    ok: true,
    registration: {
      id: 'PL0900-2026061234-1',
      organisation: 'politie',
      kind: 'mutatie',
      text: 'hij zei "ja"\nen ging',
      persons: [{ name: 'René' }],
    },
  })
})

test.each([
  // what                              the row                                  what becomes of it
  ['a good row', `${ROW};;;;;`, ['2 X-1']],
  ['delimiters behind the last column', `${ROW};;;;;;;`, ['2 X-1']],
  ['blank rows', `\n   \n;;;;;;;;\n${ROW};;;;;`, ['5 X-1']],
  ['a row with fields missing', ROW, ['2 unreadable-row']],
  ['a row with text behind the last column', `${ROW};;;;;;te veel`, ['2 unreadable-row']],
  ['a quote never closed', `X-0;"politie\n${ROW};;;;;`, ['2 unreadable-row', '3 X-1']],
  ['no id', `;politie;2026-06-12T21:40:00+02:00;tekst;;;;;`, ['2 no-id']],
  ['no text', `X-2;politie;2026-06-12T21:40:00+02:00;;;;;;`, ['2 no-text']],
  ['an unknown organisation', `X-3;fiod;2026-06-12T21:40:00+02:00;tekst;;;;;`, ['2 unknown-organisation']],
  ['a moment that is none', `X-4;politie;gisteren;tekst;;;;;`, ['2 no-moment']],
  ['a NUL character', `X-5;politie;2026-06-12T21:40:00+02:00;a\u0000b;;;;;`, ['2 nul-character']],
] as const)('%s', async (_, rows, expected) => {
  expect((await read(`${OWN}\n${rows}\n`)).map(shown)).toEqual(expected)
})

test('a row that is no UTF-8 is rejected as it came, and the rest is read', async () => {
  const bad = Buffer.from(`${ROW} \u00e9;;;;;`, 'latin1')
  const file = Buffer.concat([Buffer.from(`${OWN}\n`), bad, Buffer.from(`\n${ROW};;;;;\n`)])
  const lines = await read(file)
  expect(lines.map(shown)).toEqual(['2 invalid-utf8', '3 X-1'])
  expect(Buffer.from(lines[0]!.bytes)).toEqual(bad)
})

test('a bad row still says whose it is', async () => {
  const [line] = await read(`${OWN}\nX-1;kmar;gisteren;tekst;;;;;\n`)
  expect(line!.named).toBe('kmar')
})

test('a header without the columns that every row needs turns the file away', async () => {
  await expect(read('id;tekst\nX-1;hallo\n')).rejects.toEqual(new UnreadableFile('columns-missing'))
  await expect(read(`${OWN}\n`, { columns: { id: 'NUMMER' } })).rejects.toThrow('columns-missing')
})

test('an empty file is no file with columns missing', async () => {
  expect(await read('')).toEqual([])
})

test.each([
  ['id;text,title;kind', ';'],
  ['id,text', ','],
  ['id\ttext', '\t'],
  ['id|text', '|'],
] as const)('the delimiter of "%s" is "%s"', (header, expected) => {
  expect(guessDelimiter(header)).toBe(expected)
})

test.each([
  // what                        mapping                                    outcome
  ['nothing special', {}, true],
  ['a person and a vehicle', { columns: { 'person12.name': 'N', 'vehicle1.plate': 'K' } }, true],
  ['no object', [], 'no-object'],
  ['a column that is no name', { columns: { id: 3 } }, 'no-object'],
  ['a setting that we do not know', { colums: {} }, 'unknown-setting'],
  ['a field that we do not know', { columns: { nummer: 'N' } }, 'unknown-field'],
  ['a field that would change objects', { constants: { 'person1.__proto__': 'x' } }, 'unknown-field'],
  ['a delimiter of two characters', { delimiter: ';;' }, 'bad-delimiter'],
  ['an encoding that we do not know', { encoding: 'utf-16' }, 'bad-encoding'],
] as const)('mapping: %s', (_, mapping, expected) => {
  const found = readMapping(mapping)
  expect(found.ok || found.refusal).toBe(expected)
})
