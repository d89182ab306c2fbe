// The papers of the house: what a catalogue, a lawyer or a newcomer reads first.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { filesBelow } from './source.ts'

const read = (file: string) => readFileSync(file, 'utf8')

interface PublicCode {
  readonly [key: string]: unknown
  readonly description: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly legal: Readonly<Record<string, unknown>>
  readonly maintenance: { readonly type: string; readonly contacts?: readonly { readonly name: string }[] }
  readonly localisation: {
    readonly localisationReady: boolean
    readonly availableLanguages: readonly string[]
  }
}

describe('publiccode.yml', () => {
  const paper = parse(read('publiccode.yml')) as PublicCode

  test('has every mandatory key of the standard, with a value that it allows', () => {
    expect(['0.4', '0.7']).toContain(paper.publiccodeYmlVersion)
    expect(paper).toMatchObject({
      name: 'Spoor',
      url: expect.stringMatching(/^https:\/\//) as string,
      platforms: expect.arrayContaining(['web']) as string[],
      categories: expect.arrayContaining([expect.any(String)]) as string[],
      developmentStatus: expect.stringMatching(/^(concept|development|beta|stable|obsolete)$/) as string,
      softwareType: 'standalone/web',
      localisation: { localisationReady: true, availableLanguages: ['nl', 'en'] },
    })
    expect(['internal', 'community']).toContain(paper.maintenance.type)
    expect(paper.maintenance.contacts?.[0]?.name).toBeTruthy()
  })

  test('names the licence that package.json and LICENSE name', () => {
    expect(paper.legal.license).toBe('EUPL-1.2')
    expect(JSON.parse(read('package.json'))).toMatchObject({ license: paper.legal.license })
    expect(read('LICENSE')).toContain('EUROPEAN UNION PUBLIC LICENCE v. 1.2')
  })

  test.each(['nl', 'en'])('describes itself in %s within the lengths of the standard', (language) => {
    const text = paper.description[language] ?? {}
    expect(String(text.shortDescription).length).toBeLessThanOrEqual(150)
    // 500 was the least until version 0.3; later versions ask for 150.
    expect(String(text.longDescription).length).toBeGreaterThanOrEqual(500)
    expect(String(text.longDescription).length).toBeLessThanOrEqual(10_000)
    expect((text.features as readonly string[]).length).toBeGreaterThanOrEqual(5)
  })
})

const prose = [...filesBelow('docs'), ...filesBelow('.').filter((file) => !file.includes('/'))].filter(
  (file) => file.endsWith('.md'),
)

test.each(prose)('%s links only to what is there', (file) => {
  const links = [...read(file).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, link]) => link ?? '')
  const local = links.filter((link) => !/^(https?|mailto):/.test(link))
  expect(local.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([])
})

test('README starts with the commands that package.json and .ci/run know', () => {
  const commands = [...read('README.md').matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name ?? '')
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }
  expect(commands.filter((name) => !(name in scripts))).toEqual([])
  expect(read('README.md')).toContain('npm ci && npm start')
  expect(read('README.md')).toContain('npm ci && npm test')
  expect(read('.ci/run')).toMatch(/npm ci\b[^]*\bnpm test\b/)
})

test('package.json keeps to eight scripts besides start and test', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }
  expect(
    Object.keys(scripts).filter((name) => name !== 'start' && name !== 'test').length,
  ).toBeLessThanOrEqual(8)
})

test('the decisions are numbered without a gap and each says context, choice and price', () => {
  const decisions = filesBelow('docs/adr').filter((file) => /\/\d{4}-/.test(file))
  expect(decisions.map((file) => Number(/\/(\d{4})-/.exec(file)?.[1]))).toEqual(
    decisions.map((_, at) => at + 1),
  )
  const incomplete = decisions.filter((file) =>
    ['## Context', '## Choice', '## Price'].some((heading) => !read(file).includes(heading)),
  )
  expect(incomplete).toEqual([])
  expect(decisions.length).toBeGreaterThan(0)
})

test('the changelog has the pending changes on top', () => {
  expect(read('CHANGELOG.md').match(/^## .*/m)?.[0]).toBe('## Unreleased')
})
