import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreement, asksReader, doubledOf, lotSeed, mayRead, SAMPLE_ANSWERS, verdictOf } from './sample.ts'

const by = (reader: string, answer: (typeof SAMPLE_ANSWERS)[number]) => ({ reader, answer })
const item = (doubled: boolean, readings: readonly ReturnType<typeof by>[], inUse = true) => ({
  ...{ doubled, inUse, readings },
})

describe('who still has to read', () => {
  test.each([
    ['nobody has', item(false, []), true],
    ['one person did', item(false, [by('a', 'nothing')]), false],
    ['one person did, and two must', item(true, [by('a', 'look')]), true],
    ['two people did', item(true, [by('a', 'look'), by('b', 'nothing')]), false],
    ['one could not judge it', item(false, [by('a', 'cannot-judge')]), true],
    ['two could not judge it', item(false, [by('a', 'cannot-judge'), by('b', 'cannot-judge')]), false],
    ['of two one could not', item(true, [by('a', 'look'), by('b', 'cannot-judge')]), true],
    [
      'of three two could not',
      item(true, [by('a', 'look'), by('b', 'cannot-judge'), by('c', 'cannot-judge')]),
      false,
    ],
    ['it went out of use', item(true, [], false), false],
  ])('%s', (_, drawn, asks) => {
    expect(asksReader(drawn)).toBe(asks)
    expect(mayRead(drawn, 'a')).toBe(asks && !drawn.readings.some(({ reader }) => reader === 'a'))
  })

  test('it ends, after three readers at most', () => {
    const answers = fc.array(fc.constantFrom(...SAMPLE_ANSWERS), { minLength: 3, maxLength: 5 })
    fc.assert(
      fc.property(fc.boolean(), answers, (doubled, given) => {
        const readings = given.map((answer, n) => by(`${n}`, answer))
        expect(asksReader(item(doubled, readings))).toBe(false)
      }),
    )
  })
})

describe('what came of it', () => {
  test.each([
    [[], 'not-judged', null],
    [['cannot-judge'], 'not-judged', null],
    [['nothing'], 'nothing', null],
    [['cannot-judge', 'nothing'], 'nothing', null],
    [['nothing', 'nothing'], 'nothing', true],
    [['nothing', 'look'], 'raised', false],
    [['look', 'look'], 'raised', true],
    [['look', 'cannot-judge'], 'raised', null],
  ] as const)('%j', (answers, verdict, agree) => {
    const readings = answers.map((answer, n) => by(`${n}`, answer))
    expect(verdictOf(readings)).toBe(verdict)
    expect(agreement(readings)).toBe(agree)
  })
})

test('at least one of each day is read twice, and one in five of all', () => {
  expect([0, 1, 5, 10].map((drawn) => doubledOf(drawn, 0.2))).toEqual([0, 1, 1, 2])
  expect(doubledOf(5, 0)).toBe(0)
})

test('each organisation, day and catalogue has lots of its own', () => {
  const seeds = [
    lotSeed('politie', '2026-06-11', 'a'),
    lotSeed('kmar', '2026-06-11', 'a'),
    lotSeed('politie', '2026-06-12', 'a'),
    lotSeed('politie', '2026-06-11', 'b'),
  ]
  expect(new Set(seeds).size).toBe(4)
})
