import { describe, expect, test } from 'vitest'
import { foldWord } from './fold.ts'
import { tokenise } from './tokens.ts'

const abbreviations = new Set(['betr', 'dhr', 'ca'])
const tokensOf = (text: string) => tokenise(text, abbreviations)
const wordsOf = (text: string): readonly string[] => {
  const { starts, ends } = tokensOf(text)
  return starts.map((start, index) => text.slice(start, ends[index]))
}
/** Sentences, their words joined. */
const sentencesOf = (text: string): readonly string[] => {
  const { sentences } = tokensOf(text)
  const words = wordsOf(text)
  const found: string[][] = []
  for (const [index, sentence] of sentences.entries()) (found[sentence] ??= []).push(words[index]!)
  return found.map((one) => one.join(' '))
}

test.each([
  ['a word and a number', 'werkt 16u p/d', ['werkt', '16', 'u', 'p', 'd']],
  ['a hyphen parts words', 'ID-kaart', ['ID', 'kaart']],
  ['an apostrophe inside belongs to the word', "foto's en ’s avonds", ["foto's", 'en', 's', 'avonds']],
  ['a quotation mark does not', "'paspoort'", ['paspoort']],
  ['a number keeps its separators', '8.000 3,50 22:15 06.', ['8.000', '3,50', '22:15', '06']],
  ['euro and per cent are words', '€50 60%', ['€', '50', '60', '%']],
  ['an accent on its own belongs to its letter', 'e\u0301e\u0301n', ['e\u0301e\u0301n']],
  ['a soft hyphen inside a word stays in its place', 'pas\u00ADpoort\u00AD.', ['pas\u00ADpoort']],
  ['emoji are no words', '😀paspoort😀', ['paspoort']],
  ['some drawings are read as a word', 'stuur 💳 nu', ['stuur', '💳', 'nu']],
  ['a figure in a key is a figure', '1️⃣7️⃣ jaar', ['1️⃣7️⃣', 'jaar']],
  ['half a character is no word', 'a\uD800b', ['a', 'b']],
  ['nothing', '', []],
])('%s', (_name, text, words) => {
  expect(wordsOf(text)).toEqual(words)
})

describe('a sentence ends', () => {
  test.each([
    ['at a full stop and a capital', 'Hij slaapt. De baas komt.', ['Hij slaapt', 'De baas komt']],
    ['at an exclamation or question mark', 'Weg! nu? ja', ['Weg', 'nu', 'ja']],
    ['at a semicolon', 'geen loon; geen bed', ['geen loon', 'geen bed']],
    ['at a blank line', 'geen loon\n\ngeen bed', ['geen loon', 'geen bed']],
    ['at a line end with a capital', 'geen loon\nBaas weg', ['geen loon', 'Baas weg']],
    ['at a blank line of no-break spaces', 'geen loon\n\u00a0\n geen bed', ['geen loon', 'geen bed']],
    ['at a full stop and a space of typesetting', 'Slaapt.\u2003De baas komt', ['Slaapt', 'De baas komt']],
    ['before a sign too', 'Klaar. € 5 betaald', ['Klaar', '€ 5 betaald']],
  ])('%s', (_name, text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences)
  })
})

describe('a sentence goes on', () => {
  test.each([
    ['after an abbreviation', 'Gesproken met betr. Jansen'],
    ['after a single letter', 'Gesproken met J. Jansen'],
    ['after a full stop and small letters', 'ca. tien man p.p. per week'],
    ['after a full stop without a space', 'Slaapt.De baas komt'],
    ['over a wrapped line', 'paspoort ligt\nbij de baas'],
    ['over a comma, a colon, a dash', 'hij zegt: ja, nee - misschien'],
  ])('%s', (_name, text) => {
    expect(sentencesOf(text)).toHaveLength(1)
  })
})

test('a sentence has an end, however long the text goes on', () => {
  expect(new Set(tokensOf('woord '.repeat(1000)).sentences).size).toBe(4)
})

test.each([
  ['COÖRDINATOR', 'coordinator'],
  ['coo\u0308rdinator', 'coordinator'],
  ["foto's", 'fotos'],
  ['pas\u00ADpoort', 'paspoort'],
  ['ｐａｓ', 'pas'],
  ['ĳzer', 'ijzer'],
  ['İstanbul', 'istanbul'],
])('%s folds to %s', (word, folded) => {
  expect(foldWord(word)).toBe(folded)
})
