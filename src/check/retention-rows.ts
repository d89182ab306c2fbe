import type { Day } from '#core/time.ts'

// What `spoor check` reads of retention: that something is there, under which clock, until when. Never content.

const dutch = (column: string) => `(${column} at time zone 'Europe/Amsterdam')::date::text`

export interface ChannelRow {
  readonly organisation: string
  readonly channel: string
}
export const CHANNELS = `select distinct organisation, channel from spoor.registration order by 1, 2`

export interface LooseRow {
  readonly id: string
  readonly expected: Day
  readonly remove_on: string | null
}
// There are many, and they are reckoned in the database: only what is kept too long comes out.
export const LOOSE = `
  select r.id, d.day::text as expected, r.remove_on::text
    from spoor.registration r, lateral (
      select (least(r.first_processed_on, (least(r.registered_at, r.received_at) at time zone 'Europe/Amsterdam')::date)
              + $3::interval)::date as day) d
   where r.organisation = $1 and r.channel = $2 and (r.remove_on is null or r.remove_on > d.day)
     and not exists (select from spoor.event e where e.data ->> 'registration' = r.id::text)
   order by r.id`

export interface MessageRow {
  readonly id: string
  readonly sent_on: Day
  readonly remove_on: string | null
}
export const MESSAGES = `
  select c.message_id as id, coalesce(least(c.first_processed_on::text, d.day), d.day) as sent_on, c.remove_on::text
    from spoor.message_content c join spoor.message m on m.id = c.message_id,
         lateral (select ${dutch('m.sent_at')} as day) d`

export interface LineRow {
  readonly id: string
  readonly received_on: Day
  readonly resolved_on: Day | null
  readonly remove_on: string | null
}
export const LINES = `
  select id, received_on::text, ${dutch('resolved_at')} as resolved_on, remove_on::text from spoor.quarantine_line`

export interface VaultRow {
  readonly id: string
  readonly record_kind: string
  readonly regime: string
  readonly removed_on: Day
  readonly destroy_on: string
}
export const VAULT = `
  select record_id as id, record_kind, regime, ${dutch('removed_at')} as removed_on, destroy_on::text from spoor.vault`

export interface OverdueRow {
  readonly what: string
  readonly id: string
  readonly last: Day
}
export const OVERDUE = `
  select what, id, (greatest(day, held_until + 1) + $2::interval)::date::text as last from (
    select 'registration' as what, id, remove_on as day, held_until from spoor.registration
    union all select 'words', event_id, remove_on, held_until from spoor.event_content
    union all select 'message', message_id, remove_on, held_until from spoor.message_content
    union all select 'line', id, remove_on, null from spoor.quarantine_line
    union all select 'removed ' || record_kind, record_id, destroy_on, held_until from spoor.vault) c
   where day < 'infinity' and (greatest(day, held_until + 1) + $2::interval)::date < $1::date
   order by last, id`

export interface RunRow {
  readonly id: string
  readonly organisation: string
  readonly kind: string
  readonly day: Day
  readonly proposed_by: string
  readonly confirmed_by: string | null
  readonly seconded_by: string | null
  readonly proof: string | null
}
export const RUNS = `
  select id, organisation, kind, day::text, proposed_by, confirmed_by, seconded_by, encode(proof, 'hex') as proof
    from spoor.retention_run where executed_at is not null order by executed_at, id`

export interface PartRow {
  readonly run_id: string
  readonly category: string
  readonly done: readonly string[]
}
export const PARTS = `
  select p.run_id, p.category, p.done::text[] as done
    from spoor.retention_part p join spoor.retention_run r on r.id = p.run_id
   where r.executed_at is not null order by p.run_id, p.category`

export interface GoneRow {
  readonly signal_id: string
  readonly seq: number
}
const TAKEN = (category: string) => `
  select unnest(p.done) as id from spoor.retention_part p join spoor.retention_run r on r.id = p.run_id
   where r.kind = 'destroy' and r.executed_at is not null and p.category = '${category}'`
export const GONE = `
  select e.signal_id, e.seq from spoor.event e
   where e.content_hash is not null
     and not exists (select from spoor.event_content c where c.event_id = e.id)
     and not exists (select from spoor.vault v where v.record_kind = 'words' and v.record_id = e.id)
     and not exists (select from (${TAKEN('words')}) d where d.id = e.id)
   order by e.signal_id, e.seq`
export const DESTROYED = `
  select 'registration' as what, d.id from (${TAKEN('registration')}) d
   where exists (select from spoor.registration r where r.id = d.id)
      or exists (select from spoor.scan_result x where x.registration_id = d.id)
      or exists (select from spoor.vault v where v.record_kind = 'registration' and v.record_id = d.id)
   union all
  select 'words', d.id from (${TAKEN('words')}) d
   where exists (select from spoor.event_content c where c.event_id = d.id)
      or exists (select from spoor.vault v where v.record_kind = 'words' and v.record_id = d.id)
   union all
  select 'message', d.id from (${TAKEN('message')}) d
   where exists (select from spoor.message_content c where c.message_id = d.id)
      or exists (select from spoor.vault v where v.record_kind = 'message' and v.record_id = d.id)
   union all
  select 'line', d.id from (${TAKEN('line')}) d
   where exists (select from spoor.quarantine_line q where q.id = d.id)`

export interface HoldRow {
  readonly id: string
  readonly from_on: Day
  readonly until_on: Day
  readonly placed_by: string
  readonly confirmed_by: string
}
export const HOLDS = `
  select id, from_on::text, until_on::text, placed_by, confirmed_by from spoor.legal_hold
   where confirmed_by is not null order by id`

export interface HeldRow {
  readonly what: string
  readonly id: string
  readonly held_until: Day
}
export const HELD = `
  select what, id, held_until::text from (
    select 'registration' as what, id, organisation, held_until from spoor.registration
    union all select 'words', event_id, organisation, held_until from spoor.event_content
    union all select 'message', message_id, sender, held_until from spoor.message_content
    union all select 'removed ' || record_kind, record_id, organisation, held_until from spoor.vault) c
   where held_until is not null
     and not exists (select from spoor.legal_hold h where h.organisation = c.organisation
                        and h.until_on = c.held_until and h.confirmed_by is not null)
   order by what, id`

export interface MovedRow {
  readonly id: string
  readonly decided_by: string
}
export const MOVED = `
  select id, decided_by from spoor.retention_move where not by_event and consented_by = decided_by order by id`

export interface FigureRow {
  readonly organisation: string
  readonly month: string
  readonly content: unknown
  readonly sha256: string
}
export const FIGURES = `
  select organisation, month, content, encode(sha256, 'hex') as sha256 from spoor.sealed_figure
   order by organisation, month`
