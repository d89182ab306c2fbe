import { sql } from 'kysely'
import type { Finding } from '#core/finding.ts'
import type { Form } from '#core/form.ts'
import type { Instant } from '#core/time.ts'
import type { SignalState } from '#process/state.ts'
import type { DutyKind, Phase, Urgency } from '#process/way-of-working.ts'
import { visibleTo, type Sight } from './access.ts'
import type { Reader } from './database.ts'
import { PACK_TITLE } from './offered-title.ts'

export interface SignalRow {
  readonly id: string
  readonly state: SignalState
  readonly phase: Phase
  readonly origin: 'scan' | 'officer' | 'handover' | 'sample'
  /** Of what another organisation offers: the title of its pack. */
  readonly title: string
  /** Empty, as the two after the next, while there is no registration of ours. */
  readonly incident: string
  readonly incident_key: string
  readonly source_id: string
  readonly registered_at: string
  readonly received_at: Instant
  readonly unit: string
  readonly assignee: string | null
  readonly assignee_name: string | null
  readonly forms: readonly Form[]
  readonly score: number | null
  readonly way_of_working: string
  readonly urgency: readonly Urgency[]
  /** With whom a signal is that is away, else from whom it came. */
  readonly partner: string | null
  readonly hold_reason: string | null
  readonly outcome: string | null
  readonly duty_kind: DutyKind | null
  readonly due_at: Instant | null
  /** The place of its incident in the list: earliest due moment and highest score of the group, negated. */
  readonly group_due: string
  readonly group_rank: number
}

export interface SignalFilter {
  readonly states: readonly string[] | null
  readonly unit: string | null
}

/** Place of a signal in the list: group_due, group_rank, incident_key, source_id, id. */
export type SignalPlace = readonly [string, string, string, string, string]

const COLUMNS = sql`
  s.id, s.state, s.phase, s.origin, coalesce(r.title, p.title, '') as title, coalesce(r.incident, '') as incident,
  s.incident_key, coalesce(r.source_id, '') as source_id, coalesce(r.registered_at_text, '') as registered_at,
  s.received_at, s.unit, s.assignee, m.name as assignee_name, s.forms, x.score::float8 as score, s.way_of_working,
  s.urgency, s.partner, s.hold_reason, s.outcome, d.kind as duty_kind, d.due_at`

const SOURCES = sql`
  spoor.signal s
  left join spoor.registration r on r.id = s.registration_id
  left join spoor.member m on m.id = s.assignee
  left join spoor.duty d on d.signal_id = s.id and d.done_at is null and d.place = 'main'
  left join spoor.scan_result x on x.registration_id = s.registration_id and x.catalogue = r.scanned_with
  ${PACK_TITLE}`

/**
 * Signals, those of one incident together and in the order of its documents; the incident that is due first comes first, and of those the one in which
 * the scan pointed at most. At most `limit` behind `after`.
 */
export async function listSignals(
  db: Reader,
  sight: Sight,
  filter: SignalFilter,
  after: SignalPlace | null,
  limit: number,
): Promise<readonly SignalRow[]> {
  const [due, groupRank, key, source, id] = after ?? [null, null, null, null, null]
  const { rows } = await sql<SignalRow>`
    with found as (
      select ${COLUMNS},
             coalesce(min(d.due_at) over incident, 'infinity') as due_of_group,
             -coalesce(max(x.score) over incident, 0)::float8 as group_rank
        from ${SOURCES}
       where ${where(filter)} and ${visibleTo(sight)}
      window incident as (partition by s.incident_key)
    )
    select found.*, due_of_group::text as group_due
      from found
     where ${after === null}
        or (due_of_group, group_rank, incident_key, source_id, id)
           > (${due}::timestamptz, ${groupRank}::float8, ${key}::text, ${source}::text, ${id}::uuid)
     order by due_of_group, group_rank, incident_key, source_id, id
     limit ${limit}`.execute(db)
  return rows
}

export async function countSignals(db: Reader, sight: Sight, filter: SignalFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from spoor.signal s
     where ${where(filter)} and ${visibleTo(sight)}`.execute(db)
  return rows[0]?.total ?? 0
}

/** Signals that wait, by reason: those that wait for capacity are counted apart. Index signal_held. */
export async function countHeld(
  db: Reader,
): Promise<readonly { readonly reason: string; readonly signals: number }[]> {
  const { rows } = await sql<{ reason: string; signals: number }>`
    select hold_reason as reason, count(*)::integer as signals
      from spoor.signal
     where state = 'held'
     group by hold_reason
     order by hold_reason`.execute(db)
  return rows
}

/** One signal, and behind it the others of its incident that they may see too; empty when there is none to see. */
export async function readIncident(
  db: Reader,
  signalId: string,
  sight: Sight,
): Promise<readonly SignalRow[]> {
  const { rows } = await sql<SignalRow>`
    select ${COLUMNS}, '' as group_due, 0 as group_rank
      from ${SOURCES}
     where s.incident_key = (select incident_key from spoor.signal where id = ${signalId})
       and (s.id = ${signalId} or ${visibleTo(sight)})
     order by (s.id = ${signalId}) desc, source_id
     limit 100`.execute(db)
  return rows
}

export interface RegistrationRow {
  readonly id: string
  readonly source_id: string
  readonly version: number
  readonly kind: string
  readonly registered_at: string
  readonly received_at: Instant
  readonly incident: string
  readonly title: string
  readonly text: string
  readonly persons: Record<string, unknown>[]
  readonly vehicles: Record<string, unknown>[]
  readonly catalogue: string | null
  readonly score: number | null
  readonly is_signal: boolean | null
  readonly forms: readonly Form[] | null
  readonly findings: readonly Finding[] | null
}

/** The registrations behind one signal with what the scan saw in each, the newest version first. */
export async function listRegistrationsOf(db: Reader, signalId: string): Promise<readonly RegistrationRow[]> {
  const { rows } = await sql<RegistrationRow>`
    select r.id, r.source_id, r.version, r.kind, r.registered_at_text as registered_at, r.received_at, r.incident,
           r.title, r.text, r.persons, r.vehicles, x.catalogue, x.score::float8 as score, x.is_signal, x.forms,
           x.findings
      from spoor.signal_registration o
      join spoor.registration r on r.organisation = o.organisation and r.source_id = o.source_id
      left join spoor.scan_result x on x.registration_id = r.id and x.catalogue = r.scanned_with
     where o.signal_id = ${signalId}
     order by r.source_id, r.version desc`.execute(db)
  return rows
}

/** Names of members by their random ids. */
export async function namesOf(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from spoor.member where id::text = any(${ids as string[]}::text[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function where({ states, unit }: SignalFilter) {
  return sql`(${states === null} or s.state = any(${(states ?? []) as string[]}::text[]))
         and (${unit === null} or s.unit = ${unit})`
}
