import pg from 'pg'
import { checkChain } from './chain.ts'
import { compare, readStory } from './follow-up.ts'
import { readLedger } from './ledger-rows.ts'
import type { Mismatch } from './mismatch.ts'

/** received = open + closed, for one organisation. */
export interface Balance {
  readonly organisation: string
  readonly received: number
  readonly open: number
  readonly closed: number
}

export interface CheckReport {
  readonly signals: number
  readonly events: number
  readonly balances: readonly Balance[]
}

/**
 * Reads the whole ledger again with code of its own, as the login `spoor_check`, and tells every mismatch.
 *
 * @param url  Of a database, as spoor_check: it sees events, heads, signals and duties of all organisations, and no
 *   content of anybody.
 * @param tell Called for each mismatch, in order of organisation and signal.
 */
export async function checkLedger(url: string, tell: (mismatch: Mismatch) => void): Promise<CheckReport> {
  const client = new pg.Client({ connectionString: url, application_name: 'spoor check' })
  await client.connect()
  try {
    // One snapshot for all, so that work that goes on beside us is no mismatch.
    await client.query('begin transaction isolation level repeatable read read only')
    const balances = new Map<string, Balance>()
    let signals = 0
    let events = 0
    for await (const { signal, events: story } of readLedger(client)) {
      signals++
      events += story.length
      checkChain(signal, story).forEach(tell)
      const { reading, faults } = readStory(signal.signal_id, story)
      faults.forEach(tell)
      if (story.length > 0) compare(signal, reading, story.at(-1)!.seq).forEach(tell)
      const { organisation } = signal
      const so = balances.get(organisation) ?? { organisation, received: 0, open: 0, closed: 0 }
      balances.set(organisation, {
        organisation,
        received: so.received + 1,
        open: so.open + (reading.state === 'closed' ? 0 : 1),
        closed: so.closed + (reading.state === 'closed' ? 1 : 0),
      })
    }
    return { signals, events, balances: [...balances.values()] }
  } finally {
    await client.end()
  }
}
