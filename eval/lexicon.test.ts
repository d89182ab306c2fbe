// No word that the ranker weighs says who somebody is, or stands for it.
import { expect, test } from 'vitest'
import { readCatalogue } from '#actions/catalogue.ts'
import { vocabularyOf } from '#cli/train/features.ts'
import { lessonsOf, textsOf } from '#cli/train/lessons.ts'
import { refusedBy } from '#cli/train/refused.ts'
import { foldWord } from '#scan/fold.ts'
import { stemOf } from '#scan/neutral.ts'
import { byStem, type CheckedText, goesWith, listedWords } from './lexicon-check.ts'
import { batches, TRAINING } from './sets.ts'
import { readIdentities } from './swaps.ts'

const catalogue = readCatalogue()
const { settings } = catalogue
const { train } = batches()
const lessons = lessonsOf(catalogue, TRAINING, train)
const refused = refusedBy(catalogue)
const vocabulary = vocabularyOf(lessons, [], refused)
const asRanker = (words: readonly string[], pairs: readonly string[] = []) => ({
  words: Object.fromEntries(words.map((word) => [word, [1]])),
  pairs: Object.fromEntries(pairs.map((pair) => [pair, [1]])),
})
/** What is deployed, and what the next training would know. */
const rankers = [
  ...(catalogue.ranker ? [['the deployed ranker', catalogue.ranker.data] as const] : []),
  ['what training would know', asRanker(vocabulary.words, vocabulary.pairs)] as const,
]
const texts: readonly CheckedText[] = train
  .flatMap((batch) => textsOf(TRAINING, batch))
  .map(({ title, text }, at) => ({
    neutral: new Set(lessons[at]!.sentences.flat().flatMap((word) => [word, stemOf(word) ?? word])),
    words: new Set(`${title} ${text}`.split(/[^\p{L}\p{M}\p{N}]+/u).map(foldWord)),
  }))
const women = [
  'vrouw',
  'vrouwen',
  'zij',
  'meisje',
  'meisjes',
  'mevrouw',
  'mw',
  'dame',
  'dochter',
  'moeder',
  'zus',
]
const men = [
  'man',
  'mannen',
  'hij',
  'hem',
  'jongen',
  'jongens',
  'meneer',
  'dhr',
  'heer',
  'zoon',
  'vader',
  'broer',
]
const groups = {
  ...byStem(settings.barredWords.nationality!),
  'women only': { has: women, lacks: men },
  'men only': { has: men, lacks: women },
  religion: { has: settings.barredWords.religion! },
  ethnicity: { has: settings.barredWords.ethnicity! },
}

test.each(rankers)(
  '%s: no word of the lists, none that begins with one, none for one sex',
  (_name, ranker) => {
    expect(listedWords(ranker, settings, readIdentities(), refused)).toEqual([])
  },
)

test.each(rankers)('%s: no word that goes nearly always with who somebody is', (_name, ranker) => {
  expect(goesWith(ranker, texts, groups)).toEqual([])
})

test.each([
  ['a nationality', 'poolse', 'nationality'],
  ['a compound of one', 'marokkaanstalig', 'begins with marokkaan: nationality'],
  ['the beginning of one', 'marokk~', 'begins with marokkaan: nationality'],
  ['a religion', 'moskee', 'religion'],
  ['a name', 'okafor', 'name, Nigerian'],
  ['an interpreter', 'tolk', 'stands for: language'],
  ['a currency', 'zloty', 'stands for: food, shop and money'],
  ['a timetable', 'rooster', undefined],
  ['a trade of one sex', 'inpakkerster', 'a word for one sex'],
] as const)('what is said of a lexicon with %s', (_name, word, why) => {
  const faults = listedWords(asRanker([word]), settings, readIdentities(), refused)
  expect(faults.map((fault) => fault.why)).toEqual(why === undefined ? [] : [why])
})

test('half of a pair is seen as well', () => {
  expect(listedWords(asRanker([], ['de poolse']), settings, readIdentities(), refused)).toHaveLength(1)
})

test('a word that stands beside one nationality only is seen', () => {
  const planted = texts.map((text) =>
    text.words.has('poolse') ? { ...text, neutral: new Set([...text.neutral, 'geplant']) } : text,
  )
  expect(goesWith(asRanker(['geplant']), planted, groups)).toEqual([
    { word: 'geplant', why: 'nearly always beside pool' },
  ])
})
