import type { FeedView } from '#contract/intake.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf } from '#core/time.ts'
import { listDeliveries, type FeedDutyKind } from '#store/feeds.ts'
import { judgeFeed, usualLines } from './feed-judgement.ts'
import { watchedSince } from './feeds.ts'
import { nowOf, type House } from './house.ts'

/** Today's delivery, and as many before it as tell what is usual. */
const LOOK_BACK = 15

const TODAY: Readonly<Record<FeedDutyKind, FeedView['today']>> = {
  'feed-late': 'late',
  'feed-empty': 'empty',
  'feed-small': 'small',
}

/** How each feed of an organisation stands today. */
export async function viewFeeds(house: House, organisation: OrganisationId): Promise<readonly FeedView[]> {
  const now = nowOf(house)
  const today = dayOf(now)
  const { feeds } = house.ways.inForce(organisation, today)
  return Promise.all(
    feeds.map(async (rule) => {
      const deliveries = await listDeliveries(house.stores[organisation], rule.id, LOOK_BACK)
      const delivery = deliveries.find(({ day }) => day === today)
      const since = await watchedSince(house, organisation, rule.id)
      const [worst] = judgeFeed(rule, today, deliveries, now, since)
      return {
        id: rule.id,
        label: rule.label,
        expectedBy: rule.expectedBy,
        today: worst ? TODAY[worst] : (delivery?.lines ?? 0) > 0 ? 'received' : 'waiting',
        lastReceivedAt: deliveries[0]?.lastAt ?? null,
        linesToday: delivery?.lines ?? 0,
        usualLines: usualLines(deliveries.filter(({ day }) => day < today)),
      }
    }),
  )
}
