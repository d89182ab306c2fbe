import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, plusDays, type Day, type Instant } from '#core/time.ts'
import type { FeedRule } from '#process/way-of-working.ts'
import { dueAt } from '#process/working-days.ts'
import { inTransaction } from '#store/database.ts'
import { listDeliveries, openFeedDuty } from '#store/feeds.ts'
import { firstImportAt } from '#store/imports.ts'
import { readMapping } from './csv-mapping.ts'
import { eachOrganisation } from './each-organisation.ts'
import { FeedFolder, type ClaimedFile } from './feed-folder.ts'
import { judgeFeed } from './feed-judgement.ts'
import { nowOf, type House } from './house.ts'
import { importFile, type Source } from './import-file.ts'
import { Superseded } from './import-lines.ts'
import { UnreadableFile } from './input-bytes.ts'
import { readChunks } from './spool.ts'

/** How far back a day is looked at that nobody was there to look at. */
const LOOK_BACK_DAYS = 14
/** Deliveries that tell what was usual before the first of those days, and those days themselves. */
const DELIVERIES = 2 * LOOK_BACK_DAYS + 1

/** What one look at the folders brought: files that were taken in, and files that did not stand still yet. */
export interface Look {
  readonly taken: number
  readonly waiting: number
}

/**
 * One look at the watched folders of all feeds: takes in the files that stood still since the look before, and what
 * a killed process left halfway. What goes wrong for one organisation does not keep the others waiting; its error
 * comes at the end.
 */
export async function takeInFolders(house: House, organisations?: readonly OrganisationId[]): Promise<Look> {
  let [taken, waiting] = [0, 0]
  await eachOrganisation(async (organisation) => {
    for (const { id } of house.ways.inForce(organisation, dayOf(nowOf(house))).feeds) {
      const look = await takeInFolder(house, organisation, id)
      taken += look.taken
      waiting += look.waiting
    }
  }, organisations)
  return { taken, waiting }
}

async function takeInFolder(house: House, organisation: OrganisationId, feed: string): Promise<Look> {
  const folder = new FeedFolder(house, organisation, feed)
  await folder.make()
  const { files, waiting } = await folder.claim()
  for (const file of files) {
    const origin = { source: file.name, via: 'feed', by: null, feed, bytesTotal: file.bytes } as const
    try {
      const row = await importFile(house, organisation, file.importId, origin, () => openFile(folder, file))
      await folder.putAway(file, row.state === 'finished' ? 'done' : 'failed')
    } catch (error) {
      // Another process is at it, and puts it away.
      if (!(error instanceof Superseded)) throw error
    }
  }
  return { taken: files.length, waiting }
}

async function openFile(folder: FeedFolder, { path, name }: ClaimedFile): Promise<Source> {
  const chunks = readChunks(path)
  if (!/\.csv(\.gz)?$/i.test(name)) return { format: { format: 'ndjson' }, chunks }
  const mapping = await folder.mapping().catch((error: unknown) => {
    throw error instanceof SyntaxError ? new UnreadableFile('mapping-unusable') : error
  })
  if (mapping === undefined) return { format: { format: 'csv' }, chunks }
  const read = readMapping(mapping)
  if (!read.ok) throw new UnreadableFile('mapping-unusable')
  return { format: { format: 'csv', mapping: read.value }, chunks }
}

/**
 * Opens a duty for each feed that is late, empty or unusually small, today and on the days that nobody looked at. A
 * duty opened before stays as it is, also when the delivery comes after all: a person says what was the matter.
 */
export async function checkFeeds(house: House, organisations?: readonly OrganisationId[]): Promise<void> {
  await eachOrganisation((organisation) => checkFeedsOf(house, organisation), organisations)
}

async function checkFeedsOf(house: House, organisation: OrganisationId): Promise<void> {
  const now = nowOf(house)
  const today = dayOf(now)
  const days = Array.from({ length: LOOK_BACK_DAYS + 1 }, (_, back) => plusDays(today, -back)).toReversed()
  for (const { id } of house.ways.inForce(organisation, today).feeds) {
    const since = await watchedSince(house, organisation, id)
    const watched = days.filter((day) => day >= dayOf(since))
    await checkFeed(house, organisation, id, watched, since, now)
  }
}

async function checkFeed(
  house: House,
  organisation: OrganisationId,
  feed: string,
  days: readonly Day[],
  since: Instant,
  now: Instant,
): Promise<void> {
  await inTransaction({ db: house.stores[organisation] }, async (tx) => {
    const deliveries = await listDeliveries(tx, feed, DELIVERIES)
    for (const day of days) {
      const rule = house.ways.inForce(organisation, day).feeds.find(({ id }) => id === feed)
      if (!rule) continue
      for (const kind of judgeFeed(rule, day, deliveries, now, since)) {
        await openFeedDuty(
          tx,
          organisation,
          { id: house.newId(), kind, feed, day, ...dutyOf(house, rule, now) },
          now,
        )
      }
    }
  })
}

function dutyOf(house: House, { duty: { unit, role, term } }: FeedRule, now: Instant) {
  return { unit, role, dueAt: dueAt(now, term, house.calendar) }
}

/** When the feed was first watched for, or the organisation's first import when that was earlier. */
export async function watchedSince(
  house: House,
  organisation: OrganisationId,
  feed: string,
): Promise<Instant> {
  const folder = new FeedFolder(house, organisation, feed)
  await folder.make()
  const since = await folder.since()
  const first = await firstImportAt(house.stores[organisation])
  return first !== null && first < since ? first : since
}
