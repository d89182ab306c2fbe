import { expect, test } from 'vitest'
import { readGlossary, type Row } from './glossary.ts'
import { languageOf, messageFiles, readTexts } from './messages.ts'
import { exportedTypes, filesBelow, isProductCode } from './source.ts'

/** Exported types that are no words of the field: how the code is made, each with the reason. */
const NO_WORDS: Readonly<Record<string, string>> = {
  Accountable: 'what the term of a duty depends on',
  Actor: 'who takes a step, as the deciders see them: a member with roles',
  Birth: 'the data that a first event is made of',
  Calendar: 'comes in as data, so that the pure room has no library',
  Choice: 'shape of an entry in a closed list',
  Circumstances: 'the parameters of a decider in one object',
  Clock: 'a parameter: the time comes in',
  Day: 'a calendar day as text',
  EventData: 'what the kinds of events hold; the word is event',
  Instant: 'a moment as text',
  Known: 'what every state of a signal has; the word is signal',
  Label: 'a text in two languages',
  LawNow: 'a parameter: the law of the day comes in',
  Line: 'bytes between two line ends',
  NewEvent: 'an event that is not in the ledger yet',
  NewId: 'a parameter: ids come in',
  Person: 'who asks, as the rules of access see them: a member with roles and an arm',
  Question: 'the parameters of the one function of access in one object',
  Origin: 'where a value comes from, in every entry',
  Outcome: 'a value or a refusal; the outcome of a signal is OutcomeRule',
  Period: 'a length of time as text',
  ReadLine: 'a registration or the reason why not',
  Sourced: 'a value with where it comes from',
  StepOf: 'picks one step by its type',
}

const glossary = readGlossary()
const rooms = ['src/core', 'src/process']
const types = rooms
  .flatMap((room) => filesBelow(room).filter(isProductCode))
  .flatMap((file) => exportedTypes(file))
const known = glossary.flatMap((row) => row.code)

test('the tables are read', () => {
  expect(glossary.length).toBeGreaterThan(40)
  expect(types).toContain('Registration')
})

test('every exported type of core and process that is a word of the field stands in the glossary', () => {
  const missing = types.filter((type) => !known.includes(type) && !(type in NO_WORDS))
  expect(missing, 'add a row to GLOSSARY.md, or a reason to NO_WORDS in this test').toEqual([])
})

test('the glossary and the list of exceptions name no type that is gone, and none twice', () => {
  expect(known.filter((type) => !types.includes(type))).toEqual([])
  expect(Object.keys(NO_WORDS).filter((type) => !types.includes(type) || known.includes(type))).toEqual([])
  expect(known.filter((type, at) => known.indexOf(type) !== at)).toEqual([])
})

test('every row has a meaning, a source and a Dutch word, and no word has two rows', () => {
  expect(glossary.filter((row) => row.meaning === '' || row.source === '' || row.dutch.length === 0)).toEqual(
    [],
  )
  for (const words of [glossary.flatMap((row) => row.english), glossary.flatMap((row) => row.dutch)]) {
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
  }
})

test('nobody is named by a suspicion, in no type', () => {
  expect(
    types.filter((type) => /suspect|perpetrator|trafficker|offender|dader|verdachte/i.test(type)),
  ).toEqual([])
  expect(types.filter((type) => type.includes('Victim') && !type.includes('PossibleVictim'))).toEqual([])
})

/**
 * A message with the key `word.<word>` or `phase.<word>` is the label of that word, so it reads as the glossary has
 * it: `word.finding` is "Treffer" and `phase.enrichment` is "Verrijking".
 */
test('labels on the screen are the words of the glossary', () => {
  const wrong = messageFiles().flatMap((file) =>
    [...readTexts(file).entries].filter(([key, text]) => isOtherWord(key, text, languageOf(file) ?? 'nl')),
  )
  expect(wrong).toEqual([])
})

test.each([
  ['word.finding', 'Treffer', 'nl', false],
  ['word.finding', 'Hit', 'nl', true],
  ['phase.enrichment', 'Verrijking', 'nl', false],
  ['phase.enrichment', 'Onderzoek', 'nl', true],
  ['signal.phase.enrichment', 'Enrichment', 'en', false],
  ['phase.enrichment', 'Research', 'en', true],
  ['word.possible-victim', 'Slachtoffer', 'nl', true],
  ['word.informativeInterview', 'Informatief gesprek', 'nl', false],
  ['page.enrichment', 'Wat er nog moet gebeuren', 'nl', false],
] as const)(
  'label %s "%s" (%s) is another word than in the glossary: %s',
  (key, text, language, expected) => {
    expect(isOtherWord(key, text, language)).toBe(expected)
  },
)

test('no text on the screen calls somebody an offender, or a victim before that is determined', () => {
  const texts = messageFiles().flatMap((file) => [...readTexts(file).entries])
  expect(texts.filter(([, text]) => namesBySuspicion(text))).toEqual([])
})

test.each([
  ['Contact met het mogelijke slachtoffer', false],
  ['Mogelijk slachtoffer', false],
  ['Het slachtoffer is gehoord', true],
  ['Slachtofferhulp Nederland', false],
  ['Possible victim', false],
  ['The victim was heard', true],
  ['De dader', true],
] as const)('names somebody by a suspicion, "%s": %s', (text, expected) => {
  expect(namesBySuspicion(text)).toBe(expected)
})

function isOtherWord(key: string, text: string, language: 'nl' | 'en'): boolean {
  const label = /(?:^|\.)(?:word|phase)s?\.([A-Za-z-]+)$/.exec(key)?.[1]
  const row = label === undefined ? undefined : rowOf(label)
  if (!row) return false
  const expected = language === 'nl' ? row.dutch : row.english
  return !expected.some((word) => word.toLowerCase() === text.toLowerCase())
}

/** `informative-interview`, `informativeInterview` and `informative interview` are the same word. */
function rowOf(label: string): Row | undefined {
  const word = label.replaceAll(/(?<=[a-z])(?=[A-Z])|-/g, ' ').toLowerCase()
  return glossary.find((row) => row.english.some((english) => english.toLowerCase() === word))
}

function namesBySuspicion(text: string): boolean {
  const victim = /(?<!mogelijke? )\bslachtoffers?\b|(?<!possible )\bvictims?\b/i
  return (
    victim.test(text) || /\b(daders?|mensenhandelaars?|perpetrators?|traffickers?|offenders?)\b/i.test(text)
  )
}
