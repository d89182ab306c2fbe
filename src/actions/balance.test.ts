import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { chunksOf, dump, lineOf } from '../../test/intake.ts'
import { importFile } from './import-file.ts'

let house: TestHouse

beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

/** One line of a file, and what it is. */
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      id: fc.integer({ min: 1, max: 12 }),
      text: fc.constantFrom('een', 'twee', 'drie'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('kapot', '{}', '[1]', '{"id":"B-1","organisation":"kmar"}', '\u0001'),
  },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', '\t') },
)
const file = fc.record({
  lines: fc.array(line, { maxLength: 40 }),
  end: fc.constantFrom('\n', '\r\n'),
  isClosed: fc.boolean(),
})

/** What each line must count as, told without the importer: by what was seen before. */
function expectedOf(
  lines: readonly (string | { readonly id: number; readonly text: string })[],
  seen: Map<number, Set<string>>,
) {
  const counts = { linesIn: 0, accepted: 0, corrections: 0, alreadyKnown: 0, rejected: 0 }
  for (const one of lines) {
    if (typeof one === 'string') {
      if (one.trim() !== '') counts.rejected++
      continue
    }
    const texts = seen.get(one.id) ?? new Set()
    if (texts.has(one.text)) counts.alreadyKnown++
    else {
      counts.accepted++
      if (texts.size > 0) counts.corrections++
    }
    seen.set(one.id, texts.add(one.text))
  }
  return { ...counts, linesIn: counts.accepted + counts.alreadyKnown + counts.rejected }
}

test('lines in = accepted + already known + rejected, whatever comes in; and twice is nothing new', async () => {
  const seen = new Map<number, Set<string>>()
  await fc.assert(
    fc.asyncProperty(file, async ({ lines, end, isClosed }) => {
      const written = lines.map((one) =>
        typeof one === 'string' ? one : lineOf({ id: `P-${one.id}`, text: one.text }),
      )
      const text = written.join(end) + (isClosed ? end : '')
      const run = async () => {
        const origin = { source: 'random', via: 'command', by: null, feed: null, bytesTotal: null } as const
        const open = async () => ({ format: { format: 'ndjson' as const }, chunks: chunksOf(text) })
        const { linesIn, accepted, corrections, alreadyKnown, rejected } = await importFile(
          house,
          'politie',
          house.newId(),
          origin,
          open,
        )
        return { linesIn, accepted, corrections, alreadyKnown, rejected }
      }
      expect(await run()).toEqual(expectedOf(lines, seen))
      const before = await dump(house, 'politie')
      expect(await run()).toEqual(expectedOf(lines, seen))
      expect(await dump(house, 'politie')).toEqual(before)
    }),
    { numRuns: 60 },
  )
})
