import type { ClientBase } from 'pg'
import { ENDED } from './kinds.ts'
import type { Tell } from './mismatch.ts'
import type { Story } from './story.ts'
import { dutchDay } from './working-days.ts'

/** Where a signal counts in the balance; `unowned`: nowhere, and then the balance does not hold. */
export type Standing = 'open' | 'closed' | 'handed-over' | 'unowned'

export function standingOf({ state, outcome, unit, duty, offers, away }: Story): Standing {
  if (state === 'closed') return outcome === null || outcome === '' ? 'unowned' : 'closed'
  if (state === 'handed-over') {
    return offers.get(away ?? '')?.answer === 'accepted' ? 'handed-over' : 'unowned'
  }
  return ENDED.includes(state) || unit === '' || duty === null ? 'unowned' : 'open'
}

/** Signals that an organisation received in one month, and where they are now. `form` null: all of them. */
export interface Balance {
  readonly organisation: string
  /** Dutch calendar month, `yyyy-mm`. */
  readonly period: string
  readonly form: string | null
  readonly received: number
  readonly closed: number
  readonly open: number
  readonly handedOver: number
}

type Counts = { -readonly [K in keyof Balance]: Balance[K] }

/** Counts each signal once in its month, and once for each form of exploitation that it may be about. */
export class Balances {
  readonly #counts = new Map<string, Counts>()

  add(story: Story): void {
    const { organisation, receivedAt, forms } = story
    const period = receivedAt === '' ? '' : dutchDay(receivedAt).slice(0, 7)
    const standing = standingOf(story)
    for (const form of [null, ...new Set(forms)]) {
      const counts = this.#at({ organisation, period, form })
      counts.received++
      if (standing === 'closed') counts.closed++
      if (standing === 'open') counts.open++
      if (standing === 'handed-over') counts.handedOver++
    }
  }

  /** By organisation, then month, then form; all forms together first. */
  all(): readonly Balance[] {
    return [...this.#counts.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  }

  /**
   * Holds every balance against itself, and all of them against what the worklists hold of the same months and forms.
   *
   * @param held  What the worklists count, counted by the database.
   */
  check(held: readonly Balance[], tell: Tell): void {
    const others = new Map(held.map((one) => [keyOf(one), one]))
    for (const balance of this.all()) {
      const { received, closed, open, handedOver } = balance
      const sum = closed + open + handedOver
      if (received !== sum) say(balance, `received ${received}`, `${closed} + ${open} + ${handedOver}`, tell)
      const other = others.get(keyOf(balance))
      others.delete(keyOf(balance))
      if (countsOf(other) !== countsOf(balance)) {
        say(balance, countsOf(balance), `in the worklists ${countsOf(other)}`, tell)
      }
    }
    for (const other of others.values()) say(other, 'nothing', `in the worklists ${countsOf(other)}`, tell)
  }

  #at(of: Pick<Balance, 'organisation' | 'period' | 'form'>): Counts {
    const counts = this.#counts.get(keyOf(of)) ?? { ...of, received: 0, closed: 0, open: 0, handedOver: 0 }
    this.#counts.set(keyOf(of), counts)
    return counts
  }
}

/** What the worklists hold, by organisation, month and form: the other side of the balance. */
export async function readHeld(client: ClientBase): Promise<readonly Balance[]> {
  const { rows } = await client.query<Balance>(`
    select organisation, to_char(received_on, 'YYYY-MM') as period, form,
           count(*)::int as received,
           (count(*) filter (where state = 'closed' and outcome is not null))::int as closed,
           (count(*) filter (where state not in ('closed', 'handed-over') and unit <> ''))::int as open,
           (count(*) filter (where state = 'handed-over' and handover_id is not null))::int as "handedOver"
      from spoor.signal, lateral (select null as form union select unnest(forms)) as f
     group by organisation, period, form`)
  return rows
}

function keyOf({ organisation, period, form }: Pick<Balance, 'organisation' | 'period' | 'form'>): string {
  return `${organisation} ${period} ${form ?? ''}`
}

function countsOf(balance: Balance | undefined): string {
  if (!balance) return 'nothing'
  const { received, closed, open, handedOver } = balance
  return `received ${received}, closed ${closed}, open ${open}, handed over ${handedOver}`
}

function say({ organisation, period, form }: Balance, expected: string, found: string, tell: Tell): void {
  const rule = 'received is closed, open and handed over'
  const about = `${organisation} ${period} ${form ?? 'all forms'}`
  tell({ signal: '', event: null, rule, expected: `${about}: ${expected}`, found })
}
