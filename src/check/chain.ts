import { createHash } from 'node:crypto'
import type { EventRow, Found } from './ledger-rows.ts'
import type { Tell } from './mismatch.ts'
import type { Rule } from './rule.ts'

const NOWHERE = '0'.repeat(64)

/** The chain of one signal: numbered from 1 without gaps, each event tied to the one before, the head at its end. */
export function checkChain({ signalId, events, head }: Found, tell: Tell): void {
  const fault = (event: number | null, rule: Rule, expected: unknown, found: unknown) =>
    tell({ signal: signalId, event, rule, expected: String(expected), found: String(found) })
  let previous = NOWHERE
  events.forEach((event, index) => {
    if (event.seq !== index + 1) fault(event.seq, 'events are numbered without gaps', index + 1, event.seq)
    if (event.previous !== previous)
      fault(event.seq, 'an event is tied to the one before', previous, event.previous)
    const hash = hashOf(event)
    if (event.hash !== hash) fault(event.seq, 'the hash is that of the event', hash, event.hash)
    previous = event.hash
  })
  const last = events.at(-1)
  if (!last) fault(null, 'a signal has events', 'at least one', 'none')
  if (head?.seq !== last?.seq) {
    fault(null, 'the head is the newest event', last?.seq ?? 'none', head?.seq ?? 'none')
  } else if (head && last && head.hash !== last.hash) {
    fault(last.seq, 'the head has the hash of the newest event', last.hash, head.hash)
  }
}

/** The hash as docs/architecture.md describes it, written here a second time on purpose. */
function hashOf(event: EventRow): string {
  const content = orderedJson({
    v: 1,
    organisation: event.organisation,
    signal: event.signal_id,
    seq: event.seq,
    id: event.id,
    type: event.type,
    at: event.at,
    by: event.by_member,
    data: event.data,
    content: event.content_hash,
    previous: event.previous,
  })
  return createHash('sha256').update(content).digest('hex')
}

/** JSON without white space, the keys of every object in order of their UTF-16 code units. */
export function orderedJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(orderedJson).join(',')}]`
  const record = value as Record<string, unknown>
  const members = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${orderedJson(record[key])}`)
  return `{${members.join(',')}}`
}
