import pg from 'pg'
import type { Instant } from '#core/time.ts'
import { Balances, readHeld, type Balance } from './balance.ts'
import { checkChain } from './chain.ts'
import { checkOverdue } from './climbs.ts'
import { checkClocks } from './clocks.ts'
import { checkEmergency } from './emergency.ts'
import { Handovers } from './handovers.ts'
import { checkHearing } from './hearing.ts'
import { readKeeping } from './keeping.ts'
import { readLedger } from './ledger-rows.ts'
import { readMessages } from './messages.ts'
import type { Tell } from './mismatch.ts'
import { readStory } from './read-story.ts'
import { checkRetention } from './retention.ts'
import { checkSamples } from './samples.ts'
import { FOLDERS, readAccessTerms, readLaw, readWays, type Folders } from './versions.ts'
import { dutchDay } from './working-days.ts'
import { compare } from './worklists.ts'

export interface CheckReport {
  readonly signals: number
  readonly events: number
  /** received = closed + open + handed over, for each organisation, month of receipt and form. */
  readonly balances: readonly Balance[]
}

export interface CheckOptions {
  /** The moment of checking; without one nothing is judged to be overdue. */
  readonly now?: Instant
  /** How long the job that escalates may be late, in milliseconds. */
  readonly tolerance?: number
  readonly folders?: Folders
}

const TWO_HOURS = 2 * 3_600_000

/**
 * Reads the whole ledger again with code of its own, as the login `spoor_check`, and tells every mismatch.
 *
 * @param url  Of a database, as spoor_check: it sees events, heads, signals, duties, handovers and messages of all
 *   organisations, and no content of anybody.
 * @param tell Called for each mismatch, in order of organisation and signal; what is of no one signal comes last.
 */
export async function checkLedger(
  url: string,
  tell: Tell,
  { now, tolerance = TWO_HOURS, folders = FOLDERS }: CheckOptions = {},
): Promise<CheckReport> {
  const client = new pg.Client({ connectionString: url, application_name: 'spoor check' })
  await client.connect()
  try {
    // One snapshot for all, so that work that goes on beside us is no mismatch.
    await client.query('begin transaction isolation level repeatable read read only')
    const asOf = now === undefined ? undefined : new Date(Date.parse(now) - tolerance).toISOString()
    const ways = await readWays(client, folders, tell)
    const book = { ways, law: readLaw(folders) }
    const day = asOf === undefined ? undefined : dutchDay(asOf)
    const keeping = readKeeping(folders.law, day)
    const balances = new Balances()
    const handovers = new Handovers()
    const count = { signals: 0, events: 0 }
    for await (const found of readLedger(client)) {
      count.signals++
      count.events += found.events.length
      checkChain(found, tell)
      if (found.events.length === 0) continue
      const story = readStory(found, book, tell)
      compare(story, found, tell)
      checkClocks(found, keeping, tell)
      const way = ways.byId(story.wayOfWorking)
      if (way && asOf !== undefined) checkOverdue(story, way, asOf, tell)
      handovers.add(story, way)
      balances.add(story)
    }
    const versions = readAccessTerms(folders)
    await checkEmergency(client, { ways, versions }, asOf, tell)
    if (asOf !== undefined) await checkHearing(client, versions, asOf, tell)
    await checkSamples(client, ways, asOf, tell)
    handovers.check(await readMessages(client), tell)
    balances.check(await readHeld(client), tell)
    await checkRetention(client, keeping, day, tell)
    return { ...count, balances: balances.all() }
  } finally {
    await client.end()
  }
}
