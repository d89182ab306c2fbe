import type { Day } from '#core/time.ts'
import { clockIn, dayAfter, regimeIn, type Keeping } from './keeping.ts'
import type { EventRow, Found, MoveRow, SourceRow } from './ledger-rows.ts'
import type { Tell } from './mismatch.ts'
import { dutchDay } from './working-days.ts'

/** Later than any day, also as text. */
const NEVER: Day = 'infinity'

/** A stretch of a history under another article: from one event to another, and until which day that keeps it. */
interface Stretch {
  readonly from: number
  readonly until: number
  readonly keeps: Day
}

/**
 * The day on which the content of one signal goes, reckoned again from its events: nothing is kept later than the law
 * says. What is gone needs no day.
 */
export function checkClocks(found: Found, law: Keeping, tell: Tell): void {
  const { organisation, signalId, events, sources, words } = found
  const rule = 'content goes on the day of the law'
  const late = (event: number | null, expected: Day, found: Day | null) => {
    if (found !== null && found <= expected) return
    tell({ signal: signalId, event, rule, expected: `by ${expected}`, found: found ?? 'no day' })
  }
  const stretches = stretchesOf(found, law)
  const ended = endOf(events)
  const needed = ended === null ? NEVER : latest([ended, ...sources.map(({ received_on }) => received_on)])
  const days = new Map<string, Day>()
  for (const source of sources) {
    const day = latest([ownDay(organisation, source, needed, law), ...stretches.map(({ keeps }) => keeps)])
    days.set(source.id, day)
    late(null, day, source.remove_on)
  }
  const newest = found.signal?.registration_id ?? ''
  const byNumber = new Map(events.map((event) => [event.seq, event]))
  for (const { seq, remove_on } of words) {
    const event = byNumber.get(seq)
    if (!event) continue
    const written = dutchDay(event.at)
    const source = days.get(registrationIn(event) ?? newest)
    const own = dayAfter(written, clockIn(law, regimeIn(law, organisation, null)).remove)
    const under = stretches.filter(({ from, until }) => from <= seq && seq <= until)
    const day =
      under.length > 0
        ? latest(under.map(({ keeps }) => keeps))
        : source !== undefined && source > written
          ? source
          : own
    late(seq, day, remove_on)
  }
}

function registrationIn({ data }: EventRow): string | undefined {
  const { registration } = data as unknown as { readonly registration?: unknown }
  return typeof registration === 'string' ? registration : undefined
}

function ownDay(organisation: string, source: SourceRow, needed: Day, law: Keeping): Day {
  const { channel, first_processed_on: first, entered_on: entered } = source
  const clock = clockIn(law, regimeIn(law, organisation, channel))
  if (clock.runsFrom === 'first-processing') {
    // What another organisation processed before may have begun earlier, and never later.
    const begun = first !== null && first < entered ? first : entered
    return dayAfter(begun, clock.remove)
  }
  return needed === NEVER ? NEVER : dayAfter(needed, clock.remove)
}

/** Investigations as the events tell them, and decisions of two people. */
function stretchesOf({ events, moves }: Found, law: Keeping): readonly Stretch[] {
  const investigation = clockIn(law, 'wpg-9')
  const stretches: Stretch[] = []
  let from: number | null = null
  for (const { seq, type, at } of events) {
    if (type === 'investigation-started') from ??= seq
    else if (from !== null && (type === 'closed' || type === 'handover-accepted')) {
      stretches.push({ from, until: seq, keeps: dayAfter(dutchDay(at), investigation.remove) })
      from = null
    }
  }
  if (from !== null) stretches.push({ from, until: Infinity, keeps: NEVER })
  const decided = moves.filter(({ by_event, consented_by }) => !by_event && consented_by !== null)
  return [
    ...stretches,
    ...decided.map((move) => ({
      from: move.from_seq,
      until: move.until_seq ?? Infinity,
      keeps: keptBy(move, law),
    })),
  ]
}

function keptBy({ regime, last_necessity_on: needed, ended_on: ended }: MoveRow, law: Keeping): Day {
  const { remove, runsFrom } = clockIn(law, regime)
  if (runsFrom !== 'last-necessity') return ended === null ? NEVER : dayAfter(ended, remove)
  const day = dayAfter(needed, remove)
  return ended !== null && ended < day ? ended : day
}

/** The day on which the history ended; null: it goes on. */
function endOf(events: readonly EventRow[]): Day | null {
  const ends = ['closed', 'handover-accepted', 'set-aside-confirmed', 'offer-refused', 'offer-recalled']
  const beside = [
    'second-look-drawn',
    'second-look-taken',
    'handover-reported',
    'escalated',
    'registration-changed',
  ]
  const last = events.findLast(
    ({ type, data }) =>
      !beside.includes(type) || (data as unknown as { readonly duty?: unknown }).duty instanceof Object,
  )
  const newest = events.at(-1)
  return last && newest && ends.includes(last.type) ? dutchDay(newest.at) : null
}

function latest(days: readonly Day[]): Day {
  return days.reduce((one, other) => (other > one ? other : one))
}
