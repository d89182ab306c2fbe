// docs/security/asvs.md: each requirement of the security standard has one row, and each row names tests that exist.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultsIn, requirementsIn, rowsIn, standingOf, testTitlesIn, titlesByFile } from './asvs.ts'

const page = readFileSync('docs/security/asvs.md', 'utf8')
const requirements = requirementsIn(readFileSync('test/asvs-5.0.0.csv', 'utf8'))
const titlesOf = titlesByFile()

test('the standard is read: level 1 and 2, and level 3 of five chapters', () => {
  expect(requirements).toHaveLength(277)
  expect(requirements.filter(({ level }) => level === 1)).toHaveLength(70)
  const deep = requirements.filter(({ level }) => level === 3).map(({ id }) => id.split('.', 1)[0])
  expect([...new Set(deep)]).toEqual(['V6', 'V7', 'V8', 'V14', 'V16'])
})

test('every requirement has one row, each named test exists, and the figures are counted', () => {
  expect(faultsIn(page, requirements, titlesOf)).toEqual([])
})

test('what is met is shown by a test, never by a page', () => {
  const met = rowsIn(page).filter((row) => standingOf(row) === 'met')
  expect(met.length).toBeGreaterThan(150)
  expect(met.filter(({ tests }) => tests.every((name) => /\.md\b/.test(name.split(' › ')[0] ?? '')))).toEqual(
    [],
  )
})

test('what is not met stands on top as well', () => {
  const told = Array.from(page.matchAll(/^- (V\d+\.\d+\.\d+), /gm), ([, id]) => id)
  const missing = rowsIn(page).filter((row) => standingOf(row) === 'not met')
  expect(told).toEqual(missing.map(({ id }) => id))
})

describe('a page is found wrong', () => {
  const line = page.split('\n').find((row) => row.startsWith('| V3.4.1 |')) ?? ''

  test.each([
    ['a row that is gone', () => page.replace(`${line}\n`, ''), 'V3.4.1 has no row'],
    ['a row that stands there twice', () => page.replace(line, `${line}\n${line}`), 'V3.4.1 has two rows'],
    [
      'a row of another standard',
      () => page.replace(line, line.replace('V3.4.1', 'V3.4.99')),
      'V3.4.99 is not asked',
    ],
    ['another level', () => page.replace(line, line.replace('| 1 |', '| 2 |')), 'V3.4.1 has another level'],
    [
      'a test that is not there',
      () => page.replace(line, line.replace('say HTTPS', 'says HTTPS')),
      'V3.4.1: there is no test test/server/api.test.ts › headers › says HTTPS only where there is TLS',
    ],
    [
      'a page in the place of a test',
      () => page.replace(line, line.replace(/`.*`/, '`docs/deploy.md › TLS`')),
      'V3.4.1: docs/deploy.md is no test',
    ],
    [
      'no test',
      () => page.replace(line, line.replace(/`.*`/, '–')),
      'V3.4.1 is said to be met and names no test',
    ],
    ['other figures', () => page.replace('| 277 |', '| 278 |'), /^the figures are 277, /],
    [
      'a reason of one word',
      () => page.replace(line, '| V3.4.1 | 1 | HSTS | not applicable because no | – |'),
      'V3.4.1 says too little',
    ],
  ] as const)('%s', (_, spoilt, fault) => {
    expect(spoilt()).not.toBe(page)
    expect(faultsIn(spoilt(), requirements, titlesOf)).toContainEqual(
      typeof fault === 'string' ? fault : expect.stringMatching(fault),
    )
  })
})

test('titles are read from the source: with what they stand in, of tables too, and not from a comment', () => {
  const source = `
    // test('no', () => {})
    describe('a', () => { test('b', () => {}); test.each([['x', 1]])('c %s', () => {}) })
    describe.each([1])('d %s', () => { for (const x of y) it('e', { timeout: 1 }, () => {}) })
    const text = "test('no either')"
    test.skipIf(true)(\`f\`, () => {})`
  expect(testTitlesIn(source)).toEqual(['a › b', 'a › c %s', 'd %s › e', 'f'])
})
