import type { ElusionFigures, ElusionSearch } from '#contract/sample.ts'
import { dayOf, plusDays } from '#core/time.ts'
import { estimateElusion, estimateRecall, type Stratum } from '#process/elusion.ts'
import { agreement, asksReader, NOT_SAMPLED, verdictOf } from '#process/sample.ts'
import { countDaysWithoutSample, countPointed, listSamples, type SampleRow } from '#store/elusion.ts'
import { boundedBy } from './follow-up-figures.ts'
import { nowOf, type Caller, type House } from './house.ts'

/**
 * What the scan of the caller's organisation missed in a period, estimated from what people read of it, with the interval of
 * each figure. Today is not among the days: it is not over.
 */
export async function elusionFigures(
  house: House,
  { organisation }: Caller,
  search: ElusionSearch,
): Promise<ElusionFigures> {
  const db = house.stores[organisation]
  const today = dayOf(nowOf(house))
  const { from, to } = boundedBy(plusDays(today, -1), search)
  const samples = await listSamples(db, from, to)
  const strata = samples.map(stratumOf)
  const pointed = await countPointed(db, from, to, NOT_SAMPLED)
  const elusion = estimateElusion(strata)
  const recall = estimateRecall(pointed, elusion)
  return {
    ...search,
    days: samples.length,
    daysWithout: await countDaysWithoutSample(db, from, to),
    population: sumOf(strata, ({ population }) => population),
    apart: sumOf(samples, ({ apart }) => apart),
    ...countsOf(samples.flatMap(({ items }) => items)),
    uncovered: sumOf(strata, ({ read, population }) => (read === 0 ? population : 0)),
    estimate: elusion && {
      effective: elusion.effective,
      share: elusion.share,
      missed: elusion.missed,
      recall,
    },
    pointed,
  }
}

type Item = SampleRow['items'][number]

/** What two people set aside afterwards was no signal, as what the scan pointed at is none when it is set aside. */
function stratumOf({ population, items }: SampleRow): Stratum {
  const judged = items.filter(({ readings }) => verdictOf(readings) !== 'not-judged')
  const raised = judged.filter((item) => verdictOf(item.readings) === 'raised' && !item.setAside)
  return { population, read: judged.length, raised: raised.length }
}

/** Each that was drawn is one of: read, unread, not judged by anybody who tried, gone before it was read. */
function countsOf(items: readonly Item[]) {
  const judged = items.filter(({ readings }) => verdictOf(readings) !== 'not-judged')
  const rest = items.filter(({ readings }) => verdictOf(readings) === 'not-judged')
  const unread = rest.filter(asksReader)
  const notJudged = rest.filter((item) => !asksReader(item) && item.readings.length > 0)
  const raised = judged.filter(({ readings }) => verdictOf(readings) === 'raised')
  const twice = items.map(({ readings }) => agreement(readings)).filter((agreed) => agreed !== null)
  return {
    drawn: items.length,
    read: judged.length,
    notJudged: notJudged.length,
    unread: unread.length,
    gone: rest.length - unread.length - notJudged.length,
    raised: raised.length,
    setAside: raised.filter(({ setAside }) => setAside).length,
    twice: { read: twice.length, agreed: twice.filter(Boolean).length },
  }
}

function sumOf<T>(those: readonly T[], of: (one: T) => number): number {
  return those.reduce((sum, one) => sum + of(one), 0)
}
