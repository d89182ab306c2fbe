import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'

/** What a feed brought on one day. */
export interface Delivery {
  readonly feed: string
  readonly day: Day
  readonly lines: number
  readonly firstAt: Instant
  readonly lastAt: Instant
}

export type FeedDutyKind = 'feed-late' | 'feed-empty' | 'feed-small'

export interface FeedDuty {
  readonly id: string
  readonly kind: FeedDutyKind
  readonly feed: string
  readonly day: Day
  readonly unit: string
  readonly role: string
  readonly dueAt: Instant
}

/** Adds what one import brought to the day on which it came in. */
export async function addDelivery(
  tx: Tx,
  organisation: OrganisationId,
  feed: string,
  day: Day,
  lines: number,
  at: Instant,
): Promise<void> {
  await sql`
    insert into spoor.feed_delivery (organisation, feed, day, lines, first_at, last_at)
    values (${organisation}, ${feed}, ${day}, ${lines}, ${at}, ${at})
    on conflict (organisation, feed, day) do update
      set lines = feed_delivery.lines + excluded.lines,
          first_at = least(feed_delivery.first_at, excluded.first_at),
          last_at = greatest(feed_delivery.last_at, excluded.last_at)`.execute(tx)
}

/** The newest deliveries of one feed, newest first. */
export async function listDeliveries(db: Reader, feed: string, limit: number): Promise<readonly Delivery[]> {
  const { rows } = await sql<Delivery>`
    select feed, day, lines, first_at as "firstAt", last_at as "lastAt" from spoor.feed_delivery
     where feed = ${feed}
     order by day desc
     limit ${limit}`.execute(db)
  return rows
}

/** Opens a duty about one day of a feed; that day has one of each kind, ever. */
export async function openFeedDuty(
  tx: Tx,
  organisation: OrganisationId,
  duty: FeedDuty,
  at: Instant,
): Promise<void> {
  await sql`
    insert into spoor.duty (id, organisation, kind, unit, role, due_at, opened_at, feed, feed_day)
    values (${duty.id}, ${organisation}, ${duty.kind}, ${duty.unit}, ${duty.role}, ${duty.dueAt}, ${at},
            ${duty.feed}, ${duty.day})
    on conflict (organisation, feed, feed_day, kind) where feed is not null do nothing`.execute(tx)
}
