import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ROUTES } from '#server/routes/all.ts'
import { accessTable } from './access-doc.ts'

/** Prettier makes the columns of one width; the words are what counts. */
const plain = (table: string) =>
  table
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').replaceAll(/-{3,}/g, '---').trim())
    .join('\n')

const page = readFileSync('docs/access.md', 'utf8')
const tables = page.split('\n\n').filter((part) => part.startsWith('| Act'))

test('docs/access.md has the table of what may be done as it is', () => {
  expect(tables.map(plain)).toContain(plain(accessTable()))
})

test('docs/access.md names the act of every operation of the API', () => {
  const rows = plain(page).split('\n')
  const missing = ROUTES.filter(
    ({ operationId, act }) => !rows.includes(`| \`${operationId}\` | \`${act}\` |`),
  )
  expect(missing.map(({ operationId, act }) => `| \`${operationId}\` | \`${act}\` |`)).toEqual([])
})
