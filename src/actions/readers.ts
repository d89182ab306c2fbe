import type { ReaderPage, ReaderSearch, SignalReading } from '#contract/access.ts'
import { done, type Outcome } from '#core/outcome.ts'
import type { Refusal } from '#process/refusal.ts'
import { listReadings, type ReadingRow } from '#store/readers.ts'
import { DENIED, withSignal, type Doing } from './access.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Caller, House } from './house.ts'

const PAGE = 50

const READ: Doing = { act: 'see-readers', as: 'consult', what: 'zoekLezers' }

/**
 * Who looked at a signal, changed it or gave it to others (NL: wie zag dit): one row for each person, act and day. Who
 * asks is in the log from then on as well. `not-found` when they may not know of the signal.
 */
export function searchReaders(
  house: House,
  caller: Caller,
  signalId: string,
  { after, limit = PAGE }: ReaderSearch,
): Promise<Outcome<ReaderPage, Refusal>> {
  return withSignal(house, caller, READ, signalId, async (tx) => {
    const [day, seq] = readCursor(after, 2) ?? []
    const place = day !== undefined && seq !== undefined ? { day, seq } : null
    const rows = await listReadings(tx, caller.organisation, signalId, place, limit + 1)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return done({
      readings: page.map(readingOf),
      next: rows.length > limit && last ? writeCursor([last.day, last.seq]) : null,
    })
  })
}

function readingOf({ actor, name, unit, roles, what, first, last, ...row }: ReadingRow): SignalReading {
  const { act, purpose, recipient, emergency, times } = row
  const denied = what.endsWith(DENIED)
  return {
    ...{ act, purpose, recipient, emergency, times, denied, unit },
    by: { id: actor, name: name ?? 'Spoor' },
    roles: [...(roles ?? [])],
    what: denied ? what.slice(0, -DENIED.length) : what,
    firstAt: first,
    lastAt: last,
  }
}
