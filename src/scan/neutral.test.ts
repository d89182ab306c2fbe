import { expect, test } from 'vitest'
import { readCatalogue } from '#actions/catalogue.ts'
import { lessonOf, scanRegistration } from './scan.ts'

const catalogue = readCatalogue()
const neutral = (text: string) => lessonOf(catalogue, { id: 'a', title: '', text }).sentences.flat().join(' ')

test.each([
  ['a name in the midst', 'Gesproken met Kowalski over de auto', 'gesproken met @ over de auto'],
  [
    'a name with what belongs to it',
    'Gesproken met Van der Berg over de auto',
    'gesproken met @ @ @ over de auto',
  ],
  ['a name that is a word', 'Gesproken met Boer over de auto', 'gesproken met @ over de auto'],
  [
    'a name at the beginning that stands in the midst too',
    'Slagboom komt. Gebeld met Slagboom',
    '@ komt gebeld met @',
  ],
  [
    'the same word in small letters',
    'Gebeld met Slagboom. De slagboom is dicht',
    'gebeld met @ de slagboom is dicht',
  ],
  ['a nationality', 'Drie Poolse en twee roemeense auto', 'drie @ en twee @ auto'],
  ['what stands for one', 'Een shoarma met korting', 'een @ met korting'],
  ['a pronoun with a capital in the midst', 'En Zij kwam, en HIJ kwam', 'en hij kwam en hij kwam'],
  ['uncle and aunt', 'Zijn oom en haar tante', 'haar oom en haar oom'],
] as const)('what the ranker may see: %s', (_name, text, expected) => {
  expect(neutral(text)).toBe(expected)
})

test.each([
  ['a lock', 'Er zit een slot op de deur van zijn kamer', 'Er zit een slot op de deur van zijn kamer'],
  ['what a farmer says', 'De boer zei dat zij moest blijven', 'Later zei De Boer dat zij moest blijven'],
  ['who keeps the wages', 'Haar loon houdt de boer vast', 'Haar loon houdt De Boer vast tot het einde'],
] as const)('a name that is a word is not taken for %s', (_name, _thing, withName) => {
  const named = scanRegistration(catalogue, { id: 'a', title: '', text: `Gebeld met Slot. ${withName}` })
  const other = scanRegistration(catalogue, {
    id: 'a',
    title: '',
    text: `Gebeld met Kowalski. ${withName.replace('De Boer', 'Kowalski')}`,
  })
  expect(named.score).toBe(other.score)
})
