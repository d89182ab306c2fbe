import { expect, test } from 'vitest'
import { Lexicon } from './lexicon.ts'
import { Matcher, readText } from './match.ts'
import { parseExpression, PatternError, type WordClasses } from './pattern.ts'
import { compileExpression, usesOf } from './program.ts'

const irregular = {
  verbs: { nemen: { past: ['nam', 'namen'], participle: 'genomen' } },
  nouns: {},
}
const classes: WordClasses = new Map(
  Object.entries({ baas: ['baas~', 'chef', 'de grote man'], bedrag: ['<5-99999> euro', '€ <5-99999>'] }).map(
    ([name, entries]) => [name, entries.map((entry) => parseExpression(entry, new Map())[0]!)] as const,
  ),
)

/** The places at which an expression stands in a text. */
function found(expression: string, text: string): readonly string[] {
  const lexicon = new Lexicon(
    irregular,
    [
      ['hij', 'zij'],
      ['hem', 'haar'],
    ],
    { drie: 3, twaalf: 12 },
  )
  const program = compileExpression(parseExpression(expression, classes), lexicon, new Map([['de', 100]]))!
  const programs = [{ ...program, number: 0, owner: 0, strength: undefined }]
  const uses = usesOf(programs)
  lexicon.seal(uses)
  const matcher = new Matcher(programs, uses.needs, () => false)
  const read = readText(text, lexicon, new Set())
  return matcher.matches(read).map(({ from, to }) => text.slice(read.starts[from], read.ends[to - 1]))
}

test.each([
  ['a word is that word', 'paspoort', 'Paspoort en paspoorten', ['Paspoort']],
  ['~ after a noun: all its forms', 'paspoort~', 'paspoorten, paspoortje', ['paspoorten', 'paspoortje']],
  ['~ after a verb: all its forms', 'nemen~', 'neemt, nam, genomen', ['neemt', 'nam', 'genomen']],
  ['words follow each other', 'geen loon', 'geen, loon; loon geen', ['geen, loon']],
  ['but not into the next sentence', 'geen loon', 'geen. Loon', []],
  [
    '.. leaves room for three words',
    'paspoort .. baas',
    'paspoort ligt bij de baas',
    ['paspoort ligt bij de baas'],
  ],
  ['.. leaves no room for four', 'paspoort .. baas', 'paspoort ligt nu bij de baas', []],
  ['... leaves room for seven', 'a ... b', 'a 1 2 3 4 5 6 7 b, a 1 2 3 4 5 6 7 8 b', ['a 1 2 3 4 5 6 7 b']],
  ['( | ) one of several', '(geen | nooit) loon', 'nooit loon, wel loon', ['nooit loon']],
  ['[ ] may be left out', 'bij [de | zijn] baas', 'bij baas, bij zijn baas', ['bij baas', 'bij zijn baas']],
  ['< > a word list', 'bij <baas>', 'bij bazen, bij de grote man', ['bij bazen', 'bij de grote man']],
  ['< > with what it says', 'bij <baas>', 'bij chef', ['bij chef']],
  [
    '<12-24> a number, in figures or in words',
    '<12-24> uur',
    '11 uur, 12 uur, twaalf uur, 25 uur',
    ['12 uur', 'twaalf uur'],
  ],
  ['a number with a unit glued to it', '<12-24> u', 'werkt 16u', ['16u']],
  ['an amount', '<bedrag> per uur', '€ 12,50 per uur', ['€ 12,50 per uur']],
  ['thousands', '<1000-9000> euro', '8.000 euro', ['8.000 euro']],
  ['a star at the end', 'prostitu*', 'prostitutie, prostituee', ['prostitutie', 'prostituee']],
  ['a star at the beginning', '*kwekerij', 'hennepkwekerij', ['hennepkwekerij']],
  [
    '& in any order in one sentence',
    'baas & paspoort',
    'paspoort is van de baas',
    ['paspoort is van de baas'],
  ],
  ['& not over two sentences', 'baas & paspoort', 'Weg is het paspoort. De baas lacht.', []],
  ['a separable verb in one word', 'af+nemen~', 'afgenomen, afneemt', ['afgenomen', 'afneemt']],
  ['a separable verb with te', 'af+nemen~', 'om af te nemen', ['af te nemen']],
  ['a separable verb apart', 'af+nemen~', 'nam haar telefoon gisteren af', ['nam haar telefoon gisteren af']],
  ['equal words are equal', 'bij hem', 'bij haar', ['bij haar']],
  ['a hyphen is written as it is read', 'id-kaart', 'ID kaart, idkaart', ['ID kaart']],
  ['digits and letters part', '273f', '273 f en 273f', ['273 f', '273f']],
])('%s: %s', (_name, expression, text, places) => {
  expect(found(expression, text)).toEqual(places)
})

test.each([
  ['nothing', '', 'without words'],
  ['a gap at the end', 'paspoort ..', 'a gap stands between two words'],
  ['a bracket that is not closed', '(geen | nooit', '")" is missing'],
  ['a bracket that was not opened', 'geen )', 'has no beginning'],
  ['a list that is not there', '<bazin>', 'not in the word lists'],
  ['a range that runs backwards', '<9-3>', 'runs backwards'],
  ['a star with too few letters', 'gel*', 'at least 4 letters'],
  ['a star on both sides', '*handel*', 'no word, star word or number'],
  ['a particle without ~', 'af+nemen', 'needs ~'],
  ['a particle before something that is no verb', 'af+name~', 'after + comes an infinitive'],
  ['a sign that means nothing', 'paspoort!', 'no word, star word or number'],
])('says what is wrong: %s', (_name, expression, message) => {
  expect(() => parseExpression(expression, classes)).toThrow(PatternError)
  expect(() => parseExpression(expression, classes)).toThrow(message)
})

test('an expression of optional words only has no hold anywhere', () => {
  const lexicon = new Lexicon(irregular, [], {})
  expect(compileExpression(parseExpression('[geen] [loon]', classes), lexicon, new Map())).toBeUndefined()
})
