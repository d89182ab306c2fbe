import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { CATALOGUE_FOLDER } from '#actions/catalogue.ts'
import { catalogueCommand, modelCard } from './catalogue.ts'

const folder = mkdtempSync(join(tmpdir(), 'spoor-catalogue-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const status = await catalogueCommand(args, { stdin: Readable.from([]), stdout, stderr })
  return { status, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}

test('a sound catalogue: counts, and status 0', async () => {
  const { status, out, err } = await run('check')
  expect([status, out]).toEqual([0, ''])
  expect(err).toMatch(
    /^catalogue 2026-01-01\+\w+: \d+ indicators, \d+ expressions, \d+ examples\n0 faults\n$/,
  )
})

test('faults on standard output, one a line, and status 4', async () => {
  cpSync(CATALOGUE_FOLDER, folder, { recursive: true })
  const path = join(folder, 'or.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace('"examples": [', '"examples": ["zomaar een zin",'))
  const { status, out, err } = await run('check', folder)
  expect([status, out]).toEqual([4, 'or.json: OR-01: does not find its example "zomaar een zin"\n'])
  expect(err).toContain('1 faults')
})

test.each([[[]], [['verify']], [['check', 'a', 'b']], [['check', '/nowhere']]])(
  'status 2 for %j',
  async (args) => {
    expect((await run(...args)).status).toBe(2)
  },
)

test('--help', async () => {
  expect(await run('--help')).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^usage: spoor catalogue/),
  })
})

test('the model card in docs/ is what the command gives', () => {
  // When this fails: npm run eval, then npx spoor catalogue card.
  expect(readFileSync('docs/model-card.md', 'utf8')).toBe(modelCard(CATALOGUE_FOLDER))
})

test('the model card says what it must not be used for, its limits, and that the text is fictional', () => {
  const card = modelCard(CATALOGUE_FOLDER)
  for (const words of [
    'must not be used for',
    'fictional text',
    'never a person',
    'may share blind spots',
    'bag of words',
    'What may not weigh',
    'Threshold',
    'Calibration',
  ])
    expect(card).toContain(words)
})
