import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Chance } from '../../test/model/chance.ts'
import { clopperPearson } from './clopper-pearson.ts'
import { estimateElusion, estimateRecall, type Stratum } from './elusion.ts'

describe('the exact interval of a share', () => {
  // Of none and of all it is known in closed form; half of ten as tables print it.
  test.each([
    [0, 10, 0, 1 - 0.025 ** (1 / 10)],
    [10, 10, 0.025 ** (1 / 10), 1],
    [0, 3000, 0, 1 - 0.025 ** (1 / 3000)],
    [5, 10, 0.187086, 0.812914],
  ])('of %i in %i', (hits, of, low, high) => {
    const found = clopperPearson(hits, of)
    expect(found.low).toBeCloseTo(low, 6)
    expect(found.high).toBeCloseTo(high, 6)
  })

  test('no chance to see so few, or so many, is left out of it', () => {
    const size = fc.integer({ min: 1, max: 60 })
    const seen = size.chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)))
    fc.assert(
      fc.property(seen, ([hits, of]) => {
        const { low, high } = clopperPearson(hits, of)
        if (hits > 0) expect(atLeast(hits, of, low)).toBeCloseTo(0.025, 6)
        if (hits < of) expect(1 - atLeast(hits + 1, of, high)).toBeCloseTo(0.025, 6)
      }),
    )
  })
})

/** The chance of so many hits or more, added up one by one. */
function atLeast(hits: number, of: number, share: number): number {
  let chance = (1 - share) ** of
  let total = hits === 0 ? chance : 0
  for (let k = 1; k <= of; k++) {
    chance *= ((of - k + 1) / k) * (share / (1 - share))
    if (k >= hits) total += chance
  }
  return total
}

const aStratum: fc.Arbitrary<Stratum> = fc
  .record({ raised: fc.nat(5), rest: fc.nat(5), unread: fc.nat(5_000) })
  .map(({ raised, rest, unread }) => ({ raised, read: raised + rest, population: raised + rest + unread }))
const period = fc.array(aStratum, { maxLength: 40 })

describe('what was missed', () => {
  test('no figure where nothing was read', () => {
    const unread = fc.array(fc.nat(5_000).map((population) => ({ population, read: 0, raised: 0 })))
    fc.assert(
      fc.property(unread, (strata) => {
        expect(estimateElusion(strata)).toBeNull()
      }),
    )
  })

  test('every figure comes with how much was read, and lies within its interval and what is known', () => {
    fc.assert(
      fc.property(period, (strata) => {
        const found = estimateElusion(strata)
        if (found === null) return
        const { read, raised, population, effective, share, missed } = found
        expect(read).toBe(strata.reduce((sum, one) => sum + one.read, 0))
        expect(effective).toBeLessThanOrEqual(read)
        for (const { value, low, high } of [share, missed]) {
          expect(low).toBeLessThanOrEqual(value + 1e-9)
          expect(value).toBeLessThanOrEqual(high + 1e-9)
        }
        expect(missed.low).toBeGreaterThanOrEqual(raised)
        expect(missed.high).toBeLessThanOrEqual(population - (read - raised) + 1e-9)
        expect(share.high).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('the order of the days, and days on which nothing was read, change nothing', () => {
    fc.assert(
      fc.property(period, fc.nat(5_000), (strata, population) => {
        const turned = [...strata.toReversed(), { population, read: 0, raised: 0 }]
        expect(flat(turned)).toEqual(flat(strata).map((value) => expect.closeTo(value, 6)))
      }),
    )
  })

  test('whoever reads everything knows it', () => {
    const all = [
      { population: 5, read: 5, raised: 1 },
      { population: 3, read: 3, raised: 0 },
    ]
    expect(estimateElusion(all)?.missed).toEqual({ value: 1, low: 1, high: 1 })
  })

  test('a registration of a busy day speaks for more of them', () => {
    const busy = { population: 1_000, read: 5, raised: 1 }
    const quiet = { population: 100, read: 5, raised: 0 }
    expect(estimateElusion([busy, quiet])?.missed.value).toBe(200)
    expect(
      estimateElusion([
        { ...busy, raised: 0 },
        { ...quiet, raised: 1 },
      ])?.missed.value,
    ).toBe(20)
  })

  test('nothing raised is not nothing missed: of 150 read, up to 2.4 %', () => {
    const month = Array.from({ length: 30 }, () => ({ population: 1_000, read: 5, raised: 0 }))
    const found = estimateElusion(month)
    expect(found?.share.value).toBe(0)
    expect(found?.share.high).toBeCloseTo(0.0243, 4)
  })
})

function flat(strata: readonly Stratum[]): number[] {
  const found = estimateElusion(strata)
  if (found === null) return []
  const { read, raised, population, effective, share, missed } = found
  return [read, raised, population, effective, ...Object.values(share), ...Object.values(missed)]
}

describe('drawn again and again, from days of which it is known what was missed', () => {
  const SEED = 20260611
  const ROUNDS = 2_000
  const weekend = (day: number) => day % 7 >= 5
  // How many come in on a day, and the share that was missed of it.
  test.each([
    ['one in a hundred, every day alike', 30, () => 1_000, () => 0.01],
    ['one in a thousand: mostly nothing is raised', 30, () => 1_000, () => 0.001],
    ['quiet weekends', 28, (day: number) => (weekend(day) ? 200 : 1_500), () => 0.01],
    [
      'quiet weekends, in which more is missed',
      28,
      (day: number) => (weekend(day) ? 200 : 1_500),
      (day: number) => (weekend(day) ? 0.05 : 0.004),
    ],
    [
      'more is missed on busy days',
      28,
      (day: number) => (weekend(day) ? 200 : 1_500),
      (day: number) => (weekend(day) ? 0.002 : 0.03),
    ],
    ['one day of thirty is ten times as busy', 30, (day: number) => (day === 0 ? 5_000 : 500), () => 0.02],
    ['a scan that misses half', 20, () => 40, () => 0.5],
    ['one week', 7, () => 300, () => 0.02],
  ] as const)('the interval holds the truth at least 95 times in 100: %s', (_, days, sizeOf, shareOf) => {
    const chance = new Chance(SEED)
    const truth = Array.from({ length: days }, (_none, day) => ({
      population: sizeOf(day),
      missed: Math.round(sizeOf(day) * shareOf(day)),
    }))
    const total = truth.reduce((sum, { missed }) => sum + missed, 0)
    let covered = 0
    let mean = 0
    for (let round = 0; round < ROUNDS; round++) {
      const found = estimateElusion(
        truth.map(({ population, missed }) => draw(chance, population, missed, 5)),
      )!
      mean += found.missed.value / ROUNDS
      if (found.missed.low <= total && total <= found.missed.high) covered++
    }
    expect(covered / ROUNDS).toBeGreaterThanOrEqual(0.95)
    // And the estimate is not off to one side.
    expect(Math.abs(mean - total)).toBeLessThan(0.15 * total + 1)
  })
})

/** So many of a day, without putting back. */
function draw(chance: Chance, population: number, missed: number, size: number): Stratum {
  let raised = 0
  for (let n = 0; n < size; n++) if (chance.next() < (missed - raised) / (population - n)) raised++
  return { population, read: size, raised }
}

describe('which part the scan pointed at', () => {
  const missed = (value: number, low: number, high: number) => ({ missed: { value, low, high } })

  test.each([
    ['nothing was read', { confirmed: 5, undecided: 0 }, null, null],
    ['neither found anything', { confirmed: 0, undecided: 0 }, missed(0, 0, 0), null],
    ['all of it', { confirmed: 8, undecided: 0 }, missed(0, 0, 2), { value: 1, low: 0.8, high: 1 }],
    [
      'as many as were missed',
      { confirmed: 10, undecided: 0 },
      missed(10, 0, 30),
      { value: 0.5, low: 0.25, high: 1 },
    ],
    [
      'nothing of what there was',
      { confirmed: 0, undecided: 0 },
      missed(4, 1, 9),
      { value: 0, low: 0, high: 0 },
    ],
    [
      'what nobody answered may be found',
      { confirmed: 5, undecided: 4 },
      missed(5, 1, 15),
      { value: 0.5, low: 0.25, high: 0.9 },
    ],
  ] as const)('%s', (_, pointed, elusion, expected) => {
    expect(estimateRecall(pointed, elusion)).toEqual(expected)
  })

  test('it lies within its interval, and the interval between nothing and all', () => {
    const counts = fc.record({ confirmed: fc.nat(200), undecided: fc.nat(200) })
    fc.assert(
      fc.property(counts, period, (pointed, strata) => {
        const found = estimateRecall(pointed, estimateElusion(strata))
        if (found === null) return
        const { value, low, high } = found
        expect([0 <= low, low <= value + 1e-9, value <= high + 1e-9, high <= 1]).toEqual([
          true,
          true,
          true,
          true,
        ])
      }),
    )
  })
})
