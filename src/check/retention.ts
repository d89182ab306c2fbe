import { createHash } from 'node:crypto'
import type { ClientBase, QueryResultRow } from 'pg'
import type { Day } from '#core/time.ts'
import { orderedJson } from './chain.ts'
import { clockIn, dayAfter, regimeIn, termIn, type Keeping } from './keeping.ts'
import type { Tell } from './mismatch.ts'
import {
  CHANNELS,
  DESTROYED,
  FIGURES,
  GONE,
  HELD,
  HOLDS,
  LINES,
  LOOSE,
  MESSAGES,
  MOVED,
  OVERDUE,
  PARTS,
  RUNS,
  VAULT,
  type ChannelRow,
  type FigureRow,
  type GoneRow,
  type HeldRow,
  type HoldRow,
  type LineRow,
  type LooseRow,
  type MessageRow,
  type MovedRow,
  type OverdueRow,
  type PartRow,
  type RunRow,
  type VaultRow,
} from './retention-rows.ts'
import type { Rule } from './rule.ts'

/**
 * What is kept beside the histories, and what was taken away: nothing is past its term, what is gone was destroyed by a run
 * that people confirmed, and its proof fits. Content is not read; it cannot be.
 *
 * @param day   On which it is judged whether something is past its term; none: that is not judged.
 */
export async function checkRetention(
  client: ClientBase,
  law: Keeping,
  day: Day | undefined,
  tell: Tell,
): Promise<void> {
  const about = { signal: '', event: null } as const
  const say = (rule: Rule, expected: string, found: string) => tell({ ...about, rule, expected, found })
  await checkLoose(client, law, say)
  if (day !== undefined) await checkOverdue(client, law, day, say)
  await checkRuns(client, say)
  await checkGone(client, tell)
  await checkPeople(client, law, say)
  await checkFigures(client, say)
}

type Say = (rule: Rule, expected: string, found: string) => void

/** Clocks of what belongs to no signal: registrations that the scan passed over, messages, lines, the vault. */
async function checkLoose(client: ClientBase, law: Keeping, say: Say): Promise<void> {
  const rule = 'content goes on the day of the law'
  const late = (what: string, id: string, expected: Day, found: string | null) => {
    if (found === null || found > expected) say(rule, `${what} ${id} by ${expected}`, found ?? 'no day')
  }
  for (const { organisation, channel } of await rowsOf<ChannelRow>(client, CHANNELS)) {
    const { runsFrom, remove } = clockIn(law, regimeIn(law, organisation, channel))
    // Of a running investigation nobody but its source knows how long it was needed.
    if (runsFrom !== 'first-processing') continue
    for (const { id, expected, remove_on } of await rowsOf<LooseRow>(client, LOOSE, [
      organisation,
      channel,
      remove,
    ])) {
      late('registration', id, expected, remove_on)
    }
  }
  const police = clockIn(law, 'wpg-8').remove
  for (const { id, sent_on, remove_on } of await rowsOf<MessageRow>(client, MESSAGES)) {
    late('message', id, dayAfter(sent_on, police), remove_on)
  }
  for (const { id, received_on, resolved_on, remove_on } of await rowsOf<LineRow>(client, LINES)) {
    const [from, term] =
      resolved_on === null ? [received_on, 'quarantine-open'] : [resolved_on, 'quarantine-answered']
    late('line', id, dayAfter(from, termIn(law, term)), remove_on)
  }
  for (const { id, record_kind, regime, removed_on, destroy_on } of await rowsOf<VaultRow>(client, VAULT)) {
    const { vault } = clockIn(law, regime)
    late(`removed ${record_kind}`, id, vault === null ? removed_on : dayAfter(removed_on, vault), destroy_on)
  }
}

/** Content whose day has come, and whose run nobody confirmed in time; nobody can read it, and still it is there. */
async function checkOverdue(client: ClientBase, law: Keeping, day: Day, say: Say): Promise<void> {
  const rule = 'content past its term is taken away'
  const patience = termIn(law, 'confirm-within')
  for (const { what, id, last } of await rowsOf<OverdueRow>(client, OVERDUE, [day, patience])) {
    say(rule, `${what} ${id} gone by ${last}`, 'still there')
  }
}

async function checkRuns(client: ClientBase, say: Say): Promise<void> {
  const parts = new Map<string, PartRow[]>()
  for (const part of await rowsOf<PartRow>(client, PARTS)) {
    parts.set(part.run_id, [...(parts.get(part.run_id) ?? []), part])
  }
  for (const run of await rowsOf<RunRow>(client, RUNS)) {
    const people = [run.confirmed_by, run.seconded_by, run.proposed_by === 'spoor' ? null : run.proposed_by]
    const eyes = new Set(people.filter((one) => one !== null)).size
    const needed = run.kind === 'destroy' ? 2 : 1
    if (run.confirmed_by === null || run.confirmed_by === run.proposed_by || eyes < needed) {
      say('a run is confirmed by people', `run ${run.id} by ${needed}`, `${eyes}`)
    }
    const lines = (parts.get(run.id) ?? []).map(({ category, done }) => {
      return `${category} ${done.length} ${sha256([...done].toSorted().join('\n'))}`
    })
    const proof = sha256([`${run.organisation} ${run.kind} ${run.day}`, ...lines].join('\n'))
    if (proof !== run.proof)
      say('the proof of a run fits its ids', `run ${run.id}: ${proof}`, run.proof ?? 'none')
  }
}

/** What the ledger names and is not there any more went by a run; and what a run destroyed is nowhere. */
async function checkGone(client: ClientBase, tell: Tell): Promise<void> {
  for (const { signal_id, seq } of await rowsOf<GoneRow>(client, GONE)) {
    const rule = 'words are gone by a run'
    tell({
      signal: signal_id,
      event: seq,
      rule,
      expected: 'there, in the vault or destroyed by a run',
      found: 'gone',
    })
  }
  for (const { what, id } of await rowsOf<Omit<OverdueRow, 'last'>>(client, DESTROYED)) {
    const rule = 'what was destroyed is nowhere'
    tell({ signal: '', event: null, rule, expected: 'nowhere', found: `${what} ${id}` })
  }
}

async function checkPeople(client: ClientBase, law: Keeping, say: Say): Promise<void> {
  const hold = termIn(law, 'hold')
  for (const one of await rowsOf<HoldRow>(client, HOLDS)) {
    if (one.confirmed_by === one.placed_by) {
      say('a hold is of two people and has an end', `hold ${one.id} confirmed by another`, one.placed_by)
    }
    const last = dayAfter(one.from_on, hold)
    if (one.until_on > last) {
      say('a hold is of two people and has an end', `hold ${one.id} by ${last}`, one.until_on)
    }
  }
  for (const { what, id, held_until } of await rowsOf<HeldRow>(client, HELD)) {
    say('a hold is of two people and has an end', `a hold of ${what} ${id} until ${held_until}`, 'none')
  }
  for (const { id, decided_by } of await rowsOf<MovedRow>(client, MOVED)) {
    say('another article takes two people', `decision ${id} with the consent of another`, decided_by)
  }
}

async function checkFigures(client: ClientBase, say: Say): Promise<void> {
  for (const { organisation, month, content, sha256: kept } of await rowsOf<FigureRow>(client, FIGURES)) {
    const hash = sha256(orderedJson(content))
    if (hash !== kept) say('sealed figures are as they were', `${organisation} ${month}: ${hash}`, kept)
  }
}

async function rowsOf<T extends QueryResultRow>(
  client: ClientBase,
  query: string,
  values: readonly string[] = [],
): Promise<readonly T[]> {
  return (await client.query<T>(query, [...values])).rows
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
