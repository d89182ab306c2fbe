import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { englishBeside, languageOf, messageFiles, readTexts, saysThereIsNone, slotsOf } from './messages.ts'
import { realLooking } from './personal-data.ts'
import { clockAndChance, filesBelow, hasDefaultExport, isCode } from './source.ts'

const LINES_MAX = 300

/** Files besides main.ts that may ask for the time or for chance, each with the reason. */
const MAY_ASK: Readonly<Record<string, string>> = {}

const TEXT = /\.(ts|tsx|mts|mjs|js|json|ndjson|csv|md|sql|css|html|ya?ml|txt)$/
const read = (file: string) => readFileSync(file, 'utf8')
const all = filesBelow('.').filter((file) => TEXT.test(file) && file !== 'package-lock.json')
const product = all.filter((file) => file.startsWith('src/') && !/\.test\.tsx?$/.test(file))
// Written in two halves, so that this file does not find itself.
const leftover = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`)

test('the repository is read at all', () => {
  expect(all).toContain('README.md')
  expect(product).toContain('src/core/time.ts')
})

test(`no file of the product has more than ${LINES_MAX} lines`, () => {
  const written = product.filter((file) => !file.endsWith('.json') && !/[./]generated[./]/.test(file))
  const long = written.map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
  expect(long.filter(({ lines }) => lines > LINES_MAX)).toEqual([])
})

test('no note to ourselves is left behind', () => {
  const places = all.flatMap((file) => linesOf(file).filter(({ text }) => leftover.test(text)))
  expect(places.map(({ place }) => place)).toEqual([])
})

test('no default exports outside the files that a tool reads so', () => {
  const configuration = /(\.config|^test\/global-setup|\.d)\.ts$/
  const files = all.filter((file) => isCode(file) && !configuration.test(file))
  expect(files.filter((file) => hasDefaultExport(file))).toEqual([])
})

test('only main.ts asks for the time or for chance', () => {
  const files = product.filter((file) => isCode(file) && basename(file) !== 'main.ts' && !(file in MAY_ASK))
  const places = files.flatMap((file) => clockAndChance(file))
  expect(places.map(({ file, line, what }) => `${file}:${line} ${what}`)).toEqual([])
})

test('a file that may ask for the time still exists and still asks', () => {
  const needless = Object.keys(MAY_ASK).filter(
    (file) => !existsSync(file) || clockAndChance(file).length === 0,
  )
  expect(needless).toEqual([])
})

test.each([
  ['const x = Date.now()', ['Date.now']],
  ['const x = new Date()', ['new Date()']],
  ['const x = new Date', ['new Date()']],
  ['const x = new Date(instant)', []],
  ['const x = Math.random()', ['Math.random']],
  ["import { randomUUID } from 'node:crypto'", ['randomUUID']],
  ['const x = crypto.randomUUID()', ['randomUUID']],
  ['// Date.now() is never called', []],
] as const)('asks for time or chance: %s', (code, expected) => {
  expect(clockAndChance('x.ts', code).map(({ what }) => what)).toEqual(expected)
})

test('no text holds what could be a real telephone number, BSN or number plate', () => {
  const places = all.filter((file) => file !== 'test/tidy.test.ts').flatMap(linesOf)
  const found = places.flatMap(({ text, place }) => realLooking(text).map((what) => `${place} ${what}`))
  expect(found).toEqual([])
})

test.each([
  // text                          could be somebody's
  ['bel 06-12345678', true],
  ['bel 06 12 34 56 78', true],
  ['bel +31 6 12345678', true],
  ['bel 0031612345678', true],
  ['bel 06-90881201', false],
  ['bel 06 9044 5511', false],
  ['bel +31690445511', false],
  ['bel 0800-5151', false],
  ['bel 020-5550123', true],
  ['registratie PL0900-2025123456-1', false],
  ['op 2025-06-12 om 21:40', false],
  ['BSN 123456782', true],
  ['BSN 999990019', false],
  ['nummer 123456789', false],
  ['weight 0.123456782', false],
  ['kenteken GB-123-X', true],
  ['kenteken 12-XGH-3', true],
  ['kenteken TE-447-SU', false],
  ['kenteken X-330-JA', false],
] as const)('personal data, %s: %s', (text, expected) => {
  expect(realLooking(text).length > 0).toBe(expected)
})

describe('the texts on the screens', () => {
  const files = messageFiles()
  const dutch = files.filter((file) => languageOf(file) === 'nl')

  test('each file of texts is Dutch or English, and each Dutch one has its English one', () => {
    expect(files.filter((file) => languageOf(file) === undefined)).toEqual([])
    expect(files.filter((file) => languageOf(file) === 'en').toSorted()).toEqual(
      dutch.map(englishBeside).toSorted(),
    )
    expect(dutch.length > 0).toBe(filesBelow('src/web').length > 0)
  })

  test.each(dutch)('%s has the same keys and the same slots as the English', (file) => {
    const nl = readTexts(file).entries
    const en = readTexts(englishBeside(file)).entries
    expect([...nl.keys()].toSorted()).toEqual([...en.keys()].toSorted())
    const otherSlots = [...nl].filter(([key, text]) => slotsOf(text) !== slotsOf(en.get(key) ?? ''))
    expect(otherSlots).toEqual([])
  })

  test('none is empty', () => {
    const empty = files.flatMap((file) =>
      [...readTexts(file).entries].filter(([, text]) => text.trim() === ''),
    )
    expect(empty).toEqual([])
  })

  test('none says that there is no signal', () => {
    const texts = files.flatMap((file) => [...readTexts(file).entries])
    expect(texts.filter(([, text]) => saysThereIsNone(text))).toEqual([])
  })

  test.each([
    ['Geen signaal gevonden', true],
    ['In deze tekst is geen enkel signaal', true],
    ['No signal found', true],
    ['No signals were found', true],
    ['Er is geen indicator herkend. Dat bewijst niets: lees zelf.', false],
    ['Signal registered', false],
  ] as const)('says that there is none, "%s": %s', (text, expected) => {
    expect(saysThereIsNone(text)).toBe(expected)
  })
})

function linesOf(file: string): readonly { readonly text: string; readonly place: string }[] {
  return read(file)
    .split('\n')
    .map((text, at) => ({ text, place: `${file}:${at + 1}` }))
}
