import { describe, expect, test } from 'vitest'
import { readCatalogueFolder } from '#actions/catalogue.ts'
import { readRules } from '../../test/rules-only.ts'
import { faultsOf } from './catalogue-check.ts'
import { CatalogueError, type CatalogueFile, compileCatalogue } from './catalogue.ts'
import { scanRegistration } from './scan.ts'

const files = readCatalogueFolder()
const catalogue = compileCatalogue(files)

/** The files as far as these tests change them, without the guarantees of their schema. */
interface Loose {
  readonly indicators: {
    id: string
    strength: string
    forms: string[]
    label: { en?: string }
    weight?: number
    expressions: string[]
    examples: string[]
  }[]
  readonly classes: Record<string, string[]>
  readonly contexts: { indicators: string[] }[]
}

/** The files with one of them changed as JSON. */
function changed(path: string, change: (data: Loose) => void): readonly CatalogueFile[] {
  return files.map((file) => {
    if (file.path !== path) return file
    const data = JSON.parse(file.text) as Loose
    change(data)
    return { path, text: JSON.stringify(data) }
  })
}

describe('the catalogue of this version', () => {
  test('holds all indicators, each once', () => {
    const ids = catalogue.indicators.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const groups = Object.groupBy(catalogue.indicators, ({ group }) => group)
    const sizes = Object.fromEntries(Object.entries(groups).map(([group, list]) => [group, list!.length]))
    // What is found on any page of the field; beside it stand situations (SIT) and the words of the ranker (LEX).
    expect(sizes).toMatchObject({
      ALG: 36, SX: 17, AU: 17, CU: 16, BD: 5, HD: 9, OR: 6, MIN: 5, PAT: 4, LEX: 2,
    }) // prettier-ignore
  })

  test('finds every example by its own indicator, and holds no barred word', () => {
    const { faults, examples } = faultsOf(files)
    expect(faults).toEqual([])
    expect(examples).toBeGreaterThan(870)
  })

  test('keeps the patterns over several registrations for later', () => {
    const later = catalogue.indicators.filter(({ needsSeveral }) => needsSeveral).map(({ id }) => id)
    expect(later).toEqual(['PAT-01', 'PAT-02', 'PAT-03', 'PAT-04'])
    const text = 'Kenteken komt voor bij drie vermissingen.'
    expect(scanRegistration(catalogue, { id: 'r', title: '', text }).findings).toEqual([])
  })

  test('says that its scores are calibrated, and without the ranker that they are not', () => {
    expect(catalogue.calibrated).toBe(true)
    expect(readRules().calibrated).toBe(false)
  })

  test('counts an explicit suspicion as strong', () => {
    expect(catalogue.indicators.find(({ id }) => id === 'ALG-36')?.strength).toBe('S')
  })
})

describe('its version', () => {
  test('is the date and a hash', () => {
    expect(catalogue.version).toMatch(/^2026-01-01\+[0-9a-f]{12}$/)
  })

  test('does not depend on the order of the files or on their line ends', () => {
    const other = files.toReversed().map(({ path, text }) => ({ path, text: text.replaceAll('\n', '\r\n') }))
    expect(compileCatalogue(other).version).toBe(catalogue.version)
  })

  test('changes with a single expression', () => {
    const other = changed('alg.json', (data) => data.indicators[0]!.expressions.push('paspoort in de sok'))
    expect(compileCatalogue(other).version).not.toBe(catalogue.version)
  })
})

describe('a fault names the file and the indicator', () => {
  test.each<[string, string, (data: Loose) => void, RegExp]>([
    [
      'a strength that does not exist',
      'sx.json',
      (data) => (data.indicators[2]!.strength = 'X'),
      /^sx\.json: SX-03: .*strength/,
    ],
    [
      'a form that does not exist',
      'au.json',
      (data) => (data.indicators[0]!.forms = ['handel']),
      /^au\.json: AU-01: .*forms/,
    ],
    [
      'no English label',
      'cu.json',
      (data) => delete data.indicators[1]!.label.en,
      /^cu\.json: CU-02: .*label/,
    ],
    [
      'a field that nobody knows',
      'hd.json',
      (data) => (data.indicators[0]!.weight = 4),
      /^hd\.json: HD-01: /,
    ],
    [
      'an expression that cannot be read',
      'bd.json',
      (data) => data.indicators[3]!.expressions.push('(baas'),
      /^bd\.json: BD-04: "\(baas": .*missing/,
    ],
    [
      'an id that is there twice',
      'or.json',
      (data) => (data.indicators[1]!.id = 'OR-01'),
      /^or\.json: OR-01: .*already/,
    ],
    [
      'an id of another group',
      'min.json',
      (data) => (data.indicators[0]!.id = 'ALG-77'),
      /^min\.json: ALG-77: .*MIN/,
    ],
    [
      'a nationality',
      'alg.json',
      (data) => data.indicators[4]!.expressions.push('poolse bankpas'),
      /^alg\.json: ALG-05: .*nationality/,
    ],
    [
      'a nationality behind a star',
      'alg.json',
      (data) => data.indicators[4]!.expressions.push('marok* rekening'),
      /^alg\.json: ALG-05: .*nationality/,
    ],
    [
      'a religion',
      'alg.json',
      (data) => data.indicators[21]!.expressions.push('eed in de kerk'),
      /^alg\.json: ALG-22: .*religion/,
    ],
    [
      'a word that part E bars',
      'sx.json',
      (data) => data.indicators[0]!.expressions.push('madam~'),
      /^sx\.json: SX-01: .*group/,
    ],
    ['a word list with a barred word', 'words.json', (data) => data.classes.baas!.push('imam'), /religion/],
    [
      'a context of an unknown indicator',
      'contexts.json',
      (data) => (data.contexts[0]!.indicators = ['ALG-99']),
      /ALG-99/,
    ],
  ])('%s', (_name, path, change, message) => {
    const wrong = changed(path, change)
    expect(() => compileCatalogue(wrong)).toThrow(CatalogueError)
    expect(() => compileCatalogue(wrong)).toThrow(message)
    expect(faultsOf(wrong).faults).toHaveLength(1)
  })

  test('a file that is no JSON', () => {
    const wrong = files.map((file) => (file.path === 'or.json' ? { ...file, text: '{' } : file))
    expect(() => compileCatalogue(wrong)).toThrow(/^or\.json: is not JSON/)
  })

  test('a file that is not there', () => {
    expect(() => compileCatalogue(files.filter(({ path }) => path !== 'words.json'))).toThrow(
      /^words\.json: is missing/,
    )
  })

  test('an example that is not found, or holds a barred word', () => {
    const wrong = changed('sx.json', (data) => data.indicators[0]!.examples.push('de poolse hond blaft'))
    expect(faultsOf(wrong).faults).toEqual([
      'sx.json: SX-01: "poolse" (nationality) in the example "de poolse hond blaft"',
      'sx.json: SX-01: does not find its example "de poolse hond blaft"',
    ])
  })
})
