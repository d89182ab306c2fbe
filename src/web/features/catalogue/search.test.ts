import { expect, test } from 'vitest'
import { readCatalogueFolder } from '#actions/catalogue.ts'
import { readCatalogueFiles } from '#scan/catalogue-files.ts'
import { matching } from './search.ts'

const groups = readCatalogueFiles(readCatalogueFolder()).groups.map(({ data }) => data)
const found = (asked: string) =>
  matching(groups, asked).flatMap(({ indicators }) => indicators.map(({ id }) => id))
const all = groups.flatMap(({ indicators }) => indicators.map(({ id }) => id))

test.each([
  ['its code', 'alg-01', 'ALG-01'],
  ['a word of its label', 'identiteitsdocument', 'ALG-01'],
  ['capitals and accents make no difference', 'IDENTITÉITSDOCUMENT', 'ALG-01'],
  ['a part of a word', 'identiteitsdoc', 'ALG-01'],
  ['two words, in any order', 'ander identiteitsdocument', 'ALG-01'],
])('an indicator is found by %s', (_, asked, id) => {
  expect(found(asked)).toContain(id)
  expect(found(asked).length).toBeLessThan(all.length)
})

test('without a word everything is shown', () => {
  expect(found('  ')).toEqual(all)
})

test('what nobody wrote is found nowhere, and leaves no empty group', () => {
  expect(matching(groups, 'xyzzyx')).toEqual([])
})
