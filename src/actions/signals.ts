import type { SignalPage, SignalSearch, SignalSummary } from '#contract/signal.ts'
import type { Outcome } from '#core/outcome.ts'
import type { Instant } from '#core/time.ts'
import type { Refusal } from '#process/refusal.ts'
import type { Tx } from '#store/database.ts'
import { countSignals, listSignals, type SignalPlace, type SignalRow } from '#store/signal-views.ts'
import { listed, shown, sightOf, type Doing } from './access.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { nowOf, type Caller, type House } from './house.ts'

const PAGE = 50

const SEARCH: Doing = { act: 'see-signals', as: 'consult', what: 'zoekSignalen' }

/** Signals that the caller may see; those of one incident follow each other. */
export function searchSignals(
  house: House,
  caller: Caller,
  search: SignalSearch,
): Promise<Outcome<SignalPage, Refusal>> {
  const rowsOf = ({ signals }: SignalPage) =>
    shown(
      house,
      caller,
      SEARCH,
      signals.map(({ id }) => id),
    )
  return listed(house, caller, SEARCH, rowsOf, (tx) => pageOf(house, caller, tx, search))
}

async function pageOf(house: House, caller: Caller, db: Tx, search: SignalSearch): Promise<SignalPage> {
  const sight = sightOf(house, caller)
  const filter = { states: search.states ?? null, unit: search.unit ?? null }
  const limit = search.limit ?? PAGE
  const rows = await listSignals(
    db,
    sight,
    filter,
    readCursor(search.after, 5) as SignalPlace | null,
    limit + 1,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const now = nowOf(house)
  return {
    signals: page.map((row) => summaryOf(row, now)),
    total: await countSignals(db, sight, filter),
    next: rows.length > limit && last ? writeCursor(placeOf(last)) : null,
  }
}

/** A row as a list shows it. */
export function summaryOf(row: SignalRow, now: Instant): SignalSummary {
  return {
    id: row.id,
    state: row.state,
    phase: row.phase,
    origin: row.origin,
    title: row.title,
    incident: row.incident,
    incidentKey: row.incident_key,
    sourceId: row.source_id,
    registeredAt: row.registered_at,
    receivedAt: row.received_at,
    unit: row.unit,
    assignee: row.assignee === null ? null : { id: row.assignee, name: row.assignee_name ?? '' },
    forms: [...row.forms],
    score: row.score,
    duty:
      row.duty_kind === null || row.due_at === null
        ? null
        : { kind: row.duty_kind, dueAt: row.due_at, overdue: row.due_at < now },
    outcome: row.outcome,
    holdReason: row.hold_reason,
    urgent: row.urgency.length > 0,
  }
}

function placeOf(row: SignalRow): (string | number)[] {
  return [row.group_due, row.group_rank, row.incident_key, row.source_id, row.id]
}
