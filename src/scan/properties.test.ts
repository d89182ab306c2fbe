import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCatalogue, readCatalogueFolder } from '#actions/catalogue.ts'
import { readRules } from '../../test/rules-only.ts'
import type { ScanResult } from '#core/finding.ts'
import { readCatalogueFiles } from './catalogue-files.ts'
import { Matcher, readText } from './match.ts'
import { scanRegistration, signalIn } from './scan.ts'

const catalogue = readCatalogue()
const rules = readRules()
const { groups } = readCatalogueFiles(readCatalogueFolder())
const examples = groups.flatMap(({ data }) => data.indicators.flatMap((indicator) => indicator.examples))
const scan = (text: string, title = ''): ScanResult => scanRegistration(catalogue, { id: 'r', title, text })

const junk = fc.string({
  unit: fc.constantFrom(
    'a',
    'É',
    'e\u0301',
    'ĳ',
    ' ',
    '\n',
    '.',
    '😀',
    '\u{1F468}\u200D\u{1F469}',
    '\uD800',
    '\u00AD',
    "'",
    '€',
    '7',
  ),
  maxLength: 12,
})
const text = fc
  .array(fc.oneof(junk, fc.constantFrom(...examples)), { maxLength: 8 })
  .map((parts) => parts.join(' '))

test('the scan has something to find in what it is tried on', () => {
  expect(examples.length).toBeGreaterThan(800)
  expect(examples.filter((example) => scan(example).findings.length > 0).length).toBeGreaterThan(800)
})

test('every quote is exactly the place it names, at most 200 long, whatever the characters', () => {
  fc.assert(
    fc.property(text, text, (title, body) => {
      for (const { field, start, end, quote } of scan(body, title).findings) {
        expect({ title, text: body }[field].slice(start, end)).toBe(quote)
        expect(quote.length).toBeGreaterThan(0)
        expect(quote.length).toBeLessThanOrEqual(200)
      }
    }),
  )
})

test('the score is explained completely by the weights', () => {
  const sigma = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))
  fc.assert(
    fc.property(text, fc.constantFrom(catalogue, rules), (body, by) => {
      const { score, isSignal, findings, forms } = scanRegistration(by, { id: 'r', title: '', text: body })
      const { intercept } = by.ranker?.data ?? by.settings
      const sum = findings.reduce((total, { weight }) => total + weight, intercept)
      expect(Math.abs(sigma(sum) - score)).toBeLessThan(0.0001)
      for (const { weight } of findings) expect(weight).toBe(Math.round(weight * 1000) / 1000)
      if (isSignal) expect(findings.some(({ weight }) => weight > 0)).toBe(true)
      expect(forms.length).toBeLessThanOrEqual(2)
    }),
  )
})

test('asked for signals only, the scan says the same of each signal and nothing of the rest', () => {
  fc.assert(
    fc.property(text, fc.constantFrom(catalogue, rules), (body, by) => {
      const registration = { id: 'r', title: '', text: body }
      const result = scanRegistration(by, registration)
      expect(signalIn(by, registration)).toEqual(result.isSignal ? result : undefined)
    }),
  )
})

test('two catalogues of the same files give the same bytes', () => {
  const other = readCatalogue()
  fc.assert(
    fc.property(text, text, (title, body) => {
      const registration = { id: 'r', title, text: body }
      expect(JSON.stringify(scanRegistration(other, registration))).toBe(JSON.stringify(scan(body, title)))
    }),
  )
})

test('for the rules a story before it only moves the places', () => {
  const story = 'Om 14.00 uur een fiets teruggevonden, eigenaar blij.\n\n'
  const byRules = (body: string) => scanRegistration(rules, { id: 'r', title: '', text: body })
  for (const example of examples) {
    const alone = byRules(example)
    const after = byRules(story + example)
    const moved = after.findings.map((finding) => ({
      ...finding,
      start: finding.start - story.length,
      end: finding.end - story.length,
    }))
    expect({ ...after, findings: moved }).toEqual(alone)
  }
})

const NAMES = ['Jansen', 'Kowalski', 'Okafor', 'Nguyen', 'El Idrissi', 'Öztürk', 'Ionescu']
const NATIONALITIES = [
  'Nederlandse',
  'Poolse',
  'Nigeriaanse',
  'Vietnamese',
  'Marokkaanse',
  'Turkse',
  'Roemeense',
]

test('name and nationality never change a score', () => {
  for (const example of examples) {
    const scores = NAMES.map((name, index) => {
      const { score, isSignal } = scan(`Betr. ${name}, ${NATIONALITIES[index]} nationaliteit. ${example}`)
      return `${score} ${isSignal}`
    })
    expect(new Set(scores).size).toBe(1)
  }
})

const SEXES = [
  ['man', 'vrouw'], ['mannen', 'vrouwen'], ['jongen', 'meisje'], ['jongens', 'meisjes'], ['heer', 'dame'],
  ['heren', 'dames'], ['zoon', 'dochter'], ['broer', 'zus'], ['oom', 'tante'], ['hij', 'zij'], ['hem', 'haar'],
  ['vader', 'moeder'], ['vriend', 'vriendin'],
] as const // prettier-ignore
const swaps = new Map(
  SEXES.flatMap(
    ([a, b]) =>
      [
        [a, b],
        [b, a],
      ] as const,
  ),
)

test('whether it is he or she never changes a score', () => {
  for (const example of examples) {
    const swapped = example.replace(/\p{L}+/gu, (word) => swaps.get(word.toLowerCase() as 'man') ?? word)
    expect({ example, score: scan(swapped).score }).toEqual({ example, score: scan(example).score })
  }
})

test('looking at rare words first loses no match', () => {
  const slow = readCatalogue()
  const all = slow.programs.map(({ number }) => number)
  const anchored = new Map(slow.lexicon.spellings.map((_, term) => [term, all] as const))
  slow.lexicon.seal({ anchored, fulfilled: new Map(), needOf: [], needs: 1 })
  const { negation } = slow
  const everywhere = new Matcher(slow.programs, 1, (word) => negation.words.has(word.folded))
  const places = (matcher: Matcher, { lexicon, abbreviations }: typeof catalogue, body: string) =>
    matcher
      .matches(readText(body, lexicon, abbreviations))
      .map(({ program, from, to }) => `${program.number}:${from}-${to}`)
      .toSorted()
  for (let at = 0; at < examples.length; at += 40) {
    const body = examples.slice(at, at + 5).join(' en ')
    expect(places(catalogue.matcher, catalogue, body)).toEqual(places(everywhere, slow, body))
  }
})

test('what was read before changes nothing: no word is remembered, or more than fit', () => {
  const full = readCatalogue()
  const letters = (number: number) => number.toString(26).replace(/\d/gu, (digit) => 'klmnopqrst'[+digit]!)
  for (let number = 0; number < 140_000; number += 1) full.lexicon.word(`w${letters(number)}`)
  for (let at = 0; at < examples.length; at += 8) {
    const registration = { id: 'r', title: '', text: examples.slice(at, at + 8).join('\n\n') }
    const [first, again] = [scanRegistration(full, registration), scanRegistration(full, registration)]
    expect(first).toEqual(scanRegistration(catalogue, registration))
    expect(again).toEqual(first)
  }
})

test('a word of megabytes does not hold up the rest', () => {
  expect(scan('x'.repeat(4_000_000)).findings).toEqual([])
})

test('a text of megabytes without a full stop does not hold up the rest', () => {
  const long = 'paspoort en de man moet niet weg '.repeat(20_000)
  expect(scan(long).isSignal).toBe(false)
})
