import { atDutchTime, type Day, type Instant } from '#core/time.ts'
import type { FeedRule } from '#process/way-of-working.ts'
import type { Delivery, FeedDutyKind } from '#store/feeds.ts'

/** What is usual is said from so many deliveries on, and looked up in so many at most. */
const USUAL_FROM = 5
const USUAL_OF = 14

/** The median of the last fourteen deliveries; null when there are too few to speak of usual. */
export function usualLines(earlier: readonly Delivery[]): number | null {
  const lines = earlier
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))
    .slice(0, USUAL_OF)
    .map((delivery) => delivery.lines)
    .toSorted((a, b) => a - b)
  if (lines.length < USUAL_FROM) return null
  const middle = lines.length >> 1
  return lines.length % 2 === 1 ? lines[middle]! : Math.round((lines[middle - 1]! + lines[middle]!) / 2)
}

/**
 * What is wrong with a feed on one day; nothing as long as its time has not come. `deliveries`: of this feed, of any
 * day. A delivery that came too late was late, also when nobody was there to see it. `since`: when the feed was first
 * watched for; nothing was expected before there was a Spoor to deliver to.
 */
export function judgeFeed(
  rule: FeedRule,
  day: Day,
  deliveries: readonly Delivery[],
  now: Instant,
  since: Instant,
): readonly FeedDutyKind[] {
  const expected = atDutchTime(day, rule.expectedBy)
  if (now < expected || expected <= since) return []
  const delivery = deliveries.find((one) => one.day === day)
  if (!delivery) return ['feed-late']
  const late: readonly FeedDutyKind[] = delivery.firstAt > expected ? ['feed-late'] : []
  if (delivery.lines === 0) return [...late, 'feed-empty']
  const usual = usualLines(deliveries.filter((one) => one.day < day))
  return usual !== null && delivery.lines < rule.smallBelow * usual ? [...late, 'feed-small'] : late
}
